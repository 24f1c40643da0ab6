// SPDX-License-Identifier: Apache-2.0
// A window of fixed size that slides over a byte source. After `fill` it shows at least one longest line, or all
// that is left: so the readers never meet half a line, and memory does not grow with the file.
#pragma once

#include <memory>
#include <string_view>

#include "intake/intake.hpp"

namespace sanqu::intake {

class ByteWindow {
 public:
  /// Bytes that `fill` makes visible unless the source ends before: a longest line, its line end and one more.
  static constexpr std::size_t k_visible_min = k_line_bytes_max + 4;

  explicit ByteWindow(ByteSource& source);

  /// Reads until `k_visible_min` bytes are visible or the source has ended.
  /// Moves bytes: views into `unread()` from before are void. Errors: those of the source.
  Result<bool> fill();
  std::string_view unread() const { return {bytes_.get() + begin_, end_ - begin_}; }
  /// True when nothing comes after `unread()`.
  bool is_last() const { return ended_; }
  /// Gives up the first `bytes` of `unread()`. The bytes stay where they are until the next `fill`.
  void consume(std::size_t bytes);
  const std::string& name() const { return source_.name(); }

 private:
  static constexpr std::size_t k_capacity = 3 * k_line_bytes_max;

  ByteSource& source_;
  std::unique_ptr<char[]> bytes_;
  std::size_t begin_ = 0;
  std::size_t end_ = 0;
  bool ended_ = false;
};

}  // namespace sanqu::intake
