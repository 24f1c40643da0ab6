// SPDX-License-Identifier: Apache-2.0
// A rating with what came before and what comes by itself: how it moved since a day, on which day it changes without any new
// record, and what it will be then. The engine itself is asked for that day; nothing is guessed.
#pragma once

#include <optional>

#include "acts/kept_rules.hpp"
#include "core/json_writer.hpp"

namespace sanqu::api {

enum class Movement : std::uint8_t { none, up, down, entered, left };
std::string_view text_of(Movement movement);

/// From one result to a later one; `before` none: there was none. Grades count, points do not.
Movement movement_of(const standards::Plan& plan, const evaluation::StoredResult* before,
                     const evaluation::StoredResult& after);

/// What the subject's result will be on `day` if nothing comes in until then; none where it has none.
Result<std::optional<evaluation::StoredResult>> foreseen(acts::Transaction& reading,
                                                         const acts::KeptStandard& standard,
                                                         registry::SubjectKey subject, Date day);

struct OutlookDays {
  Date since;  // movement is counted from the end of this day
  Date until;  // changes after it are not foreseen
};

/// The current rating as one object: {"standard","title","as_of","status","points","grade","grade_title","previous","moved",
/// "next_change"}. False, and nothing written, where there is none.
Result<bool> append_outlook(acts::Transaction& reading, const acts::KeptStandard& standard,
                            registry::SubjectKey subject, const OutlookDays& days, Lang lang,
                            JsonWriter& json);

}  // namespace sanqu::api
