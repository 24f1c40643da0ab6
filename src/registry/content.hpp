// SPDX-License-Identifier: Apache-2.0
// The values of a record or a subject as text that outlives every catalogue: canonical JSON (RFC 8785) by field id, codes
// by their ids, numbers as decimal text, dates as 2026-03-02; what is missing is left out. Equal values, equal bytes.
// {"decided_on":"2026-03-02","fine":"2000.00","kinds":["fine","warning"],"published":true}
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "catalogue/field_value.hpp"
#include "core/result.hpp"

namespace sanqu::registry {

class ContentCodec {
 public:
  /// Both must outlive it.
  ContentCodec(const std::vector<catalogue::Field>& fields, const catalogue::Catalogue& catalogue);

  /// `values` has one entry a field.
  std::string encode(std::span<const catalogue::FieldValue> values) const;

  /// The values by field; texts point into `content` or into this codec, until the next call. What the catalogue does not
  /// know any more is left out. Errors: registry.content_form, registry.content_value (a code or number that this catalogue
  /// can't hold).
  Result<bool> decode(std::string_view content, std::span<catalogue::FieldValue> values);

 private:
  std::string value_text(const catalogue::Field& field, const catalogue::FieldValue& value) const;
  Result<catalogue::FieldValue> read_value(const catalogue::Field& field, std::string_view text);
  Result<std::int64_t> read_codes(const catalogue::Field* field, std::string_view content,
                                  std::size_t& at) const;
  std::int32_t find(std::string_view id);

  const std::vector<catalogue::Field>& fields_;
  const catalogue::Catalogue& catalogue_;
  std::vector<std::size_t> order_;  // fields by id, as canonical JSON sorts them
  std::size_t cursor_ = 0;          // into order_: the next field is mostly the next member
  std::vector<std::string> unescaped_;
  std::size_t unescaped_used_ = 0;
};

}  // namespace sanqu::registry
