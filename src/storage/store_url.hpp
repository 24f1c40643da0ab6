// SPDX-License-Identifier: Apache-2.0
// Addresses of stores: `sqlite:PATH`, later others.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::storage {

/// Error: storage.url.
Result<std::string> path_of_url(std::string_view url);

}  // namespace sanqu::storage
