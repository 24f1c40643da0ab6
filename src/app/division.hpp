// SPDX-License-Identifier: Apache-2.0
// The division of the office whose store this is: what the operator says, else the smallest one that all zones lie in.
#pragma once

#include <string>

#include "acts/store.hpp"
#include "app/configuration.hpp"

namespace sanqu::app {

/// What the operator says, in its canonical form; empty: nothing. Error: api.division.
Result<std::string> read_division(const Configuration& configuration);

/// `told` if there is one; empty where there is nothing to go by.
Result<std::string> division_of(acts::Store& store, const std::string& told);

}  // namespace sanqu::app
