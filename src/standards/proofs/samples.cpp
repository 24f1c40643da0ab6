// SPDX-License-Identifier: Apache-2.0
#include "standards/proofs/samples.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace sanqu::standards::proofs {

namespace {

using catalogue::Field;
using catalogue::FieldType;

constexpr std::size_t k_values_of_field_max = 12;
constexpr std::int64_t k_days_of_month = 30;

void set_value(std::vector<CaseValue>& values, const std::string& name, const std::string& text) {
  for (CaseValue& value : values) {
    if (value.name != name) continue;
    value.text = text;
    return;
  }
  values.push_back({name, text, {}});
}

/// A text of a simple pattern: characters, sets and `\\d`, each with an optional `{n}` or `{n,m}`. None for any other. The last
/// character of a set is taken: eighteen zeros could be an identity number, which intake refuses.
std::optional<std::string> text_of_pattern(const std::string& pattern) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    char one = pattern[at];
    if (one == '[') {
      const std::size_t end = pattern.find(']', at);
      if (end == std::string::npos || end < at + 2 || pattern[at + 1] == '^') return std::nullopt;
      one = pattern[end - 1];
      at = end + 1;
    } else if (pattern.compare(at, 2, "\\d") == 0) {
      one = '7';
      at += 2;
    } else if (std::string_view("\\^$.|?*+()").find(one) != std::string_view::npos) {
      return std::nullopt;
    } else {
      ++at;
    }
    std::size_t times = 1;
    if (at < pattern.size() && pattern[at] == '{') {
      times = 0;
      for (++at; at < pattern.size() && pattern[at] >= '0' && pattern[at] <= '9'; ++at)
        times = times * 10 + static_cast<std::size_t>(pattern[at] - '0');
      at = pattern.find('}', at);
      if (at == std::string::npos || times > 1'000) return std::nullopt;
      ++at;
    }
    out.append(times, one);
  }
  return out;
}

/// Money in the unit that the catalogue's files are written in.
std::string number_text(const Field& field, std::int64_t units) {
  return decimal_text_short(units, field.places + field.input_shift);
}

}  // namespace

Samples::Samples(const Plan& plan, const catalogue::Catalogue& catalogue)
    : plan_(plan), catalogue_(catalogue) {
  look_through();
}

/// Every comparison of a field or attribute with a constant, every table that it is a key of, every window and decay.
void Samples::look_through() {
  std::vector<std::pair<std::int32_t, std::int32_t>> open;  // node, class
  for (const Measure& measure : plan_.measures) {
    for (const Source& source : measure.sources) {
      look_at_window(source, measure);
      for (const std::int32_t node : {source.where, source.value})
        if (node >= 0) open.emplace_back(node, source.class_index);
    }
    for (const std::int32_t node : {measure.expression, measure.per})
      if (node >= 0) open.emplace_back(node, -1);
  }
  look_at_points();
  if (plan_.where >= 0) open.emplace_back(plan_.where, -1);
  for (const Reason& reason : plan_.reasons)
    if (reason.when >= 0) open.emplace_back(reason.when, -1);
  for (const Override& over : plan_.overrides)
    if (over.when >= 0) open.emplace_back(over.when, -1);
  const auto key_of = [&](const Node& node, std::int32_t record_class) {
    return node.kind == NodeKind::field ? std::pair(record_class, node.index)
                                        : std::pair(std::int32_t{-1}, node.index);
  };
  const auto is_name = [](const Node& node) {
    return node.kind == NodeKind::field || node.kind == NodeKind::attribute;
  };
  while (!open.empty()) {
    const auto [index, record_class] = open.back();
    open.pop_back();
    const Node& node = plan_.node(index);
    for (const std::int32_t child : node.children) open.emplace_back(child, record_class);
    if (is_name(node) && node.type == ValueType::number) {  // read, whatever it is compared with
      const std::int64_t one = pow10(node.places);
      compared_[key_of(node, record_class)].insert({0, one, 100 * one, 10'000 * one});
    }
    for (std::size_t i = 0; i < node.children.size(); ++i) {
      const Node& name = plan_.node(node.children[i]);
      if (!is_name(name)) continue;
      auto& values = compared_[key_of(name, record_class)];
      for (const std::int32_t other : node.children) {
        const Node& constant = plan_.node(other);
        if (constant.kind != NodeKind::constant || constant.type == ValueType::text) continue;
        const int places = std::max<int>(0, name.places - constant.places);
        values.insert(constant.imm * pow10(std::min(places, 12)));
      }
      if (node.kind != NodeKind::table) continue;
      const PlanTable& table = plan_.tables[static_cast<std::size_t>(node.index)];
      for (const auto& row : table.rows) {
        const PlanCell& cell = row[i];
        values.insert(cell.codes.begin(), cell.codes.end());
        for (const auto& bound : {cell.low, cell.high})
          if (bound) values.insert(units_at(*bound, name.places).value_or(0));
      }
    }
  }
}

/// The bounds of steps and lines, where the value is a field: latest(fine), max(level).
void Samples::look_at_points() {
  for (const Indicator& indicator : plan_.indicators) {
    const Measure& measure = plan_.measures[static_cast<std::size_t>(indicator.measure)];
    for (const Source& source : measure.sources) {
      if (source.value < 0 || plan_.node(source.value).kind != NodeKind::field) continue;
      const Node& field = plan_.node(source.value);
      auto& values = compared_[{source.class_index, field.index}];
      for (const PointsPair& pair : indicator.points.pairs)
        values.insert(units_at(pair.bound, field.places).value_or(0));
    }
  }
}

void Samples::look_at_window(const Source& source, const Measure& measure) {
  auto& days = compared_[{source.class_index, source.date_field}];
  const std::int64_t length = measure.window.kind == WindowKind::months
                                  ? measure.window.length * k_days_of_month
                              : measure.window.kind == WindowKind::days ? measure.window.length
                                                                        : 0;
  days.insert({0, 1, length / 2, length});
  if (source.decay_field >= 0)
    for (const DecayStep& step : measure.decay)
      compared_[{source.class_index, source.decay_field}].insert(step.months * k_days_of_month);
}

Samples::Texts Samples::texts_for(const Field& field, const std::set<std::int64_t>& units,
                                  Date as_of) const {
  Texts out;
  const auto add = [&](const std::string& text) {
    if (std::find(out.begin(), out.end(), text) == out.end() && out.size() < k_values_of_field_max)
      out.push_back(text);
  };
  switch (field.type) {
    case FieldType::code:
    case FieldType::codes: {
      const auto& codes = catalogue_.code_sets[static_cast<std::size_t>(field.code_set)].codes;
      for (const std::int64_t unit : units)
        if (unit >= 0 && unit < static_cast<std::int64_t>(codes.size()))
          add(codes[static_cast<std::size_t>(unit)].id);
      for (std::size_t i = 0; i < codes.size() && i < 3; ++i) add(codes[i].id);
      break;
    }
    case FieldType::boolean:
      add("true");
      add("false");
      break;
    case FieldType::date:
      for (const std::int64_t unit : units) {
        const bool is_day = unit > 100'000 || unit < 0;
        if (!is_day) add(Date::from_days(as_of.days() - static_cast<std::int32_t>(unit)).text());
      }
      break;
    case FieldType::text: break;
    default:
      for (const std::int64_t unit : units)
        for (const std::int64_t near : {unit, unit - 1, unit + 1})
          if (near >= field.min && near <= field.max) add(number_text(field, near));
  }
  if (!field.required && !units.empty()) add("");
  return out;
}

std::vector<CaseValue> Samples::plain_record(std::int32_t class_index, Date as_of) const {
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(class_index)];
  std::vector<CaseValue> out = {{"class", record_class.id, {}}};
  for (std::size_t i = 0; i < record_class.fields.size(); ++i) {
    const Field& field = record_class.fields[i];
    if (!field.required) continue;
    std::string text;
    switch (field.type) {
      case FieldType::text:
        text = "x";
        if (!field.pattern.empty()) {
          const auto made = text_of_pattern(field.pattern);
          if (!made) return {};
          text = *made;
        }
        break;
      case FieldType::date: text = Date::from_days(as_of.days() - 1).text(); break;
      case FieldType::code:
      case FieldType::codes:
        text = catalogue_.code_sets[static_cast<std::size_t>(field.code_set)].codes[0].id;
        break;
      case FieldType::boolean: text = "true"; break;
      default: text = number_text(field, std::clamp<std::int64_t>(1, field.min, field.max));
    }
    out.push_back({field.id, text, {}});
  }
  return out;
}

/// The plain record, and one for each code of a field with several: rules of the catalogue let an amount stand with one kind
/// only.
std::vector<CaseRecord> Samples::plain_records(std::int32_t class_index, Date as_of) const {
  const auto plain = plain_record(class_index, as_of);
  if (plain.empty()) return {};
  std::vector<CaseRecord> out = {{plain, {}}};
  for (const Field& field : catalogue_.classes[static_cast<std::size_t>(class_index)].fields) {
    if (!field.required || field.type != FieldType::codes) continue;
    const auto& codes = catalogue_.code_sets[static_cast<std::size_t>(field.code_set)].codes;
    for (std::size_t i = 1; i < codes.size() && i < k_values_of_field_max; ++i) {
      out.push_back({plain, {}});
      set_value(out.back().values, field.id, codes[i].id);
    }
  }
  return out;
}

std::vector<CaseRecord> Samples::records(std::int32_t class_index, Date as_of,
                                         const std::vector<CaseRecord>& templates,
                                         std::size_t most) const {
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(class_index)];
  std::vector<CaseRecord> from = templates;
  if (from.empty()) {
    from = plain_records(class_index, as_of);
  }
  std::vector<CaseRecord> out;
  const auto add = [&](CaseRecord record) {
    const auto same = [&](const CaseRecord& known) {
      return std::equal(known.values.begin(), known.values.end(), record.values.begin(),
                        record.values.end(), [](const CaseValue& a, const CaseValue& b) {
                          return a.name == b.name && a.text == b.text;
                        });
    };
    if (out.size() < most && std::none_of(out.begin(), out.end(), same))
      out.push_back(std::move(record));
  };
  // What may be changed, and to what.
  std::vector<std::pair<std::string, Texts>> choices;
  for (std::size_t i = 0; i < record_class.fields.size(); ++i) {
    const auto compared = compared_.find({class_index, static_cast<std::int32_t>(i)});
    if (compared == compared_.end()) continue;
    Texts texts = texts_for(record_class.fields[i], compared->second, as_of);
    if (!texts.empty()) choices.emplace_back(record_class.fields[i].id, std::move(texts));
  }
  const std::string event =
      record_class.fields[static_cast<std::size_t>(record_class.event_date)].id;
  const auto change = [&](CaseRecord& record, const std::string& name, const std::string& text) {
    if (name == event)
      std::erase_if(record.values, [](const CaseValue& v) { return v.name == "event_date"; });
    set_value(record.values, name, text);
  };
  for (const CaseRecord& one : from) add(one);
  for (const auto& [name, texts] : choices)
    for (const std::string& text : texts)
      for (const CaseRecord& one : from) {
        CaseRecord changed = one;
        change(changed, name, text);
        if (out.size() < most * 2 / 3) add(std::move(changed));
      }
  // Several fields at once, always the same ones: a small generator with a fixed beginning.
  std::uint32_t state = 1;
  const auto draw = [&](std::size_t below) {
    state = state * 1'664'525U + 1'013'904'223U;
    return static_cast<std::size_t>(state >> 8U) % below;
  };
  for (std::size_t tries = 0; tries < most && out.size() < most && !from.empty(); ++tries) {
    CaseRecord changed = from[draw(from.size())];
    for (const auto& [name, texts] : choices) change(changed, name, texts[draw(texts.size())]);
    add(std::move(changed));
  }
  return out;
}

std::vector<GoldenCase> Samples::subjects(Date as_of) const {
  std::vector<GoldenCase> out;
  for (const std::int32_t kind : plan_.kinds) {
    GoldenCase plain;
    plain.id = "plain";
    plain.as_of = as_of;
    plain.subject = {{"kind", catalogue_.kinds[static_cast<std::size_t>(kind)].id, {}}};
    for (std::size_t i = 0; i < catalogue_.attributes.size(); ++i) {
      const Field& field = catalogue_.attributes[i];
      const auto compared = compared_.find({-1, static_cast<std::int32_t>(i)});
      if (compared == compared_.end()) continue;
      const Texts texts = texts_for(field, compared->second, as_of);
      const std::string first = field.type == FieldType::date
                                    ? Date::from_days(as_of.days() - 3653).text()
                                : texts.empty() ? ""
                                                : texts.front();
      if (!first.empty()) plain.subject.push_back({field.id, first, {}});
    }
    out.push_back(plain);
    for (std::size_t i = 0; i < catalogue_.attributes.size(); ++i) {
      const auto compared = compared_.find({-1, static_cast<std::int32_t>(i)});
      if (compared == compared_.end()) continue;
      for (const std::string& text : texts_for(catalogue_.attributes[i], compared->second, as_of)) {
        GoldenCase changed = plain;
        set_value(changed.subject, catalogue_.attributes[i].id, text);
        out.push_back(std::move(changed));
      }
    }
  }
  return out;
}

}  // namespace sanqu::standards::proofs
