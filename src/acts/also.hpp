// SPDX-License-Identifier: Apache-2.0
// What a caller wants kept together with an act, in its transaction: the act runs it just before it commits, with what it has
// made. An error undoes both; empty: nothing more. (The server keeps the answer that it will give, api/submissions.hpp.)
#pragma once

#include <functional>

#include "acts/store.hpp"

namespace sanqu::acts {

template <typename Made>
using Also = std::function<Result<bool>(Transaction& writing, const Made& made)>;

template <typename Made>
Result<bool> run_also(const Also<Made>& also, Transaction& writing, const Made& made) {
  if (!also) return true;
  return also(writing, made);
}

}  // namespace sanqu::acts
