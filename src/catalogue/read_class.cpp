// SPDX-License-Identifier: Apache-2.0
// One class of records: law, fields, dates, publication, repair, and the rules between its fields.
#include <algorithm>

#include "catalogue/errors.hpp"
#include "catalogue/reading.hpp"

namespace sanqu::catalogue {

using namespace errors;

namespace {

/// The field that `node` names; -1 and a finding if there is none.
std::int32_t field_named(YamlFields& fields, const YamlNode& node,
                         const RecordClass& record_class) {
  const std::string name = node.is_scalar() ? node.text : "…";
  const std::int32_t index = record_class.find_field(name);
  if (index >= 0) return index;
  std::vector<std::string> known;
  for (const Field& field : record_class.fields) known.push_back(field.id);
  const std::string near = nearest_word(name, known);
  fields.report(k_field_unknown, node, {record_class.id, name, near.empty() ? "…" : near});
  return -1;
}

const Field& field_at(const RecordClass& record_class, std::int32_t index) {
  return record_class.fields[static_cast<std::size_t>(index)];
}

/// A personal field takes no part in `use`.
bool is_free_of_people(YamlFields& fields, const YamlNode& node, const RecordClass& record_class,
                       std::int32_t index, const char* use_zh, const char* use_en) {
  const Field& field = field_at(record_class, index);
  if (!field.personal) return true;
  fields.report(k_personal_use, node, {field.id, use_zh, use_en});
  return false;
}

void read_fields(YamlFields& fields, const Reading& reading, RecordClass& out, NameTable& names) {
  const YamlNode* list = fields.require("fields");
  const std::vector<const YamlNode*> nodes = fields.list("fields");
  if (list == nullptr) return;
  if (nodes.size() > k_fields_max) {
    fields.report(k_too_many, *list, {"字段", "fields", std::to_string(k_fields_max)});
    return;
  }
  for (const YamlNode* node : nodes) {
    YamlFields inner(fields.file(), *node, "field of " + out.id, reading.errors);
    if (!inner.is_mapping()) continue;
    Field field = read_field(inner, reading, FieldOf::record, names);
    if (!field.id.empty() && out.find_field(field.id) >= 0) {
      inner.report(k_duplicate_id, *node, {field.id});
    }
    out.fields.push_back(std::move(field));
  }
  // Their conditions may name any field, so all of them must be known.
  for (const YamlNode* node : nodes) {
    const YamlNode* rules = node->is_mapping() ? node->find("default_from") : nullptr;
    const YamlNode* id = rules == nullptr ? nullptr : node->find("id");
    const std::int32_t index = id == nullptr ? -1 : out.find_field(id->text);
    if (index < 0) continue;
    YamlFields inner(fields.file(), *node, "field of " + out.id, reading.errors);
    read_defaults(inner, reading.out, out, out.fields[static_cast<std::size_t>(index)]);
  }
}

void read_event_date(YamlFields& fields, RecordClass& out) {
  const YamlNode* node = fields.require("event_date");
  if (node == nullptr) return;
  const std::int32_t index = field_named(fields, *node, out);
  if (index < 0) return;
  const Field& field = field_at(out, index);
  if (field.type != FieldType::date || !field.required || field.personal) {
    fields.report(k_event_date, *node, {field.id});
    return;
  }
  out.event_date = index;
}

void read_duplicate_key(YamlFields& fields, RecordClass& out) {
  for (const YamlNode* node : fields.list("duplicate_key")) {
    const std::int32_t index = field_named(fields, *node, out);
    if (index < 0) continue;
    if (!is_free_of_people(fields, *node, out, index, "判断重复", "telling duplicates")) continue;
    if (std::find(out.duplicate_key.begin(), out.duplicate_key.end(), index) !=
        out.duplicate_key.end()) {
      fields.report(k_duplicate_id, *node, {node->text});
      continue;
    }
    out.duplicate_key.push_back(index);
  }
}

/// The field under `key` of a publication, where it has the type and is required if it must be.
std::int32_t publication_field(YamlFields& fields, std::string_view key, const RecordClass& out,
                               FieldType type, bool must_be_required) {
  const YamlNode* node = fields.take(key);
  if (node == nullptr) return -1;
  const std::int32_t index = field_named(fields, *node, out);
  if (index < 0) return -1;
  const Field& field = field_at(out, index);
  if (field.type != type || (must_be_required && !field.required) || field.personal) {
    const bool date = type == FieldType::date;
    const std::string zh =
        std::string(must_be_required ? "必填的" : "") + (date ? "日期字段" : "单选代码字段");
    const std::string en = std::string("a ") + (must_be_required ? "required " : "") +
                           (date ? "field of type date" : "field of type code");
    fields.report(k_publication_field, *node, {std::string(key), field.id, zh, en});
    return -1;
  }
  return index;
}

PublicationPeriod read_period(YamlFields& outer, const YamlNode& node, const std::string& code) {
  YamlFields fields(outer.file(), node, "period " + code, outer.errors());
  PublicationPeriod period;
  period.code = code;
  if (!fields.is_mapping()) return period;
  fields.require("max_months");
  period.min_months =
      static_cast<int>(fields.integer("min_months", 0, k_period_months_max).value_or(0));
  period.max_months = static_cast<int>(
      fields.integer("max_months", 0, k_period_months_max).value_or(k_period_months_max));
  period.provisional = fields.text("provisional");
  if (period.min_months > period.max_months) {
    fields.report(k_period_order, node,
                  {code, std::to_string(period.min_months), std::to_string(period.max_months)});
  }
  fields.finish();
  return period;
}

/// Every code of `by` has its period, in the order of the codes; without `by` there is one, `all`.
void read_periods(YamlFields& fields, const CodeSet* set, Publication& out) {
  const YamlNode* node = fields.require("periods");
  if (node == nullptr) return;
  YamlFields periods(fields.file(), *node, "periods", fields.errors());
  if (!periods.is_mapping()) return;
  std::vector<std::string> wanted;
  if (set == nullptr) {
    wanted.emplace_back("all");
  } else {
    for (const Code& code : set->codes) wanted.push_back(code.id);
  }
  std::string list;
  for (const std::string& word : wanted) list += (list.empty() ? "" : ", ") + word;
  for (const auto& [key, value] : node->entries) {
    if (std::find(wanted.begin(), wanted.end(), key.text) == wanted.end()) {
      periods.report(k_period_unknown, key, {key.text, list});
    }
  }
  for (const std::string& word : wanted) {
    const YamlNode* period = node->find(word);
    if (period == nullptr) {
      periods.report(k_period_missing, *node, {word});
    } else {
      out.periods.push_back(read_period(periods, *period, word));
    }
  }
}

void read_publication(YamlFields& outer, const Catalogue& catalogue, RecordClass& out) {
  const YamlNode* node = outer.take("publication");
  if (node == nullptr) return;
  YamlFields fields(outer.file(), *node, "publication", outer.errors());
  if (!fields.is_mapping()) return;
  Publication publication;
  fields.require("from");
  publication.from_field = publication_field(fields, "from", out, FieldType::date, true);
  publication.until_field = publication_field(fields, "until", out, FieldType::date, false);
  publication.by_field = publication_field(fields, "by", out, FieldType::code, true);
  const bool has_by = node->find("by") != nullptr;
  const CodeSet* set = nullptr;
  if (publication.by_field >= 0) {
    const std::int32_t index = field_at(out, publication.by_field).code_set;
    if (index >= 0) set = &catalogue.code_sets[static_cast<std::size_t>(index)];
  }
  if (has_by && set == nullptr) {
    fields.take("periods");  // which codes it must cover isn't known
  } else {
    read_periods(fields, set, publication);
  }
  fields.finish();
  if (publication.from_field >= 0) out.publication = std::move(publication);
}

void read_repair(YamlFields& outer, const Catalogue& catalogue, RecordClass& out) {
  const YamlNode* node = outer.take("repair");
  if (node == nullptr) return;
  YamlFields fields(outer.file(), *node, "repair", outer.errors());
  if (!fields.is_mapping()) return;
  fields.require("allowed");
  out.repair_allowed = fields.boolean("allowed").value_or(false);
  out.repair_basis = read_basis(fields, catalogue.basis);
  fields.finish();
}

void read_due(YamlFields& outer, const Catalogue& catalogue, RecordClass& out) {
  const YamlNode* node = outer.take("due");
  if (node == nullptr) return;
  YamlFields fields(outer.file(), *node, "due", outer.errors());
  if (!fields.is_mapping()) return;
  Due due;
  fields.require("working_days");
  due.working_days =
      static_cast<int>(fields.integer("working_days", 1, k_due_working_days_max).value_or(1));
  if (const YamlNode* from = fields.require("from"))
    due.from_field = field_named(fields, *from, out);
  if (due.from_field >= 0) {
    const Field& field = field_at(out, due.from_field);
    if (field.type != FieldType::date || !field.required || field.personal) {
      fields.report(k_due_field, *fields.take("from"), {field.id});
    }
  }
  fields.require("basis");
  due.basis = read_basis(fields, catalogue.basis);
  due.provisional = fields.text("provisional");
  fields.finish();
  out.due = std::move(due);
}

void read_rules(YamlFields& outer, const Catalogue& catalogue, RecordClass& out) {
  for (const YamlNode* node : outer.list("rules")) {
    YamlFields fields(outer.file(), *node, "rule of " + out.id, outer.errors());
    if (!fields.is_mapping()) continue;
    CrossFieldRule rule;
    rule.id = read_id(fields, IdForm::plain);
    const bool is_new =
        std::none_of(out.rules.begin(), out.rules.end(),
                     [&](const CrossFieldRule& other) { return other.id == rule.id; });
    if (!is_new) fields.report(k_duplicate_id, *node, {rule.id});
    rule.message = read_title(fields, "message", Needed::yes);
    std::vector<std::string> guarded;
    for (const auto& [key, text] : {std::pair{"when", &rule.when}, std::pair{"must", &rule.must}}) {
      const YamlNode* value = fields.require(key);
      *text = fields.text(key);
      if (value == nullptr || !value->is_scalar()) continue;
      Place place = fields.place_of(*value);
      if (value->quoted) ++place.column;
      check_rule_text(*text, place, out, catalogue, guarded, outer.errors());
    }
    fields.finish();
    out.rules.push_back(std::move(rule));
  }
}

void read_law(YamlFields& fields, const Catalogue& catalogue, RecordClass& out) {
  out.basis = read_basis(fields, catalogue.basis);
  if (fields.list("basis").empty()) fields.report(k_no_basis, fields.node(), {out.id});
  fields.require("supplied_by");
  for (const YamlNode* node : fields.list("supplied_by")) {
    out.supplied_by.push_back(read_title_node(fields, *node));
  }
  if (const auto word = fields.word("sharing", {"public", "on_authorisation", "internal"})) {
    out.sharing = static_cast<Sharing>(*word);
  }
  if (const auto word = fields.word("polarity", {"negative", "positive", "neutral"})) {
    out.polarity = static_cast<Polarity>(*word);
  }
  out.evaluation_allowed = fields.word("evaluation", {"allowed", "forbidden"}) == 0;
}

}  // namespace

void read_class(YamlFields& fields, Reading& reading) {
  if (!fields.is_mapping()) return;
  RecordClass out;
  out.id = read_id(fields, IdForm::plain);
  out.title = read_title(fields, "title", Needed::yes);
  out.provisional = fields.text("provisional");
  const bool is_reserved = out.id == "record_status" || out.id == "subject_merge" ||
                           out.id == "zone" || out.id == "zone_membership";
  if (is_reserved) {
    fields.report(k_reserved_id, fields.node(), {out.id});
  }
  if (!out.id.empty() && reading.out.find_class(out.id) >= 0) {
    fields.report(k_duplicate_id, fields.node(), {out.id});
  }
  read_law(fields, reading.out, out);
  NameTable names;
  out.subject_columns = read_texts(fields, "subject_columns");
  for (const std::string& column : out.subject_columns) {
    names.add(fields, fields.node(), column, "subject_id");
  }
  read_fields(fields, reading, out, names);
  read_event_date(fields, out);
  read_duplicate_key(fields, out);
  read_publication(fields, reading.out, out);
  read_due(fields, reading.out, out);
  read_repair(fields, reading.out, out);
  read_rules(fields, reading.out, out);
  fields.finish();
  reading.out.classes.push_back(std::move(out));
}

}  // namespace sanqu::catalogue
