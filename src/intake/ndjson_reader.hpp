// SPDX-License-Identifier: Apache-2.0
// NDJSON: one flat JSON object a line. Numbers stay the decimal text they were written as; null is missing; an array of
// text (several codes) becomes one cell, joined by `;`. RapidJSON reads the syntax and is known in this file alone.
#pragma once

#include <memory>

#include "intake/byte_window.hpp"
#include "intake/line.hpp"

namespace sanqu::intake {

/// The window must outlive the reader.
std::unique_ptr<LineReader> open_ndjson(ByteWindow& window);

}  // namespace sanqu::intake
