// SPDX-License-Identifier: Apache-2.0
#include "core/yaml_fields.hpp"

#include <algorithm>
#include <numeric>

namespace sanqu {

namespace yaml_errors {
const ErrorCode k_missing_key = {"yaml.missing_key", "{0}缺少“{1}”", "{0}: `{1}` is missing",
                                 "补上“{1}:”一行。", "Add a line `{1}:`."};
const ErrorCode k_unknown_key = {"yaml.unknown_key", "{0}中不认识“{1}”", "{0}: unknown key `{1}`",
                                 "可用的键:{2}", "Known here: {2}"};
const ErrorCode k_wrong_form = {"yaml.wrong_form", "“{0}”的形式不对:应为{1}",
                                "`{0}` has the wrong form: {2} is wanted", "", ""};
const ErrorCode k_wrong_word = {"yaml.wrong_word", "“{0}”不能是“{1}”", "`{0}` can't be `{1}`",
                                "可用:{2}", "One of: {2}"};
}  // namespace yaml_errors

using namespace yaml_errors;

YamlFields::YamlFields(const std::string& file, const YamlNode& node, std::string what,
                       Errors& errors)
    : file_(file), node_(node), what_(std::move(what)), errors_(errors) {
  if (!node_.is_mapping()) report(k_wrong_form, node_, {what_, "键值表", "a mapping"});
}

void YamlFields::report(const ErrorCode& code, const YamlNode& at, std::vector<std::string> args) {
  errors_.push_back(make_error(code, place_of(at), std::move(args)));
}

const YamlNode* YamlFields::take(std::string_view key) {
  asked_.emplace_back(key);
  const YamlNode* value = node_.find(key);
  return value == nullptr || value->is_null() ? nullptr : value;
}

const YamlNode* YamlFields::require(std::string_view key) {
  const YamlNode* value = take(key);
  if (value == nullptr && node_.is_mapping())
    report(k_missing_key, node_, {what_, std::string(key)});
  return value;
}

std::string YamlFields::text(std::string_view key) {
  const YamlNode* value = take(key);
  if (value == nullptr) return "";
  if (!value->is_scalar()) {
    report(k_wrong_form, *value, {std::string(key), "一段文字", "a text"});
    return "";
  }
  // A code written `no` would be false to other tools; `true` and `false` may be meant as an expression.
  if (!value->quoted && value->text != "true" && value->text != "false" &&
      is_yaml_boolean_word(value->text)) {
    report(k_boolean_word, *value, {value->text});
  }
  return value->text;
}

std::string YamlFields::required_text(std::string_view key) {
  return require(key) == nullptr ? "" : text(key);
}

std::optional<std::int64_t> YamlFields::integer(std::string_view key, std::int64_t min,
                                                std::int64_t max) {
  const YamlNode* value = take(key);
  if (value == nullptr) return std::nullopt;
  const auto number = value->is_scalar() ? parse_decimal(value->text, 0) : std::nullopt;
  if (!number || number->units < min || number->units > max) {
    const std::string range = std::to_string(min) + ".." + std::to_string(max);
    report(k_wrong_form, *value,
           {std::string(key), range + " 的整数", "a whole number in " + range});
    return std::nullopt;
  }
  return number->units;
}

std::optional<Decimal> YamlFields::decimal(std::string_view key, int places_max) {
  const YamlNode* value = take(key);
  if (value == nullptr) return std::nullopt;
  const auto number = value->is_scalar() ? parse_decimal(value->text, places_max) : std::nullopt;
  if (!number) {
    const std::string places = std::to_string(places_max);
    report(k_wrong_form, *value,
           {std::string(key), "最多 " + places + " 位小数的数字",
            "a number with at most " + places + " decimals"});
  }
  return number;
}

std::optional<Date> YamlFields::date(std::string_view key) {
  const YamlNode* value = take(key);
  if (value == nullptr) return std::nullopt;
  const auto day = value->is_scalar() ? Date::parse(value->text) : std::nullopt;
  if (!day)
    report(k_wrong_form, *value,
           {std::string(key), "2026-01-31 形式的日期", "a date such as 2026-01-31"});
  return day;
}

std::optional<bool> YamlFields::boolean(std::string_view key) {
  const YamlNode* value = take(key);
  if (value == nullptr) return std::nullopt;
  if (value->is_scalar() && value->text == "true") return true;
  if (value->is_scalar() && value->text == "false") return false;
  report(k_wrong_form, *value, {std::string(key), "true 或 false", "true or false"});
  return std::nullopt;
}

std::optional<int> YamlFields::word(std::string_view key,
                                    std::initializer_list<std::string_view> words) {
  const YamlNode* value = take(key);
  if (value == nullptr) return std::nullopt;
  int index = 0;
  std::string list;
  for (const std::string_view candidate : words) {
    if (value->is_scalar() && value->text == candidate) return index;
    list += (index > 0 ? ", " : "") + std::string(candidate);
    ++index;
  }
  report(k_wrong_word, *value, {std::string(key), value->is_scalar() ? value->text : "…", list});
  return std::nullopt;
}

std::vector<const YamlNode*> YamlFields::list(std::string_view key) {
  std::vector<const YamlNode*> out;
  const YamlNode* value = take(key);
  if (value == nullptr) return out;
  if (!value->is_sequence()) return {value};
  for (const YamlNode& item : value->items) out.push_back(&item);
  return out;
}

void YamlFields::finish() {
  std::vector<std::string> known = asked_;
  std::sort(known.begin(), known.end());
  known.erase(std::unique(known.begin(), known.end()), known.end());
  for (const auto& [key, value] : node_.entries) {
    if (std::binary_search(known.begin(), known.end(), key.text)) continue;
    std::string hint = nearest_word(key.text, known);
    if (hint.empty()) {
      for (const std::string& word : known) hint += (hint.empty() ? "" : ", ") + word;
    } else {
      hint += "?";
    }
    report(k_unknown_key, key, {what_, key.text, hint});
  }
}

std::string nearest_word(std::string_view word, const std::vector<std::string>& known) {
  std::string best;
  std::size_t best_distance = 3;
  for (const std::string& candidate : known) {
    if (candidate.size() + 2 < word.size() || word.size() + 2 < candidate.size()) continue;
    std::vector<std::size_t> row(candidate.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < word.size(); ++i) {
      std::size_t diagonal = row[0];
      row[0] = i + 1;
      for (std::size_t j = 0; j < candidate.size(); ++j) {
        const std::size_t replaced = diagonal + (word[i] == candidate[j] ? 0 : 1);
        diagonal = row[j + 1];
        row[j + 1] = std::min({row[j] + 1, row[j + 1] + 1, replaced});
      }
    }
    if (row.back() < best_distance && row.back() < std::max<std::size_t>(word.size(), 2)) {
      best_distance = row.back();
      best = candidate;
    }
  }
  return best;
}

}  // namespace sanqu
