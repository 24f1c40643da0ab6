// SPDX-License-Identifier: Apache-2.0
#include "cli/store_words.hpp"

#include <algorithm>
#include <array>

#include "cli/errors.hpp"
#include "core/exact.hpp"

namespace sanqu::cli {

Result<std::int64_t> read_number(std::string_view option, const std::string& text,
                                 std::int64_t otherwise, std::int64_t max) {
  if (text.empty()) return otherwise;
  const auto number = parse_decimal(text, 0);
  if (!number || number->units < 0 || number->units > max) {
    return wrong_value(option, text, " 0 至 " + std::to_string(max) + " 的整数",
                       "a whole number from 0 to " + std::to_string(max));
  }
  return number->units;
}

std::optional<ListenAddress> parse_listen_address(std::string_view text) {
  const std::size_t colon = text.rfind(':');
  const bool is_port_alone = colon == std::string_view::npos;
  std::string_view address = is_port_alone ? std::string_view() : text.substr(0, colon);
  if (address.starts_with('[') && address.ends_with(']')) {
    address = address.substr(1, address.size() - 2);
  }
  constexpr std::int64_t k_port_max = 65535;
  const auto number = parse_decimal(is_port_alone ? text : text.substr(colon + 1), 0);
  if (!number || number->units < 0 || number->units > k_port_max) return std::nullopt;
  ListenAddress out;
  if (!address.empty()) out.address = address;
  out.port = static_cast<std::uint16_t>(number->units);
  return out;
}

namespace {

constexpr std::int64_t k_scale_permille_max = 1'000'000;

/// `0.05` is 50 in a thousand.
Result<std::uint32_t> read_scale(const std::string& text) {
  if (text.empty()) return 1000U;
  const auto number = parse_decimal(text, 3);
  const auto permille = number ? units_at(*number, 3) : std::nullopt;
  if (!permille || *permille < 1 || *permille > k_scale_permille_max) {
    return wrong_value("--scale", text, " 0.001 至 1000 的数", "a number from 0.001 to 1000");
  }
  return static_cast<std::uint32_t>(*permille);
}

CLI::App* with_store(CLI::App* command, StoreWords& words) {
  command->add_option("--store", words.store);
  return command;
}

void add_quarantine(CLI::App& app, const AddCommand& add, StoreWords& words) {
  CLI::App* quarantine = add(app, "quarantine");
  for (const char* verb : {"list", "show", "export", "retry"}) {
    CLI::App* command = with_store(add(*quarantine, verb), words);
    const std::string name = verb;
    if (name == "show") {
      command->add_option("id", words.id);
    } else {
      command->add_option("--batch", words.batch);
      command->add_option("--source", words.quarantine.source);
      command->add_option("--code", words.quarantine.code);
    }
    if (name == "list") command->add_option("--limit", words.limit);
    if (name == "retry") {
      command->add_option("--id", words.id);
      command->add_option("file", words.quarantine.file);
    }
    if (name != "export") command->add_option("--format", words.format);
  }
}

void add_care(CLI::App& app, const AddCommand& add, StoreWords& words) {
  CLI::App* store = add(app, "store");
  for (const char* verb : {"check", "backup", "restore", "migrate"}) {
    CLI::App* command = with_store(add(*store, verb), words);
    const std::string name = verb;
    if (name == "backup" || name == "restore") command->add_option("path", words.care.path);
  }
}

Result<QuarantineArguments> finish_quarantine(const std::string& verb, StoreWords& words) {
  QuarantineArguments out = std::move(words.quarantine);
  out.store = words.store;
  out.format = TRY(read_format(words.format));
  constexpr std::int64_t k_id_max = std::numeric_limits<std::int64_t>::max() / 2;
  out.id = TRY(read_number("ID", words.id, 0, k_id_max));
  out.batch = TRY(read_number("--batch", words.batch, 0, k_id_max));
  out.limit = static_cast<std::uint32_t>(TRY(read_number("--limit", words.limit, 1000, 1'000'000)));
  if (verb == "show") {
    out.verb = QuarantineArguments::Verb::show;
    TRY(need(out.id != 0, "ID"));
  } else if (verb == "export") {
    out.verb = QuarantineArguments::Verb::export_;
    TRY(need(out.batch != 0, "--batch N"));
  } else if (verb == "retry") {
    out.verb = QuarantineArguments::Verb::retry;
  }
  return out;
}

Result<StoreCareArguments> finish_care(const std::string& verb, StoreWords& words) {
  using Verb = StoreCareArguments::Verb;
  StoreCareArguments out = std::move(words.care);
  out.store = words.store;
  out.verb = verb == "backup"    ? Verb::backup
             : verb == "restore" ? Verb::restore
             : verb == "migrate" ? Verb::migrate
                                 : Verb::check;
  if (out.verb == Verb::backup || out.verb == Verb::restore) TRY(need(!out.path.empty(), "PATH"));
  return out;
}

Result<ServeArguments> finish_serve(StoreWords& words) {
  ServeArguments out = std::move(words.serve);
  for (const std::string& pair : words.limits) {
    const std::size_t equals = std::min(pair.find('='), pair.size());
    const auto value = parse_decimal(pair.substr(std::min(equals + 1, pair.size())), 0);
    if (!value || value->units < 1 || value->units > k_serve_limit_max) {
      return wrong_value("--limit", pair, " 名称=数值,如 connections_max=4096",
                         "NAME=NUMBER, such as connections_max=4096");
    }
    out.limits.emplace_back(pair.substr(0, equals), static_cast<std::uint32_t>(value->units));
  }
  if (words.listen.empty()) return out;
  out.listen = parse_listen_address(words.listen);
  if (!out.listen) {
    return wrong_value("--listen", words.listen, " 地址:端口,如 127.0.0.1:8080",
                       "ADDRESS:PORT, such as 127.0.0.1:8080");
  }
  return out;
}

Result<ImportArguments> finish_import(StoreWords& words) {
  ImportArguments out = std::move(words.import);
  out.store = words.store;
  TRY(need(!out.class_id.empty(), "--class CLASS"));
  TRY(need(!out.source.empty(), "--source DEPARTMENT"));
  TRY(need(!out.files.empty(), "FILE"));
  out.recorded_at = TRY(read_time("--recorded-at", words.recorded_at));
  out.reevaluates = !words.no_evaluation;
  out.format = TRY(read_format(words.format));
  out.threads = TRY(read_threads(words.threads));
  for (const std::string& pair : out.map) {
    if (pair.find('=') == std::string::npos || pair.back() == '=') {
      return wrong_value("--map", pair, " 列名=数据项", "HEADER=FIELD");
    }
  }
  return out;
}

Result<PublishArguments> finish_publish(std::string_view verb, StoreWords& words) {
  using Verb = PublishArguments::Verb;
  PublishArguments out = std::move(words.publish);
  out.store = words.store;
  out.verb = verb == "propose"     ? Verb::propose
             : verb == "proposals" ? Verb::proposals
             : verb == "approve"   ? Verb::approve
                                   : Verb::publish;
  const bool has_author = out.verb == Verb::propose || out.verb == Verb::publish;
  const bool has_approver = out.verb == Verb::approve || out.verb == Verb::publish;
  if (has_author || has_approver) TRY(need(!out.what.empty(), has_author ? "FILE" : "ID@VERSION"));
  if (has_author) TRY(need(!out.author.empty(), "--author NAME"));
  if (has_approver) TRY(need(!out.approver.empty(), "--approver NAME"));
  if (!words.active_from.empty()) {
    out.active_from = TRY(read_date("--active-from", words.active_from));
  }
  out.format = TRY(read_format(words.format));
  return out;
}

}  // namespace

void add_store_commands(CLI::App& app, const AddCommand& add, StoreWords& words) {
  CLI::App* init = with_store(add(app, "init"), words);
  init->add_option("--catalogue", words.init.catalogue);
  CLI::App* demo = with_store(add(app, "demo"), words);
  demo->add_option("--scale", words.scale);
  demo->add_option("--seed", words.seed);
  demo->add_option("--keep", words.demo.keep);
  demo->add_option("--threads", words.threads);
  CLI::App* import = with_store(add(app, "import"), words);
  import->add_option("--class", words.import.class_id);
  import->add_option("--source", words.import.source);
  import->add_option("--recorded-at", words.recorded_at);
  // One pair a `--map`, so that the file after it is no pair.
  import->add_option("--map", words.import.map)->expected(1)->allow_extra_args(false)->take_all();
  import->add_flag("--no-evaluation", words.no_evaluation);
  import->add_option("--format", words.format);
  import->add_option("--threads", words.threads);
  import->add_option("files", words.import.files)->expected(1, 10000);
  add_quarantine(app, add, words);
  CLI::App* receipt = with_store(add(app, "receipt"), words);
  receipt->add_option("id", words.id);
  receipt->add_option("--source", words.receipt.source);
  receipt->add_option("--limit", words.limit);
  receipt->add_option("--format", words.format);
  CLI::App* subject = add(app, "subject");
  for (const char* verb : {"show", "search"}) {
    CLI::App* command = with_store(add(*subject, verb), words);
    command->add_option("text", words.subject.text);
    if (std::string(verb) == "search") command->add_option("--limit", words.limit);
    command->add_option("--format", words.format);
  }
  CLI::App* quality = with_store(add(app, "quality"), words);
  quality->add_option("--source", words.quality.source);
  quality->add_option("--format", words.format);
  CLI::App* zone = with_store(add(app, "zone"), words);
  zone->add_option("zone", words.zone.zone);
  zone->add_option("--standard", words.zone.standard);
  zone->add_option("--format", words.format);
  CLI::App* serve = with_store(add(app, "serve"), words);
  serve->add_option("--config", words.serve.config);
  serve->add_option("--listen", words.listen);
  serve->add_option("--disclose", words.serve.disclose)
      ->expected(1)
      ->allow_extra_args(false)
      ->take_all();
  serve->add_option("--limit", words.limits)->expected(1)->allow_extra_args(false)->take_all();
  serve->add_option("--division", words.serve.division);
  serve->add_flag("--local-operator", words.serve.is_local_operator);
  serve->add_flag("--print-config", words.serve.prints_config);
  add_care(app, add, words);
  add_account_commands(app, add, words);
  add_article_commands(app, add, words);
}

void add_publish(CLI::App& standard, const AddCommand& add, StoreWords& words) {
  for (const std::string verb : {"propose", "proposals", "approve", "publish"}) {
    CLI::App* command = with_store(add(standard, verb.c_str()), words);
    if (verb == "proposals") {
      command->add_option("--format", words.format);
      continue;
    }
    command->add_option("what", words.publish.what);
    if (verb != "propose") command->add_option("--approver", words.publish.approver);
    if (verb == "approve") continue;
    command->add_option("--author", words.publish.author);
    command->add_option("--standards", words.publish.standards);
    command->add_option("--active-from", words.active_from);
  }
}

bool is_publishing(std::string_view verb) {
  return verb == "propose" || verb == "proposals" || verb == "approve" || verb == "publish";
}

bool is_store_command(std::string_view name) {
  constexpr std::array<std::string_view, 13> k_names = {
      "init", "demo",  "import", "quarantine", "receipt", "subject", "quality",
      "zone", "serve", "store",  "account",    "key",     "article"};
  return std::ranges::find(k_names, name) != k_names.end();
}

Result<Arguments> finish_store_command(const std::string& topic, StoreWords& words, Arguments out) {
  if (!words.store.empty()) words.serve.store = words.store;
  if (words.store.empty()) words.store = k_store_default;
  const std::string name = topic.substr(0, topic.find(' '));
  const std::string verb = topic.size() > name.size() ? topic.substr(name.size() + 1) : "";
  if (name == "init") {
    words.init.store = words.store;
    out.command = std::move(words.init);
  } else if (name == "demo") {
    words.demo.store = words.store;
    words.demo.scale_permille = TRY(read_scale(words.scale));
    words.demo.seed =
        static_cast<std::uint64_t>(TRY(read_number("--seed", words.seed, 1, 1'000'000'000'000)));
    words.demo.threads = TRY(read_threads(words.threads));
    out.command = std::move(words.demo);
  } else if (name == "import") {
    out.command = TRY(finish_import(words));
  } else if (name == "quarantine") {
    out.command = TRY(finish_quarantine(verb, words));
  } else if (name == "receipt") {
    words.receipt.store = words.store;
    words.receipt.id = TRY(read_number("ID", words.id, 0, 1'000'000'000'000));
    words.receipt.limit =
        static_cast<std::uint32_t>(TRY(read_number("--limit", words.limit, 20, 1'000'000)));
    words.receipt.format = TRY(read_format(words.format));
    out.command = std::move(words.receipt);
  } else if (name == "subject") {
    TRY(need(!words.subject.text.empty(), verb == "show" ? "USCC" : "TEXT"));
    words.subject.store = words.store;
    words.subject.verb =
        verb == "show" ? SubjectArguments::Verb::show : SubjectArguments::Verb::search;
    words.subject.limit =
        static_cast<std::uint32_t>(TRY(read_number("--limit", words.limit, 20, 10'000)));
    words.subject.format = TRY(read_format(words.format));
    out.command = std::move(words.subject);
  } else if (name == "standard") {
    out.command = TRY(finish_publish(verb, words));
  } else if (name == "quality") {
    words.quality.store = words.store;
    words.quality.format = TRY(read_format(words.format));
    out.command = std::move(words.quality);
  } else if (name == "zone") {
    words.zone.store = words.store;
    words.zone.format = TRY(read_format(words.format));
    out.command = std::move(words.zone);
  } else if (name == "serve") {
    out.command = TRY(finish_serve(words));
  } else if (name == "account") {
    out.command = TRY(finish_account(verb, words));
  } else if (name == "key") {
    out.command = TRY(finish_key(verb, words));
  } else if (name == "article") {
    out.command = TRY(finish_article(verb, words));
  } else {
    out.command = TRY(finish_care(verb, words));
  }
  return out;
}

}  // namespace sanqu::cli
