// SPDX-License-Identifier: Apache-2.0
// Bytes of another encoding as UTF-8, in pieces cut anywhere (iconv). What a piece cuts in half is left for the next.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace sanqu::intake {

/// What a file or a part of one is encoded in. GB18030 reads GBK and GB 2312 too.
enum class Encoding : std::uint8_t { utf8, gb18030, utf16_le, utf16_be };

/// As messages call it.
std::string_view encoding_name(Encoding encoding);

class Converter {
 public:
  /// `from` is not UTF-8.
  explicit Converter(Encoding from);
  Converter(const Converter&) = delete;
  Converter& operator=(const Converter&) = delete;
  ~Converter();

  /// `cut_off`: a character is incomplete at the end; `bad`: no character begins at `consumed`.
  enum class Outcome : std::uint8_t { done, cut_off, bad };
  struct Step {
    std::size_t consumed = 0;
    Outcome outcome = Outcome::done;
  };
  /// Appends to `out`. The lone byte 0x80, which Windows writes for the euro sign, is one in GB18030.
  Step convert(std::string_view bytes, std::string& out);

 private:
  struct Handle;
  std::unique_ptr<Handle> handle_;
  Encoding from_;
};

}  // namespace sanqu::intake
