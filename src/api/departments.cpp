// SPDX-License-Identifier: Apache-2.0
// A department's desk: how good what it sends is, by month and by kind of error; what is due when; how its columns are read.
// Figures are of the batches that the caller may see: an account for some classes sees those alone.
#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "acts/kept_rules.hpp"
#include "api/errors.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/rows.hpp"
#include "core/json_writer.hpp"
#include "intake/quality_json.hpp"

namespace sanqu::api {

namespace {

constexpr std::size_t k_batches_max = 1'000'000;
using Batches = std::vector<intake::Batch>;

Result<Batches> visible_batches(const Context& context, acts::Transaction& reading,
                                std::string_view source) {
  auto batches = TRY(reading.batches().batches(source, k_batches_max));
  std::erase_if(batches, [&](const intake::Batch& one) {
    return !may_have(context, batch_row(context, one.source, one.class_id));
  });
  return batches;
}

/// Of the department in the path. One that is not his is as unknown as one that never sent anything.
Result<Batches> batches_of(const Context& context, acts::Transaction& reading) {
  auto batches = TRY(visible_batches(context, reading, context.request.path_value("source")));
  if (batches.empty()) return refuse(errors::k_department_unknown);
  return batches;
}

/// How many lines with each finding wait to be mended.
Result<std::map<std::string, std::uint64_t>> open_by_code(acts::Transaction& reading,
                                                          const intake::QualityFigures& figures) {
  std::map<std::string, std::uint64_t> out;
  for (const auto& [code, count] : figures.by_code) {
    intake::QuarantineFilter filter;
    filter.source = figures.source;
    filter.code = code;
    out[code] = TRY(reading.batches().count_quarantined(filter));
  }
  return out;
}

void day_member(std::string_view name, const Result<Date>& day, JsonWriter& json) {
  if (day) {
    json.text_member(name, day->text());
  } else {
    json.null_member(name);  // beyond the years that the calendar knows
  }
}

/// The earliest day whose records are in time if they come today; none where the calendar can't tell.
Result<Date> in_time_from(const WorkdayCalendar& calendar, int working_days, Date today) {
  Date out = today;
  constexpr int k_days_back_max = 60;
  for (int back = 1; back <= k_days_back_max; ++back) {
    const Date day = plus_days(today, -back);
    if (TRY(calendar.is_overdue(day, working_days, today))) return out;
    out = day;
  }
  return out;
}

void append_late_months(const Batches& batches, const std::string& class_id, JsonWriter& json) {
  std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> months;  // late, timed
  Instant last = Instant::min();
  for (const intake::Batch& batch : batches) {
    if (batch.class_id != class_id || batch.repeat_of != 0 || batch.mends != 0) continue;
    last = std::max(last, batch.recorded_at);
    const YearMonthDay day = ymd_of(batch.recorded_at.date());
    auto& [late, timed] = months[intake::month_text({day.year, day.month})];
    late += batch.counts.late;
    timed += batch.counts.timed;
  }
  if (last == Instant::min()) {
    json.null_member("last_sent_at");
  } else {
    json.text_member("last_sent_at", last.text());
  }
  json.name("months").begin_array();
  for (const auto& [month, counts] : months) {
    json.begin_object().text_member("month", month);
    json.integer_member("late", static_cast<std::int64_t>(counts.first));
    json.integer_member("timed", static_cast<std::int64_t>(counts.second)).end_object();
  }
  json.end_array();
}

void append_duty(const Context& context, const catalogue::RecordClass& of, const Batches& batches,
                 JsonWriter& json) {
  const Date today = context.world.clock.today();
  json.begin_object().text_member("class", of.id).text_member("title", of.title.in(context.lang));
  if (of.due) {
    const auto& from = of.fields[static_cast<std::size_t>(of.due->from_field)];
    json.integer_member("working_days", of.due->working_days);
    json.text_member("from_field", from.id).text_member("from_title", from.title.in(context.lang));
    const Result<Date> unknown = refuse(errors::k_class_unknown);
    const WorkdayCalendar* calendar = context.world.calendar;
    const int days = of.due->working_days;
    day_member("in_time_from", calendar == nullptr ? unknown : in_time_from(*calendar, days, today),
               json);
    day_member("todays_due_on",
               calendar == nullptr ? unknown : calendar->plus_working_days(today, days), json);
  } else {
    json.null_member("working_days").null_member("from_field").null_member("from_title");
    json.null_member("in_time_from").null_member("todays_due_on");
  }
  append_late_months(batches, of.id, json);
  json.end_object();
}

bool is_supplier(const catalogue::RecordClass& of, std::string_view source) {
  return std::ranges::any_of(of.supplied_by, [&](const catalogue::Title& who) {
    return who.zh == source || who.en == source;
  });
}

}  // namespace

Result<http::Response> list_departments(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  const auto batches = TRY(visible_batches(context, *reading, ""));
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (const auto& figures : intake::quality_by_source(batches)) {
    json.raw(intake::quality_json(figures, "", context.world.quality_weights));
  }
  return json_response(json.end_array().end_object().take());
}

Result<http::Response> get_quality(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  const auto batches = TRY(batches_of(context, *reading));
  const intake::QualityWeights* weights = context.world.quality_weights;
  auto all = intake::quality_by_source(batches);
  JsonWriter json;
  json.begin_object().name("whole").raw(intake::quality_json(all.front(), "", weights));
  json.name("months").begin_array();
  for (const auto& month : intake::quality_by_month(batches, all.front().source)) {
    json.raw(intake::quality_json(month.figures, intake::month_text(month.month), weights));
  }
  json.end_array().name("errors").begin_array();
  const auto open = TRY(open_by_code(*reading, all.front()));
  std::vector<std::pair<std::string, std::uint64_t>> errors(all.front().by_code.begin(),
                                                            all.front().by_code.end());
  std::ranges::stable_sort(errors, std::greater{}, &std::pair<std::string, std::uint64_t>::second);
  for (const auto& [code, count] : errors) {
    json.begin_object().text_member("code", code);
    json.integer_member("findings", static_cast<std::int64_t>(count));
    json.integer_member("open_lines", static_cast<std::int64_t>(open.at(code))).end_object();
  }
  json.end_array();
  if (weights == nullptr || weights->provisional.empty()) {
    json.null_member("provisional");
  } else {
    json.text_member("provisional", weights->provisional);
  }
  return json_response(json.end_object().take());
}

Result<http::Response> get_duties(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  const auto batches = TRY(batches_of(context, *reading));
  const auto rules = TRY(acts::read_catalogue(reading->standards()));
  const std::string_view source = context.request.path_value("source");
  std::set<std::string> sent;
  for (const intake::Batch& batch : batches) sent.insert(batch.class_id);
  JsonWriter json;
  json.begin_object().text_member("as_of", context.world.clock.today().text());
  json.name("items").begin_array();
  for (const auto& of : rules->catalogue.classes) {
    if (sent.contains(of.id) || is_supplier(of, source)) append_duty(context, of, batches, json);
  }
  return json_response(json.end_array().end_object().take());
}

Result<http::Response> list_column_maps(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  const auto batches = TRY(batches_of(context, *reading));
  std::set<std::string> classes;
  for (const intake::Batch& batch : batches) classes.insert(batch.class_id);
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (const std::string& class_id : classes) {
    const auto map =
        TRY(reading->batches().column_map(context.request.path_value("source"), class_id));
    if (map.empty()) continue;
    json.begin_object().text_member("class", class_id).name("columns").begin_array();
    for (const auto& [header, field] : map) {
      json.begin_object().text_member("header", header).text_member("field", field).end_object();
    }
    json.end_array().end_object();
  }
  return json_response(json.end_array().end_object().take());
}

}  // namespace sanqu::api
