// SPDX-License-Identifier: Apache-2.0
#include "intake/encoding.hpp"

#include <algorithm>
#include <array>

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

constexpr std::array<Signature, 2> k_signatures = {{
    {"\x1F\x8B"sv, "压缩文件(gzip)", "a compressed file (gzip)"},
    {"%PDF"sv, "PDF 文件", "a PDF file"},
}};
constexpr std::string_view k_compound_file = "\xD0\xCF\x11\xE0"sv;
// The name of the part that holds an encrypted workbook, as a compound file writes it.
constexpr std::string_view k_encrypted_part = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0"sv;
constexpr std::string_view k_utf8_mark = "\xEF\xBB\xBF"sv;
constexpr std::string_view k_utf16_le_mark = "\xFF\xFE"sv;
constexpr std::string_view k_utf16_be_mark = "\xFE\xFF"sv;
constexpr std::string_view k_gb18030_mark = "\x84\x31\x95\x33"sv;

unsigned byte_at(std::string_view text, std::size_t at) {
  return static_cast<unsigned char>(text[at]);
}

/// Bytes of the GB18030 character at `at` (1, 2 or 4); 0 if there is none; -1 if the text ends within it.
int gb18030_bytes(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  if (lead <= 0x80) return 1;  // 0x80: the euro sign of Windows
  if (lead == 0xFF) return 0;
  if (at + 1 >= text.size()) return -1;
  const unsigned second = byte_at(text, at + 1);
  if (second >= 0x40 && second <= 0xFE && second != 0x7F) return 2;
  if (second < 0x30 || second > 0x39) return 0;
  if (at + 3 >= text.size()) return -1;
  const unsigned third = byte_at(text, at + 2);
  const unsigned fourth = byte_at(text, at + 3);
  return third >= 0x81 && third <= 0xFE && fourth >= 0x30 && fourth <= 0x39 ? 4 : 0;
}

/// GB 2312: its signs and its 6,763 characters, of which nearly every Chinese text consists. A text of Big5 or of a Western
/// code page that happens to be well-formed has many others.
bool is_usual(std::string_view text, std::size_t at) {
  const unsigned lead = byte_at(text, at);
  const bool is_lead = (lead >= 0xA1 && lead <= 0xA9) || (lead >= 0xB0 && lead <= 0xF7);
  return is_lead && byte_at(text, at + 1) >= 0xA1;
}

/// True when all of `text` can be read as GB18030 and looks Chinese.
bool is_gb18030(std::string_view text) {
  std::size_t usual = 0;
  std::size_t unusual = 0;
  for (std::size_t at = 0; at < text.size();) {
    const int bytes = gb18030_bytes(text, at);
    if (bytes == 0) return false;
    if (bytes < 0) break;  // cut off by the end of the sample
    if (bytes == 2) ++(is_usual(text, at) ? usual : unusual);
    if (bytes == 4) ++usual;  // four bytes in this order are no accident
    at += static_cast<std::size_t>(bytes);
  }
  return usual > 0 && unusual * 4 <= usual;
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

/// In UTF-16 without a mark every ASCII character (commas, digits, line ends) has a NUL beside it.
bool is_utf16_without_mark(std::string_view text) {
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

}  // namespace

Result<TextForm> text_form(const std::string& file, std::string_view beginning) {
  const Place place = {file, 1, 1, ""};
  const Place whole = {file, 0, 0, ""};
  if (beginning.empty()) return refuse(errors::k_file_empty, whole);
  if (beginning.starts_with(k_compound_file)) {
    const bool is_encrypted = beginning.find(k_encrypted_part) != std::string_view::npos;
    return refuse(is_encrypted ? errors::k_xlsx_encrypted : errors::k_old_spreadsheet, whole);
  }
  for (const Signature& signature : k_signatures) {
    if (!beginning.starts_with(signature.bytes)) continue;
    return refuse(errors::k_not_text, whole, {signature.zh, signature.en});
  }
  if (beginning.starts_with(k_utf16_le_mark)) {
    return TextForm{Encoding::utf16_le, k_utf16_le_mark.size()};
  }
  if (beginning.starts_with(k_utf16_be_mark)) {
    return TextForm{Encoding::utf16_be, k_utf16_be_mark.size()};
  }
  if (beginning.starts_with(k_gb18030_mark)) {
    return TextForm{Encoding::gb18030, k_gb18030_mark.size()};
  }
  const std::string_view sample = without_cut_tail(beginning.substr(0, k_sniff_bytes));
  if (is_utf16_without_mark(sample)) return refuse(errors::k_utf16, place);

  const Utf8Count count = count_utf8(sample);
  // Chinese text of one encoding is rarely well-formed in the other, so the majority decides; a few bad bytes in
  // UTF-8 text are those lines' own trouble.
  if (count.bad > count.good && is_gb18030(beginning.substr(0, k_sniff_bytes))) {
    return TextForm{Encoding::gb18030, 0};
  }
  const std::string_view header = sample.substr(0, sample.find('\n'));
  if (find_bad_utf8(header)) return refuse(errors::k_encoding, place);
  return TextForm{Encoding::utf8, beginning.starts_with(k_utf8_mark) ? k_utf8_mark.size() : 0};
}

}  // namespace sanqu::intake
