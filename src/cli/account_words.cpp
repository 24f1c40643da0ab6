// SPDX-License-Identifier: Apache-2.0
// The words of `sanqu account` and `sanqu key`, between CLI11 and account_arguments.hpp.
#include <array>

#include "cli/store_words.hpp"

namespace sanqu::cli {

namespace {

constexpr std::int64_t k_days_max = 100'000;

using AccountVerb = AccountArguments::Verb;
constexpr std::array<std::pair<const char*, AccountVerb>, 9> k_account_verbs = {{
    {"list", AccountVerb::list},
    {"add", AccountVerb::add},
    {"disable", AccountVerb::disable},
    {"enable", AccountVerb::enable},
    {"reset-password", AccountVerb::reset_password},
    {"roles", AccountVerb::roles},
    {"check", AccountVerb::check},
    {"second-factor", AccountVerb::second_factor},
    {"history", AccountVerb::history},
}};

using KeyVerb = KeyArguments::Verb;
constexpr std::array<std::pair<const char*, KeyVerb>, 4> k_key_verbs = {{
    {"list", KeyVerb::list},
    {"add", KeyVerb::add},
    {"rotate", KeyVerb::rotate},
    {"revoke", KeyVerb::revoke},
}};

/// One value an option, so that the name after it is none; the option may stand again.
void add_list(CLI::App& command, const char* option, std::vector<std::string>& to) {
  command.add_option(option, to)->expected(1)->allow_extra_args(false)->take_all();
}

void add_account(CLI::App& account, const AddCommand& add, const char* name, AccountVerb verb,
                 StoreWords& words) {
  CLI::App* command = add(account, name);
  AccountArguments& to = words.account;
  command->add_option("--store", words.store);
  if (verb == AccountVerb::list) {
    command->add_option("--format", words.format);
    return;
  }
  command->add_option("name", to.name);
  if (verb == AccountVerb::add) {
    command->add_option("--person", to.person);
    command->add_option("--office", to.office);
    add_list(*command, "--role", to.roles);
    command->add_flag("--machine", to.is_machine);
    command->add_option("--identity", to.identity);
  }
  if (verb == AccountVerb::roles) {
    add_list(*command, "--add", to.roles);
    add_list(*command, "--remove", to.removed);
  }
  if (verb == AccountVerb::add || verb == AccountVerb::roles) {
    command->add_option("--proof", to.proof);
  }
  if (verb == AccountVerb::check) command->add_option("--code", to.code);
  if (verb == AccountVerb::second_factor) command->add_flag("--off", to.off);
}

}  // namespace

void add_account_commands(CLI::App& app, const AddCommand& add, StoreWords& words) {
  CLI::App* account = add(app, "account");
  for (const auto& [name, verb] : k_account_verbs) add_account(*account, add, name, verb, words);
  CLI::App* key = add(app, "key");
  for (const auto& [name, verb] : k_key_verbs) {
    CLI::App* command = add(*key, name);
    command->add_option("--store", words.store);
    if (verb == KeyVerb::list) command->add_option("--format", words.format);
    if (verb == KeyVerb::add) {
      command->add_option("account", words.key.account);
      add_list(*command, "--may", words.key.permissions);
      command->add_option("--title", words.key.title);
    }
    if (verb == KeyVerb::rotate || verb == KeyVerb::revoke) {
      command->add_option("prefix", words.key.prefix);
    }
    if (verb == KeyVerb::add || verb == KeyVerb::rotate) command->add_option("--days", words.days);
    if (verb == KeyVerb::rotate) command->add_option("--overlap", words.overlap);
  }
}

Result<AccountArguments> finish_account(std::string_view verb, StoreWords& words) {
  AccountArguments out = std::move(words.account);
  out.store = words.store;
  for (const auto& [name, one] : k_account_verbs) {
    if (verb == name) out.verb = one;
  }
  out.format = TRY(read_format(words.format));
  if (out.verb != AccountVerb::list) TRY(need(!out.name.empty(), "NAME"));
  return out;
}

Result<KeyArguments> finish_key(std::string_view verb, StoreWords& words) {
  KeyArguments out = std::move(words.key);
  out.store = words.store;
  for (const auto& [name, one] : k_key_verbs) {
    if (verb == name) out.verb = one;
  }
  out.format = TRY(read_format(words.format));
  out.days = TRY(read_number("--days", words.days, 365, k_days_max));
  out.overlap_days = TRY(read_number("--overlap", words.overlap, 7, k_days_max));
  if (out.verb == KeyVerb::add) {
    TRY(need(!out.account.empty(), "ACCOUNT"));
    TRY(need(!out.permissions.empty(), "--may PERMISSION"));
  }
  if (out.verb == KeyVerb::rotate || out.verb == KeyVerb::revoke) {
    TRY(need(!out.prefix.empty(), "PREFIX"));
  }
  return out;
}

}  // namespace sanqu::cli
