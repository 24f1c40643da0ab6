// SPDX-License-Identifier: Apache-2.0
#include "api/json_body.hpp"

#include <algorithm>
#include <charconv>

#include "api/errors.hpp"
#include "core/text.hpp"

namespace sanqu::api {

namespace {

constexpr std::size_t k_items_max = 100;

bool is_json_type(std::string_view content_type) {
  const std::string_view kind = content_type.substr(0, content_type.find(';'));
  return kind == "application/json" || kind == "application/json ";
}

bool has_word(std::string_view words, std::string_view word) {
  while (!words.empty()) {
    const std::size_t end = std::min(words.find(' '), words.size());
    if (words.substr(0, end) == word) return true;
    words.remove_prefix(std::min(end + 1, words.size()));
  }
  return false;
}

std::unexpected<Errors> wrong(std::string_view name, std::string_view zh, std::string_view en) {
  return refuse(errors::k_body_member, {}, {readable_utf8(name), std::string(zh), std::string(en)});
}

Result<std::string> text_of(const JsonValue& value, std::string_view name, std::size_t bytes_max) {
  if (value.kind != JsonValue::Kind::text) return wrong(name, "文本", "a text");
  if (value.text.size() > bytes_max) {
    const std::string most = std::to_string(bytes_max);
    return wrong(name, "至多 " + most + " 字节", "at most " + most + " bytes");
  }
  return value.text;
}

}  // namespace

Result<JsonBody> JsonBody::read(const http::Request& request, std::string_view known) {
  if (!is_json_type(request.header("content-type"))) return refuse(errors::k_body_type);
  JsonValue value = TRY(parse_json("body", request.body));
  if (value.kind != JsonValue::Kind::object) return wrong("-", "JSON 对象", "a JSON object");
  for (const JsonMember& member : value.members) {
    if (has_word(known, member.name)) continue;
    return wrong(member.name, "以下之一:" + std::string(known), "one of: " + std::string(known));
  }
  return JsonBody(std::move(value));
}

const JsonValue* JsonBody::find(std::string_view name) const {
  const JsonValue* found = value_.find(name);
  return found == nullptr || found->kind == JsonValue::Kind::null ? nullptr : found;
}

Result<std::string> JsonBody::need_text(std::string_view name, std::size_t bytes_max) const {
  std::string out = TRY(text(name, bytes_max));
  if (out.empty()) return wrong(name, "不为空的文本", "a text that is not empty");
  return out;
}

Result<std::string> JsonBody::text(std::string_view name, std::size_t bytes_max) const {
  const JsonValue* found = find(name);
  if (found == nullptr) return std::string();
  return text_of(*found, name, bytes_max);
}

Result<bool> JsonBody::need_boolean(std::string_view name) const {
  const JsonValue* found = find(name);
  if (found == nullptr || found->kind != JsonValue::Kind::boolean) {
    return wrong(name, "true 或 false", "true or false");
  }
  return found->truth;
}

Result<std::int64_t> JsonBody::integer(std::string_view name, std::int64_t otherwise) const {
  const JsonValue* found = find(name);
  if (found == nullptr) return otherwise;
  std::int64_t out = 0;
  const std::string& text = found->text;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), out);
  const bool is_whole = error == std::errc() && stop == text.data() + text.size();
  if (found->kind != JsonValue::Kind::number || !is_whole) {
    return wrong(name, "整数", "a whole number");
  }
  return out;
}

Result<std::vector<std::string>> JsonBody::texts(std::string_view name,
                                                 std::size_t bytes_max) const {
  std::vector<std::string> out;
  const JsonValue* found = find(name);
  if (found == nullptr) return out;
  if (found->kind != JsonValue::Kind::array || found->items.size() > k_items_max) {
    return wrong(name, "至多 100 个文本的数组", "an array of at most 100 texts");
  }
  for (const JsonValue& item : found->items) out.push_back(TRY(text_of(item, name, bytes_max)));
  return out;
}

}  // namespace sanqu::api
