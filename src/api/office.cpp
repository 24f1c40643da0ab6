// SPDX-License-Identifier: Apache-2.0
// The credit office's day: what came in, what waits to be mended, how many subjects have which grade, how they moved in the
// last week and month, what is due, what waits for a second person.
#include <algorithm>
#include <map>

#include "acts/kept_rules.hpp"
#include "api/errors.hpp"
#include "api/foresight.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/rows.hpp"

namespace sanqu::api {

namespace {

constexpr int k_week = 7;
constexpr int k_month = 30;

/// What came in on the last `k_week` days, newest day first.
Result<bool> append_intake(acts::Transaction& reading, Date today, JsonWriter& json) {
  constexpr std::size_t k_batches_max = 5000;
  struct Day {
    std::int64_t files = 0;
    intake::LineCounts counts;
  };
  std::map<Date, Day, std::greater<>> days;
  for (int back = 0; back < k_week; ++back) days[plus_days(today, -back)];
  for (const intake::Batch& batch : TRY(reading.batches().batches("", k_batches_max))) {
    const auto day = days.find(batch.recorded_at.date());
    if (day == days.end()) continue;
    day->second.files += 1;
    if (batch.repeat_of != 0) continue;
    day->second.counts.read += batch.counts.read;
    day->second.counts.accepted += batch.counts.accepted + batch.counts.corrected;
    day->second.counts.quarantined += batch.counts.quarantined;
    day->second.counts.late += batch.counts.late;
  }
  json.name("intake").begin_array();
  for (const auto& [date, day] : days) {
    json.begin_object().text_member("day", date.text()).integer_member("files", day.files);
    json.integer_member("lines", static_cast<std::int64_t>(day.counts.read));
    json.integer_member("taken", static_cast<std::int64_t>(day.counts.accepted));
    json.integer_member("quarantined", static_cast<std::int64_t>(day.counts.quarantined));
    json.integer_member("late", static_cast<std::int64_t>(day.counts.late)).end_object();
  }
  json.end_array();
  return true;
}

struct Moves {
  std::int64_t up = 0;
  std::int64_t down = 0;
  std::int64_t entered = 0;
  std::int64_t left = 0;
};

void count_move(Movement movement, Moves& moves) {
  if (movement == Movement::up) ++moves.up;
  if (movement == Movement::down) ++moves.down;
  if (movement == Movement::entered) ++moves.entered;
  if (movement == Movement::left) ++moves.left;
}

void append_moves(std::string_view name, const Moves& moves, JsonWriter& json) {
  json.name(name).begin_object().integer_member("up", moves.up);
  json.integer_member("down", moves.down).integer_member("entered", moves.entered);
  json.integer_member("left", moves.left).end_object();
}

/// Only of subjects with a result since the day is there anything to tell. A result that is a subject's first says that it came
/// into the store, which is no movement of the month that filled it.
Result<bool> append_movement(acts::Transaction& reading, const standards::Plan& plan, Date today,
                             JsonWriter& json) {
  const Date month_ago = plus_days(today, -k_month);
  const Date week_ago = plus_days(today, -k_week);
  std::vector<evaluation::StoredResult> lately;
  TRY(reading.results().each_current(plan.id, [&](const evaluation::StoredResult& result) {
    if (result.as_of > month_ago) {
      lately.emplace_back();
      lately.back().subject = result.subject;
      lately.back().status = result.status;
      lately.back().grade = result.grade;
      lately.back().cause = result.cause;
    }
  }));
  Moves week;
  Moves month;
  for (const evaluation::StoredResult& current : lately) {
    const auto history = TRY(reading.results().history(plan.id, current.subject));
    if (history.size() < 2) continue;
    const evaluation::StoredResult* before_week = nullptr;
    const evaluation::StoredResult* before_month = nullptr;
    for (const auto& one : history) {
      if (one.as_of <= week_ago) before_week = &one;
      if (one.as_of <= month_ago) before_month = &one;
    }
    if (before_week != nullptr) count_move(movement_of(plan, before_week, current), week);
    if (before_month != nullptr) count_move(movement_of(plan, before_month, current), month);
  }
  append_moves("moved_7_days", week, json);
  append_moves("moved_30_days", month, json);
  return true;
}

Result<bool> append_standard(acts::Transaction& reading, const acts::KeptStandard& standard,
                             Date today, Lang lang, JsonWriter& json) {
  constexpr std::size_t k_due_max = 100'000;
  const standards::Plan& plan = standard.standard.plan;
  json.begin_object().text_member("standard", plan.id).text_member("version", plan.version);
  json.text_member("title", plan.title.in(lang)).name("grades").begin_array();
  const auto counts = TRY(reading.results().grade_counts(plan.id));
  std::int64_t not_rated = 0;
  for (const auto& count : counts) {
    if (count.status == "not_rated") not_rated += static_cast<std::int64_t>(count.subjects);
  }
  for (const standards::Grade& grade : plan.grades) {
    std::int64_t subjects = 0;
    for (const auto& count : counts) {
      if (count.status == "rated" && count.grade == grade.id) {
        subjects += static_cast<std::int64_t>(count.subjects);
      }
    }
    json.begin_object().text_member("grade", grade.id).text_member("title", grade.title.in(lang));
    json.integer_member("subjects", subjects).end_object();
  }
  json.end_array().integer_member("not_rated", not_rated);
  TRY(append_movement(reading, plan, today, json));
  const auto due = TRY(reading.results().due(plan.id, today, k_due_max));
  const auto soon = TRY(reading.results().due(plan.id, plus_days(today, k_week), k_due_max));
  json.integer_member("due_today", static_cast<std::int64_t>(due.size()));
  json.integer_member("due_7_days", static_cast<std::int64_t>(soon.size()));
  const auto run = TRY(reading.results().latest_run(plan.id));
  if (run) {
    json.name("latest_run").begin_object().text_member("run", run->name);
    json.text_member("as_of", run->as_of.text()).end_object();
  } else {
    json.null_member("latest_run");
  }
  json.end_object();
  return true;
}

}  // namespace

Result<http::Response> get_office_day(const Context& context) {
  TRY(need_office(context));
  const Date today = context.world.clock.today();
  const auto reading = TRY(context.world.store.begin_read());
  const auto counts = TRY(reading->registry().counts());
  JsonWriter json;
  json.begin_object().text_member("as_of", today.text());
  json.integer_member("subjects", static_cast<std::int64_t>(counts.subjects));
  json.integer_member("zones", static_cast<std::int64_t>(counts.zones));
  TRY(append_intake(*reading, today, json));
  json.integer_member("open_lines",
                      static_cast<std::int64_t>(TRY(reading->batches().count_quarantined({}))));
  json.integer_member("proposals",
                      static_cast<std::int64_t>(TRY(reading->standards().open_proposals()).size()));
  json.name("standards").begin_array();
  for (const auto& standard : TRY(acts::active_standards(reading->standards(), today))) {
    TRY(append_standard(*reading, *standard, today, context.lang, json));
  }
  return json_response(json.end_array().end_object().take());
}

}  // namespace sanqu::api
