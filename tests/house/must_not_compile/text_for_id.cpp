// SPDX-License-Identifier: Apache-2.0
// Text does not become an id by itself.
// error: convert|conversion
#include "core/ids.hpp"

#include <string>

#ifndef FORBIDDEN
const std::string text = "91";
sanqu::SubjectId id = sanqu::SubjectId(text);
#else
const std::string text = "91";
sanqu::SubjectId id = text;
#endif
