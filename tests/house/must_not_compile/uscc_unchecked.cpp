// SPDX-License-Identifier: Apache-2.0
// A credit code is made by its check only.
// error: private
#include "core/uscc.hpp"

#include <string>

#ifndef FORBIDDEN
auto code = sanqu::Uscc::parse("914403001922038216");
#else
auto code = sanqu::Uscc(std::string_view("914403001922038216"));
#endif
