// SPDX-License-Identifier: Apache-2.0
// The tables of the SQL form as views over a store.
#pragma once

#include <string>

#include "catalogue/catalogue.hpp"
#include "core/date.hpp"

namespace sanqu::cli {

/// CREATE TEMP VIEW statements for `sqlite3 -readonly sanqu.db`: what was known at that time, as the query reads it.
std::string store_views(const catalogue::Catalogue& catalogue, Instant known_at);

}  // namespace sanqu::cli
