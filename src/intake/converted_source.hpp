// SPDX-License-Identifier: Apache-2.0
// A file in GB18030 or UTF-16, given out as UTF-8 in pieces: no file is too large for it.
//
// A file that changes its encoding on the way, or holds bytes that are no character, ends with an error that names the
// line: half a file read wrongly is worse than none. One cut off within a character ends in a byte that is no UTF-8, so that
// the line reader reports its last line as truncated.
#pragma once

#include <string>

#include "intake/byte_window.hpp"
#include "intake/converter.hpp"

namespace sanqu::intake {

class ConvertedSource final : public ByteSource {
 public:
  /// Reads on from `window`, which stands behind a byte order mark and must outlive it.
  ConvertedSource(ByteWindow& window, Encoding from);

  /// Errors: those of the window's source; intake.encoding_mixed.
  Result<std::size_t> read(std::span<char> buffer) override;
  const std::string& name() const override { return window_.name(); }

 private:
  Result<bool> convert_more();
  Result<bool> check_lines(std::string_view bytes) const;
  std::unexpected<Errors> refuse_mixed(std::uint64_t line) const;

  ByteWindow& window_;
  Encoding from_;
  Converter converter_;
  std::string converted_;  // of which `given_` bytes are given out
  std::size_t given_ = 0;
  std::uint64_t line_ = 1;
  bool ended_ = false;
};

}  // namespace sanqu::intake
