// SPDX-License-Identifier: Apache-2.0
// The demo room: an invented city with its credit streets, communities and parks, and three years of the files that its
// departments would have sent - late, dirty and in every format. Owns: names, lives, records and faults that are all made up,
// the same bytes for the same seed on every platform. Never: reads a file of rules, knows a store, an evaluation or a clock,
// names a real person, firm, street or case. What becomes of the files is intake's business; here is only what was done wrong
// on purpose, so that a receipt can be held against it. docs/demo-city.md describes the city. Start at `write_city`.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::demo {

inline constexpr int k_permille_max = 20'000;

/// `permille`: 1000 is the whole city (12 streets, 36 communities, 16 parks, 20,000 merchants, 10,000 enterprises).
struct CityOptions {
  int permille = 1000;
  std::uint64_t seed = 1;
};

/// What is wrong with a line, on purpose.
enum class Fault : std::uint8_t {
  natural_person,       // a line about a natural person, with an (invented) identity number
  document_no_missing,  // the key of the record is empty
  date_in_future,       // 2026 typed as 2062
  date_with_points,     // 2026.3.2
  unknown_category,     // a word that the code set lacks
  columns_swapped,      // two cells stand in each other's place
  cell_count,           // a cell too many: a comma without quotes
  code_as_number,       // 9.14199E+17
  code_placeholder,     // 00000000000000000X
  wrong_check_digit,    // the code is of nobody
  code_too_short,       // 17 characters
  unknown_subject,      // a right code that no register has
  yuan_for_wan_yuan,    // an amount ten thousand times too large
  trailing_blanks,      // harmless
  full_width_digits,    // harmless
  duplicate_line,       // the same line once more
};
inline constexpr std::size_t k_faults = 16;

/// Who notices: intake by the line alone, the register by what it knows, or nobody, because nothing has to be refused.
enum class Consequence : std::uint8_t { refused_by_intake, refused_by_register, taken };
Consequence consequence_of(Fault fault);
/// `date_in_future`, as in the enumeration.
std::string_view name_of(Fault fault);

struct FaultyLine {
  std::uint32_t line = 0;  // in its file, from 1, header and title counted
  Fault fault = Fault::natural_person;
};

/// One file that comes in. `class_id`: subject, zone, zone_membership, record_status, subject_merge or a record class.
struct Delivery {
  std::string path;
  std::string class_id;
  std::string source;   // the department (信源单位)
  Instant received_at;  // later than that of every earlier delivery
  std::uint32_t lines = 0;
  std::uint32_t corrections = 0;   // lines that give a known record a new content
  std::vector<FaultyLine> faulty;  // in the order of the lines
  bool is_repeat = false;          // the bytes of an earlier delivery once more: `faulty` is empty
};

/// In the order of `received_at`.
struct CityFiles {
  std::vector<Delivery> deliveries;
  std::array<std::uint64_t, k_faults> by_fault{};  // of all deliveries that are no repeats
  std::uint64_t lines = 0;                         // the same
  std::uint32_t streets = 0;
  std::uint32_t communities = 0;
  std::uint32_t parks = 0;
  std::uint32_t merchants = 0;
  std::uint32_t enterprises = 0;
};

/// First and last day that the files speak of.
Date first_day();
Date last_day();

/// Writes every file into `folder` (made if it isn't there; must be empty) and a list of them, deliveries.csv.
/// Errors: demo.permille, demo.folder_not_empty, demo.not_written.
Result<CityFiles> write_city(const std::string& folder, const CityOptions& options);

namespace errors {
extern const ErrorCode k_permille, k_folder_not_empty, k_not_written;
}

}  // namespace sanqu::demo
