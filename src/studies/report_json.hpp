// SPDX-License-Identifier: Apache-2.0
// Inside the room: what the JSON of a comparison and of a validation share.
#pragma once

#include <string>
#include <vector>

#include "core/json_writer.hpp"

namespace sanqu::studies {

/// The member `sentences`.
void write_sentences(JsonWriter& json, const std::vector<std::string>& sentences);

}  // namespace sanqu::studies
