// SPDX-License-Identifier: Apache-2.0
#include "intake/byte_window.hpp"

#include <cstring>

#include "core/ensure.hpp"

namespace sanqu::intake {

ByteWindow::ByteWindow(ByteSource& source)
    : source_(source), bytes_(std::make_unique_for_overwrite<char[]>(k_capacity)) {}

Result<bool> ByteWindow::fill() {
  if (ended_ || end_ - begin_ >= k_visible_min) return true;
  std::memmove(bytes_.get(), bytes_.get() + begin_, end_ - begin_);
  end_ -= begin_;
  begin_ = 0;
  // A pipe gives little at a time; reading goes on until the window is full, so the move above stays rare.
  while (end_ < k_capacity) {
    const std::size_t got = TRY(source_.read({bytes_.get() + end_, k_capacity - end_}));
    ensure(got <= k_capacity - end_);
    if (got == 0) {
      ended_ = true;
      return true;
    }
    end_ += got;
  }
  return true;
}

void ByteWindow::consume(std::size_t bytes) {
  ensure(bytes <= end_ - begin_);
  begin_ += bytes;
}

}  // namespace sanqu::intake
