// SPDX-License-Identifier: Apache-2.0
// Work on all cores whose output comes out in order: threads claim pieces, and each waits for its turn to write, so that
// no more text lies in memory than a piece a thread.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace sanqu::cli {

/// The text of the items first .. first + count - 1. One worker belongs to one thread.
using Worker = std::function<std::string(std::size_t first, std::size_t count)>;

struct InOrder {
  std::size_t items = 0;
  std::size_t piece = 1;  // items handed out at a time
  unsigned threads = 0;   // 0: one a core
};

/// `write` gets the pieces in order, one call at a time; when it says false the rest is left undone. An exception of a
/// worker ends the work and is thrown on.
void write_in_order(const InOrder& order, const std::function<Worker()>& new_worker,
                    const std::function<bool(std::string_view)>& write);

}  // namespace sanqu::cli
