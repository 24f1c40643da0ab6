// SPDX-License-Identifier: Apache-2.0
// The time limits of the catalogue that ships, with the calendars that ship.
#include "catalogue/timeliness.hpp"

#include <doctest/doctest.h>

using namespace sanqu;
using namespace sanqu::catalogue;

namespace {

struct Rules {
  Catalogue catalogue;
  WorkdayCalendar calendar;
};

Rules shipped() {
  auto catalogue = load_catalogue_folder(std::string(SANQU_ROOT) + "/rules/catalogue");
  auto calendar = load_workday_calendar(std::string(SANQU_ROOT) + "/rules/calendar");
  REQUIRE(catalogue.has_value());
  REQUIRE(calendar.has_value());
  return {std::move(*catalogue), std::move(*calendar)};
}

const RecordClass& class_named(const Catalogue& catalogue, std::string_view id) {
  const std::int32_t index = catalogue.find_class(id);
  REQUIRE(index >= 0);
  return catalogue.classes[static_cast<std::size_t>(index)];
}

}  // namespace

TEST_CASE("dual disclosure is due seven working days after the decision") {
  const Rules rules = shipped();
  for (const char* id : {"administrative_licence", "administrative_penalty"}) {
    const RecordClass& decision = class_named(rules.catalogue, id);
    REQUIRE(decision.due.has_value());
    CHECK(decision.due->working_days == 7);
    CHECK(decision.due->from_field == decision.find_field("decided_on"));
    CHECK_FALSE(decision.due->basis.empty());
    CHECK_FALSE(decision.due->provisional.empty());
    const auto late = [&](const char* decided_on, const char* received_on) {
      return *is_late(decision, *Date::parse(decided_on), *Date::parse(received_on),
                      rules.calendar);
    };
    CHECK_FALSE(late("2026-03-02", "2026-03-02"));
    CHECK_FALSE(late("2026-03-02", "2026-03-11"));
    CHECK(late("2026-03-02", "2026-03-12"));
    CHECK_FALSE(late("2026-02-13", "2026-03-02"));  // over the Spring Festival
    CHECK(late("2026-02-13", "2026-03-03"));
  }
}

TEST_CASE("an unknown year is passed on, a class without a limit is never late") {
  const Rules rules = shipped();
  const RecordClass& penalty = class_named(rules.catalogue, "administrative_penalty");
  const auto unknown =
      is_late(penalty, *Date::parse("2019-10-10"), *Date::parse("2026-03-02"), rules.calendar);
  REQUIRE_FALSE(unknown.has_value());
  CHECK(unknown.error()[0].code->id == "calendar.year_missing");

  const RecordClass& commitment = class_named(rules.catalogue, "commitment");
  CHECK_FALSE(commitment.due.has_value());
  const auto never =
      is_late(commitment, *Date::parse("2019-10-10"), *Date::parse("2026-03-02"), rules.calendar);
  REQUIRE(never.has_value());
  CHECK_FALSE(*never);
}
