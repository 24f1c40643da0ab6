// SPDX-License-Identifier: Apache-2.0
// The intake room: bytes -> lines -> checked lines or refused lines, by the catalogue (docs/formats/file-mode.md).
// Owns: CSV and NDJSON reading, column matching, typed values, cross-field rules, the findings of a line all together.
// Never: drops a line silently, knows the store, keeps what it passed on. Start at `read_records` and `read_subjects`.
#pragma once

#include <cstdint>
#include <limits>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include "catalogue/catalogue.hpp"
#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::intake {

inline constexpr std::size_t k_line_bytes_max = 1 << 20;
inline constexpr std::size_t k_cell_bytes_max = 64 << 10;
inline constexpr std::size_t k_columns_max = 1000;

inline constexpr std::size_t k_subject_id_bytes_max = 64;
inline constexpr std::size_t k_record_id_bytes_max = 256;

/// `ReadOptions::class_index` of a file that holds lines of one reserved class only.
inline constexpr std::int32_t k_class_record_status = -2;
inline constexpr std::int32_t k_class_subject_merge = -3;

/// The value of an empty cell in `FieldValue::number`.
inline constexpr std::int64_t k_missing = std::numeric_limits<std::int64_t>::min();

/// One checked value in kept units (see catalogue::Field); text fields use `text` (NFC), empty = missing.
struct FieldValue {
  std::int64_t number = k_missing;
  std::string_view text;
};

enum class RecordStatus : std::uint8_t { in_force, expired, suspended, repaired, withdrawn };

/// Valid only during the call that hands it over. `values` has one entry a field of the class.
struct CheckedRecord {
  std::int32_t class_index = -1;
  std::string_view subject_id;
  std::string_view record_id;
  Instant recorded_at = Instant::min();
  std::span<const FieldValue> values;
  Place place;
};

/// A line of the reserved class `record_status`.
struct CheckedStatus {
  std::int32_t class_index = -1;
  std::string_view record_id;
  RecordStatus status = RecordStatus::in_force;
  Date effective_on;
  Instant recorded_at = Instant::min();
  Place place;
};

/// A line of the reserved class `subject_merge`: `subject_id` is merged into `into`, or that is undone.
struct CheckedMerge {
  std::string_view subject_id;
  std::string_view into;
  Instant recorded_at = Instant::min();
  bool undone = false;
  Place place;
};

/// `attributes` has one entry an attribute of the catalogue; `kind` is never -1.
struct CheckedSubject {
  std::string_view subject_id;
  std::int32_t kind = -1;
  bool uscc_failed = false;  // the credit code's check digits do not fit; used and flagged
  Date valid_from = Date::min();
  Instant recorded_at = Instant::min();
  std::span<const FieldValue> attributes;
  Place place;
};

/// A line that can't be used, whole, with all its findings. `raw` is cut at 4 KiB, cells of personal fields are masked
/// in it, and it is empty where the line is about a natural person, may be, or was longer than `k_line_bytes_max`.
struct RefusedLine {
  Place place;
  Errors findings;
  std::string_view raw;
};

/// Takes what a file yields, in the order of its lines.
class RecordSink {
 public:
  virtual ~RecordSink() = default;
  virtual void record(const CheckedRecord& record) = 0;
  virtual void status(const CheckedStatus& status) = 0;
  virtual void merge(const CheckedMerge& merge) = 0;
  virtual void refused(const RefusedLine& line) = 0;
};

class SubjectSink {
 public:
  virtual ~SubjectSink() = default;
  virtual void subject(const CheckedSubject& subject) = 0;
  virtual void refused(const RefusedLine& line) = 0;
};

/// Where bytes come from; a file or standard input. `read` returns 0 at the end.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
  virtual const std::string& name() const = 0;  // for messages: the path, or `-`
};

/// What becomes of the values of personal fields once they are checked: nobody who evaluates needs them.
enum class PersonalValues : std::uint8_t { dropped, handed_on };

struct ReadOptions {
  std::int32_t class_index =
      -1;  // records: the class of lines that name none; -1: every line must name its class
  Date latest_event_date = Date::max();  // a later event date is refused: intake.date_in_future
  PersonalValues personal = PersonalValues::dropped;
};

/// What one file held. `by_code` counts findings by error code.
struct FileReceipt {
  std::uint64_t lines_read = 0;
  std::uint64_t lines_accepted = 0;
  std::uint64_t lines_refused = 0;
  std::map<std::string, std::uint64_t> by_code;
  Errors notices;  // about the file, not fatal: unknown columns (once each), a BOM in mid-file, ...
};

/// Fails only when the file can't be used at all (unreadable, wrong encoding from the first line, header wrong).
Result<FileReceipt> read_records(ByteSource& source, const catalogue::Catalogue& catalogue,
                                 const ReadOptions& options, RecordSink& sink);
Result<FileReceipt> read_subjects(ByteSource& source, const catalogue::Catalogue& catalogue,
                                  const ReadOptions& options, SubjectSink& sink);

}  // namespace sanqu::intake
