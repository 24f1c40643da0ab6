// SPDX-License-Identifier: Apache-2.0
#include "api/public_file.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "catalogue/publication.hpp"
#include "core/json.hpp"
#include "core/json_writer.hpp"
#include "registry/content.hpp"

namespace sanqu::api {

using registry::SubjectKey;

namespace {

/// A record's newest version, and what was said of its status.
struct Known {
  std::string class_id;
  std::string record_id;
  std::string content;
  SubjectKey subject = 0;
  Date event_on;
  std::int64_t batch = 0;
  // By the day from which it holds; of one day the line that was recorded last.
  std::map<Date, catalogue::RecordStatus> statuses;
};
using KnownRecords = std::map<std::pair<std::string, std::string>, Known>;

/// Follows merges from `subject` to where they end. In a circle nobody survives but the one who was asked for.
SubjectKey follow(const std::map<SubjectKey, SubjectKey>& into, SubjectKey subject) {
  SubjectKey at = subject;
  for (std::size_t steps = 0; steps <= into.size(); ++steps) {
    const auto next = into.find(at);
    if (next == into.end() || next->second == at) return at;
    at = next->second;
  }
  return subject;
}

Result<std::map<SubjectKey, SubjectKey>> merges_among(registry::RegistryStore& store,
                                                      const std::vector<SubjectKey>& cluster) {
  std::map<SubjectKey, SubjectKey> into;
  const registry::Reading about{cluster, Instant::max()};
  TRY(store.each_merge(about, [&](const registry::MergeLineRead& read) {
    into[read.line.subject] = read.line.undone ? read.line.subject : read.line.into;
  }));
  return into;
}

Result<KnownRecords> read_records(registry::RegistryStore& store,
                                  const std::vector<SubjectKey>& subjects) {
  KnownRecords out;
  const registry::Reading about{subjects, Instant::max()};
  TRY(store.each_version(about, [&](const registry::RecordVersionRead& read) {
    Known& record = out[{std::string(read.class_id), std::string(read.record_id)}];
    record.class_id = read.class_id;
    record.record_id = read.record_id;
    record.content = read.version.content;
    record.subject = read.version.subject;
    record.event_on = read.version.event_on;
    record.batch = read.version.origin.batch;
  }));
  std::erase_if(out, [&](const auto& entry) {
    return std::ranges::find(subjects, entry.second.subject) == subjects.end();
  });
  TRY(store.each_status(about, [&](const registry::StatusLineRead& read) {
    const auto found = out.find({std::string(read.class_id), std::string(read.record_id)});
    if (found != out.end()) found->second.statuses[read.line.effective_on] = read.line.status;
  }));
  return out;
}

bool is_in_force(const Known& record, Date today) {
  auto after = record.statuses.upper_bound(today);
  if (after == record.statuses.begin()) return true;
  return std::prev(after)->second == catalogue::RecordStatus::in_force;
}

/// The record as the public sees it today; none if it does not.
Result<std::optional<PublicRecord>> disclosed(Known& record, Date today,
                                              const catalogue::Catalogue& catalogue) {
  const std::int32_t index = catalogue.find_class(record.class_id);
  if (index < 0) return std::optional<PublicRecord>{};
  const auto& of = catalogue.classes[static_cast<std::size_t>(index)];
  if (of.sharing != catalogue::Sharing::public_ || !is_in_force(record, today)) {
    return std::optional<PublicRecord>{};
  }
  registry::ContentCodec codec(of.fields, catalogue);
  std::vector<catalogue::FieldValue> values(of.fields.size());
  TRY(codec.decode(record.content, values));
  const auto last = catalogue::last_day_published(of, values);
  if (last && today > *last) return std::optional<PublicRecord>{};
  if (of.publication && of.publication->from_field >= 0) {
    const auto from = values[static_cast<std::size_t>(of.publication->from_field)].number;
    if (from != catalogue::k_missing && from > today.days()) return std::optional<PublicRecord>{};
  }
  return std::optional(PublicRecord{index, std::move(record.record_id), record.event_on, last,
                                    std::move(record.content), record.batch});
}

Result<std::vector<PublicZone>> zones_of(registry::RegistryStore& store,
                                         const std::vector<SubjectKey>& subjects, Date today) {
  // A later line with the same zone, subject and first day replaces an earlier one.
  std::map<std::tuple<std::string, SubjectKey, Date>, std::pair<Date, std::string>> lines;
  const registry::Reading about{subjects, Instant::max()};
  TRY(store.each_membership(about, [&](const registry::MembershipRead& read) {
    lines[{std::string(read.zone_id), read.line.subject, read.line.from}] = {
        read.line.through, std::string(read.zone_kind)};
  }));
  std::map<std::string, std::string> current;  // id -> kind
  for (const auto& [name, line] : lines) {
    const auto& [zone_id, subject, from] = name;
    if (from <= today && today <= line.first) current.emplace(zone_id, line.second);
  }
  std::vector<PublicZone> out;
  if (current.empty()) return out;
  for (const registry::ZoneLine& zone : TRY(store.zones())) {
    if (current.contains(zone.zone_id)) out.push_back({zone.zone_id, zone.kind, zone.title});
  }
  return out;
}

void append_value(const JsonValue& value, JsonWriter& json) {
  switch (value.kind) {
    case JsonValue::Kind::text: json.text(value.text); return;
    case JsonValue::Kind::boolean: json.boolean(value.truth); return;
    case JsonValue::Kind::number: json.raw(value.text); return;
    case JsonValue::Kind::array:
      json.begin_array();
      for (const JsonValue& item : value.items) append_value(item, json);
      json.end_array();
      return;
    default: json.null(); return;
  }
}

}  // namespace

Result<SubjectKey> survivor_of(registry::RegistryStore& store, SubjectKey subject) {
  const auto cluster = TRY(store.merged_with(subject));
  if (cluster.size() == 1) return subject;
  return follow(TRY(merges_among(store, cluster)), subject);
}

Result<std::vector<SubjectKey>> with_absorbed(registry::RegistryStore& store, SubjectKey subject) {
  const auto cluster = TRY(store.merged_with(subject));
  if (cluster.size() == 1) return cluster;
  const auto into = TRY(merges_among(store, cluster));
  std::vector<SubjectKey> out;
  for (const SubjectKey one : cluster) {
    if (follow(into, one) == subject) out.push_back(one);
  }
  return out;
}

Result<PublicFile> read_public_file(acts::Transaction& reading, SubjectKey subject, Date today,
                                    const catalogue::Catalogue& catalogue) {
  auto& store = reading.registry();
  PublicFile out;
  out.subject_id = TRY(store.subject_id_of(subject));
  std::string attributes;
  TRY(store.subject_line_on(subject, today, [&](const registry::SubjectLine& line) {
    out.kind = line.kind;
    attributes = line.content;
  }));
  if (const auto json = parse_json("attributes", attributes)) {
    if (const JsonValue* name = json->find("name")) out.name = name->text;
  }
  const auto subjects = TRY(with_absorbed(store, subject));
  out.zones = TRY(zones_of(store, subjects, today));
  auto records = TRY(read_records(store, subjects));
  for (auto& [key, record] : records) {
    auto shown = TRY(disclosed(record, today, catalogue));
    if (shown) out.records.push_back(std::move(*shown));
  }
  std::ranges::stable_sort(out.records, std::greater<>(), &PublicRecord::event_on);
  return out;
}

std::string public_fields_json(const std::string& content, const catalogue::RecordClass& of) {
  JsonWriter json;
  json.begin_object();
  if (const auto values = parse_json("record", content)) {
    for (const JsonMember& member : values->members) {
      const std::int32_t field = of.find_field(member.name);
      // `event_date` finds a field by another name: it stands under its own already.
      const bool is_shown = field >= 0 &&
                            of.fields[static_cast<std::size_t>(field)].id == member.name &&
                            !of.fields[static_cast<std::size_t>(field)].personal;
      if (!is_shown) continue;
      json.name(member.name);
      append_value(member.value, json);
    }
  }
  return json.end_object().take();
}

}  // namespace sanqu::api
