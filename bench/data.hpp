// SPDX-License-Identifier: Apache-2.0
// The benchmark's data: invented records as columns, the same for the same seed on every machine.
// Each subject's records come from a generator of their own, so the first 100,000 subjects of a run of a million
// are the subjects of a run of 100,000. Every program of the bench generates them again instead of reading a file.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sanqu::bench {

// Record classes in the catalogue's order (`bench/standard/catalogue`); a class's number is its index there.
inline constexpr std::array<std::string_view, 12> k_class_ids = {"administrative_penalty",
                                                                 "abnormal_operation",
                                                                 "judgment_defaulter",
                                                                 "tax_arrears",
                                                                 "wage_arrears",
                                                                 "accident",
                                                                 "complaint",
                                                                 "serious_dishonesty_list",
                                                                 "commendation",
                                                                 "contract_performance",
                                                                 "tax_payment",
                                                                 "donation"};

inline constexpr std::uint64_t k_seed_default = 20260615;

// Dates are days since 1970-01-01 (what `Date::from_days` takes).
inline constexpr std::int32_t k_as_of = 20619;       // 2026-06-15
inline constexpr std::int32_t k_for_ever = 2932896;  // 9999-12-31: a status that has not ended

/// The records of all subjects, sorted by subject, then class, then event date. Subjects are 0 to `subjects` - 1;
/// about 4 % of them have no record. All columns have the same length.
struct Data {
  std::uint32_t subjects = 0;
  std::vector<std::uint32_t>
      first_record;  // subjects + 1 entries: subject s owns [first_record[s], first_record[s + 1])
  std::vector<std::uint8_t> class_index;  // into k_class_ids
  std::vector<std::uint8_t> severity;     // 0 minor, 1 general, 2 serious
  std::vector<std::uint8_t> level;        // 1 to 5
  std::vector<std::int32_t> event_on;     // about 1 in 70 lies after as_of (rule R3)
  std::vector<std::int32_t> amount_fen;   // 0 to 100,000,000 (1,000,000 yuan)
  // The status is `in_force` from the first to the second date, both included; about 3 % of the records end.
  std::vector<std::int32_t> in_force_from;
  std::vector<std::int32_t> in_force_through;

  std::size_t records() const { return class_index.size(); }
  std::size_t bytes() const;  // of all columns
};

/// Generates the data. `subjects` times about 16 records must stay below 2^32.
Data generate_data(std::uint32_t subjects, std::uint64_t seed);

/// Writes `folder`/record.csv and `folder`/subject.csv, without headers, in the column order of `sql/`.
/// False when a file could not be written.
bool write_csv(const Data& data, const std::string& folder);

}  // namespace sanqu::bench
