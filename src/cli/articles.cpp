// SPDX-License-Identifier: Apache-2.0
// `sanqu article`: what the portal says in the office's own words. Writing and publishing are two commands, as they are two
// permissions for who signs in.
#include <fmt/core.h>

#include "acts/account_tools.hpp"
#include "acts/write_article.hpp"
#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "core/json_writer.hpp"
#include "portal/article_json.hpp"
#include "portal/portal.hpp"

namespace sanqu::cli {

using portal::Article;
using portal::ArticleText;

namespace {

using Verb = ArticleArguments::Verb;

std::string_view kind_text(portal::ArticleKind kind, Lang lang) {
  switch (kind) {
    case portal::ArticleKind::policy: return in(lang, "政策", "policy");
    case portal::ArticleKind::notice: return in(lang, "通知", "notice");
    case portal::ArticleKind::case_: return in(lang, "案例", "case");
    case portal::ArticleKind::guide: return in(lang, "指南", "guide");
  }
  return {};
}

std::string_view state_text(portal::ArticleState state, Lang lang) {
  switch (state) {
    case portal::ArticleState::draft: return in(lang, "草稿", "draft");
    case portal::ArticleState::published: return in(lang, "已发布", "published");
    case portal::ArticleState::withdrawn: return in(lang, "已撤回", "withdrawn");
  }
  return {};
}

/// What the words say, over what there was.
Result<ArticleText> with_words(ArticleText text, const ArticleArguments& words) {
  if (!words.kind.empty()) text.kind = TRY(portal::read_article_kind(words.kind));
  if (!words.language.empty()) text.language = words.language;
  if (!words.region.empty()) text.region = words.region;
  if (!words.title.empty()) text.title = words.title;
  if (!words.body.empty()) {
    text.body = TRY(read_file(words.body == "-" ? "/dev/stdin" : words.body));
  }
  if (words.shown_through) text.shown_through = *words.shown_through;
  return text;
}

Result<Article> newest_of(acts::Store& store, std::int64_t id) {
  const auto reading = TRY(store.begin_read());
  auto article = TRY(reading->portal().find_article(id, 0));
  if (!article) return refuse(portal::errors::k_no_article);
  return std::move(*article);
}

Result<Exit> list(const ArticleArguments& words, acts::Store& store, const Surroundings& around) {
  const auto reading = TRY(store.begin_read());
  portal::ArticleFilter filter;
  filter.limit = 10'000;
  if (!words.kind.empty()) filter.kind = TRY(portal::read_article_kind(words.kind));
  const auto found = words.published ? reading->portal().shown(filter, around.clock.today())
                                     : reading->portal().articles(filter);
  if (!found) return refuse_all(found.error());
  const bool is_table = format_of(words.format, around) == Format::table;
  const bool zh = around.lang == Lang::zh;
  TextTable table(
      zh ? std::vector<std::string>{">编号", ">版次", "类别", "状态", "发布日", "标题"}
         : std::vector<std::string>{">id", ">version", "kind", "state", "published", "title"});
  for (const Article& one : *found) {
    if (!is_table) {
      around.out.line(portal::article_json(one, portal::ArticlePart::head));
      continue;
    }
    const bool ever = one.published_at != Instant::min();
    table.row({std::to_string(one.id), std::to_string(one.version),
               std::string(kind_text(one.text.kind, around.lang)),
               std::string(state_text(one.state, around.lang)),
               ever ? one.published_at.date().text() : "-", one.text.title});
  }
  if (is_table) table.write(around.out);
  return Exit::done;
}

Result<Exit> show(const ArticleArguments& words, acts::Store& store, const Surroundings& around) {
  const Article article = TRY(newest_of(store, words.id));
  if (format_of(words.format, around) != Format::table) {
    around.out.line(portal::article_json(article, portal::ArticlePart::whole));
    return Exit::done;
  }
  around.out.line(article.text.title);
  around.out.line(fmt::format(form(around.lang, "{} · {} · 第 {} 版 · {} 于 {} 撰写",
                                   "{} · {} · version {} · written by {} on {}"),
                              kind_text(article.text.kind, around.lang),
                              state_text(article.state, around.lang), article.version,
                              article.written_by, article.written_at.date().text()));
  around.out.line("");
  around.out.line(article.text.body);
  return Exit::done;
}

Result<Article> changed(const ArticleArguments& words, acts::Store& store, Instant now) {
  const std::string by = words.by.empty() ? std::string(acts::k_by_command_line) : words.by;
  switch (words.verb) {
    case Verb::publish: return acts::publish_article(store, words.id, words.version, by, now);
    case Verb::withdraw: return acts::withdraw_article(store, words.id, words.reason, by, now);
    case Verb::edit: {
      const Article before = TRY(newest_of(store, words.id));
      const std::int64_t version = words.version == 0 ? before.version : words.version;
      const ArticleText text = TRY(with_words(before.text, words));
      return acts::edit_article(store, words.id, version, text, by, now);
    }
    default: break;
  }
  const ArticleText text = TRY(with_words({}, words));
  return acts::add_article(store, text, by, now);
}

}  // namespace

Result<Exit> work_articles(const ArticleArguments& words, const Surroundings& around) {
  const auto store = TRY(around.stores.open(words.store));
  if (words.verb == Verb::list) return list(words, *store, around);
  if (words.verb == Verb::show) return show(words, *store, around);
  const Article article = TRY(changed(words, *store, around.clock.now()));
  around.out.line(std::to_string(article.id));
  around.err.line(
      fmt::format(form(around.lang, "文章 {} 第 {} 版:{}", "article {}, version {}: {}"),
                  article.id, article.version, state_text(article.state, around.lang)));
  return Exit::done;
}

}  // namespace sanqu::cli
