// SPDX-License-Identifier: Apache-2.0
// What a workbook says about its sheets before any of them is read: their names, which are hidden, where their parts are,
// what the cell formats make of numbers, and the texts that cells share.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "intake/xlsx_number.hpp"
#include "intake/xlsx_package.hpp"

namespace sanqu::intake {

inline constexpr std::size_t k_sheets_max = 10'000;
inline constexpr std::size_t k_styles_max = 1'000'000;
inline constexpr std::size_t k_shared_texts_max = 20'000'000;
inline constexpr std::size_t k_shared_bytes_max = 512 << 20;

/// Texts that cells name by number, in one piece of memory.
class SharedTexts {
 public:
  std::size_t size() const { return ends_.size(); }
  std::string_view at(std::size_t index) const {
    const std::size_t begin = index == 0 ? 0 : ends_[index - 1];
    return std::string_view(bytes_).substr(begin, ends_[index] - begin);
  }
  std::size_t bytes() const { return bytes_.size(); }
  void add(std::string_view text);

 private:
  std::string bytes_;
  std::vector<std::size_t> ends_;
};

struct Workbook {
  struct Sheet {
    std::string name;
    std::string part;
    bool is_hidden = false;
    bool is_worksheet = true;  // else a chart, a dialog, macros
  };
  std::vector<Sheet> sheets;  // in the order of their tabs
  DateSystem dates = DateSystem::from_1900;
  /// The file asks to be calculated when it is opened: what stands as the result of a formula may never have been one.
  bool is_uncalculated = false;
  std::vector<NumberKind> styles;  // by a cell's `s`
  SharedTexts texts;

  NumberKind style(std::size_t index) const {
    return index < styles.size() ? styles[index] : NumberKind::plain;
  }
};

/// Errors: intake.xlsx_other_archive, xlsx_damaged, xlsx_too_large, xlsx_doctype; those of the package.
Result<Workbook> read_workbook(const XlsxPackage& package);

/// `text`, cut at a character where it is longer than any cell may be, by so little that the cell is refused as too long.
std::string_view cell_text(std::string_view text);

/// Appends `text` with escapes of the form _x000D_ undone; a piece is never cut within one.
void append_unescaped(std::string& out, std::string_view text);

}  // namespace sanqu::intake
