// SPDX-License-Identifier: Apache-2.0
// What an evaluation reads: subjects and their records as columns, sorted by subject, as they were known at one time.
// Filled by SnapshotBuilder from files or a store; immutable from then on, and shared by all threads.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/field_value.hpp"
#include "core/date.hpp"
#include "evaluation/large_pages.hpp"

namespace sanqu::evaluation {

/// Values that are no values, in 64-bit columns: below every number that the narrow lane can hold.
using catalogue::k_missing;
inline constexpr std::int64_t k_no_row = k_missing + 1;
inline constexpr std::int64_t k_overflow = k_missing + 2;
inline constexpr std::int64_t k_special_end = k_missing + 16;
constexpr bool is_special(std::int64_t value) { return value < k_special_end; }

inline constexpr std::int32_t k_missing_narrow = std::numeric_limits<std::int32_t>::min();

/// One column, 4 or 8 bytes a row; empty when no plan reads it.
struct Column {
  LargeVector<std::int32_t> narrow;
  LargeVector<std::int64_t> wide;

  bool empty() const { return narrow.empty() && wide.empty(); }
  std::int64_t at(std::size_t row) const {
    if (!wide.empty()) return wide[row];
    if (narrow.empty() || narrow[row] == k_missing_narrow) return k_missing;
    return narrow[row];
  }
};

using catalogue::RecordStatus;

/// From `from` on the record has this status, until its next change.
struct StatusChange {
  std::uint32_t row = 0;
  Date from;
  RecordStatus status = RecordStatus::in_force;
};

/// The records of one class. Rows begin[s] .. begin[s + 1] belong to subject s.
struct ClassTable {
  LargeVector<std::uint32_t> begin;
  LargeVector<std::uint32_t>
      subject;                  // by row: the way back from a row, without looking for borders
  std::vector<Column> columns;  // by field
  /// The days on which a record is in force, both included; empty when all always are. A record with several such
  /// stretches has the first here and is listed in `broken`.
  LargeVector<std::int32_t> force_from;
  LargeVector<std::int32_t> force_through;
  std::vector<std::uint32_t> broken;    // ascending
  std::vector<StatusChange> changes;    // by row, then date; only rows with a history or an expiry
  std::vector<std::uint64_t> id_begin;  // record ids; empty: the row number stands for the id
  std::string id_bytes;

  std::size_t rows() const { return begin.empty() ? 0 : begin.back(); }
  std::string_view record_id(std::size_t row) const {
    if (id_begin.empty()) return {};
    return std::string_view(id_bytes).substr(id_begin[row], id_begin[row + 1] - id_begin[row]);
  }
  RecordStatus status_on(std::uint32_t row, Date day) const;
  /// The first day after `day` on which the record's status is another; Date::max() if there is none.
  Date status_changes_after(std::uint32_t row, Date day) const;
};

/// Texts as numbers: equal texts, equal numbers.
class TextPool {
 public:
  std::int32_t add(std::string_view text);
  std::int32_t find(std::string_view text) const;  // -1 if no row holds it
  const std::string& text(std::int64_t id) const { return texts_[static_cast<std::size_t>(id)]; }

 private:
  struct Hash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const {
      return std::hash<std::string_view>{}(text);
    }
  };
  std::unordered_map<std::string, std::int32_t, Hash, std::equal_to<>> ids_;
  std::vector<std::string> texts_;
};

struct Snapshot {
  std::vector<std::string> subject_ids;
  std::vector<bool> uscc_failed;   // the credit code's check digits do not fit; may be empty
  std::vector<Column> attributes;  // by attribute of the catalogue, then the kind
  std::vector<std::int32_t>
      attributes_change_on;         // days: a later value is already known; empty: none
  std::vector<ClassTable> classes;  // by class of the catalogue
  TextPool texts;

  std::size_t subjects() const { return subject_ids.size(); }
};

}  // namespace sanqu::evaluation
