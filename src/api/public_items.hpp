// SPDX-License-Identifier: Apache-2.0
// A record's open fields as anybody reads them: titles instead of field ids, a code's title instead of the code, in the
// catalogue's order. So a page shows them without knowing the catalogue.
#pragma once

#include <string>

#include "catalogue/catalogue.hpp"

namespace sanqu::api {

/// `[{"field", "title", "text"}]`; what is personal, empty or unknown to the class is left out.
std::string public_items_json(const std::string& content, const catalogue::RecordClass& of,
                              const catalogue::Catalogue& catalogue, Lang lang);

}  // namespace sanqu::api
