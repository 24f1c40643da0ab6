// SPDX-License-Identifier: Apache-2.0
// Any bytes as a standard over the catalogue of rules/catalogue, and as golden cases. Never a crash; what is refused says
// why; what compiles keeps the promises of plan.hpp and is the same when it is compiled again. Seeds: rules/standards.
#include <cstddef>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>

#include "catalogue/catalogue.hpp"
#include "core/ensure.hpp"
#include "standards/proofs/proofs.hpp"
#include "standards/standards.hpp"

using namespace sanqu;
using namespace sanqu::standards;

namespace {

const catalogue::Catalogue& rules_catalogue() {
  static const auto loaded = [] {
    auto folder = catalogue::load_catalogue_folder(SANQU_ROOT "/rules/catalogue");
    ensure(folder.has_value());
    return std::move(*folder);
  }();
  return loaded;
}

void check_refusal(const Errors& errors) {
  ensure(!errors.empty());
  for (const Error& error : errors) {
    ensure(error.code != nullptr);
    ensure(!error.render(Lang::zh).empty() && !error.render(Lang::en).empty());
  }
}

void check_index(std::int32_t index, std::size_t size, bool may_be_none) {
  ensure(index < static_cast<std::int32_t>(size));
  ensure(index >= (may_be_none ? -1 : 0));
}

/// Children come before their parents, so that no expression goes round in a circle.
void check_nodes(const Plan& plan) {
  for (std::size_t i = 0; i < plan.nodes.size(); ++i) {
    const Node& node = plan.nodes[i];
    ensure(node.places >= 0 && node.places <= 18);
    if (node.narrow && node.type == ValueType::number) ensure(node.low <= node.high);
    for (const std::int32_t child : node.children) check_index(child, i, false);
    if (node.kind == NodeKind::parameter) check_index(node.index, plan.parameters.size(), false);
    if (node.kind == NodeKind::table) {
      check_index(node.index, plan.tables.size(), false);
      const PlanTable& table = plan.tables[static_cast<std::size_t>(node.index)];
      ensure(node.children.size() == table.keys.size());
    }
    if (node.kind == NodeKind::measure) check_index(node.index, plan.measures.size(), false);
  }
}

void check_plan(const Plan& plan) {
  check_nodes(plan);
  const std::size_t nodes = plan.nodes.size();
  for (const Measure& measure : plan.measures) {
    for (const Source& source : measure.sources) {
      check_index(source.class_index, rules_catalogue().classes.size(), false);
      check_index(source.where, nodes, true);
      check_index(source.value, nodes, true);
    }
    check_index(measure.expression, nodes, true);
    check_index(measure.per, nodes, true);
    check_index(measure.share_of, plan.measures.size(), true);
  }
  ensure(plan.order.size() == plan.indicators.size());
  for (const Indicator& indicator : plan.indicators) {
    check_index(indicator.dimension, plan.dimensions.size(), false);
    check_index(indicator.measure, plan.measures.size(), false);
    ensure(!indicator.adverse || !indicator.basis.empty());
  }
  for (const PlanTable& table : plan.tables) {
    ensure(table.rows.size() == table.results.size());
    for (const auto& row : table.rows) ensure(row.size() == table.keys.size());
  }
  ensure(!plan.grades.empty() && plan.floor <= plan.cap);
  for (const Override& over : plan.overrides) check_index(over.grade, plan.grades.size(), true);
}

/// The base that ships, as the parent of whatever extends it.
const std::string& base_text() {
  static const std::string text = [] {
    std::ifstream file(SANQU_ROOT "/rules/standards/national/cn.base.yaml");
    return std::string(std::istreambuf_iterator<char>(file), {});
  }();
  return text;
}

/// The proofs say something of every indicator, and each obstacle has its words and its place.
void check_proofs(const LoadedStandard& loaded) {
  const auto bounds = proofs::prove_bounded(loaded.text, loaded.plan, rules_catalogue());
  ensure(bounds.lines.size() == loaded.plan.indicators.size() + loaded.plan.dimensions.size());
  for (const auto& line : bounds.lines)
    ensure(line.open.has_value() == (!line.reach.low || !line.reach.high));
  const auto lines = proofs::prove_monotone(loaded.text, loaded.plan, rules_catalogue());
  for (const auto& line : lines)
    for (const auto& obstacle : line.obstacles)
      ensure(!obstacle.what.zh.empty() && !obstacle.what.en.empty() && obstacle.place.line > 0);
  // An engine that helps every subject with each further record: what it makes of the cases must be printable.
  const auto found = proofs::search(
      loaded.plan, rules_catalogue(), lines, {}, [](const std::vector<GoldenCase>& cases) {
        std::vector<proofs::Outcome> out;
        for (const GoldenCase& golden : cases)
          out.push_back({true, true, static_cast<std::int64_t>(golden.records.size()), 0, "", "s"});
        return out;
      });
  for (const auto& example : found.found) {
    const std::string page = proofs::as_golden_cases(example, loaded.plan, rules_catalogue());
    ensure(parse_cases("cases.yaml", page).has_value());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  const auto none = [](const std::string&, const std::string&) { return std::nullopt; };
  // The parent of whatever names one is the input itself: most often refused, never a circle.
  const auto itself = [&](const std::string&, const std::string&) {
    return std::optional(StandardFile{"parent.yaml", text});
  };
  const auto base = [](const std::string&, const std::string&) {
    return std::optional(StandardFile{"cn.base.yaml", base_text()});
  };
  for (const FindParent& find : {FindParent(none), FindParent(itself), FindParent(base)}) {
    const auto loaded = load_standard({"standard.yaml", text}, rules_catalogue(), find);
    if (!loaded) {
      check_refusal(loaded.error());
      continue;
    }
    check_plan(loaded->plan);
    check_proofs(*loaded);
    ensure(!print_standard(loaded->text, Lang::zh).empty());
    const auto again = compile(loaded->text, rules_catalogue());
    ensure(again.has_value() && again->nodes.size() == loaded->plan.nodes.size());
    break;
  }
  if (const auto cases = parse_cases("cases.yaml", text); !cases) check_refusal(cases.error());
  return 0;
}
