// SPDX-License-Identifier: Apache-2.0
#include "intake/record_key.hpp"

#include "core/ensure.hpp"
#include "core/exact.hpp"
#include "core/sha256.hpp"

namespace sanqu::intake {

using catalogue::Field;
using catalogue::FieldType;

namespace {

constexpr std::size_t k_head_bytes = 180;
constexpr std::size_t k_digest_digits = 32;
constexpr int k_money_places = 2;

std::string codes_text(const catalogue::CodeSet& set, std::int64_t bits) {
  std::string out;
  for (std::size_t i = 0; i < set.codes.size() && i < catalogue::k_codes_in_field_max; ++i) {
    if ((bits >> i & 1) == 0) continue;
    if (!out.empty()) out += ';';
    out += set.codes[i].id;
  }
  return out;
}

void append_escaped(std::string& out, std::string_view text) {
  for (const char c : text) {
    if (c == '|' || c == '\\') out += '\\';
    const bool is_line_end_or_tab = static_cast<unsigned char>(c) < ' ';
    out += is_line_end_or_tab ? ' ' : c;
  }
}

}  // namespace

std::string canonical_text(const Field& field, const FieldValue& value,
                           const catalogue::Catalogue& catalogue) {
  if (field.type == FieldType::text) return std::string(value.text);
  if (value.number == k_missing) return {};
  const auto code_set = static_cast<std::size_t>(field.code_set);
  switch (field.type) {
    case FieldType::text: break;
    case FieldType::code:
      return catalogue.code_sets[code_set].codes[static_cast<std::size_t>(value.number)].id;
    case FieldType::codes: return codes_text(catalogue.code_sets[code_set], value.number);
    case FieldType::date: return Date::from_days(static_cast<std::int32_t>(value.number)).text();
    case FieldType::integer: return std::to_string(value.number);
    case FieldType::decimal: return decimal_text(value.number, field.places);
    case FieldType::money: return decimal_text(value.number, k_money_places);
    case FieldType::boolean: return value.number != 0 ? "true" : "false";
  }
  ensure(false);
  return {};
}

std::string record_key(const catalogue::Catalogue& catalogue,
                       const catalogue::RecordClass& record_class, std::string_view subject_id,
                       std::span<const FieldValue> values) {
  std::string id;
  append_escaped(id, subject_id);
  for (const std::int32_t key : record_class.duplicate_key) {
    const auto field = static_cast<std::size_t>(key);
    const std::string text = canonical_text(record_class.fields[field], values[field], catalogue);
    ensure(!text.empty());
    id += '|';
    append_escaped(id, text);
  }
  if (id.size() <= k_record_id_bytes_max) return id;
  const std::string digest = hex(sha256(id)).substr(0, k_digest_digits);
  std::size_t end = k_head_bytes;
  while ((static_cast<unsigned char>(id[end]) & 0xC0) == 0x80) --end;
  id.resize(end);
  return id + '#' + digest;
}

}  // namespace sanqu::intake
