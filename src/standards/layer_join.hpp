// SPDX-License-Identifier: Apache-2.0
// Inside the standards room: one level of section 9.
#pragma once

#include "standards/text.hpp"

namespace sanqu::standards {

/// `above` (the root, or what all levels above come to) with what `child` may say; every refusal names the place in the
/// child and the file and line above that it would change.
Result<StandardText> join_layer(StandardText above, StandardText child);

}  // namespace sanqu::standards
