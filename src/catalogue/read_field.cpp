// SPDX-License-Identifier: Apache-2.0
// One data item: type, unit, bounds, pattern; and the door that stays shut to people's identity papers.
#include <algorithm>
#include <array>
#include <regex>

#include "catalogue/errors.hpp"
#include "catalogue/reading.hpp"

namespace sanqu::catalogue {

using namespace errors;

namespace {

constexpr std::size_t k_pattern_bytes_max = 200;
std::string type_word(FieldType type) {
  constexpr std::array<const char*, 8> k_words = {"text",    "code",    "codes", "date",
                                                  "integer", "decimal", "money", "boolean"};
  return k_words[static_cast<std::size_t>(type)];
}

constexpr unsigned bit(FieldType type) { return 1U << static_cast<unsigned>(type); }
constexpr unsigned k_text = bit(FieldType::text);
constexpr unsigned k_coded = bit(FieldType::code) | bit(FieldType::codes);
constexpr unsigned k_plain_number = bit(FieldType::integer) | bit(FieldType::decimal);
constexpr unsigned k_money = bit(FieldType::money);
constexpr unsigned k_date = bit(FieldType::date);

struct KeyOfTypes {
  std::string_view key;
  unsigned types;
};
/// The keys that only some types have.
constexpr std::array<KeyOfTypes, 9> k_keys_of_types = {{{"length", k_text},
                                                        {"pattern", k_text},
                                                        {"code_set", k_coded},
                                                        {"places", bit(FieldType::decimal)},
                                                        {"unit", k_plain_number | k_money},
                                                        {"min", k_plain_number | k_money | k_date},
                                                        {"max", k_plain_number | k_money | k_date},
                                                        {"until_forever", k_date},
                                                        {"default_from", bit(FieldType::code)}}};

/// Identity papers of people: refused by what the data standards call them (CF_FR_ZJHM, XK_XDR_SFZ) and by name.
bool is_identity_paper(std::string_view name) {
  for (const std::string_view ending : {"_ZJHM", "_ZJLX", "_SFZH", "_SFZ"}) {
    if (name.ends_with(ending)) return true;
  }
  for (const std::string_view word :
       {"身份证", "证件号", "护照号", "公民身份", "identity card", "identity number", "passport"}) {
    if (name.find(word) != std::string_view::npos) return true;
  }
  return false;
}

bool is_reserved(std::string_view id, FieldOf of) {
  for (const std::string_view word : {"and", "or", "not", "in", "true", "false", "as_of", "class",
                                      "subject_id", "record_id", "recorded_at", "subject"}) {
    if (id == word) return true;
  }
  return of == FieldOf::subject ? id == "kind" || id == "valid_from" : id == "event_date";
}

void read_names(YamlFields& fields, FieldOf of, NameTable& names, Field& field) {
  field.id = read_id(fields, of == FieldOf::subject ? IdForm::dotted : IdForm::plain);
  if (is_reserved(field.id, of)) fields.report(k_reserved_id, fields.node(), {field.id});
  field.code = fields.text("code");
  field.title = read_title(fields, "title", Needed::no);
  field.aliases = read_texts(fields, "aliases");
  std::vector<std::string> all = {field.id, field.code, field.title.zh, field.title.en};
  all.insert(all.end(), field.aliases.begin(), field.aliases.end());
  for (const std::string& name : all) {
    names.add(fields, fields.node(), name, field.id);
    if (is_identity_paper(name)) fields.report(k_identity_number, fields.node(), {name});
  }
}

void read_code_set_of(YamlFields& fields, const Reading& reading, Field& field) {
  const YamlNode* node = fields.require("code_set");
  if (node == nullptr) return;
  const std::string id = fields.text("code_set");
  field.code_set = reading.out.find_code_set(id);
  if (field.code_set < 0) {
    std::vector<std::string> known;
    for (const CodeSet& set : reading.out.code_sets) known.push_back(set.id);
    const std::string near = nearest_word(id, known);
    fields.report(k_code_set_unknown, *node, {id, near.empty() ? "…" : near});
    return;
  }
  const CodeSet& set = reading.out.code_sets[static_cast<std::size_t>(field.code_set)];
  const auto count = static_cast<std::int64_t>(set.codes.size());
  field.min = 0;
  field.max = count - 1;
  if (field.type != FieldType::codes) return;
  if (set.codes.size() > k_codes_in_field_max) {
    fields.report(k_codes_too_many, *node, {field.id, std::to_string(count)});
    return;
  }
  field.max = (std::int64_t{1} << count) - 1;
}

void read_pattern(YamlFields& fields, Field& field) {
  const YamlNode* node = fields.take("pattern");
  if (node == nullptr) return;
  field.pattern = fields.text("pattern");
  if (field.pattern.empty()) return;
  if (field.pattern.size() > k_pattern_bytes_max) {
    fields.report(k_pattern, *node, {field.pattern, std::to_string(field.pattern.size())});
    return;
  }
  try {
    const std::regex compiled(field.pattern, std::regex::ECMAScript);
  } catch (const std::regex_error& problem) {
    fields.report(k_pattern, *node, {field.pattern, problem.what()});
  }
}

/// Kept units of one bound; `fallback` where the key is absent or wrong.
std::int64_t read_number_bound(YamlFields& fields, std::string_view key, const Field& field,
                               std::int64_t low, std::int64_t high, std::int64_t fallback) {
  const YamlNode* node = fields.take(key);
  if (node == nullptr) return fallback;
  const auto number = node->is_scalar() ? parse_decimal(node->text, 8) : std::nullopt;
  // A bound of money is written in the unit of the field: 5 with `wan_yuan` is 5 x 10^4 yuan.
  const auto units = number ? units_at(*number, field.places + field.input_shift) : std::nullopt;
  if (!units || *units < low || *units > high) {
    fields.report(k_bound_form, *node,
                  {std::string(key), node->is_scalar() ? node->text : "…",
                   decimal_text_short(high, field.places + field.input_shift)});
    return fallback;
  }
  return *units;
}

void read_number(YamlFields& fields, Field& field) {
  std::int64_t limit = 0;
  if (field.type == FieldType::money) {
    constexpr std::array<int, 3> k_shifts = {0, 4, -2};
    const auto word = fields.word("unit", {"yuan", "wan_yuan", "fen"});
    field.unit = Unit::money;
    field.places = 2;
    field.input_shift = k_shifts[static_cast<std::size_t>(word.value_or(0))];
    limit = k_money_yuan_max * pow10(field.places);
  } else {
    constexpr std::array<Unit, 6> k_units = {Unit::count,  Unit::number,  Unit::days,
                                             Unit::months, Unit::percent, Unit::points};
    const auto word =
        fields.word("unit", {"count", "number", "days", "months", "percent", "points"});
    const Unit standing = field.type == FieldType::integer ? Unit::count : Unit::number;
    field.unit = word ? k_units[static_cast<std::size_t>(*word)] : standing;
    if (field.type == FieldType::decimal) {
      fields.require("places");
      field.places = static_cast<int>(fields.integer("places", 0, 6).value_or(0));
    }
    limit = k_number_max * pow10(field.places);
  }
  field.min = read_number_bound(fields, "min", field, -limit, limit, -limit);
  field.max = read_number_bound(fields, "max", field, -limit, limit, limit);
}

void read_date(YamlFields& fields, Field& field) {
  field.min = fields.date("min").value_or(Date::min()).days();
  field.max = fields.date("max").value_or(Date::max()).days();
  field.until_forever = fields.date("until_forever");
}

/// What belongs to the type alone; a key of another type is a finding.
void read_by_type(YamlFields& fields, const Reading& reading, Field& field) {
  for (const KeyOfTypes& entry : k_keys_of_types) {
    if ((entry.types & bit(field.type)) != 0) continue;
    if (const YamlNode* node = fields.take(entry.key)) {
      fields.report(k_key_not_for_type, *node, {std::string(entry.key), type_word(field.type)});
    }
  }
  switch (field.type) {
    case FieldType::text:
      field.length_max =
          static_cast<std::uint32_t>(fields.integer("length", 1, k_text_length_max).value_or(200));
      read_pattern(fields, field);
      break;
    case FieldType::code:
    case FieldType::codes: read_code_set_of(fields, reading, field); break;
    case FieldType::date: read_date(fields, field); break;
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money: read_number(fields, field); break;
    case FieldType::boolean:
      field.min = 0;
      field.max = 1;
      break;
  }
  if (field.min > field.max) fields.report(k_min_above_max, fields.node(), {field.id});
}

}  // namespace

Field read_field(YamlFields& fields, const Reading& reading, FieldOf of, NameTable& names) {
  Field field;
  read_names(fields, of, names, field);
  fields.require("type");
  const auto type = fields.word(
      "type", {"text", "code", "codes", "date", "integer", "decimal", "money", "boolean"});
  field.required = fields.boolean("required").value_or(false);
  field.personal = fields.boolean("personal").value_or(false);
  field.provisional = fields.text("provisional");
  if (!type) return field;  // its other keys can't be judged
  field.type = static_cast<FieldType>(*type);
  if (of == FieldOf::record) fields.take("default_from");  // read when all fields are known
  read_by_type(fields, reading, field);
  fields.finish();
  return field;
}

}  // namespace sanqu::catalogue
