// SPDX-License-Identifier: Apache-2.0
// For what somebody looks at a file: a closed list. A purpose that is not here is no purpose.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "access/role.hpp"

namespace sanqu::access {

struct Purpose {
  std::string_view id;
  std::string_view zh;
  std::string_view en;
  bool needs_authorisation;       // names the document that allows it
  std::array<bool, k_roles> may;  // who may look for it, in the order of Role
};

std::span<const Purpose> purposes();
const Purpose* find_purpose(std::string_view id);

/// The purpose, if this role may look for it and an authorisation is named where it needs one. Errors: access.purpose.
Result<const Purpose*> read_purpose(std::string_view id, Role role, std::string_view authorisation);

}  // namespace sanqu::access
