// SPDX-License-Identifier: Apache-2.0
#include "intake/encoding.hpp"

#include <algorithm>
#include <array>
#include <optional>

#include "core/text.hpp"
#include "intake/errors.hpp"

namespace sanqu::intake {

namespace {

using namespace std::string_view_literals;

struct Signature {
  std::string_view bytes;
  const char* zh;
  const char* en;
};

constexpr std::array<Signature, 4> k_signatures = {{
    {"PK\x03\x04"sv, "表格(xlsx)或压缩包(zip)", "a spreadsheet (xlsx) or a zip archive"},
    {"\xD0\xCF\x11\xE0"sv, "旧式表格(xls)", "an old spreadsheet (xls)"},
    {"\x1F\x8B"sv, "压缩文件(gzip)", "a compressed file (gzip)"},
    {"%PDF"sv, "PDF 文件", "a PDF file"},
}};

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// Bytes of the GB18030 character at `at` (1, 2 or 4); 0 if there is none; -1 if the text ends within it.
int gb18030_bytes(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead < 0x80) return 1;
  if (lead == 0x80 || lead == 0xFF) return 0;
  if (at + 1 >= text.size()) return -1;
  const unsigned second = byte_at(text, at + 1);
  if (second >= 0x40 && second <= 0xFE && second != 0x7F) return 2;
  if (second < 0x30 || second > 0x39) return 0;
  if (at + 3 >= text.size()) return -1;
  const unsigned third = byte_at(text, at + 2);
  const unsigned fourth = byte_at(text, at + 3);
  return third >= 0x81 && third <= 0xFE && fourth >= 0x30 && fourth <= 0x39 ? 4 : 0;
}

/// The offset of the first character that is not ASCII, if all of `text` can be read as GB18030.
std::optional<std::size_t> first_gb18030(std::string_view text) {
  std::optional<std::size_t> first;
  for (std::size_t at = 0; at < text.size();) {
    const int bytes = gb18030_bytes(text, at);
    if (bytes == 0) return std::nullopt;
    if (bytes < 0) break;  // cut off by the end of the sample
    if (bytes > 1 && !first) first = at;
    at += static_cast<std::size_t>(bytes);
  }
  return first;
}

struct Utf8Count {
  std::size_t good = 0;  // well-formed sequences of more than one byte
  std::size_t bad = 0;   // bytes that begin no sequence
};

Utf8Count count_utf8(std::string_view text) {
  Utf8Count count;
  while (!text.empty()) {
    const std::size_t bad_at = find_bad_utf8(text).value_or(text.size());
    count.good += static_cast<std::size_t>(
        std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(bad_at),
                      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0xC0; }));
    if (bad_at == text.size()) break;
    ++count.bad;
    text.remove_prefix(bad_at + 1);
  }
  return count;
}

bool is_utf16(std::string_view text) {
  if (text.starts_with("\xFF\xFE"sv) || text.starts_with("\xFE\xFF"sv)) return true;
  // Without a mark: in UTF-16 every ASCII character (commas, digits, line ends) has a NUL beside it.
  const std::string_view sample = text.substr(0, 256);
  const auto nuls = static_cast<std::size_t>(std::count(sample.begin(), sample.end(), '\0'));
  return nuls >= 2 && nuls * 8 >= sample.size();
}

/// `text` without a UTF-8 sequence that its end cuts off: that is no sign of another encoding.
std::string_view without_cut_tail(std::string_view text) {
  for (std::size_t back = 1; back <= 3 && back <= text.size(); ++back) {
    const unsigned lead = byte_at(text, text.size() - back);
    if ((lead & 0xC0) == 0x80) continue;
    const std::size_t bytes = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : lead >= 0xC0 ? 2 : 1;
    return bytes > back ? text.substr(0, text.size() - back) : text;
  }
  return text;
}

std::size_t line_of(std::string_view text, std::size_t offset) {
  const auto end = text.begin() + static_cast<std::ptrdiff_t>(offset);
  return static_cast<std::size_t>(std::count(text.begin(), end, '\n')) + 1;
}

}  // namespace

Result<std::size_t> check_encoding(const std::string& file, std::string_view beginning) {
  const Place place = {file, 1, 1, ""};
  if (beginning.empty()) return refuse(errors::k_file_empty, {file, 0, 0, ""});
  for (const Signature& signature : k_signatures) {
    if (!beginning.starts_with(signature.bytes)) continue;
    return refuse(errors::k_not_text, {file, 0, 0, ""}, {signature.zh, signature.en});
  }
  const std::string_view sample = without_cut_tail(beginning.substr(0, k_sniff_bytes));
  if (is_utf16(sample)) return refuse(errors::k_utf16, place);

  const Utf8Count count = count_utf8(sample);
  // Chinese text of one encoding is rarely well-formed in the other, so the majority decides; a few bad bytes in
  // UTF-8 text are those lines' own trouble.
  if (count.bad > count.good) {
    if (const auto first = first_gb18030(sample)) {
      const std::size_t line = line_of(sample, *first);
      return refuse(errors::k_gb18030, {file, static_cast<std::uint32_t>(line), 0, ""},
                    {std::to_string(line)});
    }
  }
  const std::string_view header = sample.substr(0, sample.find('\n'));
  if (find_bad_utf8(header)) return refuse(errors::k_encoding, place);
  return beginning.starts_with("\xEF\xBB\xBF"sv) ? std::size_t{3} : std::size_t{0};
}

}  // namespace sanqu::intake
