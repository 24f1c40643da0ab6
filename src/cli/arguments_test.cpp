// SPDX-License-Identifier: Apache-2.0
#include "cli/arguments.hpp"

#include <doctest/doctest.h>
#include <algorithm>

#include "cli/help_text.hpp"

namespace sanqu::cli {

namespace {

std::string code_of(const std::vector<std::string>& words) {
  const auto parsed = parse_arguments(words);
  return parsed ? "" : std::string(parsed.error().front().code->id);
}

std::vector<std::string> evaluate_with(std::vector<std::string> more) {
  std::vector<std::string> words = {"evaluate", "--standard", "s.yaml", "--subjects",
                                    "m.csv",    "--records",  "a.csv",  "b.csv",
                                    "--as-of",  "2026-03-31"};
  words.insert(words.end(), more.begin(), more.end());
  return words;
}

}  // namespace

TEST_CASE("evaluate: every option reaches its struct") {
  const auto parsed = parse_arguments(evaluate_with({"--catalogue",
                                                     "c",
                                                     "--standards",
                                                     "d",
                                                     "--class",
                                                     "penalty",
                                                     "--known-at",
                                                     "2026-04-01",
                                                     "--subject",
                                                     "x",
                                                     "y",
                                                     "--explain",
                                                     "--no-next-change",
                                                     "--format",
                                                     "csv",
                                                     "--refused",
                                                     "r",
                                                     "--run",
                                                     "old",
                                                     "--save-run",
                                                     "new",
                                                     "--threads",
                                                     "3",
                                                     "--lang=zh",
                                                     "--today",
                                                     "2026-05-01"}));
  REQUIRE(parsed);
  const auto& got = std::get<EvaluateArguments>(parsed->command);
  CHECK(got.standard == "s.yaml");
  CHECK(got.catalogue == "c");
  CHECK(got.standards == "d");
  CHECK(got.subjects == "m.csv");
  CHECK(got.records == std::vector<std::string>{"a.csv", "b.csv"});
  CHECK(got.class_id == "penalty");
  CHECK(got.as_of.text() == "2026-03-31");
  CHECK(got.known_at->text() == "2026-04-01T00:00:00+08:00");
  CHECK(got.subject_ids == std::vector<std::string>{"x", "y"});
  CHECK(got.explain);
  CHECK_FALSE(got.next_change);
  CHECK(got.format == Format::csv);
  CHECK(got.refused == "r");
  CHECK(got.run == "old");
  CHECK(got.save_run == "new");
  CHECK(got.threads == 3);
  CHECK(parsed->lang == Lang::zh);
  CHECK(parsed->today->text() == "2026-05-01");
}

TEST_CASE("evaluate: what is not said has its default") {
  const auto parsed = parse_arguments(evaluate_with({}));
  REQUIRE(parsed);
  const auto& got = std::get<EvaluateArguments>(parsed->command);
  CHECK_FALSE(got.explain);
  CHECK(got.next_change);
  CHECK_FALSE(got.format);
  CHECK_FALSE(got.known_at);
  CHECK(got.threads == 0);
  CHECK_FALSE(parsed->lang);
}

TEST_CASE("evaluate: a dash is standard input, once") {
  const auto parsed = parse_arguments({"evaluate", "--standard", "s", "--subjects", "m",
                                       "--records", "a", "-", "--as-of", "2026-03-31"});
  REQUIRE(parsed);
  CHECK(std::get<EvaluateArguments>(parsed->command).records.back() == "-");
  CHECK(code_of({"evaluate", "--standard", "s", "--subjects", "-", "--records", "-", "--as-of",
                 "2026-03-31"}) == "cli.standard_input_twice");
}

TEST_CASE("wrong words") {
  CHECK(code_of({}) == "cli.command_missing");
  CHECK(code_of({"evalute"}) == "cli.command_unknown");
  CHECK(code_of({"standard"}) == "cli.command_missing");
  CHECK(code_of({"standard", "chek"}) == "cli.command_unknown");
  CHECK(code_of({"standard", "check"}) == "cli.option_missing");
  CHECK(code_of({"standard", "check", "a.yaml", "--strickt"}) == "cli.option_unknown");
  CHECK(code_of({"standard", "check", "a.yaml", "b.yaml"}) == "cli.option_unknown");
  CHECK(code_of({"help", "nothing"}) == "cli.topic_unknown");
  CHECK(code_of(evaluate_with({"--explan"})) == "cli.option_unknown");
  CHECK(code_of(evaluate_with({"--known-at", "soon"})) == "cli.option_value");
  CHECK(code_of(evaluate_with({"--threads", "-1"})) != "");
  CHECK(code_of(evaluate_with({"--threads", "1025"})) == "cli.option_value");
  CHECK(code_of(evaluate_with({"--format"})) == "cli.option_empty");
  CHECK(code_of({"evaluate", "--standard", "s"}) == "cli.option_missing");
}

TEST_CASE("accounts and keys: lists come one value an option, and no password is a word") {
  const auto add = parse_arguments(
      {"account", "add", "--role", "auditor", "--role", "zone_manager:Z", "zhang", "--machine"});
  REQUIRE(add);
  const auto& account = std::get<AccountArguments>(add->command);
  CHECK(account.verb == AccountArguments::Verb::add);
  CHECK(account.roles == std::vector<std::string>{"auditor", "zone_manager:Z"});
  CHECK(account.name == "zhang");
  CHECK(account.is_machine);
  const auto key = parse_arguments({"key", "rotate", "0123abcd", "--overlap", "3"});
  REQUIRE(key);
  CHECK(std::get<KeyArguments>(key->command).overlap_days == 3);
  CHECK(std::get<KeyArguments>(key->command).days == 365);
  CHECK(code_of({"account", "add"}) == "cli.option_missing");
  CHECK(code_of({"account", "add", "zhang", "secret"}) == "cli.option_unknown");
  CHECK(code_of({"account", "add", "zhang", "--password", "secret"}) == "cli.option_unknown");
  CHECK(code_of({"key", "add", "machine"}) == "cli.option_missing");
  CHECK(code_of({"key", "rotate", "0123abcd", "--overlap", "-3"}) != "");
  CHECK(code_of({"account"}) == "cli.command_missing");
}

TEST_CASE("help is found before and after the command") {
  for (const std::string& topic : help_topics()) {
    std::vector<std::string> words = {"help"};
    std::vector<std::string> after;
    for (std::size_t at = 0; at < topic.size();) {
      const std::size_t end = std::min(topic.find(' ', at), topic.size());
      words.push_back(topic.substr(at, end - at));
      after.push_back(words.back());
      at = end + 1;
    }
    after.emplace_back("--help");
    for (const auto& way : {words, after}) {
      const auto parsed = parse_arguments(way);
      REQUIRE_MESSAGE(parsed, topic);
      CHECK(std::get<HelpArguments>(parsed->command).topic == topic);
    }
  }
}

TEST_CASE("the help names exactly the options that are taken") {
  const std::vector<std::string> needed = {"--standard", "--subjects", "--records", "--as-of"};
  const std::vector<std::string> flags = {"--explain", "--no-next-change", "--all", "--due",
                                          "--full"};
  for (const std::string& option : options_of("evaluate")) {
    if (option == "--help") continue;
    // With a value, an option that nobody takes is the one thing that is wrong.
    const std::string code = code_of(evaluate_with({option, "zz"}));
    CHECK_MESSAGE((code != "cli.option_unknown" || std::ranges::find(flags, option) != flags.end()),
                  option);
    CHECK(help_text("evaluate", Lang::zh).find(option == "--today" ? "--" : option) !=
          std::string_view::npos);
  }
}

TEST_CASE("the language of the words is known even where they are wrong") {
  CHECK(lang_of_words({"frobnicate", "--lang", "zh"}) == Lang::zh);
  CHECK(lang_of_words({"--lang=en"}) == Lang::en);
  CHECK_FALSE(lang_of_words({"--lang"}));
  CHECK_FALSE(lang_of_words({"--lang", "fr"}));
}

}  // namespace sanqu::cli
