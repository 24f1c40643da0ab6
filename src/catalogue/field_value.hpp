// SPDX-License-Identifier: Apache-2.0
// A value of a field and the status of a record, as all rooms hand them on: checked by intake, kept by the registry,
// read by the evaluation.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

namespace sanqu::catalogue {

/// The number of a value that is not there.
inline constexpr std::int64_t k_missing = std::numeric_limits<std::int64_t>::min();

/// One checked value in kept units (see catalogue::Field); text fields use `text` (NFC), empty = missing.
struct FieldValue {
  std::int64_t number = k_missing;
  std::string_view text;
};

enum class RecordStatus : std::uint8_t { in_force, expired, suspended, repaired, withdrawn };

}  // namespace sanqu::catalogue
