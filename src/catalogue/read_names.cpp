// SPDX-License-Identifier: Apache-2.0
// Ids, titles, texts and legal bases: what every part of a catalogue is made of.
#include <algorithm>

#include "catalogue/errors.hpp"
#include "catalogue/reading.hpp"
#include "core/text.hpp"

namespace sanqu::catalogue {

using namespace errors;

namespace {

constexpr std::size_t k_id_bytes_max = 64;

bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_plain_id(std::string_view text) {
  if (text.empty() || !is_lower(text[0])) return false;
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

/// Plain ids joined by dots.
bool is_dotted_id(std::string_view text) {
  while (true) {
    const std::size_t dot = text.find('.');
    if (!is_plain_id(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

bool is_code_id(std::string_view text) {
  const auto is_letter_or_digit = [](char c) {
    return is_lower(c) || is_digit(c) || (c >= 'A' && c <= 'Z');
  };
  if (text.empty() || !(is_letter_or_digit(text[0]) || text[0] == '_')) return false;
  return std::all_of(text.begin(), text.end(), [&](char c) {
    return is_letter_or_digit(c) || c == '_' || c == '.' || c == '+' || c == '-';
  });
}

bool fits(std::string_view text, IdForm form) {
  if (text.size() > k_id_bytes_max) return false;
  switch (form) {
    case IdForm::plain: return is_plain_id(text);
    case IdForm::dotted: return is_dotted_id(text);
    case IdForm::code: return is_code_id(text);
  }
  return false;
}

bool is_basis_id(std::string_view text) {
  return !text.empty() && text.size() <= k_id_bytes_max && is_lower(text[0]) &&
         std::all_of(text.begin(), text.end(), [](char c) {
           return is_lower(c) || is_digit(c) || c == '_' || c == '-' || c == '.';
         });
}

/// `{id, source, article, url}`; with an id and no source, the known basis at another article.
LegalBasis read_basis_mapping(YamlFields& outer, const YamlNode& node,
                              const std::vector<LegalBasis>& known) {
  YamlFields fields(outer.file(), node, "basis", outer.errors());
  LegalBasis basis;
  if (!fields.is_mapping()) return basis;
  const YamlNode* id = fields.take("id");
  basis.id = fields.text("id");
  if (id != nullptr && !is_basis_id(basis.id)) {
    fields.report(k_id_form, *id, {basis.id, "例:base-2025", "such as base-2025"});
  }
  basis.source = fields.text("source");
  basis.article = fields.text("article");
  basis.url = fields.text("url");
  basis.provisional = fields.text("provisional");
  if (basis.source.empty()) {
    const auto same = std::find_if(known.begin(), known.end(), [&](const LegalBasis& candidate) {
      return !basis.id.empty() && candidate.id == basis.id;
    });
    if (same != known.end()) {
      basis.source = same->source;
      if (basis.url.empty()) basis.url = same->url;
      if (basis.provisional.empty()) basis.provisional = same->provisional;
    } else {
      fields.required_text("source");
    }
  }
  fields.finish();
  return basis;
}

}  // namespace

std::string read_id(YamlFields& fields, IdForm form) {
  const YamlNode* node = fields.require("id");
  if (node == nullptr) return "";
  if (!node->is_scalar() || !fits(node->text, form)) {
    fields.report(k_id_form, *node,
                  {node->is_scalar() ? node->text : "…",
                   form == IdForm::code ? "代码可含大写字母、点、加号和连字符" : "例:decided_on",
                   form == IdForm::code ? "codes may have capitals, dots, plus signs and hyphens"
                                        : "such as decided_on"});
    return "";
  }
  if (!node->quoted && is_yaml_boolean_word(node->text)) {
    fields.report(k_boolean_word, *node, {node->text});
  }
  return node->text;
}

void check_text(YamlFields& fields, const YamlNode& node, std::string_view text) {
  const bool valid = !find_bad_utf8(text);
  const bool has_control = std::any_of(text.begin(), text.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  if (!valid || has_control || trimmed(text).size() != text.size() || !is_nfc(text)) {
    fields.report(k_control_character, node, {std::string(text)});
  }
}

Title read_title_node(YamlFields& fields, const YamlNode& node) {
  if (node.is_scalar()) {
    check_text(fields, node, node.text);
    return {node.text, ""};
  }
  YamlFields inner(fields.file(), node, "title", fields.errors());
  if (!inner.is_mapping()) return {};
  Title title{inner.text("zh"), inner.text("en")};
  check_text(fields, node, title.zh);
  check_text(fields, node, title.en);
  inner.finish();
  return title;
}

Title read_title(YamlFields& fields, std::string_view key, Needed needed) {
  const YamlNode* node = needed == Needed::yes ? fields.require(key) : fields.take(key);
  if (node == nullptr) return {};
  Title title = read_title_node(fields, *node);
  if (title.zh.empty() && title.en.empty()) {
    fields.report(k_title_missing, *node, {std::string(key)});
  }
  return title;
}

std::vector<std::string> read_texts(YamlFields& fields, std::string_view key) {
  std::vector<std::string> out;
  for (const YamlNode* node : fields.list(key)) {
    if (!node->is_scalar() || node->text.empty()) {
      fields.report(yaml_errors::k_wrong_form, *node, {std::string(key), "一段文字", "a text"});
      continue;
    }
    check_text(fields, *node, node->text);
    out.push_back(node->text);
  }
  return out;
}

std::vector<LegalBasis> read_basis(YamlFields& fields, const std::vector<LegalBasis>& known) {
  std::vector<LegalBasis> out;
  for (const YamlNode* node : fields.list("basis")) {
    if (!node->is_scalar()) {
      out.push_back(read_basis_mapping(fields, *node, known));
      continue;
    }
    const auto found = std::find_if(known.begin(), known.end(), [&](const LegalBasis& basis) {
      return !basis.id.empty() && basis.id == node->text;
    });
    if (found == known.end()) {
      fields.report(k_basis_unknown, *node, {node->text});
    } else {
      out.push_back(*found);
    }
  }
  return out;
}

void NameTable::add(YamlFields& fields, const YamlNode& at, const std::string& name,
                    const std::string& owner) {
  if (name.empty()) return;
  const auto [entry, is_new] = owner_of_.emplace(name, owner);
  if (!is_new && entry->second != owner) {
    fields.report(k_duplicate_name, at, {name, entry->second, owner});
  }
}

}  // namespace sanqu::catalogue
