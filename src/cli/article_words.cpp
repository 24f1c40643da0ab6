// SPDX-License-Identifier: Apache-2.0
// The words of `sanqu article`, between CLI11 and article_arguments.hpp.
#include <array>

#include "cli/store_words.hpp"

namespace sanqu::cli {

namespace {

using Verb = ArticleArguments::Verb;
constexpr std::array<std::pair<const char*, Verb>, 6> k_verbs = {{
    {"add", Verb::add},
    {"edit", Verb::edit},
    {"publish", Verb::publish},
    {"withdraw", Verb::withdraw},
    {"list", Verb::list},
    {"show", Verb::show},
}};

}  // namespace

void add_article_commands(CLI::App& app, const AddCommand& add, StoreWords& words) {
  CLI::App* article = add(app, "article");
  ArticleArguments& to = words.article;
  for (const auto& [name, verb] : k_verbs) {
    CLI::App* command = add(*article, name);
    command->add_option("--store", words.store);
    const bool writes = verb == Verb::add || verb == Verb::edit;
    if (verb != Verb::add && verb != Verb::list) command->add_option("id", words.id);
    if (writes) {
      command->add_option("--region", to.region);
      command->add_option("--title", to.title);
      command->add_option("--language", to.language);
      command->add_option("--shown-through", words.shown_through);
      command->add_option("--body", to.body);
    }
    if (writes || verb == Verb::list) command->add_option("--kind", to.kind);
    if (verb == Verb::edit || verb == Verb::publish) command->add_option("--read", words.version);
    if (verb == Verb::withdraw) command->add_option("--reason", to.reason);
    if (verb == Verb::list) {
      command->add_flag("--published", to.published);
      command->add_option("--format", words.format);
    } else if (verb == Verb::show) {
      command->add_option("--format", words.format);
    } else {
      command->add_option("--by", to.by);
    }
  }
}

Result<ArticleArguments> finish_article(std::string_view verb, StoreWords& words) {
  constexpr std::int64_t k_number_max = 1'000'000'000'000;
  ArticleArguments out = std::move(words.article);
  out.store = words.store;
  for (const auto& [name, one] : k_verbs) {
    if (verb == name) out.verb = one;
  }
  out.id = TRY(read_number("ID", words.id, 0, k_number_max));
  out.version = TRY(read_number("--read", words.version, 0, k_number_max));
  out.format = TRY(read_format(words.format));
  if (!words.shown_through.empty()) {
    out.shown_through = TRY(read_date("--shown-through", words.shown_through));
  }
  if (out.verb == Verb::add) {
    TRY(need(!out.kind.empty(), "--kind KIND"));
    TRY(need(!out.region.empty(), "--region CODE"));
    TRY(need(!out.title.empty(), "--title TEXT"));
    TRY(need(!out.body.empty(), "--body FILE"));
  } else if (out.verb != Verb::list) {
    TRY(need(out.id != 0, "ID"));
  }
  if (out.verb == Verb::withdraw) TRY(need(!out.reason.empty(), "--reason TEXT"));
  return out;
}

}  // namespace sanqu::cli
