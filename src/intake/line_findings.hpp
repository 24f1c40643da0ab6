// SPDX-License-Identifier: Apache-2.0
// What is found about the line under work: findings with their places, the texts that had to be made anew for it, and
// what of it may be shown when it is refused. A natural person's line shows nothing, nor does one with an identity number;
// personal cells are masked, unless they are handed on to a store that mends lines.
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "intake/line.hpp"

namespace sanqu::intake {

/// What of a file is about persons, and so never shown.
struct PersonalMask {
  std::vector<char> columns;  // [c]: column c is a personal field's
  std::vector<std::string>
      names;  // every name of a personal field, for lines too broken to have cells
  bool lines_hold_names = false;  // NDJSON: a line tells by itself what it holds
};

class LineFindings {
 public:
  LineFindings(std::string file, FileReceipt& receipt, const ReadOptions& options)
      : file_(std::move(file)),
        receipt_(receipt),
        personal_(options.personal),
        raw_bytes_max_(options.raw_bytes_max) {}

  /// Starts on `line`, which must outlive the work on it. Takes over the findings about its form.
  void begin(Line& line);

  /// A finding about `cell`, or about the line where there is none. `field` is the field's id.
  void find(const ErrorCode& code, const Cell* cell, std::string_view field,
            std::vector<std::string> args = {});
  /// What is wrong with a spreadsheet's cell that has no value.
  void find_trouble(const Cell& cell, std::string_view field);
  /// The line is about a natural person: this becomes its only finding, and its content is shown nowhere.
  void find_person(const ErrorCode& code, const Cell* cell, std::string_view field);

  bool is_clean() const { return findings_.empty(); }
  bool is_person() const { return is_person_; }
  /// Counts the line as accepted, or takes over what its sink objects to.
  void settle(Errors objections);
  /// The line as refused, and counted so. Valid until the next `begin`.
  RefusedLine refuse(const PersonalMask& mask);

  /// `text` folded (half-width, trimmed, NFC); lives until the next `begin`.
  std::string_view folded(std::string_view text);
  /// `text` trimmed and in NFC; lives until the next `begin`.
  std::string_view normalised(std::string_view text);
  /// Keeps a text until the next `begin`.
  std::string_view keep(std::string text);

  const std::string& file() const { return file_; }
  const Line& line() const { return *line_; }

 private:
  std::string_view shown_raw(const PersonalMask& mask);
  std::string_view broken_raw(const PersonalMask& mask) const;
  bool may_be_about_person() const;
  void mask_findings();

  std::string file_;
  FileReceipt& receipt_;
  PersonalValues personal_;
  std::size_t raw_bytes_max_;
  Line* line_ = nullptr;
  Errors findings_;
  bool is_person_ = false;
  std::deque<std::string> texts_;  // a deque: views into its strings stay when it grows
  std::size_t texts_used_ = 0;
  std::string raw_;
};

/// `text` as a message quotes it: at most 60 characters, and `***` where it may name a person.
std::string quoted(std::string_view text);

}  // namespace sanqu::intake
