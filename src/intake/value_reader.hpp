// SPDX-License-Identifier: Apache-2.0
// Typed values: the text of a cell, by its field of the catalogue, as a number in kept units or as text. Everything that
// is wrong becomes a finding that says what to write instead; nothing is guessed, rounded or cut.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "catalogue/catalogue.hpp"
#include "intake/line_findings.hpp"
#include "intake/pattern.hpp"
#include "intake/word_index.hpp"

namespace sanqu::intake {

/// Reads the cells of one field. The catalogue and the indexes must outlive it.
class ValueReader {
 public:
  /// Errors: intake.pattern_unreadable.
  static Result<ValueReader> create(const catalogue::Field& field,
                                    const catalogue::Catalogue& catalogue,
                                    const CodeIndexes& codes);

  /// Sets `value` (missing where the cell is empty). False, with findings, where the cell can't be used.
  bool read(const Cell& cell, LineFindings& findings, FieldValue& value) const;
  const catalogue::Field& field() const { return *field_; }

 private:
  ValueReader() = default;
  bool read_text(const Cell& cell, LineFindings& findings, FieldValue& value) const;
  bool read_code(const Cell& cell, LineFindings& findings, FieldValue& value) const;
  bool read_codes(const Cell& cell, LineFindings& findings, FieldValue& value) const;
  struct Piece {
    std::size_t bytes = 0;
    std::size_t separator_bytes = 0;
  };
  Piece next_code(std::string_view rest, LineFindings& findings) const;
  bool read_date_value(const Cell& cell, LineFindings& findings, FieldValue& value) const;
  bool read_number_value(const Cell& cell, LineFindings& findings, FieldValue& value) const;
  bool read_boolean_value(const Cell& cell, LineFindings& findings, FieldValue& value) const;
  bool find_unknown_code(const Cell& cell, std::string_view word, LineFindings& findings) const;
  bool check_range(const Cell& cell, std::string_view text, LineFindings& findings,
                   std::int64_t value) const;
  bool refuse(const ErrorCode& code, const Cell& cell, LineFindings& findings,
              std::vector<std::string> args = {}) const;
  std::string shown(std::string_view text) const;
  std::string bound_text(std::int64_t bound) const;

  const catalogue::Field* field_ = nullptr;
  const catalogue::CodeSet* code_set_ = nullptr;
  const CodeIndex* codes_ = nullptr;
  std::unique_ptr<Pattern> pattern_;
};

/// True when `text` (valid UTF-8) holds a control character; line ends and tabs count with `Blanks::refused` only.
enum class Blanks : std::uint8_t { allowed, refused };
bool has_control_character(std::string_view text, Blanks blanks);

}  // namespace sanqu::intake
