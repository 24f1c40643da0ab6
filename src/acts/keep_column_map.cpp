// SPDX-License-Identifier: Apache-2.0
#include "acts/keep_column_map.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "acts/acts.hpp"
#include "acts/import_file.hpp"
#include "acts/kept_rules.hpp"
#include "core/text.hpp"

namespace sanqu::acts {

namespace {

/// The subject's code and what makes a line a record have columns in every class; `-` is a column that is not read.
constexpr std::array<std::string_view, 5> k_own_fields = {"subject_id", "record_id", "class",
                                                          "event_date", "-"};

bool has_field(const catalogue::RecordClass& of, std::string_view field) {
  return of.find_field(field) >= 0 || std::ranges::find(k_own_fields, field) != k_own_fields.end();
}

}  // namespace

Result<bool> keep_column_map(Store& store, const std::string& source, const std::string& class_id,
                             const std::vector<std::pair<std::string, std::string>>& map,
                             Instant now) {
  std::set<std::string> headers;
  const bool is_good = std::ranges::all_of(map, [&](const auto& column) {
    const std::string& header = column.first;
    return !header.empty() && !find_bad_utf8(header) && headers.insert(header).second;
  });
  if (!is_good || map.empty() || map.size() > k_map_columns_max) {
    return refuse(errors::k_map_form, {"", 0, 0, "columns"}, {std::to_string(k_map_columns_max)});
  }
  const auto transaction = TRY(store.begin_write());
  const auto rules = TRY(read_catalogue(transaction->standards()));
  const bool is_of_subjects = class_id == "subject";
  const std::int32_t at = is_of_subjects ? -1 : TRY(class_of_lines(class_id, rules->catalogue));
  // The classes that are not the catalogue's have fixed columns, which intake itself asks for.
  if (at >= 0) {
    const auto& of = rules->catalogue.classes[static_cast<std::size_t>(at)];
    for (const auto& [header, field] : map) {
      if (has_field(of, field)) continue;
      return refuse(errors::k_field_unknown, {"", 0, 0, readable_utf8(header)},
                    {readable_utf8(field), class_id});
    }
  }
  TRY(transaction->batches().save_column_map(source, class_id, map, now));
  return transaction->commit();
}

}  // namespace sanqu::acts
