// SPDX-License-Identifier: Apache-2.0
// The words of the command line as plain structs. Only arguments.cpp knows the library that splits them; commands see
// what is here, already checked for form.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "cli/store_arguments.hpp"
#include "cli/study_arguments.hpp"
#include "core/date.hpp"
#include "core/result.hpp"
#include "evaluation/sql/sql_form.hpp"

namespace sanqu::cli {

struct EvaluateArguments {
  std::string standard;   // file; over a store id or id@version
  std::string catalogue;  // folder; empty: the one that is found
  std::string standards;  // folder in which parents are looked for; empty: around the file
  std::string subjects;   // file or `-`
  std::vector<std::string> records;  // files or `-`; at least one
  std::string class_id;  // of record lines that name none; empty: each line names its own
  Date as_of;
  std::optional<Instant> known_at;       // none: now
  std::vector<std::string> subject_ids;  // whose results are written; empty: all
  bool explain = false;
  bool next_change = true;
  std::optional<Format> format;  // none: table for a terminal, else json
  std::string refused;           // file for the refused lines; empty: none
  std::string run;               // file of a frozen distribution to rank in
  std::string save_run;          // file for this run's distribution
  unsigned threads = 0;          // 0: one a core
};

/// `sanqu evaluate` over a store: what `subjects` and `records` are not given for.
struct RateArguments {
  enum class Verb : std::uint8_t { show, due, full };
  Verb verb = Verb::show;
  std::string store;
  std::string standard;       // id or id@version; empty: all that are active (due, full)
  std::optional<Date> as_of;  // none: today
  std::optional<Instant> known_at;
  std::vector<std::string> subject_ids;
  std::string zone;
  bool explain = false;
  bool next_change = true;
  std::optional<Format> format;
  unsigned threads = 0;
};

struct StandardCheckArguments {
  std::string standard;
  std::string catalogue;
  std::string standards;
  bool strict = false;  // warnings end with exit 1
  bool proofs = false;  // the proofs line by line, and the search for counter-examples
  bool watch = false;   // again whenever the file or a parent changes
  StudyArguments data;  // neither store nor subjects: no data
  std::optional<Format> format;
};

struct StandardPrintArguments {
  std::string standard;
  std::string standards;
};

/// A standard as SQL: the tables, the query, or the lines of files as INSERT statements.
struct StandardSqlArguments {
  enum class Part : std::uint8_t { tables, data, views, query };
  std::string standard;
  std::string catalogue;
  std::string standards;
  evaluation::SqlDialect dialect = evaluation::SqlDialect::sqlite;
  Part part = Part::query;
  Date as_of;
  std::optional<Instant> known_at;   // none: now
  std::string subjects;              // data: file or `-`
  std::vector<std::string> records;  // data: files or `-`
};

struct StandardTestArguments {
  std::vector<std::string> paths;  // files or folders
  std::string catalogue;
  std::string standards;
};

struct HelpArguments {
  std::string topic;  // `evaluate`, `standard check`; empty: all commands
};

struct VersionArguments {};

struct Arguments {
  std::optional<Lang> lang;   // none: the locale's
  std::optional<Date> today;  // the clock stands at this day's end
  std::variant<HelpArguments, VersionArguments, EvaluateArguments, StandardCheckArguments,
               StandardPrintArguments, StandardSqlArguments, StandardTestArguments, RateArguments,
               InitArguments, DemoArguments, ImportArguments, QuarantineArguments, ReceiptArguments,
               SubjectArguments, PublishArguments, QualityArguments, ZoneArguments,
               StoreCareArguments, DiffArguments, SimulateArguments, ValidateArguments,
               ServeArguments, AccountArguments, KeyArguments, ArticleArguments>
      command;
};

/// Errors: the codes of cli/errors.hpp that end with exit 2.
Result<Arguments> parse_arguments(const std::vector<std::string>& words);

/// The language that the words ask for, also where they are wrong otherwise: so that the error is in it.
std::optional<Lang> lang_of_words(const std::vector<std::string>& words);

}  // namespace sanqu::cli
