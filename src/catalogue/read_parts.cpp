// SPDX-License-Identifier: Apache-2.0
// Head, code sets and subjects of a catalogue.
#include <algorithm>
#include <array>

#include "catalogue/errors.hpp"
#include "catalogue/reading.hpp"

namespace sanqu::catalogue {

using namespace errors;

namespace {

/// Three numbers without leading zeros, joined by dots.
bool is_version(std::string_view text) {
  int parts = 1;
  std::size_t digits = 0;
  std::size_t start = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] >= '0' && text[i] <= '9') {
      if (++digits > 9 || (digits == 2 && text[start] == '0')) return false;
      continue;
    }
    if (digits == 0) return false;
    if (i == text.size()) return parts == 3;
    if (text[i] != '.') return false;
    ++parts;
    digits = 0;
    start = i + 1;
  }
  return false;
}

bool names_natural_person(std::string_view id, const Title& title) {
  constexpr std::array<std::string_view, 8> k_ids = {
      "natural_person", "person", "individual",     "citizen",
      "resident",       "people", "natural_people", "legal_representative"};
  constexpr std::array<std::string_view, 6> k_titles = {"自然人", "个人", "居民",
                                                        "公民",   "市民", "法定代表人"};
  return std::find(k_ids.begin(), k_ids.end(), id) != k_ids.end() ||
         std::find(k_titles.begin(), k_titles.end(), title.zh) != k_titles.end();
}

/// Two characters of the alphabet of GB 32100-2015.
bool is_uscc_head(std::string_view text) {
  constexpr std::string_view k_alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  return text.size() == 2 && k_alphabet.find(text[0]) != std::string_view::npos &&
         k_alphabet.find(text[1]) != std::string_view::npos;
}

Code read_code(YamlFields& fields, NameTable& names) {
  Code code;
  code.id = read_id(fields, IdForm::code);
  code.title = read_title(fields, "title", Needed::no);
  code.aliases = read_texts(fields, "aliases");
  code.prefix = fields.text("prefix");
  code.provisional = fields.text("provisional");
  names.add(fields, fields.node(), code.id, code.id);
  names.add(fields, fields.node(), code.title.zh, code.id);
  names.add(fields, fields.node(), code.title.en, code.id);
  names.add(fields, fields.node(), code.prefix, code.id + " (prefix)");
  for (const std::string& alias : code.aliases) names.add(fields, fields.node(), alias, code.id);
  fields.finish();
  return code;
}

void read_kind(YamlFields& fields, Reading& reading) {
  SubjectKind kind;
  kind.id = read_id(fields, IdForm::plain);
  kind.title = read_title(fields, "title", Needed::yes);
  kind.provisional = fields.text("provisional");
  if (names_natural_person(kind.id, kind.title)) {
    fields.report(k_natural_person, fields.node(), {kind.id});
  }
  for (const YamlNode* head : fields.list("uscc_heads")) {
    if (!head->is_scalar() || !is_uscc_head(head->text)) {
      fields.report(k_head_form, *head, {head->is_scalar() ? head->text : "…"});
      continue;
    }
    for (const SubjectKind& other : reading.out.kinds) {
      const auto& heads = other.uscc_heads;
      if (std::find(heads.begin(), heads.end(), head->text) != heads.end()) {
        fields.report(k_head_taken, *head, {head->text, other.id});
      }
    }
    kind.uscc_heads.push_back(head->text);
  }
  if (reading.out.find_kind(kind.id) >= 0) {
    fields.report(k_duplicate_id, fields.node(), {kind.id});
  }
  fields.finish();
  reading.out.kinds.push_back(std::move(kind));
}

}  // namespace

void read_head(YamlFields& fields, Reading& reading) {
  Catalogue& out = reading.out;
  out.id = read_id(fields, IdForm::dotted);
  if (const YamlNode* version = fields.require("version")) {
    out.version = version->text;
    if (!version->is_scalar() || !is_version(version->text)) {
      fields.report(k_version_form, *version, {version->text});
    }
  }
  out.title = read_title(fields, "title", Needed::yes);
  fields.require("subject_scheme");
  out.uscc_scheme = fields.word("subject_scheme", {"uscc", "foreign"}) == 0;
  out.provisional = fields.text("provisional");
  out.basis = read_basis(fields, {});
  for (std::size_t i = 0; i < out.basis.size(); ++i) {
    for (std::size_t j = 0; j < i; ++j) {
      if (!out.basis[i].id.empty() && out.basis[i].id == out.basis[j].id) {
        fields.report(k_duplicate_id, fields.node(), {out.basis[i].id});
      }
    }
  }
  fields.finish();
}

void read_code_set(YamlFields& fields, Reading& reading) {
  if (!fields.is_mapping()) return;
  CodeSet set;
  set.id = read_id(fields, IdForm::plain);
  set.title = read_title(fields, "title", Needed::yes);
  set.provisional = fields.text("provisional");
  if (reading.out.find_code_set(set.id) >= 0) {
    fields.report(k_duplicate_id, fields.node(), {set.id});
  }
  const std::vector<const YamlNode*> nodes = fields.list("codes");
  if (nodes.empty()) fields.report(k_no_codes, fields.node(), {set.id});
  if (nodes.size() > k_codes_max) {
    fields.report(k_too_many, fields.node(), {"代码", "codes", std::to_string(k_codes_max)});
    fields.finish();
    return;
  }
  NameTable names;
  std::map<std::string, std::size_t, std::less<>> seen;
  for (const YamlNode* node : nodes) {
    YamlFields code_fields(fields.file(), *node, "code of " + set.id, reading.errors);
    if (!code_fields.is_mapping()) continue;
    set.codes.push_back(read_code(code_fields, names));
    const std::string& code_id = set.codes.back().id;
    if (!code_id.empty() && !seen.emplace(code_id, seen.size()).second) {
      fields.report(k_duplicate_id, *node, {code_id});
    }
  }
  fields.finish();
  set.index_names();
  reading.out.code_sets.push_back(std::move(set));
}

void read_subjects(YamlFields& fields, Reading& reading) {
  if (!fields.is_mapping()) return;
  for (const YamlNode* node : fields.list("kinds")) {
    YamlFields kind_fields(fields.file(), *node, "kind of subject", reading.errors);
    if (kind_fields.is_mapping()) read_kind(kind_fields, reading);
  }
  const std::vector<const YamlNode*> attributes = fields.list("attributes");
  if (attributes.size() > k_fields_max) {
    fields.report(k_too_many, fields.node(), {"属性", "attributes", std::to_string(k_fields_max)});
    return;
  }
  NameTable names;
  for (const YamlNode* node : attributes) {
    YamlFields field_fields(fields.file(), *node, "attribute", reading.errors);
    if (!field_fields.is_mapping()) continue;
    Field field = read_field(field_fields, reading, FieldOf::subject, names);
    if (field.personal) field_fields.report(k_personal_attribute, *node, {field.id});
    if (!field.id.empty() && reading.out.find_attribute(field.id) >= 0) {
      field_fields.report(k_duplicate_id, *node, {field.id});
    }
    reading.out.attributes.push_back(std::move(field));
  }
  fields.finish();
}

}  // namespace sanqu::catalogue
