// SPDX-License-Identifier: Apache-2.0
#include "studies/outcome.hpp"

#include <algorithm>

#include <fmt/core.h>

#include "studies/errors.hpp"

namespace sanqu::studies {

namespace {

/// A YAML text in double quotes.
std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' || c == '\r' || c == '\t' ? ' ' : c;
  }
  return out + '"';
}

std::string list_of_kinds(const catalogue::Catalogue& catalogue) {
  std::string out;
  for (const auto& kind : catalogue.kinds) out += (out.empty() ? "" : ", ") + kind.id;
  return out;
}

}  // namespace

OutcomeQuestion ask(std::string class_id, std::string where, Date as_of, int months) {
  return {std::move(class_id), std::move(where), as_of, plus_months(as_of, months)};
}

Result<standards::Plan> compile_outcome(const OutcomeQuestion& question,
                                        const catalogue::Catalogue& catalogue) {
  if (catalogue.find_class(question.class_id) < 0) {
    return refuse(errors::k_outcome_class, {}, {question.class_id});
  }
  const std::string where = question.where.empty() ? "" : ", where: " + quoted(question.where);
  const std::string text = fmt::format(
      R"(standard: study.outcome
version: 1.0.0
language: 1
catalogue: {catalogue}
title: {{zh: 后来的事, en: What came later}}
layer: national
effective: {{from: 1949-10-01}}
basis:
  - {{id: study, source: docs/studies.md}}
scope:
  kinds: [{kinds}]
grades:
  by: conditions
  scale:
    - {{id: none, title: {{zh: 没有发生, en: It did not happen}}}}
    - id: happened
      title: {{zh: 发生了, en: It happened}}
      when: {{exists: {{class: {class_id}{where}, window: {{since: {since}}}, status: [in_force, expired]}}}}
)",
      fmt::arg("catalogue", catalogue.id), fmt::arg("kinds", list_of_kinds(catalogue)),
      fmt::arg("class_id", question.class_id), fmt::arg("where", where),
      fmt::arg("since", plus_days(question.after, 1).text()));
  const auto no_parent = [](const std::string&, const std::string&) {
    return std::optional<standards::StandardFile>{};
  };
  auto loaded = standards::load_standard({"--where", text}, catalogue, no_parent);
  if (loaded) return std::move(loaded->plan);
  // The place in the text above would say nothing to whoever wrote the condition.
  for (Error& error : loaded.error()) error.place = {"--where", 0, 0, ""};
  return refuse_all(std::move(loaded.error()));
}

bool reads_class(const standards::Plan& plan, std::int32_t class_index) {
  return std::ranges::any_of(plan.measures, [&](const standards::Measure& measure) {
    return std::ranges::any_of(measure.sources, [&](const standards::Source& source) {
      return source.class_index == class_index;
    });
  });
}

}  // namespace sanqu::studies
