// SPDX-License-Identifier: Apache-2.0
// Runs at build time: asks OpenCC what each traditional character is in simplified writing and writes the table that
// name_fold.cpp includes into the file named, `{0x9F8D, 0x9F99},` a line, sorted. Where a character has several simplified forms (乾: 干, 乾) the
// dictionary's first one is taken, whatever stands around it.
#include <opencc/opencc.h>
#include <utf8proc.h>

#include <array>
#include <cstdio>
#include <exception>
#include <fstream>
#include <optional>
#include <string>

namespace {

struct Range {
  utf8proc_int32_t first;
  utf8proc_int32_t last;
};

constexpr std::array<Range, 4> k_ideographs = {
    {{0x3400, 0x4DBF}, {0x4E00, 0x9FFF}, {0x20000, 0x2A6DF}, {0x2A700, 0x323AF}}};

std::string text_of(utf8proc_int32_t point) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(point, bytes.data());
  return {reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length)};
}

/// The one code point that `text` is; none if it is several.
std::optional<utf8proc_int32_t> only_point_of(const std::string& text) {
  utf8proc_int32_t point = 0;
  const auto size = static_cast<utf8proc_ssize_t>(text.size());
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  if (utf8proc_iterate(bytes, size, &point) != size) return std::nullopt;
  return point;
}

utf8proc_int32_t simplified(const opencc::SimpleConverter& converter, utf8proc_int32_t point) {
  return only_point_of(converter.Convert(text_of(point))).value_or(point);
}

}  // namespace

int main(int count_of_words, char** words) {
  if (count_of_words != 2) return 2;
  try {
    std::string table;
    const opencc::SimpleConverter converter("t2s.json");
    int count = 0;
    for (const Range& range : k_ideographs) {
      for (auto point = range.first; point <= range.last; ++point) {
        auto to = simplified(converter, point);
        // Until nothing changes any more: folding twice gives what folding once gave.
        for (int step = 0; step < 4 && simplified(converter, to) != to; ++step) {
          to = simplified(converter, to);
        }
        if (to == point) continue;
        std::array<char, 32> line{};
        std::snprintf(line.data(), line.size(), "{0x%04X, 0x%04X},\n", static_cast<unsigned>(point),
                      static_cast<unsigned>(to));
        table += line.data();
        ++count;
      }
    }
    std::ofstream out(words[1], std::ios::binary);
    out << table;
    out.close();
    return out && count > 2000 ? 0 : 1;  // fewer: the dictionary was not found whole
  } catch (const std::exception& error) {
    std::fprintf(stderr, "simplified_characters: %s\n", error.what());
    return 1;
  }
}
