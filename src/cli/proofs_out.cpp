// SPDX-License-Identifier: Apache-2.0
#include "cli/proofs_out.hpp"

#include <fmt/core.h>
#include <algorithm>

#include "cli/search_cases.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

using namespace standards::proofs;

namespace {

std::string side(const std::optional<Exact>& value) { return value ? value->text() : "—"; }

std::string place_text(const Place& place) {
  return fmt::format("{}:{}:{}", place.file, place.line, place.column);
}

std::string_view claim_word(Claim claim, Lang lang) {
  switch (claim) {
    case Claim::points: return in(lang, "分值", "points");
    case Claim::grade: return in(lang, "等级", "grade");
    default: return in(lang, "仍可评级", "stays rated");
  }
}

std::string_view claim_id(Claim claim) {
  return claim == Claim::points ? "points" : claim == Claim::grade ? "grade" : "rated";
}

std::string_view polarity_word(catalogue::Polarity polarity, Lang lang) {
  return polarity == catalogue::Polarity::negative ? in(lang, "负面", "negative")
                                                   : in(lang, "正面", "positive");
}

std::size_t proved_lines(const std::vector<MonotoneLine>& lines) {
  return static_cast<std::size_t>(std::count_if(
      lines.begin(), lines.end(), [](const MonotoneLine& line) { return line.obstacles.empty(); }));
}

const CounterExample* example_for(const Proofs& proofs, const MonotoneLine& line) {
  for (const CounterExample& example : proofs.search.found)
    if (example.class_index == line.class_index && example.claim == line.claim) return &example;
  return nullptr;
}

void write_bounds(const Bounds& bounds, const Surroundings& around) {
  const Lang lang = around.lang;
  around.out.line(std::string(in(lang, "有界:指标、维度的分值,和一条记录最多改变多少",
                                 "Bounded: the points of indicators and dimensions, and what one "
                                 "record can change at most")));
  TextTable table({std::string(in(lang, "指标", "indicator")),
                   std::string(in(lang, ">从", ">from")), std::string(in(lang, ">到", ">to")),
                   std::string(in(lang, ">一条记录", ">one record")),
                   std::string(in(lang, "没有界的原因", "what leaves it open"))});
  for (const BoundLine& line : bounds.lines) {
    const std::string why =
        line.open ? line.open->what.in(lang) + "  " + place_text(line.open->place) : "";
    const std::string name = line.is_dimension
                                 ? fmt::format(form(lang, "= 维度 {}", "= dimension {}"), line.id)
                                 : line.id;
    const std::string record = line.is_dimension ? ""
                               : line.record     ? line.record->text()
                                                 : std::string(in(lang, "不限", "any"));
    table.row({name, side(line.reach.low), side(line.reach.high), record, why});
  }
  table.row({std::string(in(lang, "= 总分(特别规则之前)", "= total, before overrides")),
             side(bounds.total.low), side(bounds.total.high), "", ""});
  table.write(around.out);
}

void write_monotone(const Proofs& proofs, const catalogue::Catalogue& catalogue,
                    const Surroundings& around) {
  const Lang lang = around.lang;
  around.out.line(std::string(
      in(lang, "单调:多一条负面记录不会变好,多一条正面记录不会变差",
         "Monotone: one more negative record never helps, one more positive record never harms")));
  for (const MonotoneLine& line : proofs.monotone) {
    const auto& record_class = catalogue.classes[static_cast<std::size_t>(line.class_index)];
    const std::string_view result =
        line.obstacles.empty() ? in(lang, "得证", "proved")
        : std::ranges::find(proofs.search.untried, line.class_index) != proofs.search.untried.end()
            ? in(lang, "未能证明,也没有样例记录可供找反例",
                 "not proved, not searched: no record of the class could be made")
        : example_for(proofs, line) != nullptr
            ? in(lang, "不成立,反例见下", "does not hold: see the counter-example below")
            : in(lang, "未能证明,也没有找到反例", "not proved, no counter-example found");
    around.out.line(fmt::format(form(lang, "  {}({})  {}:{}", "  {} ({})  {}: {}"), record_class.id,
                                polarity_word(line.polarity, lang), claim_word(line.claim, lang),
                                result));
    for (const Obstacle& obstacle : line.obstacles) {
      around.out.line(
          fmt::format("      {}  {}", obstacle.what.in(lang), place_text(obstacle.place)));
    }
  }
}

void write_examples(const Proofs& proofs, const standards::Plan& plan,
                    const catalogue::Catalogue& catalogue, const Surroundings& around) {
  const Lang lang = around.lang;
  if (proved_lines(proofs.monotone) == proofs.monotone.size()) return;
  around.out.line(fmt::format(form(lang, "找反例:试了 {} 对算例,找到 {} 个反例",
                                   "Search: {} pairs of cases tried, {} counter-examples found"),
                              proofs.search.cases, proofs.search.found.size()));
  for (const CounterExample& example : proofs.search.found) {
    const auto& record_class = catalogue.classes[static_cast<std::size_t>(example.class_index)];
    around.out.line(fmt::format("# {}, {}", record_class.id, claim_word(example.claim, lang)));
    around.out.write(as_golden_cases(example, plan, catalogue));
  }
}

void put_side(JsonWriter& json, const char* name, const std::optional<Exact>& value) {
  if (value) {
    json.text_member(name, value->text());
  } else {
    json.null_member(name);
  }
}

void put_obstacle(JsonWriter& json, const Obstacle& obstacle, Lang lang) {
  json.begin_object().text_member("text", obstacle.what.in(lang));
  json.text_member("file", obstacle.place.file).integer_member("line", obstacle.place.line);
  json.integer_member("column", obstacle.place.column).end_object();
}

}  // namespace

Proofs prove(const standards::LoadedStandard& standard, const catalogue::Catalogue& catalogue,
             std::vector<standards::GoldenCase> seeds, bool with_search) {
  Proofs out;
  out.bounds = prove_bounded(standard.text, standard.plan, catalogue);
  out.monotone = prove_monotone(standard.text, standard.plan, catalogue);
  if (!with_search) return out;
  const Evaluate evaluate = [&](const std::vector<standards::GoldenCase>& cases) {
    return evaluate_cases(standard.plan, catalogue, cases);
  };
  out.search = search(standard.plan, catalogue, out.monotone, std::move(seeds), evaluate);
  return out;
}

void write_proofs_short(const Proofs& proofs, const Surroundings& around) {
  const Lang lang = around.lang;
  const auto indicators = std::count_if(proofs.bounds.lines.begin(), proofs.bounds.lines.end(),
                                        [](const BoundLine& line) { return !line.is_dimension; });
  if (indicators > 0) {
    around.out.line(
        fmt::format(form(lang, "有界:{} 项指标,{} 处没有界;总分 {} 至 {}",
                         "bounded: {} indicators, {} places without a bound; total {} to {}"),
                    indicators, proofs.bounds.open_lines(), side(proofs.bounds.total.low),
                    side(proofs.bounds.total.high)));
  }
  if (proofs.monotone.empty()) return;
  around.out.line(fmt::format(
      form(lang, "单调:{} 项得证,{} 项未能证明", "monotone: {} claims proved, {} not"),
      proved_lines(proofs.monotone), proofs.monotone.size() - proved_lines(proofs.monotone)));
}

void write_proofs(const Proofs& proofs, const standards::LoadedStandard& standard,
                  const catalogue::Catalogue& catalogue, const Surroundings& around) {
  if (!proofs.bounds.lines.empty()) write_bounds(proofs.bounds, around);
  if (proofs.monotone.empty()) return;
  write_monotone(proofs, catalogue, around);
  write_examples(proofs, standard.plan, catalogue, around);
}

std::string proofs_json(const Proofs& proofs, const standards::LoadedStandard& standard,
                        const catalogue::Catalogue& catalogue, Lang lang) {
  JsonWriter json;
  json.begin_object().name("bounds").begin_array();
  for (const BoundLine& line : proofs.bounds.lines) {
    json.begin_object().text_member("kind", line.is_dimension ? "dimension" : "indicator");
    json.text_member("id", line.id);
    put_side(json, "from", line.reach.low);
    put_side(json, "to", line.reach.high);
    if (!line.is_dimension) put_side(json, "one_record", line.record);
    if (line.open) {
      json.name("open");
      put_obstacle(json, *line.open, lang);
    }
    json.end_object();
  }
  json.end_array().name("total").begin_object();
  put_side(json, "from", proofs.bounds.total.low);
  put_side(json, "to", proofs.bounds.total.high);
  json.end_object().name("monotone").begin_array();
  for (const MonotoneLine& line : proofs.monotone) {
    const auto& record_class = catalogue.classes[static_cast<std::size_t>(line.class_index)];
    json.begin_object().text_member("class", record_class.id);
    json.text_member("polarity",
                     line.polarity == catalogue::Polarity::negative ? "negative" : "positive");
    json.text_member("claim", claim_id(line.claim));
    json.boolean_member("proved", line.obstacles.empty());
    json.name("obstacles").begin_array();
    for (const Obstacle& obstacle : line.obstacles) put_obstacle(json, obstacle, lang);
    json.end_array();
    if (const CounterExample* example = example_for(proofs, line))
      json.text_member("counter_example", as_golden_cases(*example, standard.plan, catalogue));
    json.end_object();
  }
  json.end_array();
  json.integer_member("pairs_tried", static_cast<std::int64_t>(proofs.search.cases)).end_object();
  return json.take();
}

}  // namespace sanqu::cli
