// SPDX-License-Identifier: Apache-2.0
// How long a record is published (公示), and so in force: docs/formats/catalogue.md, Expiry.
#pragma once

#include <span>

#include "catalogue/catalogue.hpp"
#include "catalogue/field_value.hpp"

namespace sanqu::catalogue {

/// The last day of publication by the class's rule; none if it never ends. `values` has one entry a field.
std::optional<Date> last_day_published(const RecordClass& record_class,
                                       std::span<const FieldValue> values);

}  // namespace sanqu::catalogue
