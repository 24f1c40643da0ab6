// SPDX-License-Identifier: Apache-2.0
// The division of the office whose store this is: what the operator says, else the smallest one that all zones lie in.
#pragma once

#include <string>

#include "acts/store.hpp"
#include "app/configuration.hpp"

namespace sanqu::app {

/// Empty where there is nothing to go by.
Result<std::string> division_of(acts::Store& store, const Configuration& configuration);

}  // namespace sanqu::app
