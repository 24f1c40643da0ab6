// SPDX-License-Identifier: Apache-2.0
// How a department's own column names are read, from now on and for files that are still to come: headers and the fields of
// the catalogue that they mean. The maps before stay in the history.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "acts/store.hpp"

namespace sanqu::acts {

inline constexpr std::size_t k_map_columns_max = 500;

/// `map`: header, field. `class_id` as for import_file. Errors: acts.class_unknown, acts.field_unknown, acts.map_form.
Result<bool> keep_column_map(Store& store, const std::string& source, const std::string& class_id,
                             const std::vector<std::pair<std::string, std::string>>& map,
                             Instant now);

}  // namespace sanqu::acts
