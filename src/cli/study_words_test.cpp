// SPDX-License-Identifier: Apache-2.0
#include "cli/study_words.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "cli/help_text.hpp"

namespace sanqu::cli {

namespace {

std::string code_of(std::vector<std::string> words) {
  words.insert(words.begin(), "standard");
  const auto parsed = parse_arguments(words);
  return parsed ? "" : std::string(parsed.error().front().code->id);
}

template <typename T>
T parsed_as(std::vector<std::string> words) {
  words.insert(words.begin(), "standard");
  const auto parsed = parse_arguments(words);
  if (!parsed) FAIL(parsed.error().front().render(Lang::en));
  return std::get<T>(parsed->command);
}

}  // namespace

TEST_CASE("simulate: every option reaches its struct") {
  const auto got = parsed_as<SimulateArguments>(
      {"simulate",    "s.yaml",     "--set",       "a=1",        "b@2027-01-01=2", "--sweep",
       "a=1..3:1",    "--near",     "10,2,2",      "--subjects", "m.csv",          "--records",
       "r.csv",       "q.csv",      "--class",     "penalty",    "--as-of",        "2026-01-02",
       "--known-at",  "2026-02-03", "--group-by",  "kind,size",  "--minimum",      "50",
       "--format",    "json",       "--html",      "p.html",     "--threads",      "3",
       "--catalogue", "c",          "--standards", "d"});
  CHECK(got.standard == "s.yaml");
  REQUIRE(got.settings.size() == 2);
  CHECK(got.settings[1].target() == "b@2027-01-01");
  CHECK(got.sweep.size() == 3);
  CHECK(got.near == std::vector<std::int64_t>{2, 10});
  CHECK(got.study.store.empty());
  CHECK(got.study.subjects == "m.csv");
  CHECK(got.study.records == std::vector<std::string>{"r.csv", "q.csv"});
  CHECK(got.study.class_id == "penalty");
  CHECK(got.study.as_of == Date::parse("2026-01-02"));
  CHECK(got.study.known_at == Instant::parse("2026-02-03"));
  CHECK(got.study.groupings == std::vector<std::string>{"kind", "size"});
  CHECK(got.study.group_minimum == 50);
  CHECK(got.study.format == Format::json);
  CHECK(got.study.html == "p.html");
  CHECK(got.study.threads == 3);
  CHECK(got.study.catalogue == "c");
  CHECK(got.study.standards == "d");
}

TEST_CASE("without files a study is over the store") {
  const auto got = parsed_as<DiffArguments>({"diff", "a", "b@1.0.0"});
  CHECK(got.study.store == k_store_default);
  CHECK(got.before == "a");
  CHECK(got.after == "b@1.0.0");
  CHECK(got.near == std::vector<std::int64_t>{1, 5, 10});
  CHECK(got.study.group_minimum == 30);
  CHECK(parsed_as<DiffArguments>({"diff", "a", "b", "--store", "sqlite:x.db"}).study.store ==
        "sqlite:x.db");
}

TEST_CASE("validate needs an outcome and the day of the rating") {
  const auto got = parsed_as<ValidateArguments>({"validate", "s", "--outcome", "penalty", "--where",
                                                 "severity = 'serious'", "--months", "6", "--as-of",
                                                 "2025-01-01", "--outcome-known-at", "2026-01-01"});
  CHECK(got.outcome == "penalty");
  CHECK(got.where == "severity = 'serious'");
  CHECK(got.months == 6);
  CHECK(got.outcome_known_at == Instant::parse("2026-01-01"));
  CHECK(code_of({"validate", "s", "--as-of", "2025-01-01"}) == "cli.option_missing");
  CHECK(code_of({"validate", "s", "--outcome", "penalty"}) == "cli.option_missing");
  CHECK(code_of({"validate", "s", "--outcome", "p", "--as-of", "2025-01-01", "--months", "0"}) ==
        "cli.option_value");
  // The files are read for both days, so they can't come through a pipe.
  CHECK(code_of({"validate", "s", "--outcome", "p", "--as-of", "2025-01-01", "--subjects", "-",
                 "--records", "r"}) == "cli.standard_input_twice");
}

TEST_CASE("what is wrong with the words of a study") {
  CHECK(code_of({"simulate"}) == "cli.option_missing");
  CHECK(code_of({"simulate", "s"}) == "cli.option_missing");
  CHECK(code_of({"simulate", "s", "t", "--set", "a=1"}) == "cli.option_unknown");
  CHECK(code_of({"simulate", "s", "--set", "a"}) == "studies.setting_form");
  CHECK(code_of({"simulate", "s", "--set", "a=1", "--subjects", "m"}) == "cli.option_missing");
  CHECK(code_of({"simulate", "s", "--set", "a=1", "--minimum", "4"}) == "cli.option_value");
  CHECK(code_of({"simulate", "s", "--set", "a=1", "--near", "1,x"}) == "cli.option_value");
  CHECK(code_of({"simulate", "s", "--set", "a=1", "--near", "1,2,3,4,5,6,7"}) ==
        "cli.option_value");
  CHECK(code_of({"simulate", "s", "--set", "a=1", "--format", "csv"}) == "cli.option_value");
  CHECK(code_of({"diff", "a", "b", "--store", "x", "--subjects", "m", "--records", "r"}) ==
        "cli.store_and_files");
  CHECK(code_of({"diff", "a", "b", "--outcome", "x"}) == "cli.option_unknown");
}

TEST_CASE("the help of each study names exactly the options that it takes") {
  const std::vector<std::string> every = {"--set",
                                          "--sweep",
                                          "--near",
                                          "--outcome",
                                          "--where",
                                          "--months",
                                          "--outcome-known-at",
                                          "--store",
                                          "--subjects",
                                          "--records",
                                          "--class",
                                          "--catalogue",
                                          "--standards",
                                          "--as-of",
                                          "--known-at",
                                          "--group-by",
                                          "--minimum",
                                          "--format",
                                          "--html",
                                          "--threads"};
  for (const std::string verb : {"simulate", "diff", "validate"}) {
    const auto named = options_of("standard " + verb);
    for (const std::string& option : every) {
      CAPTURE(verb);
      CAPTURE(option);
      // An option that is taken and has no value says so; one that is not taken is unknown.
      const bool is_taken = code_of({verb, "s", option}) != "cli.option_unknown";
      CHECK(is_taken == (std::ranges::find(named, option) != named.end()));
      if (is_taken)
        CHECK(help_text("standard " + verb, Lang::zh).find(option) != std::string::npos);
    }
  }
}

}  // namespace sanqu::cli
