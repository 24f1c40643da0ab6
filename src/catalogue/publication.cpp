// SPDX-License-Identifier: Apache-2.0
#include "catalogue/publication.hpp"

namespace sanqu::catalogue {

std::optional<Date> last_day_published(const RecordClass& record_class,
                                       std::span<const FieldValue> values) {
  if (!record_class.publication) return std::nullopt;
  const auto& rule = *record_class.publication;
  if (rule.until_field >= 0) {
    const std::int64_t until = values[static_cast<std::size_t>(rule.until_field)].number;
    const auto& forever =
        record_class.fields[static_cast<std::size_t>(rule.until_field)].until_forever;
    if (until != k_missing && forever && until >= forever->days()) return std::nullopt;
    if (until != k_missing) return Date::from_days(static_cast<std::int32_t>(until));
  }
  std::int64_t code = 0;
  if (rule.by_field >= 0) code = values[static_cast<std::size_t>(rule.by_field)].number;
  const std::int64_t from =
      rule.from_field >= 0 ? values[static_cast<std::size_t>(rule.from_field)].number : k_missing;
  if (code == k_missing || from == k_missing ||
      static_cast<std::size_t>(code) >= rule.periods.size()) {
    return std::nullopt;
  }
  const int months = rule.periods[static_cast<std::size_t>(code)].max_months;
  return plus_months(Date::from_days(static_cast<std::int32_t>(from)), months);
}

}  // namespace sanqu::catalogue
