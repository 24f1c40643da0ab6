// SPDX-License-Identifier: Apache-2.0
// What reading records and reading subjects have in common: opening a file, the columns that hold for all its lines, the
// built-in values, and the door that stays shut for natural persons.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "intake/byte_window.hpp"
#include "intake/line_findings.hpp"
#include "intake/schema.hpp"

namespace sanqu::intake {

/// A file's lines with all that they are read through, innermost last.
struct OpenFile {
  std::unique_ptr<ByteWindow> bytes;
  std::unique_ptr<ByteSource> converted;  // where the bytes are not UTF-8
  std::unique_ptr<ByteWindow> text;       // of `converted`
  std::unique_ptr<LineReader> lines;
  Errors notices;  // about the file before its lines
};

/// How many of a row's texts are known headers: the row of a spreadsheet that is its header is told by it. None: the first
/// row is the header.
using HeaderJudge = std::function<std::size_t(const std::vector<std::string>& names)>;

/// Tells the encoding and the format by the first bytes. Errors: those of encoding.hpp, csv_reader.hpp, xlsx_reader.hpp and
/// the source.
Result<OpenFile> open_lines(ByteSource& source, const HeaderJudge& judge = {});

/// Names that matter whatever a line's class is: the class column, columns that tell natural persons, and columns of
/// personal fields, of any class. Grows with the file's names.
class FileColumns {
 public:
  enum class Role : std::uint8_t { other, class_, category };

  FileColumns(const catalogue::Catalogue& catalogue, const ColumnMap& map);
  void extend(const LineReader& lines);
  Role role(std::uint32_t column) const { return roles_[column]; }
  bool has(Role role) const;
  const PersonalMask& mask() const { return mask_; }

 private:
  WordIndex personal_index_;
  std::unordered_map<std::string, std::string> mapped_;  // mapped_key -> id
  std::vector<Role> roles_;
  PersonalMask mask_;
};

/// Refuses the line where a category column says that it is about a natural person, or any cell is just the word
/// 自然人. True if so.
bool refuse_person(const FileColumns& columns, LineFindings& findings);

/// The built-in values. `cell` may be nullptr (missing, and reported where required). Empty or none where unusable.
std::string_view read_subject_id(const Cell* cell, BuiltIn column, bool is_uscc_scheme,
                                 LineFindings& findings);
std::string_view read_record_id(const Cell* cell, LineFindings& findings);
Instant read_recorded_at(const Cell* cell, LineFindings& findings);
std::optional<Date> read_built_in_date(const Cell* cell, BuiltIn column, LineFindings& findings);

/// Findings about the header as a whole, with the line on which it stands.
std::unexpected<Errors> refuse_header(const LineReader& lines, Errors findings);

/// Errors: intake.column_map_unknown for ids of the map that mean nothing in any class.
Result<bool> check_column_map(const std::string& file, const catalogue::Catalogue& catalogue,
                              const ColumnMap& map);
std::unexpected<Errors> refuse_column_map(const std::string& file, const ColumnMap& unknown);

/// Notices for the columns that none of `schemas` knew.
void notice_unknown_columns(const std::string& file, const std::vector<std::string>& names,
                            const std::vector<const Schema*>& schemas, const FileColumns& columns,
                            Errors& notices);

}  // namespace sanqu::intake
