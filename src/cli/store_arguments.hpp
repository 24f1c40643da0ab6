// SPDX-License-Identifier: Apache-2.0
// The words of the commands that work on a store, as plain structs; store_words.cpp makes them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/account_arguments.hpp"
#include "cli/article_arguments.hpp"
#include "core/date.hpp"

namespace sanqu::cli {

inline constexpr std::string_view k_store_default = "sqlite:sanqu.db";

enum class Format : std::uint8_t { table, json, csv, ndjson };

struct InitArguments {
  std::string store;
  std::string catalogue;  // folder; empty: the one that is found
};

struct DemoArguments {
  std::string store;
  std::uint32_t scale_permille = 1000;
  std::uint64_t seed = 1;
  std::string keep;  // folder in which the departments' files stay; empty: they are removed
  unsigned threads = 0;
};

struct ImportArguments {
  std::string store;
  std::string class_id;
  std::string source;
  std::vector<std::string> files;  // or `-`
  std::optional<Instant> recorded_at;
  std::vector<std::string> map;  // header=field
  bool reevaluates = true;
  std::optional<Format> format;
  unsigned threads = 0;
};

struct QuarantineArguments {
  enum class Verb : std::uint8_t { list, show, export_, retry };
  Verb verb = Verb::list;
  std::string store;
  std::int64_t id = 0;     // show, retry: one line
  std::int64_t batch = 0;  // 0: all
  std::string source;
  std::string code;
  std::string file;  // retry: a mended file; empty: the lines as they are
  std::uint32_t limit = 1000;
  std::optional<Format> format;
};

struct ReceiptArguments {
  std::string store;
  std::int64_t id = 0;  // 0: a list
  std::string source;
  std::uint32_t limit = 20;
  std::optional<Format> format;
};

struct SubjectArguments {
  enum class Verb : std::uint8_t { show, search };
  Verb verb = Verb::show;
  std::string store;
  std::string text;  // a code, or what is searched for
  std::uint32_t limit = 20;
  std::optional<Format> format;
};

struct PublishArguments {
  enum class Verb : std::uint8_t { propose, proposals, approve, publish };
  Verb verb = Verb::publish;
  std::string store;
  std::string what;  // a file; approve: id@version
  std::string author;
  std::string approver;
  std::optional<Format> format;
  std::string standards;
  std::optional<Date> active_from;  // none: today
};

struct QualityArguments {
  std::string store;
  std::string source;
  std::optional<Format> format;
};

struct ZoneArguments {
  std::string store;
  std::string zone;  // empty: all zones
  std::string standard;
  std::optional<Format> format;
};

/// Where a server listens: `127.0.0.1:8080`, `[::1]:8080`, or a port alone.
struct ListenAddress {
  std::string address = "127.0.0.1";
  std::uint16_t port = 8080;  // 0: any that is free
};
/// None where `text` is no such address.
std::optional<ListenAddress> parse_listen_address(std::string_view text);

inline constexpr std::int64_t k_serve_limit_max = 1'000'000'000;  // of any one `--limit`

/// What was written on the command line; the rest is the configuration file's to say, or built in (app/configuration.hpp).
struct ServeArguments {
  std::string config;  // file; empty: none
  std::optional<std::string> store;
  std::optional<ListenAddress> listen;
  std::vector<std::string> disclose;                          // standards whose grades are public
  std::vector<std::pair<std::string, std::uint32_t>> limits;  // what differs from the defaults
  std::string division;  // of the office; empty: that of the zones
  bool is_local_operator = false;
  bool prints_config = false;
};

struct StoreCareArguments {
  enum class Verb : std::uint8_t { check, backup, restore, migrate };
  Verb verb = Verb::check;
  std::string store;
  std::string path;  // backup: to; restore: from
};

}  // namespace sanqu::cli
