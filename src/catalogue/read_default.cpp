// SPDX-License-Identifier: Apache-2.0
// What an empty cell of a coded field means, where the rest of the record tells it: the first condition that holds.
#include <algorithm>

#include "catalogue/errors.hpp"
#include "catalogue/reading.hpp"
#include "core/expression.hpp"

namespace sanqu::catalogue {

using namespace errors;

namespace {

bool names_field(const Expression& expression, const std::string& id) {
  if (expression.kind == Expression::Kind::name && expression.name == id) return true;
  return std::any_of(expression.children.begin(), expression.children.end(),
                     [&](const Expression& child) { return names_field(child, id); });
}

/// The code's index in the field's set; -1 and a finding if there is none.
std::int32_t code_named(YamlFields& fields, const Catalogue& catalogue, const Field& field) {
  const YamlNode* node = fields.require("code");
  const std::string id = fields.text("code");
  if (node == nullptr || field.code_set < 0) return -1;
  const CodeSet& set = catalogue.code_sets[static_cast<std::size_t>(field.code_set)];
  const std::int32_t code = set.find_id(id);
  if (code >= 0) return code;
  std::vector<std::string> known;
  for (const Code& one : set.codes) known.push_back(one.id);
  const std::string near = nearest_word(id, known);
  fields.report(k_rule_code, *node, {id, set.id, near.empty() ? "…" : near});
  return -1;
}

std::string condition_of(YamlFields& fields, const Catalogue& catalogue,
                         const RecordClass& record_class, const Field& field) {
  const YamlNode* node = fields.require("when");
  const std::string text = fields.text("when");
  if (node == nullptr || !node->is_scalar()) return text;
  Place place = fields.place_of(*node);
  if (node->quoted) ++place.column;
  std::vector<std::string> guarded;
  check_rule_text(text, place, record_class, catalogue, guarded, fields.errors());
  const auto tree = parse_expression(text, place);
  if (tree && names_field(*tree, field.id)) fields.report(k_default_self, *node, {field.id});
  return text;
}

}  // namespace

void read_defaults(YamlFields& fields, const Catalogue& catalogue, const RecordClass& record_class,
                   Field& field) {
  if (field.type != FieldType::code) return;  // reported with the field's other keys
  for (const YamlNode* node : fields.list("default_from")) {
    YamlFields inner(fields.file(), *node, "default of " + field.id, fields.errors());
    if (!inner.is_mapping()) continue;
    DefaultRule rule;
    rule.when = condition_of(inner, catalogue, record_class, field);
    rule.code = code_named(inner, catalogue, field);
    rule.basis = read_basis(inner, catalogue.basis);
    rule.provisional = inner.text("provisional");
    inner.finish();
    field.default_from.push_back(std::move(rule));
  }
}

}  // namespace sanqu::catalogue
