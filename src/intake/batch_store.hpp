// SPDX-License-Identifier: Apache-2.0
// What intake needs of a store: batches with their receipts, quarantined lines, column maps. A port, implemented in
// storage/. All calls happen inside a transaction that acts/store.hpp began.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::intake {

/// Figures of a batch or of many. read = accepted + unchanged + corrected + quarantined + persons.
struct LineCounts {
  std::uint64_t read = 0;
  std::uint64_t accepted = 0;     // new
  std::uint64_t unchanged = 0;    // known already, the same
  std::uint64_t corrected = 0;    // known, now with a new version
  std::uint64_t quarantined = 0;  // kept to be mended
  std::uint64_t persons = 0;      // about a natural person: refused and kept nowhere
  std::uint64_t duplicate = 0;    // of the unchanged: twice in this very file
  std::uint64_t late =
      0;  // of the accepted: came after the time limit (7 working days for dual disclosure)
  std::uint64_t timed = 0;  // of the accepted: of a class with a time limit
  bool operator==(const LineCounts&) const = default;
};

/// One file that came in (批次), with what its receipt (回执) says.
struct Batch {
  std::int64_t id = 0;
  std::string
      class_id;  // a class of the catalogue, `subject`, `zone`, ...; empty: each line named its own
  std::string source;  // the department that sent it (信源单位)
  std::string file;    // its name, without folders
  std::string sha256;  // of its bytes, hex
  std::uint64_t bytes = 0;
  Instant recorded_at;  // when the store learned it; later than that of every earlier batch
  /// The file's header line as CSV; empty: NDJSON. Quarantined lines are read again under it.
  std::string header;
  LineCounts counts;
  std::map<std::string, std::uint64_t> by_code;  // findings by error code
  std::vector<std::uint64_t> person_lines;       // their line numbers, at most k_person_lines_max
  std::int64_t repeat_of =
      0;  // the batch that brought the very same file; 0: none. Such a batch changed nothing
  std::int64_t mends =
      0;  // the batch whose quarantined lines these are, mended; 0: a file that was sent
};
inline constexpr std::size_t k_person_lines_max = 1000;

enum class QuarantineState : std::uint8_t { open, mended, dropped };

/// A line that could not be used (疑问数据), kept whole. `raw` is the line as CSV under its batch's header, or as a JSON
/// object. Never about a natural person.
struct QuarantinedLine {
  std::int64_t id = 0;
  std::int64_t batch = 0;
  std::uint32_t line = 0;
  std::string class_id;
  std::string raw;
  std::string findings;  // JSON: [{"code","field","column","zh","en","hint_zh","hint_en"}]
  QuarantineState state = QuarantineState::open;
  std::int64_t settled_by = 0;  // the batch that mended it; 0: none
};

struct QuarantineFilter {
  std::int64_t batch = 0;  // 0: all
  std::string source;      // empty: all
  std::string code;        // findings' code; empty: all
  std::optional<QuarantineState> state = QuarantineState::open;
  std::int64_t id = 0;
  std::int64_t after_id = 0;
  std::size_t limit = 1000;
};

class BatchStore {
 public:
  virtual ~BatchStore() = default;
  /// Writes everything but `id`, which it gives. Figures may still change until `finish_batch`.
  virtual Result<std::int64_t> add_batch(const Batch& batch) = 0;
  virtual Result<bool> finish_batch(const Batch& batch) = 0;
  /// The first batch with these bytes, class and source that was no repeat.
  virtual Result<std::optional<Batch>> find_same(std::string_view sha256, std::string_view class_id,
                                                 std::string_view source) = 0;
  virtual Result<std::optional<Batch>> find_batch(std::int64_t id) = 0;
  /// Newest first; empty source: all.
  virtual Result<std::vector<Batch>> batches(std::string_view source, std::size_t limit) = 0;
  /// recorded_at of the newest batch; Instant::min() if there is none.
  virtual Result<Instant> latest_recorded_at() = 0;

  virtual Result<std::int64_t> add_quarantined(const QuarantinedLine& line) = 0;
  virtual Result<bool> settle_quarantined(std::int64_t id, QuarantineState state,
                                          std::int64_t settled_by) = 0;
  virtual Result<std::vector<QuarantinedLine>> quarantined(const QuarantineFilter& filter) = 0;
  virtual Result<std::uint64_t> count_quarantined(const QuarantineFilter& filter) = 0;

  /// Header -> field of this source and class; replaces the earlier map (the old one stays in the history).
  virtual Result<bool> save_column_map(std::string_view source, std::string_view class_id,
                                       const std::vector<std::pair<std::string, std::string>>& map,
                                       Instant recorded_at) = 0;
  virtual Result<std::vector<std::pair<std::string, std::string>>> column_map(
      std::string_view source, std::string_view class_id) = 0;
};

}  // namespace sanqu::intake
