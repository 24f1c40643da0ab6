// SPDX-License-Identifier: Apache-2.0
#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using registry::Reading;
using registry::RecordKey;
using registry::SubjectKey;

Date day(std::string_view text) { return *Date::parse(text); }
Instant moment(std::string_view text) { return *Instant::parse(text); }

Writing::Writing(acts::Store& store, std::string_view at)
    : transaction_(good(store.begin_write())) {
  batch.recorded_at = moment(at);
  batch.source = "市市场监管局";
  batch.id = good(batches().add_batch(batch));
}

registry::Origin Writing::origin() {
  ++batch.counts.read;
  ++batch.counts.accepted;
  return {batch.id, ++line_};
}

SubjectKey Writing::subject(std::string_view id) {
  if (const SubjectKey known = good(registry().find_subject(id)); known != 0) return known;
  const SubjectKey key = good(registry().add_subject(id));
  good(registry().add_subject_line(line(key, "0001-01-01", "{}")));
  return key;
}

registry::SubjectLine Writing::line(SubjectKey subject, std::string_view valid_from,
                                    std::string_view content) {
  return {.subject = subject,
          .kind = "enterprise",
          .uscc_failed = false,
          .valid_from = day(valid_from),
          .recorded_at = at(),
          .content = content,
          .origin = origin()};
}

registry::RecordVersion Writing::version(SubjectKey subject, std::string_view content) {
  return {.record = 0,
          .subject = subject,
          .event_on = day("2026-01-15"),
          .recorded_at = at(),
          .content = content,
          .origin = origin()};
}

RecordKey Writing::record(std::string_view class_id, std::string_view id, SubjectKey subject,
                          std::string_view content) {
  const auto added = good(registry().add_record(class_id, id, version(subject, content)));
  CHECK(added.is_new);
  return added.record;
}

void Writing::correct(RecordKey record, SubjectKey subject, std::string_view content) {
  registry::RecordVersion next = version(subject, content);
  next.record = record;
  good(registry().add_version(next));
}

void Writing::status(RecordKey record, catalogue::RecordStatus status, std::string_view on) {
  good(registry().add_status({.record = record,
                              .status = status,
                              .effective_on = day(on),
                              .recorded_at = at(),
                              .origin = origin()}));
}

void Writing::merge(SubjectKey subject, SubjectKey into, bool undone) {
  good(registry().add_merge({.subject = subject,
                             .into = into,
                             .undone = undone,
                             .recorded_at = at(),
                             .origin = origin()}));
}

void Writing::zone(std::string_view id, std::string_view kind, std::string_view title) {
  good(registry().add_zone({.zone_id = std::string(id),
                            .kind = std::string(kind),
                            .title = std::string(title),
                            .region = "411303",
                            .recorded_at = at(),
                            .origin = origin()}));
}

void Writing::member(std::string_view zone, SubjectKey subject, std::string_view from,
                     std::string_view through) {
  good(registry().add_membership({.zone_id = zone,
                                  .subject = subject,
                                  .from = day(from),
                                  .through = day(through),
                                  .recorded_at = at(),
                                  .origin = origin()}));
}

void Writing::commit() {
  good(batches().finish_batch(batch));
  good(transaction_->commit());
  transaction_.reset();
}

namespace {

std::string joined(std::initializer_list<std::string> words) {
  std::string out;
  for (const std::string& word : words) {
    if (!out.empty()) out += ' ';
    out += word;
  }
  return out;
}

std::string place(const registry::Origin& origin) {
  return std::to_string(origin.batch) + ":" + std::to_string(origin.line);
}

}  // namespace

Words subject_lines(acts::Transaction& transaction, const Reading& reading) {
  Words out;
  good(transaction.registry().each_subject_line(reading, [&](const auto& read) {
    out.push_back(joined({std::string(read.subject_id), std::string(read.line.kind),
                          read.line.uscc_failed ? "failed" : "ok", read.line.valid_from.text(),
                          read.line.recorded_at.text(), std::string(read.line.content),
                          place(read.line.origin)}));
  }));
  return out;
}

Words versions(acts::Transaction& transaction, const Reading& reading) {
  Words out;
  good(transaction.registry().each_version(reading, [&](const auto& read) {
    out.push_back(joined({std::string(read.class_id), std::string(read.record_id),
                          std::string(read.subject_id), read.version.event_on.text(),
                          read.version.recorded_at.text(), std::string(read.version.content),
                          place(read.version.origin)}));
  }));
  return out;
}

Words statuses(acts::Transaction& transaction, const Reading& reading) {
  Words out;
  good(transaction.registry().each_status(reading, [&](const auto& read) {
    out.push_back(
        joined({std::string(read.class_id), std::string(read.record_id),
                std::to_string(static_cast<int>(read.line.status)), read.line.effective_on.text(),
                read.line.recorded_at.text(), place(read.line.origin)}));
  }));
  return out;
}

Words merges(acts::Transaction& transaction, const Reading& reading) {
  Words out;
  good(transaction.registry().each_merge(reading, [&](const auto& read) {
    out.push_back(joined({std::string(read.subject_id), std::string(read.into_id),
                          read.line.undone ? "undone" : "merged", read.line.recorded_at.text(),
                          place(read.line.origin)}));
  }));
  return out;
}

Words memberships(acts::Transaction& transaction, const Reading& reading) {
  Words out;
  good(transaction.registry().each_membership(reading, [&](const auto& read) {
    CHECK(read.zone_id == read.line.zone_id);
    out.push_back(
        joined({std::string(read.zone_id), std::string(read.zone_kind),
                std::string(read.subject_id), read.line.from.text(), read.line.through.text(),
                read.line.recorded_at.text(), place(read.line.origin)}));
  }));
  return out;
}

Words everything(acts::Transaction& transaction, const Reading& reading) {
  Words out = subject_lines(transaction, reading);
  for (const auto& read : {versions, statuses, merges, memberships}) {
    const Words more = read(transaction, reading);
    out.insert(out.end(), more.begin(), more.end());
  }
  return out;
}

std::string latest_content(registry::RegistryStore& registry, RecordKey record) {
  std::string out = "none";
  good(registry.latest_version(record, [&](const auto& version) { out = version.content; }));
  return out;
}

}  // namespace sanqu::storage::contract
