// SPDX-License-Identifier: Apache-2.0
// The id of a record whose file gives none: made of what the catalogue says tells its records apart (`duplicate_key`), so
// that the same record in a later file has the same id (docs/formats/file-mode.md, "Record ids").
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "intake/intake.hpp"

namespace sanqu::intake {

/// The value as the one text that stands for it: codes by id (several joined by `;` in the declared order), dates as
/// 2026-03-02, numbers with all their places, money in yuan. Empty if missing.
std::string canonical_text(const catalogue::Field& field, const FieldValue& value,
                           const catalogue::Catalogue& catalogue);

/// `subject_id|key|...`, `\` before a `|` or `\` inside a part, a blank for each line end or tab. Longer than
/// `k_record_id_bytes_max`: the first 180 bytes (no character is cut), `#`, and the first 32 digits of the SHA-256 of the
/// whole. Every key field must have a value.
std::string record_key(const catalogue::Catalogue& catalogue,
                       const catalogue::RecordClass& record_class, std::string_view subject_id,
                       std::span<const FieldValue> values);

}  // namespace sanqu::intake
