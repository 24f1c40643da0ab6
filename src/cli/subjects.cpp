// SPDX-License-Identifier: Apache-2.0
// `sanqu subject show|search` and `sanqu zone`: who is in the store, with their records and current ratings.
#include <algorithm>
#include <map>

#include <fmt/core.h>

#include "acts/kept_rules.hpp"
#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "core/json.hpp"
#include "core/json_writer.hpp"
#include "registry/name_search.hpp"
#include "registry/survivor.hpp"

namespace sanqu::cli {

namespace {

std::string_view status_text(catalogue::RecordStatus status, Lang lang) {
  switch (status) {
    case catalogue::RecordStatus::in_force: return in(lang, "有效", "in_force");
    case catalogue::RecordStatus::expired: return in(lang, "到期", "expired");
    case catalogue::RecordStatus::suspended: return in(lang, "中止", "suspended");
    case catalogue::RecordStatus::repaired: return in(lang, "已修复", "repaired");
    case catalogue::RecordStatus::withdrawn: return in(lang, "已撤回", "withdrawn");
  }
  return {};
}

struct KnownStatus {
  Date effective_on;
  Instant recorded_at;
  catalogue::RecordStatus status;
};

/// A record as it is known now.
struct KnownRecord {
  std::string class_id;
  std::string record_id;
  Date event_on;
  Instant recorded_at;
  std::string content;
  registry::SubjectKey subject = 0;
  std::int64_t batch = 0;
  std::uint32_t line = 0;
  int versions = 0;
  std::optional<KnownStatus> status;  // the latest line
};

/// Everything about one subject.
struct SubjectFile {
  std::string kind;
  bool uscc_failed = false;
  std::string attributes;  // JSON
  int lines = 0;
  std::map<std::pair<std::string, std::string>, KnownRecord> records;
  std::vector<evaluation::StoredResult> results;
};

Result<SubjectFile> read_file_of(acts::Transaction& reading, registry::SubjectKey key, Date today) {
  SubjectFile out;
  const std::vector<registry::SubjectKey> one = {key};
  const registry::Reading about{one, Instant::max()};
  auto& registry = reading.registry();
  TRY(registry.each_subject_line(about, [&](const auto&) { ++out.lines; }));
  TRY(registry.subject_line_on(key, today, [&](const registry::SubjectLine& line) {
    out.kind = line.kind;
    out.uscc_failed = line.uscc_failed;
    out.attributes = line.content;
  }));
  TRY(registry.each_version(about, [&](const registry::RecordVersionRead& read) {
    KnownRecord& record = out.records[{std::string(read.class_id), std::string(read.record_id)}];
    ++record.versions;
    record.class_id = read.class_id;
    record.record_id = read.record_id;
    record.event_on = read.version.event_on;
    record.recorded_at = read.version.recorded_at;
    record.content = read.version.content;
    record.subject = read.version.subject;
    record.batch = read.version.origin.batch;
    record.line = read.version.origin.line;
  }));
  std::erase_if(out.records, [&](const auto& entry) { return entry.second.subject != key; });
  TRY(registry.each_status(about, [&](const registry::StatusLineRead& read) {
    const auto found = out.records.find({std::string(read.class_id), std::string(read.record_id)});
    if (found == out.records.end()) return;
    found->second.status =
        KnownStatus{read.line.effective_on, read.line.recorded_at, read.line.status};
  }));
  for (const auto& standard : TRY(reading.standards().active_standards(today))) {
    if (auto result = TRY(reading.results().current(standard.id, key))) {
      out.results.push_back(std::move(*result));
    }
  }
  return out;
}

std::string attribute(const SubjectFile& file, const char* name) {
  const auto json = parse_json("attributes", file.attributes);
  if (!json) return {};
  const JsonValue* value = json->find(name);
  return value != nullptr ? value->text : "";
}

std::string file_json(const std::string& subject_id, const SubjectFile& file) {
  JsonWriter json;
  json.begin_object().text_member("subject_id", subject_id).text_member("kind", file.kind);
  if (file.uscc_failed) json.text_member("uscc_check", "failed");
  json.name("attributes").raw(file.attributes.empty() ? "{}" : file.attributes);
  json.name("records").begin_array();
  for (const auto& [key, record] : file.records) {
    json.begin_object().text_member("class", record.class_id);
    json.text_member("record_id", record.record_id);
    json.text_member("event_date", record.event_on.text());
    json.text_member("recorded_at", record.recorded_at.text());
    json.integer_member("batch", record.batch).integer_member("line", record.line);
    json.integer_member("versions", record.versions);
    json.name("fields").raw(record.content);
    if (record.status) {
      json.name("status").begin_object();
      json.text_member("status", status_text(record.status->status, Lang::en));
      json.text_member("effective_on", record.status->effective_on.text()).end_object();
    }
    json.end_object();
  }
  json.end_array().name("results").begin_array();
  for (const auto& result : file.results) json.raw(result.json);
  return json.end_array().end_object().take();
}

void write_file(const std::string& subject_id, const SubjectFile& file,
                const catalogue::Catalogue& catalogue, const Surroundings& around) {
  const auto say = [&](std::string_view zh, std::string_view en, const auto&... values) {
    around.out.line(fmt::format(form(around.lang, zh, en), values...));
  };
  const std::int32_t kind = catalogue.find_kind(file.kind);
  const std::string kind_title =
      kind < 0 ? file.kind : catalogue.kinds[static_cast<std::size_t>(kind)].title.in(around.lang);
  around.out.line(fmt::format("{}  {}  {}", subject_id, attribute(file, "name"), kind_title));
  if (file.uscc_failed) say("  代码校验位不符", "  the code's check digits don't fit");
  for (const auto& result : file.results) {
    say("  {}@{}:{} {} {},基准日 {},下次变化 {}", "  {}@{}: {} {} {}, as of {}, next change {}",
        result.standard_id, result.standard_version,
        result.status == "rated" ? in(around.lang, "已评", "rated")
                                 : in(around.lang, "未评级", "not rated"),
        result.points, result.grade, result.as_of.text(),
        result.next_change == Date::max() ? std::string(in(around.lang, "无", "none"))
                                          : result.next_change.text());
  }
  say("  记录 {} 条", "  {} records", grouped(file.records.size()));
  if (file.records.empty()) return;
  const bool zh = around.lang == Lang::zh;
  TextTable table(zh ? std::vector<std::string>{"日期", "类别", "编号", "状态", "来自"}
                     : std::vector<std::string>{"date", "class", "id", "status", "from"});
  std::vector<const KnownRecord*> rows;
  for (const auto& [key, record] : file.records) rows.push_back(&record);
  std::ranges::stable_sort(rows,
                           [](const auto* a, const auto* b) { return a->event_on > b->event_on; });
  for (const KnownRecord* record : rows) {
    const std::int32_t index = catalogue.find_class(record->class_id);
    const std::string title =
        index < 0 ? record->class_id
                  : catalogue.classes[static_cast<std::size_t>(index)].title.in(around.lang);
    table.row({record->event_on.text(), title, record->record_id,
               record->status ? std::string(status_text(record->status->status, around.lang)) +
                                    " " + record->status->effective_on.text()
                              : "",
               fmt::format(form(around.lang, "批次 {} 第 {} 行", "batch {} line {}"), record->batch,
                           record->line)});
  }
  table.write(around.out);
}

Result<Exit> show(const SubjectArguments& arguments, acts::Transaction& reading,
                  const Surroundings& around) {
  const registry::SubjectKey key = TRY(reading.registry().find_subject(arguments.text));
  if (key == 0) {
    around.err.line(
        fmt::format(form(around.lang, "名录中没有主体“{}”;按名称找:sanqu subject search 名称",
                         "the registry has no subject `{}`; by name: sanqu subject search NAME"),
                    arguments.text));
    return Exit::refused;
  }
  const SubjectFile file = TRY(read_file_of(reading, key, around.clock.today()));
  const auto survivor = TRY(registry::survivor_of(reading.registry(), key, Instant::max()));
  if (survivor.subject != key) {
    around.err.line(fmt::format(
        form(around.lang, "该主体已并入 {},评价和记录以其为准:sanqu subject show {}",
             "this subject was merged into {}, which has its ratings and records: sanqu subject "
             "show {}"),
        survivor.subject_id, survivor.subject_id));
  }
  if (format_of(arguments.format, around) != Format::table) {
    around.out.line(file_json(arguments.text, file));
    return Exit::done;
  }
  const auto rules = TRY(acts::read_catalogue(reading.standards()));
  write_file(arguments.text, file, rules->catalogue, around);
  return Exit::done;
}

Result<Exit> search(const SubjectArguments& arguments, acts::Transaction& reading,
                    const Surroundings& around) {
  const auto found =
      TRY(registry::search_names(reading.registry(), {arguments.text, arguments.limit}));
  if (format_of(arguments.format, around) != Format::table) {
    for (const registry::NameFound& one : found) {
      JsonWriter json;
      json.begin_object().text_member("subject_id", one.subject_id);
      json.text_member("name", one.name).boolean_member("current", one.is_current);
      const auto survivor =
          TRY(registry::survivor_of(reading.registry(), one.subject, Instant::max()));
      if (survivor.subject != one.subject) json.text_member("merged_into", survivor.subject_id);
      json.end_object();
      around.out.line(json.take());
    }
    return found.empty() ? Exit::refused : Exit::done;
  }
  for (const registry::NameFound& one : found) {
    const auto survivor =
        TRY(registry::survivor_of(reading.registry(), one.subject, Instant::max()));
    const std::string merged =
        survivor.subject == one.subject
            ? ""
            : fmt::format(form(around.lang, "(已并入 {})", " (merged into {})"),
                          survivor.subject_id);
    around.out.line(fmt::format("{}  {}{}{}", one.subject_id, one.name,
                                one.is_current ? "" : in(around.lang, "(曾用名)", " (former)"),
                                merged));
  }
  if (found.empty()) {
    around.err.line(
        std::string(in(around.lang, "没有找到。试试更短的词,或代码的前几位。",
                       "Nothing found. Try a shorter word, or the first characters of the code.")));
  }
  return found.empty() ? Exit::refused : Exit::done;
}

}  // namespace

Result<Exit> look_at_subjects(const SubjectArguments& arguments, const Surroundings& around) {
  const auto store = TRY(around.stores.open(arguments.store));
  const auto reading = TRY(store->begin_read());
  if (arguments.verb == SubjectArguments::Verb::show) return show(arguments, *reading, around);
  return search(arguments, *reading, around);
}

}  // namespace sanqu::cli
