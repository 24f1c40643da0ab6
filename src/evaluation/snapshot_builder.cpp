// SPDX-License-Identifier: Apache-2.0
// Taking lines in. Histories are settled and rows sorted in snapshot_settle.cpp.
#include "evaluation/snapshot_builder.hpp"

#include <algorithm>

#include "catalogue/publication.hpp"
#include "core/ensure.hpp"
#include "evaluation/builder_state.hpp"

namespace sanqu::evaluation {

using catalogue::Field;
using catalogue::FieldType;
using catalogue::RecordClass;

namespace builder_errors {
const ErrorCode k_unknown_subject = {
    "evaluation.unknown_subject", "主体名单中没有“{0}”", "Subject {0} is not among the subjects",
    "核对主体代码,或先补上该主体。", "Check the code, or add the subject first."};
const ErrorCode k_unknown_record = {"evaluation.unknown_record", "没有记录“{0}”,状态无处可加",
                                    "There is no record {0} to give a status to",
                                    "核对 of_class 与 record_id。",
                                    "Check of_class and record_id."};
const ErrorCode k_version_tie = {"evaluation.version_tie", "记录“{0}”有两个版本的登记时间相同",
                                 "Record {0} has two versions recorded at the same time",
                                 "给出不同的 recorded_at,或删去一行。",
                                 "Give them different recorded_at, or remove one line."};
const ErrorCode k_unknown_merge = {
    "evaluation.unknown_merge", "合并中的主体“{0}”不存在,或合并成环",
    "Merge: subject {0} does not exist, or the merges go in a circle", "", ""};
const ErrorCode k_too_many_records = {"evaluation.too_many_records",
                                      "主体“{0}”的同类记录超过 {1} 条",
                                      "Subject {0} has more than {1} records of one class", "", ""};
}  // namespace builder_errors

namespace {

bool is_wide(const Field& field) {
  switch (field.type) {
    case FieldType::codes: return true;
    case FieldType::integer:
    case FieldType::decimal:
    case FieldType::money:
      return field.min <= std::numeric_limits<std::int32_t>::min() ||
             field.max > std::numeric_limits<std::int32_t>::max();
    default: return false;
  }
}

void append(Column& column, bool wide, std::int64_t value) {
  if (wide) {
    column.wide.push_back(value);
  } else {
    column.narrow.push_back(value == k_missing ? k_missing_narrow
                                               : static_cast<std::int32_t>(value));
  }
}

void replace(Column& column, bool wide, std::size_t row, std::int64_t value) {
  if (wide) {
    column.wide[row] = value;
  } else {
    column.narrow[row] = value == k_missing ? k_missing_narrow : static_cast<std::int32_t>(value);
  }
}

std::int64_t stored(TextPool& pool, const Field& field, const catalogue::FieldValue& value) {
  if (field.type != FieldType::text) return value.number;
  return value.text.empty() ? k_missing : pool.add(value.text);
}

/// The last day in force by the class's publication rule; the far end if none.
std::int32_t last_day_in_force(const RecordClass& record_class,
                               std::span<const catalogue::FieldValue> values) {
  const auto last = catalogue::last_day_published(record_class, values);
  return last ? last->days() : std::numeric_limits<std::int32_t>::max();
}

void need_node(const standards::Plan& plan, std::int32_t index, std::vector<bool>* fields,
               NeededColumns& out) {
  if (index < 0) return;
  const auto& node = plan.node(index);
  if (node.kind == standards::NodeKind::field && fields != nullptr)
    (*fields)[static_cast<std::size_t>(node.index)] = true;
  const bool attribute = node.kind == standards::NodeKind::attribute &&
                         static_cast<std::size_t>(node.index) < out.attributes.size();
  if (attribute) out.attributes[static_cast<std::size_t>(node.index)] = true;
  for (const std::int32_t child : node.children) need_node(plan, child, fields, out);
}

}  // namespace

NeededColumns needed_columns(const standards::Plan& plan, const catalogue::Catalogue& catalogue) {
  NeededColumns out;
  out.attributes.assign(catalogue.attributes.size(), false);
  out.classes.assign(catalogue.classes.size(), false);
  for (const RecordClass& record_class : catalogue.classes)
    out.fields.emplace_back(record_class.fields.size(), false);
  for (const auto& measure : plan.measures) {
    need_node(plan, measure.expression, nullptr, out);
    need_node(plan, measure.per, nullptr, out);
    for (const auto& source : measure.sources) {
      const auto at = static_cast<std::size_t>(source.class_index);
      out.classes[at] = true;
      for (const std::int32_t field :
           {source.date_field, source.event_field, source.decay_field, source.group_field,
            source.order_field, source.mean_by_field}) {
        if (field >= 0) out.fields[at][static_cast<std::size_t>(field)] = true;
      }
      need_node(plan, source.where, &out.fields[at], out);
      need_node(plan, source.value, &out.fields[at], out);
    }
  }
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    if (plan.nodes[i].kind == standards::NodeKind::attribute)
      need_node(plan, static_cast<std::int32_t>(i), nullptr, out);
  }
  if (plan.rank) {
    for (const std::int32_t attribute : plan.rank->within)
      out.attributes[static_cast<std::size_t>(attribute)] = true;
  }
  // The explanation calls a subject by its name, where the catalogue has one.
  if (const std::int32_t name = catalogue.find_attribute("name"); name >= 0)
    out.attributes[static_cast<std::size_t>(name)] = true;
  return out;
}

SnapshotBuilder::SnapshotBuilder(const catalogue::Catalogue& catalogue, NeededColumns needed,
                                 Date as_of, Instant known_at)
    : state_(std::make_unique<State>(catalogue, std::move(needed), as_of, known_at)) {
  for (const Field& field : catalogue.attributes) state_->attribute_wide.push_back(is_wide(field));
  state_->attributes.resize(catalogue.attributes.size() + 1);
  state_->classes.resize(catalogue.classes.size());
  for (std::size_t c = 0; c < catalogue.classes.size(); ++c) {
    ClassRows& rows = state_->classes[c];
    rows.columns.resize(catalogue.classes[c].fields.size());
    for (const Field& field : catalogue.classes[c].fields) rows.wide.push_back(is_wide(field));
    rows.id_begin.push_back(0);
  }
}

SnapshotBuilder::~SnapshotBuilder() = default;

void SnapshotBuilder::add_subject(std::string_view subject_id, std::int32_t kind, bool uscc_failed,
                                  Date valid_from, Instant recorded_at,
                                  std::span<const catalogue::FieldValue> values) {
  State& state = *state_;
  ensure(values.size() == state.catalogue.attributes.size());
  if (recorded_at > state.known_at) return;  // rule R6: not known yet
  const auto [found, is_new] = state.subject_of.try_emplace(
      std::string(subject_id), static_cast<std::uint32_t>(state.subjects.size()));
  if (is_new) {
    state.subjects.push_back({std::string(subject_id), uscc_failed});
    for (std::size_t a = 0; a < values.size(); ++a)
      append(state.attributes[a], state.attribute_wide[a], k_missing);
    append(state.attributes.back(), false, k_missing);
  }
  SubjectState& subject = state.subjects[found->second];
  if (valid_from > state.as_of) {
    subject.change_on = std::min(subject.change_on, valid_from);
    return;
  }
  if (subject.is_settled &&
      std::pair(valid_from, recorded_at) < std::pair(subject.valid_from, subject.recorded_at))
    return;
  subject.is_settled = true;
  subject.valid_from = valid_from;
  subject.recorded_at = recorded_at;
  for (std::size_t a = 0; a < values.size(); ++a) {
    if (!state.needed.attributes[a]) continue;
    replace(state.attributes[a], state.attribute_wide[a], found->second,
            stored(state.texts, state.catalogue.attributes[a], values[a]));
  }
  replace(state.attributes.back(), false, found->second, kind);
}

Result<bool> SnapshotBuilder::add_record(std::int32_t class_index, std::string_view subject_id,
                                         std::string_view record_id, Instant recorded_at,
                                         std::span<const catalogue::FieldValue> values,
                                         const Place& place) {
  State& state = *state_;
  const auto at = static_cast<std::size_t>(class_index);
  const RecordClass& record_class = state.catalogue.classes[at];
  ensure(values.size() == record_class.fields.size());
  const auto subject = state.subject_of.find(subject_id);
  if (subject == state.subject_of.end()) {
    return refuse(builder_errors::k_unknown_subject, place, {std::string(subject_id)});
  }
  ClassRows& rows = state.classes[at];
  const auto id_of = [&](std::uint32_t row) { return rows.id(row); };
  const std::uint32_t before = rows.index.find(record_id, id_of);
  if (before != RowIndex::k_none && rows.recorded(before) == recorded_at) {
    return refuse(builder_errors::k_version_tie, place, {std::string(record_id)});
  }
  const bool wanted = state.needed.classes[at] && recorded_at <= state.known_at;  // rule R1
  if (!wanted) return true;
  if (rows.count >= RowIndex::k_none - 1)
    return refuse(builder_errors::k_too_many_records, place, {std::string(subject_id), "2^32"});
  const bool older = before != RowIndex::k_none && recorded_at < rows.recorded(before);
  const std::uint32_t row = rows.count++;
  rows.subject.push_back(subject->second);
  rows.id_bytes += record_id;
  rows.id_begin.push_back(rows.id_bytes.size());
  rows.set_recorded(row, recorded_at);
  rows.last_day.push_back(last_day_in_force(record_class, values));
  for (std::size_t f = 0; f < values.size(); ++f) {
    if (state.needed.fields[at][f])
      append(rows.columns[f], rows.wide[f], stored(state.texts, record_class.fields[f], values[f]));
  }
  if (older) {
    rows.mark_dead(row);  // an earlier version that came later in the file
  } else {
    if (before != RowIndex::k_none) rows.mark_dead(before);
    rows.index.put(record_id, row, id_of);
  }
  return true;
}

void SnapshotBuilder::add_status(std::int32_t class_index, std::string_view record_id,
                                 RecordStatus status, Date effective_on, Instant recorded_at,
                                 const Place& place) {
  if (recorded_at > state_->known_at) return;  // rule R2: not visible yet
  state_->statuses.push_back(
      {class_index, std::string(record_id), status, effective_on, recorded_at, place});
}

void SnapshotBuilder::add_merge(std::string_view subject_id, std::string_view into, bool undone,
                                Instant recorded_at, const Place& place) {
  if (recorded_at > state_->known_at) return;  // rule R5: not known yet
  state_->merges.push_back(
      {std::string(subject_id), std::string(into), undone, recorded_at, place});
}

}  // namespace sanqu::evaluation
