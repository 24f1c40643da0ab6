// SPDX-License-Identifier: Apache-2.0
// The words of the commands that work on a store, between CLI11 and store_arguments.hpp. Only for arguments.cpp.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <functional>
#include <string>

#include "cli/arguments.hpp"

namespace sanqu::cli {

/// What CLI11 fills for these commands, as text.
struct StoreWords {
  std::string store;
  std::string format;
  std::string threads;
  std::string recorded_at;
  std::string active_from;
  std::string scale;
  std::string seed;
  std::string limit;
  std::string id;
  std::string batch;
  bool no_evaluation = false;
  DemoArguments demo;
  InitArguments init;
  ImportArguments import;
  QuarantineArguments quarantine;
  ReceiptArguments receipt;
  SubjectArguments subject;
  PublishArguments publish;
  QualityArguments quality;
  ZoneArguments zone;
  StoreCareArguments care;
  std::string listen;
  std::vector<std::string> limits;  // name=number
  ServeArguments serve;
  AccountArguments account;
  KeyArguments key;
  ArticleArguments article;
  std::string version;
  std::string shown_through;
  std::string days;
  std::string overlap;
};

using AddCommand = std::function<CLI::App*(CLI::App& parent, const char* name)>;

/// All commands but those about publishing, which stand under `standard`.
void add_store_commands(CLI::App& app, const AddCommand& add, StoreWords& words);
void add_publish(CLI::App& standard, const AddCommand& add, StoreWords& words);

/// `account` and `key`, as a part of add_store_commands (account_words.cpp).
void add_account_commands(CLI::App& app, const AddCommand& add, StoreWords& words);
Result<AccountArguments> finish_account(std::string_view verb, StoreWords& words);
Result<KeyArguments> finish_key(std::string_view verb, StoreWords& words);

/// `article`, as a part of add_store_commands (article_words.cpp).
void add_article_commands(CLI::App& app, const AddCommand& add, StoreWords& words);
Result<ArticleArguments> finish_article(std::string_view verb, StoreWords& words);

/// True for the commands under `standard` that add_publish adds.
bool is_publishing(std::string_view verb);

/// True for the commands of add_store_commands.
bool is_store_command(std::string_view name);

/// The command that was chosen, typed and checked. `topic` is `quarantine list` and the like.
Result<Arguments> finish_store_command(const std::string& topic, StoreWords& words, Arguments out);

// Shared with arguments.cpp.
std::unexpected<Errors> wrong_value(std::string_view option, const std::string& value,
                                    std::string zh, std::string en);
Result<std::optional<Format>> read_format(const std::string& text);
Result<Date> read_date(std::string_view option, const std::string& text);
Result<std::optional<Instant>> read_time(std::string_view option, const std::string& text);
Result<unsigned> read_threads(const std::string& text);
/// `otherwise` where `text` is empty; from 0 to `max`.
Result<std::int64_t> read_number(std::string_view option, const std::string& text,
                                 std::int64_t otherwise, std::int64_t max);
Result<bool> need(bool given, std::string_view what);

}  // namespace sanqu::cli
