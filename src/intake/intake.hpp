// SPDX-License-Identifier: Apache-2.0
// The intake room: bytes -> lines -> checked lines or refused lines, by the catalogue (docs/formats/file-mode.md).
// Owns: CSV, XLSX and NDJSON reading, encodings, column matching, typed values, cross-field rules, the findings of a line
// all together. Never: drops a line silently, knows the store, writes a file, keeps what it passed on.
// Start at `read_records` and `read_subjects`.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/field_value.hpp"
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
inline constexpr std::int32_t k_class_zone = -4;
inline constexpr std::int32_t k_class_zone_membership = -5;

/// Bytes of `RefusedLine::raw` unless `ReadOptions::raw_bytes_max` says more; line numbers that a receipt lists.
inline constexpr std::size_t k_refused_raw_bytes = 4096;
inline constexpr std::size_t k_person_lines_listed = 1000;

using catalogue::FieldValue;
using catalogue::k_missing;
using catalogue::RecordStatus;

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

/// A line of the reserved class `zone`: a credit park, street or community (信用园区、街区、社区).
struct CheckedZone {
  std::string_view zone_id;
  std::string_view kind;  // park, street, community
  std::string_view title;
  std::string_view region;  // division code in its canonical form; empty: not given
  Place place;
};

/// A line of the reserved class `zone_membership`: the subject belongs to the zone on these days.
struct CheckedMembership {
  std::string_view zone_id;
  std::string_view subject_id;
  Date from;
  Date through = Date::max();  // inclusive; max: open
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

/// A line that can't be used, whole, with all its findings. `raw` is cut at `ReadOptions::raw_bytes_max`; unless personal
/// values are handed on, cells of personal fields are masked in it. It is empty, and the findings quote nothing, where the
/// line is about a natural person, may be, or holds an identity number; it is empty too where the line was longer than
/// `k_line_bytes_max`. A line of a spreadsheet is its cells as CSV.
struct RefusedLine {
  Place place;
  Errors findings;
  std::string_view raw;
  bool is_person = false;  // about a natural person: refused, counted, kept nowhere
};

/// A sink that can't use a line objects to it before its call returns: the line is then refused with these findings and
/// comes to `refused` like any other.
class LineSink {
 public:
  virtual ~LineSink() = default;
  Errors take_objections() { return std::exchange(objections_, {}); }

 protected:
  void object(Errors findings) { objections_ = std::move(findings); }

 private:
  Errors objections_;
};

/// Takes what a file yields, in the order of its lines.
class RecordSink : virtual public LineSink {
 public:
  virtual void record(const CheckedRecord& record) = 0;
  virtual void status(const CheckedStatus& status) = 0;
  virtual void merge(const CheckedMerge& merge) = 0;
  /// Zones mean something to a store only: unless overridden, the line is refused as one of an unknown class.
  virtual void zone(const CheckedZone& zone);
  virtual void membership(const CheckedMembership& membership);
  virtual void refused(const RefusedLine& line) = 0;
};

class SubjectSink : virtual public LineSink {
 public:
  virtual void subject(const CheckedSubject& subject) = 0;
  virtual void refused(const RefusedLine& line) = 0;
};

/// The bytes of a file in any order. Does not move what `ByteSource::read` reads next.
class RandomAccess {
 public:
  virtual ~RandomAccess() = default;
  virtual std::uint64_t bytes() const = 0;
  /// Bytes from `offset` on, at most the buffer's size; 0 behind the end.
  virtual Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) = 0;
};

/// Where bytes come from; a file or standard input. `read` returns 0 at the end.
class ByteSource {
 public:
  virtual ~ByteSource() = default;
  virtual Result<std::size_t> read(std::span<char> buffer) = 0;
  virtual const std::string& name() const = 0;  // for messages: the path, or `-`
  /// nullptr where there is none: standard input, a pipe.
  virtual RandomAccess* random_access() { return nullptr; }
};

/// What becomes of the values of personal fields once they are checked: nobody who evaluates needs them.
enum class PersonalValues : std::uint8_t { dropped, handed_on };

/// Header text -> field id, id of a built-in column (`subject_id`, `record_id`, ...) or `-` (the column is ignored).
using ColumnMap = std::vector<std::pair<std::string, std::string>>;

struct ReadOptions {
  std::int32_t class_index =
      -1;  // records: the class of lines that name none; -1: every line must name its class
  Date latest_event_date = Date::max();  // a later event date is refused: intake.date_in_future
  PersonalValues personal = PersonalValues::dropped;
  std::size_t raw_bytes_max = k_refused_raw_bytes;  // of a refused line
  /// What a source's own headers mean; beats the catalogue's names. Errors: intake.column_map_unknown.
  ColumnMap column_map = {};
};

/// What one file held. `by_code` counts findings by error code.
struct FileReceipt {
  std::uint64_t lines_read = 0;
  std::uint64_t lines_accepted = 0;
  std::uint64_t lines_refused = 0;
  std::map<std::string, std::uint64_t> by_code;
  Errors notices;  // about the file, not fatal: unknown columns (once each), a conversion, ...
  std::string
      header;  // the file's header as one CSV line, to read its lines again under; empty: NDJSON
  std::uint64_t persons = 0;                // of the refused: about natural persons
  std::vector<std::uint64_t> person_lines;  // their line numbers, the first `k_person_lines_listed`
};

/// Fails only when the file can't be used at all (unreadable, wrong encoding from the first line, header wrong).
Result<FileReceipt> read_records(ByteSource& source, const catalogue::Catalogue& catalogue,
                                 const ReadOptions& options, RecordSink& sink);
Result<FileReceipt> read_subjects(ByteSource& source, const catalogue::Catalogue& catalogue,
                                  const ReadOptions& options, SubjectSink& sink);

}  // namespace sanqu::intake
