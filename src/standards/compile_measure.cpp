// SPDX-License-Identifier: Apache-2.0
// Selections, values and groups (sections 6.1 to 6.3), with the proved range of every value.
#include <algorithm>
#include <array>

#include "core/ensure.hpp"
#include "standards/compile.hpp"
#include "standards/errors.hpp"

namespace sanqu::standards {

using namespace errors;
using catalogue::FieldType;
using catalogue::RecordClass;

namespace {

const RecordClass* find_class(Compiler& c, const std::string& id, const Place& place,
                              std::int32_t& index) {
  index = c.catalogue.find_class(id);
  if (index < 0 && names_people(id)) {
    c.report(k_natural_person, place, {id});
    return nullptr;
  }
  if (index < 0) {
    std::vector<std::string> known;
    for (const RecordClass& candidate : c.catalogue.classes) known.push_back(candidate.id);
    const std::string near = nearest_word(id, known);
    c.report(k_unknown_class, place,
             {id, near.empty() ? "" : "是否指“" + near + "”?",
              near.empty() ? "" : "Did you mean `" + near + "`?"});
    return nullptr;
  }
  const RecordClass& found = c.catalogue.classes[static_cast<std::size_t>(index)];
  if (!found.evaluation_allowed) c.report(k_evaluation_forbidden, place, {id});
  return &found;
}

std::int32_t find_field(Compiler& c, const RecordClass& record_class, const std::string& id,
                        const Place& place) {
  const std::int32_t index = record_class.find_field(id);
  if (index < 0 && names_people(id)) {
    c.report(k_natural_person, place, {id});
    return -1;
  }
  if (index < 0) {
    std::vector<std::string> known;
    for (const auto& field : record_class.fields) known.push_back(field.id);
    const std::string near = nearest_word(id, known);
    c.report(k_unknown_field, place,
             {id, record_class.id, near.empty() ? "" : "是否指“" + near + "”?",
              near.empty() ? "" : "Did you mean `" + near + "`?"});
    return -1;
  }
  if (record_class.fields[static_cast<std::size_t>(index)].personal)
    c.report(k_personal, place, {id});
  return index;
}

std::int32_t find_date_field(Compiler& c, const RecordClass& record_class, const std::string& id,
                             const Place& place) {
  const std::int32_t index = find_field(c, record_class, id, place);
  if (index >= 0 && record_class.fields[static_cast<std::size_t>(index)].type != FieldType::date) {
    c.report(k_window_date, place, {id});
  }
  return index;
}

void compile_window(const SelectText& text, Measure& out) {
  if (!text.window) return;
  const WindowText& window = *text.window;
  out.window.kind = window.months > 0 ? WindowKind::months
                    : window.days > 0 ? WindowKind::days
                                      : WindowKind::since;
  out.window.length = window.months > 0 ? window.months : window.days;
  out.window.since = window.since.value_or(Date::min());
  out.window.include_missing = text.missing_date == MissingDate::include;
}

void compile_statuses(Compiler& c, const SelectText& text, Measure& out) {
  if (text.statuses.empty()) return;
  out.statuses = 0;
  for (const std::string& status : text.statuses) {
    if (status == "in_force") {
      out.statuses |= k_status_in_force;
    } else if (status == "expired") {
      out.statuses |= k_status_expired;
    } else if (status == "suspended") {
      out.statuses |= k_status_suspended;
    } else {
      c.report(k_status, text.place, {status});
    }
  }
}

Source compile_source(Compiler& c, const SelectText& text, const std::string& class_id) {
  Source source;
  const RecordClass* record_class = find_class(c, class_id, text.place, source.class_index);
  if (record_class == nullptr) return source;
  source.event_field = record_class->event_date;
  source.date_field = record_class->event_date;
  if (text.window && !text.window->date.empty()) {
    source.date_field = find_date_field(c, *record_class, text.window->date, text.window->place);
    const bool known = source.date_field >= 0;
    const auto* field =
        known ? &record_class->fields[static_cast<std::size_t>(source.date_field)] : nullptr;
    const bool may_miss = known && field->type == FieldType::date && !field->required;
    if (may_miss && text.missing_date == MissingDate::unsaid) {
      c.report(k_window_missing, text.window->place, {text.window->date});  // rule R4
    }
  }
  if (text.where.given())
    source.where = c.expressions.compile_truth(text.where, NameScope{.record_class = record_class});
  return source;
}

std::vector<Source> compile_select(Compiler& c, const SelectText& text, Measure& out) {
  compile_window(text, out);
  compile_statuses(c, text, out);
  std::vector<Source> sources;
  for (const std::string& id : text.classes) {
    Source source = compile_source(c, text, id);
    if (source.class_index < 0) continue;
    if (source.where >= 0) out.can_raise = out.can_raise || c.plan.node(source.where).can_raise;
    sources.push_back(source);
  }
  return sources;
}

/// The argument of `each`, sum, max, ...: one node a class, alike in type and unit.
void compile_argument(Compiler& c, const MeasureText& text, Measure& out) {
  bool first = true;
  for (Source& source : out.sources) {
    const RecordClass& record_class =
        c.catalogue.classes[static_cast<std::size_t>(source.class_index)];
    const NameScope scope{.record_class = &record_class};
    source.value = text.aggregate == Aggregate::each  ? c.expressions.compile_points(text.of, scope)
                   : text.aggregate == Aggregate::sum ? c.expressions.compile_number(text.of, scope)
                                                      : c.expressions.compile(text.of, scope);
    if (source.value < 0) continue;
    const Node& node = c.plan.node(source.value);
    if (!first &&
        (node.type != out.type || node.unit != out.unit || node.code_set != out.code_set)) {
      c.report(k_field_differs, text.of.place, {text.of.text});
    }
    out.type = node.type;
    out.unit = node.unit;
    out.code_set = node.code_set;
    out.narrow = out.narrow && node.narrow;
    out.can_raise = out.can_raise || node.can_raise;
    first = false;
  }
  const bool ordered = out.type == ValueType::number || out.type == ValueType::date;
  const bool wants_order = text.aggregate == Aggregate::max || text.aggregate == Aggregate::min;
  const bool wants_date = text.aggregate == Aggregate::months_since && out.type != ValueType::date;
  if ((wants_order && !ordered) || wants_date || out.type == ValueType::codes) {
    c.report(k_type, text.of.place,
             {text.of.text, "数字或日期", wants_date ? "a date" : "a number or a date"});
  }
}

/// Ranges of sums are proved for up to k_records_per_subject_max records; what can't be proved goes the exact way.
void settle_measure_range(Compiler& c, Measure& out) {
  Int128 low = 0;
  Int128 high = 0;
  int places = 0;
  const bool is_sum = out.aggregate == Aggregate::each || out.aggregate == Aggregate::sum;
  const bool is_count = out.aggregate == Aggregate::count || out.aggregate == Aggregate::distinct;
  if (is_count) {
    high = 1;
  } else if (out.aggregate == Aggregate::exists) {
    out.low = 0;
    out.high = 1;
    return;
  } else {
    for (const Source& source : out.sources)
      if (source.value >= 0 && out.narrow)
        places = std::max<int>(places, c.plan.node(source.value).places);
    for (const Source& source : out.sources) {
      if (source.value < 0 || !out.narrow) continue;
      const Node& node = c.plan.node(source.value);
      const Int128 factor = pow10(places - node.places);
      low = std::min<Int128>(low, node.low * factor);
      high = std::max<Int128>(high, node.high * factor);
    }
  }
  if (!out.decay.empty()) {
    for (const DecayStep& step : out.decay) {
      std::int64_t rest = step.factor.millionths();
      int needed = 6;
      for (; needed > 0 && rest % 10 == 0; --needed) rest /= 10;
      out.decay_places = std::max(out.decay_places, needed);
    }
    Int128 largest = 0;
    for (const DecayStep& step : out.decay) {
      const Int128 units = step.factor.millionths() / pow10(6 - out.decay_places);
      largest = std::max(largest, units < 0 ? -units : units);
    }
    low *= largest;
    high *= largest;
    places += out.decay_places;
  }
  for (const std::int32_t limit : {out.each_floor, out.each_cap}) {
    if (limit < 0) continue;
    const Node& node = c.plan.node(limit);
    out.narrow = out.narrow && node.narrow;
    if (node.narrow && node.places > places) {
      low *= pow10(node.places - places);
      high *= pow10(node.places - places);
      places = node.places;
    }
    if (node.narrow) {
      low = std::min<Int128>(low, node.low * Int128{pow10(places - node.places)});
      high = std::max<Int128>(high, node.high * Int128{pow10(places - node.places)});
    }
  }
  if (is_sum || is_count) {
    low *= k_records_per_subject_max;
    high *= k_records_per_subject_max;
  }
  out.narrow = out.narrow && places <= 18 && low > -k_narrow_max && high < k_narrow_max &&
               out.per < 0 && !out.group;
  if (!out.narrow) return;
  out.places = places;
  out.low = static_cast<std::int64_t>(low);
  out.high = static_cast<std::int64_t>(high);
}

/// The fewest days that so many months can have, whatever the as-of date.
int shortest_days(int months) {
  constexpr std::array<int, 12> k_part = {0, 28, 59, 89, 120, 150, 181, 212, 242, 273, 303, 334};
  return 365 * (months / 12) + k_part[static_cast<std::size_t>(months % 12)];
}

void compile_decay(Compiler& c, const MeasureText& text, Measure& out) {
  if (!text.decay) return;
  const bool fits = text.aggregate == Aggregate::each || text.aggregate == Aggregate::count ||
                    text.aggregate == Aggregate::sum;
  if (!fits) c.report(k_decay_value, text.decay->place);
  out.decay = text.decay->steps;
  for (Source& source : out.sources) {
    source.decay_field =
        find_date_field(c, c.catalogue.classes[static_cast<std::size_t>(source.class_index)],
                        text.decay->by, text.decay->place);
  }
  const int reach = out.decay.empty() ? 0 : out.decay.back().months;
  const std::string length = std::to_string(out.window.length);
  const bool too_long = out.window.kind == WindowKind::months ? reach < out.window.length
                        : out.window.kind == WindowKind::days
                            ? shortest_days(reach) < out.window.length
                            : false;  // `since` has no length: beyond the last step the factor is 0
  if (!too_long || out.decay.empty()) return;
  const bool months = out.window.kind == WindowKind::months;
  const std::string steps = std::to_string(reach);
  c.report(k_decay_short, text.decay->place,
           {steps + " 个月", length + (months ? " 个月" : " 天"), steps + " months",
            length + (months ? " months" : " days")});  // R18
}

void compile_group(Compiler& c, const MeasureText& text, Measure& out) {
  if (!text.group) return;
  const GroupText& from = *text.group;
  PlanGroup group;
  if (!from.weights.empty() && from.weights.size() != static_cast<std::size_t>(from.take)) {
    c.report(k_value_form, from.place, {"weights (take)"});
  }
  const bool limited = from.base || from.floor.given() || from.cap.given();
  if (limited && out.aggregate != Aggregate::each)
    c.report(k_group_use, from.place, {"base, floor, cap (each)"});
  group.order = from.order;
  group.take = from.take;
  group.combine = from.combine;
  if (from.base) group.base = Exact::decimal(from.base->units, from.base->places);
  for (const Decimal& weight : from.weights)
    group.weights.push_back(Exact::decimal(weight.units, weight.places));
  group.floor = compile_limit(c, from.floor);
  group.cap = compile_limit(c, from.cap);
  for (Source& source : out.sources) {
    const RecordClass& record_class =
        c.catalogue.classes[static_cast<std::size_t>(source.class_index)];
    if (from.by != "record_id")
      source.group_field = find_field(c, record_class, from.by, from.place);
    source.order_field = from.order_field.empty()
                             ? source.event_field
                             : find_date_field(c, record_class, from.order_field, from.place);
    if (from.combine != Combine::mean_by) continue;
    source.mean_by_field = find_field(c, record_class, from.mean_by, from.place);
    if (source.mean_by_field < 0) continue;
    const auto& field = record_class.fields[static_cast<std::size_t>(source.mean_by_field)];
    const bool number = field.type == FieldType::integer || field.type == FieldType::decimal ||
                        field.type == FieldType::money;
    if (!number) c.report(k_type, from.place, {from.mean_by, "数字", "a number"});
    group.mean_by_places = field.places;
  }
  const bool fits = out.aggregate != Aggregate::share && out.aggregate != Aggregate::exists &&
                    out.aggregate != Aggregate::months_since && out.type == ValueType::number;
  if (!fits) c.report(k_group_use, from.place, {"exists, share, months_since"});
  out.group = group;
  out.may_miss =
      from.combine != Combine::sum;  // a group without a value is left out, and a sum of none is 0
  out.narrow = false;
}

void compile_exposure(Compiler& c, const MeasureText& text, Measure& out) {
  if (!text.per.given()) return;
  out.per = c.expressions.compile_number(text.per, NameScope{.indicators = true});
  if (text.per_times) out.per_times = Exact::decimal(text.per_times->units, text.per_times->places);
  out.may_miss = true;
  out.narrow = false;
  out.can_raise = true;
  if (out.type != ValueType::number) c.report(k_type, text.per.place, {"per", "数字", "a number"});
  if (out.per >= 0 && out.unit == Unit::money) {
    const bool money = c.plan.node(out.per).unit == Unit::money;
    if (money) out.unit = Unit::number;
  }
}

std::int32_t push(Compiler& c, Measure measure) {
  c.plan.measures.push_back(std::move(measure));
  return static_cast<std::int32_t>(c.plan.measures.size()) - 1;
}

std::int32_t compile_expression_measure(Compiler& c, const MeasureText& text) {
  Measure out;
  out.aggregate = Aggregate::expression;
  if (text.select) c.report(k_no_nothing_to_select, text.place, {text.of.text});
  out.expression = c.expressions.compile(text.of, NameScope{.indicators = true});
  if (out.expression < 0) return -1;
  const Node node = c.plan.node(out.expression);
  out.type = node.type;
  out.unit = node.unit;
  out.code_set = node.code_set;
  out.narrow = node.narrow;
  out.places = node.places;
  out.low = node.low;
  out.high = node.high;
  out.may_miss = node.type != ValueType::truth && node.may_miss;
  out.can_raise = node.can_raise;
  compile_exposure(c, text, out);
  return push(c, std::move(out));
}

bool has_argument(Aggregate aggregate) {
  return aggregate != Aggregate::count && aggregate != Aggregate::exists &&
         aggregate != Aggregate::share;
}

bool misses_when_empty(Aggregate aggregate) {  // rule R8
  return aggregate == Aggregate::max || aggregate == Aggregate::min ||
         aggregate == Aggregate::latest || aggregate == Aggregate::months_since ||
         aggregate == Aggregate::share;
}

}  // namespace

std::int32_t compile_measure(Compiler& c, const MeasureText& text) {
  if (text.aggregate == Aggregate::expression) return compile_expression_measure(c, text);
  const std::size_t errors_before = c.errors.size();
  if (!text.select) {
    c.report(k_select_needed, text.place,
             {text.aggregate == Aggregate::each ? "each"
              : text.of.text.empty()            ? "value"
                                                : text.of.text});
    return -1;
  }
  Measure out;
  out.aggregate = text.aggregate;
  out.sources = compile_select(c, *text.select, out);
  out.may_miss = misses_when_empty(text.aggregate);
  if (has_argument(text.aggregate)) compile_argument(c, text, out);
  if (text.aggregate == Aggregate::each) out.unit = Unit::points;
  if (text.aggregate == Aggregate::count || text.aggregate == Aggregate::distinct) {
    out.type = ValueType::number;
    out.unit = Unit::count;
    out.narrow = true;
  } else if (text.aggregate == Aggregate::exists) {
    out.type = ValueType::truth;
    out.unit = Unit::number;
  } else if (text.aggregate == Aggregate::months_since) {
    out.type = ValueType::number;
    out.unit = Unit::months;
  } else if (text.aggregate == Aggregate::share) {
    out.unit = Unit::number;
    out.narrow = false;
    if (!text.share_of) c.report(k_value_form, text.place, {"share"});
  }
  out.each_floor = compile_limit(c, text.each_floor);
  out.each_cap = compile_limit(c, text.each_cap);
  compile_decay(c, text, out);
  compile_group(c, text, out);
  compile_exposure(c, text, out);
  if (text.share_of) {
    MeasureText below;
    below.select = text.share_of;
    below.place = text.place;
    out.share_of = compile_measure(c, below);
    if (out.share_of >= 0)
      out.can_raise =
          out.can_raise || c.plan.measures[static_cast<std::size_t>(out.share_of)].can_raise;
  }
  if (c.errors.size() > errors_before) return -1;
  if (out.aggregate == Aggregate::months_since) {
    out.low = 0;
    out.high = 120'000;
    out.narrow = out.per < 0;
  } else if (out.type == ValueType::number && out.aggregate != Aggregate::share) {
    settle_measure_range(c, out);
  }
  if (out.type == ValueType::number && !out.narrow) out.can_raise = true;
  return push(c, std::move(out));
}

}  // namespace sanqu::standards
