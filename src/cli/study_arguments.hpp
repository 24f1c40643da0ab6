// SPDX-License-Identifier: Apache-2.0
// The words of the studies of standards, as plain structs; study_words.cpp makes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "cli/store_arguments.hpp"
#include "core/date.hpp"
#include "studies/settings.hpp"

namespace sanqu::cli {

/// Whom a study is about, and where it goes.
struct StudyArguments {
  std::string store;     // empty: from files
  std::string subjects;  // file or `-`
  std::vector<std::string> records;
  std::string class_id;
  std::string catalogue;
  std::string standards;
  std::optional<Date> as_of;           // none: today
  std::optional<Instant> known_at;     // none: now
  std::vector<std::string> groupings;  // empty: the usual ones
  std::uint32_t group_minimum = 30;
  std::optional<Format> format;
  std::string html;  // file for the page; empty: none
  unsigned threads = 0;
};

struct DiffArguments {
  StudyArguments study;
  std::string before;  // files, or over a store id or id@version
  std::string after;
  std::vector<std::int64_t> near;  // whole points
};

struct SimulateArguments {
  StudyArguments study;
  std::string standard;
  std::vector<studies::Setting> settings;
  std::vector<studies::Setting> sweep;
  std::vector<std::int64_t> near;
};

struct ValidateArguments {
  StudyArguments study;
  std::string standard;
  std::string outcome;  // a class's id
  std::string where;    // an expression over its fields; empty: all records
  int months = 12;
  std::optional<Instant> outcome_known_at;  // none: now
};

}  // namespace sanqu::cli
