// SPDX-License-Identifier: Apache-2.0
// A standard as a reader asks about it: who is rated, what counts, within which period, how much at most, which grades there
// are, what holds besides. The whole text says more (print_standard); a page shows this.
#pragma once

#include "acts/kept_rules.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

/// Members for an object that was begun: `kinds`, `not_rated_if`, `basis`, `scale`, `dimensions`, `overrides`. Points are
/// decimal text, null where a limit is missing or depends on the subject. `today` chooses the parameters' values.
void append_outline(const acts::KeptStandard& standard, Date today, Lang lang, JsonWriter& json);

}  // namespace sanqu::api
