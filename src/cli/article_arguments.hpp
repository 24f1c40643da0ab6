// SPDX-License-Identifier: Apache-2.0
// The words of `sanqu article` as a plain struct; article_words.cpp makes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/date.hpp"

namespace sanqu::cli {

enum class Format : std::uint8_t;

struct ArticleArguments {
  enum class Verb : std::uint8_t { add, edit, publish, withdraw, list, show };
  Verb verb = Verb::list;
  std::string store;
  std::int64_t id = 0;       // all but add and list
  std::int64_t version = 0;  // edit, publish: the one that was read; 0: whichever is newest
  // add, edit; empty in edit: as it is
  std::string kind;
  std::string language;
  std::string region;
  std::string title;
  std::string body;  // a file or `-`
  std::optional<Date> shown_through;
  std::string by;          // who; empty: `command line`
  std::string reason;      // withdraw
  bool published = false;  // list: what everybody sees
  std::optional<Format> format;
};

}  // namespace sanqu::cli
