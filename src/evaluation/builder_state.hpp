// SPDX-License-Identifier: Apache-2.0
// Inside the builder: lines as they came, before histories are settled and rows sorted.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "evaluation/row_index.hpp"
#include "evaluation/snapshot_builder.hpp"

namespace sanqu::evaluation {

struct SubjectState {
  std::string id;
  bool uscc_failed = false;
  bool is_settled = false;  // a line valid on as_of was seen
  Date valid_from = Date::min();
  Instant recorded_at = Instant::min();
  Date change_on = Date::max();
};

/// All versions of one class's records, in the order of arrival.
struct ClassRows {
  std::uint32_t count = 0;
  std::vector<std::uint32_t> subject;
  std::vector<Column> columns;
  std::vector<bool> wide;
  std::vector<std::int32_t> last_day;
  std::vector<std::uint64_t> id_begin;
  std::string id_bytes;
  RowIndex index;
  std::vector<Instant> recorded_at;  // empty while all are Instant::min()
  std::vector<bool> dead;            // empty while none is

  std::string_view id(std::uint32_t row) const {
    return std::string_view(id_bytes).substr(id_begin[row], id_begin[row + 1] - id_begin[row]);
  }
  Instant recorded(std::uint32_t row) const {
    return row < recorded_at.size() ? recorded_at[row] : Instant::min();
  }
  void set_recorded(std::uint32_t row, Instant at) {
    if (at == Instant::min() && recorded_at.empty()) return;
    recorded_at.resize(row, Instant::min());
    recorded_at.push_back(at);
  }
  bool is_dead(std::uint32_t row) const { return row < dead.size() && dead[row]; }
  void mark_dead(std::uint32_t row) {
    if (dead.size() <= row) dead.resize(row + 1, false);
    dead[row] = true;
  }
};

struct StatusLine {
  std::int32_t class_index;
  std::string record_id;
  RecordStatus status;
  Date effective_on;
  Instant recorded_at;
  Place place;
};

struct MergeLine {
  std::string subject_id;
  std::string into;
  bool undone;
  Instant recorded_at;
  Place place;
};

struct TextHash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const {
    return std::hash<std::string_view>{}(text);
  }
};

struct SnapshotBuilder::State {
  State(const catalogue::Catalogue& catalogue_in, NeededColumns needed_in, Date as_of_in,
        Instant known_at_in)
      : catalogue(catalogue_in),
        needed(std::move(needed_in)),
        as_of(as_of_in),
        known_at(known_at_in) {}

  const catalogue::Catalogue& catalogue;
  NeededColumns needed;
  Date as_of;
  Instant known_at;
  std::unordered_map<std::string, std::uint32_t, TextHash, std::equal_to<>> subject_of;
  std::vector<SubjectState> subjects;
  std::vector<Column> attributes;  // the kind comes last
  std::vector<bool> attribute_wide;
  std::vector<ClassRows> classes;
  std::vector<StatusLine> statuses;
  std::vector<MergeLine> merges;
  TextPool texts;
};

}  // namespace sanqu::evaluation
