// SPDX-License-Identifier: Apache-2.0
// Any bytes as JSON. What must hold: the canonical form is JSON again, is its own canonical form, and is valid UTF-8
// without a blank outside strings; a text that the writer writes is read back as it was.
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/canonical_json.hpp"
#include "core/ensure.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

using namespace sanqu;

namespace {

void check_text(const std::string& text) {
  const auto value = parse_json("f", JsonWriter().text(text).take());
  ensure(value.has_value());
  ensure(value->kind == JsonValue::Kind::text && value->text == text);
}

void check_texts(const JsonValue& value) {
  if (value.kind == JsonValue::Kind::text) check_text(value.text);
  for (const JsonValue& item : value.items) check_texts(item);
  for (const auto& [name, member] : value.members) {
    check_text(name);
    check_texts(member);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto value = parse_json("f", text);
  if (!value) {
    ensure(!value.error().empty());
    return 0;
  }
  check_texts(*value);
  const auto canonical = canonical_json(*value);
  if (!canonical) return 0;  // a number out of range
  ensure(!find_bad_utf8(*canonical));
  const auto again = canonical_json("f", *canonical);
  ensure(again.has_value());
  ensure(*again == *canonical);
  return 0;
}
