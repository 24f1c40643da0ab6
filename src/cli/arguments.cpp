// SPDX-License-Identifier: Apache-2.0
// CLI11 splits the words; what they mean, what must be there and what is said when they are wrong is ours, because it is
// said in two languages. The help is not CLI11's either: help_text.cpp.
#include "cli/arguments.hpp"

#include <algorithm>

#include "cli/errors.hpp"
#include "cli/help_text.hpp"
#include "cli/store_words.hpp"
#include "cli/study_words.hpp"
#include "cli/wording.hpp"

namespace sanqu::cli {

namespace {

constexpr unsigned k_threads_max = 1024;

}  // namespace

std::unexpected<Errors> wrong_value(std::string_view option, const std::string& value,
                                    std::string zh, std::string en) {
  return refuse(errors::k_option_value, {},
                {std::string(option), value, std::move(zh), std::move(en)});
}

Result<std::optional<Format>> read_format(const std::string& text) {
  if (text.empty()) return std::optional<Format>{};
  if (text == "table") return std::optional<Format>{Format::table};
  if (text == "json") return std::optional<Format>{Format::json};
  if (text == "csv") return std::optional<Format>{Format::csv};
  if (text == "ndjson") return std::optional<Format>{Format::ndjson};
  return wrong_value("--format", text, " table、json、csv 或 ndjson", "table, json, csv or ndjson");
}

Result<Date> read_date(std::string_view option, const std::string& text) {
  const auto date = Date::parse(text);
  if (!date) return wrong_value(option, text, "日期,如 2026-03-31", "a date, 2026-03-31");
  return *date;
}

Result<std::optional<Instant>> read_time(std::string_view option, const std::string& text) {
  if (text.empty()) return std::optional<Instant>{};
  const auto instant = Instant::parse(text);
  if (!instant) {
    return wrong_value(option, text, "时间,如 2026-03-31T08:00:00+08:00,或日期",
                       "a time, 2026-03-31T08:00:00+08:00, or a date");
  }
  return instant;
}

Result<unsigned> read_threads(const std::string& text) {
  if (text.empty()) return 0U;
  unsigned number = 0;
  const bool is_number =
      text.size() <= 4 && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  if (is_number) {
    for (const char c : text) number = number * 10 + static_cast<unsigned>(c - '0');
  }
  if (!is_number || number == 0 || number > k_threads_max) {
    return wrong_value("--threads", text, " 1 至 1024 的整数", "a whole number from 1 to 1024");
  }
  return number;
}

Result<bool> need(bool given, std::string_view what) {
  if (given) return true;
  return refuse(errors::k_option_missing, {}, {std::string(what)});
}

namespace {

Result<std::optional<Lang>> read_lang(const std::string& text) {
  if (text.empty()) return std::optional<Lang>{};
  if (text == "zh") return std::optional<Lang>{Lang::zh};
  if (text == "en") return std::optional<Lang>{Lang::en};
  return wrong_value("--lang", text, " zh 或 en", "zh or en");
}

/// Everything as text, as CLI11 fills it; `read_*` make typed values of it.
struct Words {
  std::string lang;
  std::string today;
  std::string format;
  std::string as_of;
  std::string known_at;
  std::string threads;
  bool no_next_change = false;
  bool help = false;
  bool version = false;
  std::vector<std::string> topic;
  EvaluateArguments evaluate;
  StandardCheckArguments check;
  StandardPrintArguments print;
  StandardSqlArguments sql;
  std::string dialect;
  std::string part;
  StandardTestArguments test;
  StoreWords store;
  StudyWords study;
  std::string zone;
  bool due = false;
  bool full = false;
  bool all = false;
};

/// A command that may stand anywhere after its options, and whose unknown words are kept for our own message.
CLI::App* add_command(CLI::App& parent, const char* name, Words& words) {
  CLI::App* command = parent.add_subcommand(name);
  command->set_help_flag();
  command->allow_extras();
  command->fallthrough();
  command->add_flag("-h,--help", words.help);
  return command;
}

void add_evaluate(CLI::App& app, Words& words) {
  EvaluateArguments& to = words.evaluate;
  CLI::App* command = add_command(app, "evaluate", words);
  command->add_option("--standard", to.standard);
  command->add_option("--catalogue", to.catalogue);
  command->add_option("--standards", to.standards);
  command->add_option("--subjects", to.subjects);
  command->add_option("--records", to.records)->expected(1, 10000);
  command->add_option("--class", to.class_id);
  command->add_option("--as-of", words.as_of);
  command->add_option("--known-at", words.known_at);
  command->add_option("--subject", to.subject_ids)->expected(1, 10000);
  command->add_flag("--explain", to.explain);
  command->add_flag("--no-next-change", words.no_next_change);
  command->add_option("--format", words.format);
  command->add_option("--refused", to.refused);
  command->add_option("--run", to.run);
  command->add_option("--save-run", to.save_run);
  command->add_option("--threads", words.threads);
  command->add_option("--store", words.store.store);
  command->add_option("--zone", words.zone);
  command->add_flag("--all", words.all);
  command->add_flag("--due", words.due);
  command->add_flag("--full", words.full);
}

void add_standard(CLI::App& app, Words& words) {
  CLI::App* standard = add_command(app, "standard", words);
  CLI::App* check = add_command(*standard, "check", words);
  check->add_option("file", words.check.standard);
  check->add_option("--catalogue", words.check.catalogue);
  check->add_option("--standards", words.check.standards);
  check->add_flag("--strict", words.check.strict);
  check->add_flag("--proofs", words.check.proofs);
  check->add_flag("--watch", words.check.watch);
  check->add_option("--format", words.format);
  check->add_option("--store", words.check.data.store);
  check->add_option("--subjects", words.check.data.subjects);
  check->add_option("--records", words.check.data.records)->expected(1, 10000);
  check->add_option("--class", words.check.data.class_id);
  check->add_option("--as-of", words.as_of);
  check->add_option("--known-at", words.known_at);
  CLI::App* print = add_command(*standard, "print", words);
  print->add_option("file", words.print.standard);
  print->add_option("--standards", words.print.standards);
  CLI::App* sql = add_command(*standard, "sql", words);
  sql->add_option("file", words.sql.standard);
  sql->add_option("--catalogue", words.sql.catalogue);
  sql->add_option("--standards", words.sql.standards);
  sql->add_option("--dialect", words.dialect);
  sql->add_option("--part", words.part);
  sql->add_option("--as-of", words.as_of);
  sql->add_option("--known-at", words.known_at);
  sql->add_option("--subjects", words.sql.subjects);
  sql->add_option("--records", words.sql.records)->expected(1, 10000);
  CLI::App* test = add_command(*standard, "test", words);
  test->add_option("paths", words.test.paths)->expected(1, 10000);
  test->add_option("--catalogue", words.test.catalogue);
  test->add_option("--standards", words.test.standards);
  const AddCommand add = [&](CLI::App& parent, const char* name) {
    return add_command(parent, name, words);
  };
  add_publish(*standard, add, words.store);
  add_studies(*standard, add, words.study);
}

/// What a word that nothing took was meant for.
enum class Extras : std::uint8_t { commands, options };

/// The first word that nothing took, at any level; none if all were.
std::optional<std::string> first_extra(const CLI::App& app) {
  const std::vector<std::string> extras = app.remaining(true);
  for (const std::string& word : extras) {
    if (word != "--") return word;
  }
  return std::nullopt;
}

Result<bool> check_extras(const CLI::App& app, std::string_view topic, Extras meant) {
  const auto extra = first_extra(app);
  if (!extra) return true;
  if (meant == Extras::commands && !extra->starts_with("-")) {
    return refuse(errors::k_command_unknown, {}, unknown_word_args(*extra, commands_under(topic)));
  }
  const std::string name = extra->substr(0, extra->find('='));
  return refuse(errors::k_option_unknown, {}, unknown_word_args(name, options_of(topic)));
}

/// Without files `evaluate` works on a store.
bool is_on_store(const Words& words) {
  return !words.store.store.empty() || words.due || words.full || words.all ||
         !words.zone.empty() || (words.evaluate.subjects.empty() && words.evaluate.records.empty());
}

Result<RateArguments> finish_rate(Words& words) {
  RateArguments out;
  out.store = words.store.store.empty() ? std::string(k_store_default) : words.store.store;
  out.standard = words.evaluate.standard;
  out.subject_ids = std::move(words.evaluate.subject_ids);
  out.zone = words.zone;
  out.explain = words.evaluate.explain;
  out.next_change = !words.no_next_change;
  out.format = TRY(read_format(words.format));
  out.threads = TRY(read_threads(words.threads));
  if (!words.as_of.empty()) out.as_of = TRY(read_date("--as-of", words.as_of));
  out.known_at = TRY(read_time("--known-at", words.known_at));
  if (words.due) out.verb = RateArguments::Verb::due;
  if (words.full) out.verb = RateArguments::Verb::full;
  if (out.verb != RateArguments::Verb::show) return out;
  TRY(need(!out.standard.empty(), "--standard ID[@VERSION]"));
  TRY(need(words.all || !out.subject_ids.empty() || !out.zone.empty(),
           "--subject ID | --zone ID | --all"));
  return out;
}

Result<EvaluateArguments> finish_evaluate(Words& words) {
  EvaluateArguments out = std::move(words.evaluate);
  TRY(need(!out.standard.empty(), "--standard FILE"));
  TRY(need(!out.subjects.empty(), "--subjects FILE"));
  TRY(need(!out.records.empty(), "--records FILE"));
  TRY(need(!words.as_of.empty(), "--as-of DATE"));
  out.as_of = TRY(read_date("--as-of", words.as_of));
  out.known_at = TRY(read_time("--known-at", words.known_at));
  out.format = TRY(read_format(words.format));
  out.threads = TRY(read_threads(words.threads));
  out.next_change = !words.no_next_change;
  const auto piped = std::ranges::count(out.records, "-") + (out.subjects == "-" ? 1 : 0);
  if (piped > 1) return refuse(errors::k_standard_input_twice);
  return out;
}

/// The data that a standard is checked against: a store, or files; most often none.
Result<bool> finish_check_data(Words& words) {
  StudyArguments& data = words.check.data;
  const bool has_files = !data.subjects.empty() || !data.records.empty();
  if (has_files && !data.store.empty()) return refuse(errors::k_store_and_files);
  if (has_files) {
    TRY(need(!data.subjects.empty(), "--subjects FILE"));
    TRY(need(!data.records.empty(), "--records FILE"));
    const auto piped = std::ranges::count(data.records, "-") + (data.subjects == "-" ? 1 : 0);
    if (piped > 1) return refuse(errors::k_standard_input_twice);
  }
  data.catalogue = words.check.catalogue;
  data.standards = words.check.standards;
  if (!words.as_of.empty()) data.as_of = TRY(read_date("--as-of", words.as_of));
  data.known_at = TRY(read_time("--known-at", words.known_at));
  return true;
}

Result<StandardSqlArguments> finish_sql(Words& words) {
  using Part = StandardSqlArguments::Part;
  StandardSqlArguments out = std::move(words.sql);
  TRY(need(!out.standard.empty(), "FILE"));
  TRY(need(!words.dialect.empty(), "--dialect sqlite|postgresql"));
  if (words.dialect != "sqlite" && words.dialect != "postgresql")
    return wrong_value("--dialect", words.dialect, " sqlite 或 postgresql", "sqlite or postgresql");
  if (words.dialect == "postgresql") out.dialect = evaluation::SqlDialect::postgresql;
  if (words.part == "tables") {
    out.part = Part::tables;
  } else if (words.part == "data") {
    out.part = Part::data;
    TRY(need(!out.subjects.empty(), "--subjects FILE"));
    const auto piped = std::ranges::count(out.records, "-") + (out.subjects == "-" ? 1 : 0);
    if (piped > 1) return refuse(errors::k_standard_input_twice);
  } else if (words.part == "views") {
    out.part = Part::views;
    if (words.dialect != "sqlite")
      return wrong_value("--dialect", words.dialect, " sqlite(库在 SQLite 上)",
                         "sqlite: the store is on it");
  } else if (!words.part.empty() && words.part != "query") {
    return wrong_value("--part", words.part, " tables、data、views 或 query",
                       "tables, data, views or query");
  }
  out.known_at = TRY(read_time("--known-at", words.known_at));
  if (out.part != Part::query) return out;
  TRY(need(!words.as_of.empty(), "--as-of DATE"));
  out.as_of = TRY(read_date("--as-of", words.as_of));
  return out;
}

Result<Arguments> finish_standard(const CLI::App& app, Words& words, Arguments out) {
  const CLI::App& standard = *app.get_subcommands().front();
  if (standard.get_subcommands().empty()) {
    TRY(check_extras(app, "standard", Extras::commands));
    return refuse(errors::k_command_missing);
  }
  const CLI::App* command = standard.get_subcommands().front();
  const std::string topic = "standard " + command->get_name();
  TRY(check_extras(app, topic, Extras::options));
  if (command->get_name() == "check") {
    TRY(need(!words.check.standard.empty(), "FILE"));
    words.check.format = TRY(read_format(words.format));
    TRY(finish_check_data(words));
    out.command = std::move(words.check);
  } else if (is_publishing(command->get_name())) {
    return finish_store_command(topic, words.store, std::move(out));
  } else if (is_study(command->get_name())) {
    return finish_study(command->get_name(), words.study, std::move(out));
  } else if (command->get_name() == "print") {
    TRY(need(!words.print.standard.empty(), "FILE"));
    out.command = std::move(words.print);
  } else if (command->get_name() == "sql") {
    out.command = TRY(finish_sql(words));
  } else {
    TRY(need(!words.test.paths.empty(), "FILE|DIR"));
    out.command = std::move(words.test);
  }
  return out;
}

/// The help that `--help`, or `help TOPIC`, asks for: of the commands that stand there, in their order.
Result<HelpArguments> finish_help(const CLI::App& app, const Words& words) {
  HelpArguments out;
  const auto add = [&](const std::string& word) {
    if (!out.topic.empty()) out.topic += ' ';
    out.topic += word;
  };
  const CLI::App* at = &app;
  while (at != nullptr) {
    const CLI::App* next = nullptr;
    for (const CLI::App* command : at->get_subcommands()) {
      if (command->get_name() != "help") next = command;
    }
    if (next != nullptr) add(next->get_name());
    at = next;
  }
  for (const std::string& word : words.topic) add(word);
  if (!out.topic.empty() && help_text(out.topic, Lang::en).empty()) {
    return refuse(errors::k_topic_unknown, {}, unknown_word_args(out.topic, help_topics()));
  }
  return out;
}

Result<Arguments> finish(const CLI::App& app, Words& words) {
  Arguments out;
  out.lang = TRY(read_lang(words.lang));
  if (!words.today.empty()) out.today = TRY(read_date("--today", words.today));
  const auto chosen = app.get_subcommands();
  const std::string name = chosen.empty() ? "" : chosen.front()->get_name();
  if (words.help || name == "help") {
    out.command = TRY(finish_help(app, words));
    return out;
  }
  if (words.version) {
    out.command = VersionArguments{};
    return out;
  }
  if (name == "evaluate") {
    TRY(check_extras(app, name, Extras::options));
    if (is_on_store(words)) {
      out.command = TRY(finish_rate(words));
    } else {
      out.command = TRY(finish_evaluate(words));
    }
    return out;
  }
  if (name == "standard") return finish_standard(app, words, std::move(out));
  if (is_store_command(name)) {
    std::string topic = name;
    const auto below = chosen.front()->get_subcommands();
    if (!below.empty()) {
      topic += " " + below.front()->get_name();
    } else if (!commands_under(name).empty()) {
      TRY(check_extras(app, name, Extras::commands));
      return refuse(errors::k_command_missing);
    }
    TRY(check_extras(app, topic, Extras::options));
    return finish_store_command(topic, words.store, std::move(out));
  }
  TRY(check_extras(app, "", Extras::commands));
  return refuse(errors::k_command_missing);
}

}  // namespace

Result<Arguments> parse_arguments(const std::vector<std::string>& words) {
  Words to;
  CLI::App app("sanqu");
  app.set_help_flag();
  app.allow_extras();
  app.add_flag("-h,--help", to.help);
  app.add_flag("--version", to.version);
  app.add_option("--lang", to.lang);
  app.add_option("--today", to.today);
  CLI::App* help = app.add_subcommand("help");
  help->set_help_flag();
  help->fallthrough();
  help->add_option("topic", to.topic);
  add_evaluate(app, to);
  add_standard(app, to);
  add_store_commands(
      app, [&](CLI::App& parent, const char* name) { return add_command(parent, name, to); },
      to.store);
  try {
    std::vector<std::string> reversed(words.rbegin(), words.rend());  // as CLI11 wants them
    app.parse(std::move(reversed));
  } catch (const CLI::ArgumentMismatch& problem) {
    const std::string what = problem.what();  // `--as-of: 1 required TEXT missing`
    return refuse(errors::k_option_empty, {}, {what.substr(0, what.find(':'))});
  } catch (const CLI::ParseError& problem) {
    return refuse(errors::k_option_form, {}, {problem.what()});
  }
  return finish(app, to);
}

std::optional<Lang> lang_of_words(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    std::string value;
    if (words[i] == "--lang" && i + 1 < words.size()) value = words[i + 1];
    if (words[i].starts_with("--lang=")) value = words[i].substr(7);
    if (value == "zh") return Lang::zh;
    if (value == "en") return Lang::en;
  }
  return std::nullopt;
}

}  // namespace sanqu::cli
