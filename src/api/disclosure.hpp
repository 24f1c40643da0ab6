// SPDX-License-Identifier: Apache-2.0
// Which standards' results are open to the public. A result tells of the records behind it, so it may be no more open than they:
// a standard is disclosed if every class that it reads is public, and it counts only records in force - then neither points
// nor explanation say anything that the public file does not.
#pragma once

#include "catalogue/catalogue.hpp"
#include "standards/plan.hpp"

namespace sanqu::api {

bool is_disclosed(const standards::Plan& plan, const catalogue::Catalogue& catalogue);

}  // namespace sanqu::api
