// SPDX-License-Identifier: Apache-2.0
#include "intake/converted_source.hpp"

#include <algorithm>
#include <cstring>

#include "core/text.hpp"
#include "intake/errors.hpp"

namespace sanqu::intake {

namespace {

constexpr std::size_t k_piece_bytes = 64 << 10;
constexpr char k_half_a_character = '\xE4';

std::uint64_t line_ends(std::string_view text) {
  return static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n'));
}

/// True when a line is Chinese in UTF-8: well-formed, and nothing in it but ASCII and at least two characters of three bytes.
/// A line of GB18030 is that by accident only where every row of Chinese in it has the right length and the right bytes.
bool is_chinese_in_utf8(std::string_view line) {
  if (is_ascii(line) || find_bad_utf8(line)) return false;
  std::size_t of_three = 0;
  for (const char c : line) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0xC0 && byte < 0xE0) return false;
    if (byte >= 0xE0) ++of_three;
  }
  return of_three >= 2;
}

}  // namespace

ConvertedSource::ConvertedSource(ByteWindow& window, Encoding from)
    : window_(window), from_(from), converter_(from) {}

Result<std::size_t> ConvertedSource::read(std::span<char> buffer) {
  while (given_ == converted_.size()) {
    if (ended_) return 0;
    TRY(convert_more());
  }
  const std::size_t count = std::min(buffer.size(), converted_.size() - given_);
  std::memcpy(buffer.data(), converted_.data() + given_, count);
  given_ += count;
  return count;
}

/// The next piece, up to its last line end if it has one, so that whole lines can be looked at.
Result<bool> ConvertedSource::convert_more() {
  converted_.clear();
  given_ = 0;
  TRY(window_.fill());
  std::string_view piece = window_.unread().substr(0, k_piece_bytes);
  if (piece.empty()) {
    ended_ = true;
    return true;
  }
  if (from_ == Encoding::gb18030) {
    if (const std::size_t end = piece.rfind('\n'); end != std::string_view::npos) {
      piece = piece.substr(0, end + 1);
    }
    TRY(check_lines(piece));
  }
  const Converter::Step step = converter_.convert(piece, converted_);
  line_ += line_ends(converted_);
  if (step.outcome == Converter::Outcome::bad) return refuse_mixed(line_);
  window_.consume(step.consumed);
  if (step.consumed > 0 || step.outcome != Converter::Outcome::cut_off) return true;
  // Less than a character, and nothing comes after it.
  converted_ += k_half_a_character;
  ended_ = true;
  return true;
}

Result<bool> ConvertedSource::check_lines(std::string_view bytes) const {
  std::uint64_t line = line_;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    if (is_chinese_in_utf8(bytes.substr(0, end))) return refuse_mixed(line);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++line;
  }
  return true;
}

std::unexpected<Errors> ConvertedSource::refuse_mixed(std::uint64_t line) const {
  return refuse(errors::k_encoding_mixed, {name(), static_cast<std::uint32_t>(line), 0, ""},
                {std::to_string(line), std::string(encoding_name(from_))});
}

}  // namespace sanqu::intake
