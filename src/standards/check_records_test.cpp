// SPDX-License-Identifier: Apache-2.0
// When two indicators may count the same record, and when their predicates keep them apart.
#include <doctest/doctest.h>

#include <string>

#include "standards/sample_catalogue.hpp"
#include "standards/standards.hpp"

using namespace sanqu;
using namespace sanqu::standards;

namespace {

/// Whether two indicators over penalties with these predicates are warned of.
bool may_count_twice(const std::string& first, const std::string& second,
                     const std::string& more_first = "", const std::string& more_second = "") {
  static const catalogue::Catalogue sample = sample_catalogue();
  const auto indicator = [](const std::string& id, const std::string& where,
                            const std::string& more) {
    return "      - {id: " + id +
           ", adverse: true, basis: m, value: count, points: {per_unit: -1}, " +
           "select: {class: penalty" + (where.empty() ? "" : ", where: \"" + where + "\"") + more +
           "}}\n";
  };
  const std::string text = R"yaml(standard: t.pair
version: 1.0.0
language: 1
catalogue: sample
title: {en: Pair}
layer: national
effective: {from: 2026-01-01}
basis: [{id: m, source: Method}]
scope: {kinds: [enterprise]}
points: {places: 0}
dimensions:
  - id: d
    indicators:
)yaml" + indicator("a", first, more_first) +
                           indicator("b", second, more_second) + "grades: [{id: A}]\n";
  const auto loaded =
      load_standard({"s.yaml", text}, sample,
                    [](const std::string&, const std::string&) { return std::nullopt; });
  if (!loaded) FAIL(loaded.error().front().render(Lang::en));
  for (const Error& warning : loaded->warnings)
    if (warning.code->id == "standard.same_records") return true;
  return false;
}

}  // namespace

TEST_CASE("without anything that parts them, two indicators of one class count the same records") {
  CHECK(may_count_twice("", ""));
  CHECK(may_count_twice("severity = 'minor'", ""));
  CHECK(may_count_twice("severity = 'minor'", "fine > 100 yuan"));
  CHECK(may_count_twice("severity in ('minor', 'general')", "severity in ('general', 'serious')"));
  CHECK(may_count_twice("severity = 'minor' or fine > 5 yuan", "severity = 'serious'"));
  CHECK(may_count_twice("", "", ", window: {months: 12}", ", window: {months: 24}"));
}

TEST_CASE("codes, numbers, dates, presence and status keep them apart") {
  CHECK_FALSE(may_count_twice("severity = 'minor'", "severity = 'serious'"));
  CHECK_FALSE(may_count_twice("severity = 'minor'", "severity != 'minor'"));
  CHECK_FALSE(may_count_twice("severity in ('minor', 'general')", "severity = 'serious'"));
  CHECK_FALSE(may_count_twice("not (severity = 'minor')", "severity = 'minor'"));
  CHECK_FALSE(
      may_count_twice("severity = 'minor' or severity = 'general'", "severity = 'serious'"));
  CHECK_FALSE(may_count_twice("fine < 100 yuan", "fine >= 100 yuan"));
  CHECK(may_count_twice("fine <= 100 yuan", "fine >= 100 yuan"));
  CHECK_FALSE(may_count_twice("fine <= 100 yuan and severity = 'minor'", "100 yuan < fine"));
  CHECK_FALSE(may_count_twice("decided_on < 2026-01-01", "decided_on >= 2026-01-01"));
  CHECK_FALSE(may_count_twice("present(fine)", "missing(fine)"));
  CHECK_FALSE(may_count_twice("fine > 5 yuan", "missing(fine)"));
  CHECK_FALSE(may_count_twice("", "", "", ", status: expired"));
  CHECK_FALSE(may_count_twice("document_no = 'a'", "document_no = 'b'"));
  CHECK(may_count_twice("document_no = 'a'", "document_no = 'a'"));
}

TEST_CASE("a missing field meets two negations at once") {
  CHECK(may_count_twice("missing(fine) or fine < 5 yuan", "missing(fine) or fine >= 5 yuan"));
}
