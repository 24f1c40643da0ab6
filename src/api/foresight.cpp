// SPDX-License-Identifier: Apache-2.0
#include "api/foresight.hpp"

#include <algorithm>
#include <vector>

#include "acts/rate_one.hpp"

namespace sanqu::api {

using evaluation::StoredResult;

namespace {

/// Grades best first; one that the plan does not know stands behind all.
std::size_t place_of(const standards::Plan& plan, const std::string& grade) {
  const auto found = std::ranges::find(plan.grades, grade, &standards::Grade::id);
  return static_cast<std::size_t>(found - plan.grades.begin());
}

void append_grade(const standards::Plan& plan, const StoredResult& result, Lang lang,
                  JsonWriter& json) {
  json.text_member("status", result.status);
  if (result.points.empty()) {
    json.null_member("points");
  } else {
    json.decimal_member("points", result.points);
  }
  const std::size_t at = place_of(plan, result.grade);
  if (at == plan.grades.size()) {
    json.null_member("grade").null_member("grade_title");
  } else {
    json.text_member("grade", result.grade);
    json.text_member("grade_title", plan.grades[at].title.in(lang));
  }
}

bool is_same_outcome(const StoredResult& a, const StoredResult& b) {
  return a.status == b.status && a.grade == b.grade;
}

struct Past {
  std::optional<StoredResult> at_since;  // the result that stood at the end of that day
  std::optional<StoredResult> previous;  // the last with another outcome than the current
  Date changed_on = Date::missing();     // since when it is what it is
};

Past past_of(const std::vector<StoredResult>& history, const StoredResult& current, Date since) {
  Past out;
  for (const StoredResult& one : history) {
    if (one.as_of <= since) out.at_since = one;
    if (!is_same_outcome(one, current)) {
      out.previous = one;
      out.changed_on = Date::missing();
    } else if (out.changed_on.is_missing()) {
      out.changed_on = one.as_of;
    }
  }
  return out;
}

void append_past(const standards::Plan& plan, const Past& past, const StoredResult& current,
                 Lang lang, JsonWriter& json) {
  if (past.previous) {
    json.name("previous").begin_object();
    append_grade(plan, *past.previous, lang, json);
    json.end_object();
  } else {
    json.null_member("previous");
  }
  if (past.changed_on.is_missing()) {
    json.null_member("changed_on");
  } else {
    json.text_member("changed_on", past.changed_on.text());
  }
  const StoredResult* before = past.at_since ? &*past.at_since : nullptr;
  json.text_member("moved", text_of(movement_of(plan, before, current)));
}

}  // namespace

std::string_view text_of(Movement movement) {
  switch (movement) {
    case Movement::none: return "none";
    case Movement::up: return "up";
    case Movement::down: return "down";
    case Movement::entered: return "entered";
    case Movement::left: return "left";
  }
  return {};
}

Movement movement_of(const standards::Plan& plan, const StoredResult* before,
                     const StoredResult& after) {
  const bool was_rated = before != nullptr && before->status == "rated";
  const bool is_rated = after.status == "rated";
  if (!was_rated || !is_rated) {
    if (was_rated == is_rated) return Movement::none;
    return is_rated ? Movement::entered : Movement::left;
  }
  const std::size_t from = place_of(plan, before->grade);
  const std::size_t to = place_of(plan, after.grade);
  if (from == to) return Movement::none;
  return to < from ? Movement::up : Movement::down;
}

Result<std::optional<StoredResult>> foreseen(acts::Transaction& reading,
                                             const acts::KeptStandard& standard,
                                             registry::SubjectKey subject, Date day) {
  const auto one = TRY(acts::rate_one(reading, standard, subject, day));
  if (!one) return std::optional<StoredResult>{};
  const auto cells = evaluation::result_cells(one->set(standard), one->index, {});
  StoredResult out;
  out.subject = subject;
  out.as_of = day;
  out.status = cells.status;
  out.points = cells.points;
  out.grade = cells.grade;
  return std::optional(std::move(out));
}

Result<bool> append_outlook(acts::Transaction& reading, const acts::KeptStandard& standard,
                            registry::SubjectKey subject, const OutlookDays& days, Lang lang,
                            JsonWriter& json) {
  const standards::Plan& plan = standard.standard.plan;
  const auto current = TRY(reading.results().current(plan.id, subject));
  if (!current || current->status == "merged") return false;
  const auto history = TRY(reading.results().history(plan.id, subject));
  std::optional<StoredResult> then;
  if (current->next_change <= days.until) {
    then = TRY(foreseen(reading, standard, subject, current->next_change));
  }
  json.begin_object().text_member("standard", plan.id).text_member("version", plan.version);
  json.text_member("title", plan.title.in(lang)).text_member("as_of", current->as_of.text());
  append_grade(plan, *current, lang, json);
  append_past(plan, past_of(history, *current, days.since), *current, lang, json);
  if (current->next_change == Date::max()) {
    json.null_member("next_change").end_object();
    return true;
  }
  json.name("next_change").begin_object().text_member("changes_on", current->next_change.text());
  if (then) {
    json.name("then").begin_object();
    append_grade(plan, *then, lang, json);
    json.end_object().text_member("moves", text_of(movement_of(plan, &*current, *then)));
  } else {
    json.null_member("then").null_member("moves");
  }
  json.end_object().end_object();
  return true;
}

}  // namespace sanqu::api
