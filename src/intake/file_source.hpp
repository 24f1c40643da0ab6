// SPDX-License-Identifier: Apache-2.0
// Bytes from a file or from standard input, read with read(2): no text mode, no stream state, no surprises.
#pragma once

#include <memory>
#include <string>

#include "intake/intake.hpp"

namespace sanqu::intake {

/// Opens `path` for reading; `-` is standard input, which is not closed. A folder is refused.
/// Errors: intake.file_unreadable, here or from `read`.
Result<std::unique_ptr<ByteSource>> open_file_source(const std::string& path);

}  // namespace sanqu::intake
