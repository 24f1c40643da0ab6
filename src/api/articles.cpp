// SPDX-License-Identifier: Apache-2.0
// Articles and notices: what everybody sees, and the desk at which they are written and published.
#include <fmt/format.h>

#include "acts/write_article.hpp"
#include "api/cursor.hpp"
#include "api/errors.hpp"
#include "api/json_body.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/rows.hpp"
#include "api/submissions.hpp"
#include "core/json_writer.hpp"
#include "portal/article_json.hpp"
#include "portal/portal.hpp"

namespace sanqu::api {

using portal::Article;
using portal::ArticlePart;

namespace {

constexpr std::string_view k_members = "kind language region title body shown_through version";

access::Row article_row(std::string_view region) {
  access::Row out;
  out.region = region;
  return out;
}

/// Kind, cursor and limit of a list; one more than a page is asked for.
Result<portal::ArticleFilter> filter_of(const Context& context, const std::string& of,
                                        std::size_t limit) {
  portal::ArticleFilter out;
  const std::string_view kind = context.request.query_value("kind").value_or("");
  if (!kind.empty()) out.kind = TRY(portal::read_article_kind(kind));
  out.before = static_cast<std::int64_t>(
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), of)));
  out.limit = static_cast<std::uint32_t>(limit + 1);
  return out;
}

std::string name_of_list(const Context& context, std::string_view list) {
  return fmt::format("{} kind={}", list, context.request.query_value("kind").value_or(""));
}

http::Response page(const std::vector<Article>& articles, std::size_t limit, ArticlePart part,
                    const std::string& of) {
  const std::size_t shown = std::min(limit, articles.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) json.raw(portal::article_json(articles[i], part));
  json.end_array();
  if (shown < articles.size()) {
    const Article& last = articles[shown - 1];
    const std::int64_t at = part == ArticlePart::head ? last.id : last.publication;
    json.text_member("next", make_cursor(of, static_cast<std::uint64_t>(at)));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

Result<portal::ArticleText> text_in(const Context& context, const JsonBody& body) {
  portal::ArticleText out;
  const std::string kind = TRY(body.need_text("kind"));
  out.kind = TRY(portal::read_article_kind(kind));
  out.language = TRY(body.text("language"));
  if (out.language.empty()) out.language = "zh";
  out.region = TRY(body.text("region"));
  if (out.region.empty()) out.region = context.world.division;
  out.title = TRY(body.text("title", 4 * portal::k_title_characters_max + 1024));
  out.body = TRY(body.text("body", 4 * portal::k_body_bytes_max));
  const std::string day = TRY(body.text("shown_through"));
  if (!day.empty()) {
    const auto read = Date::parse(day);
    if (!read) return refuse(portal::errors::k_shown_through, {"", 0, 0, "shown_through"}, {day});
    out.shown_through = *read;
  }
  return out;
}

/// The newest version of the article in the path; one of another division's office is as absent as one that is not there.
Result<Article> article_of(const Context& context) {
  const std::int64_t id = TRY(number_in_path(context, "article_id", portal::errors::k_no_article));
  const auto reading = TRY(context.world.store.begin_read());
  auto article = TRY(reading->portal().find_article(id, 0));
  if (!article) return refuse(portal::errors::k_no_article);
  TRY(need_row(context, article_row(article->text.region), portal::errors::k_no_article));
  return std::move(*article);
}

http::Response whole(const Article& article, int status = 200) {
  return json_response(portal::article_json(article, ArticlePart::whole), status);
}

}  // namespace

Result<http::Response> list_articles(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 20, 100));
  const std::string of = name_of_list(context, "articles");
  const auto filter = TRY(filter_of(context, of, limit));
  const auto reading = TRY(context.world.store.begin_read());
  const auto shown = TRY(reading->portal().shown(filter, context.world.clock.today()));
  return page(shown, limit, ArticlePart::shown_head, of);
}

Result<http::Response> get_article(const Context& context) {
  const std::int64_t id = TRY(number_in_path(context, "article_id", portal::errors::k_no_article));
  const auto reading = TRY(context.world.store.begin_read());
  const auto article = TRY(reading->portal().find_published(id));
  if (!article || !portal::is_shown(*article, context.world.clock.today())) {
    return refuse(portal::errors::k_no_article);
  }
  return json_response(portal::article_json(*article, ArticlePart::shown));
}

Result<http::Response> list_drafts(const Context& context) {
  const std::size_t limit = TRY(read_limit(context.request, 20, 100));
  const std::string of = name_of_list(context, "drafts");
  auto filter = TRY(filter_of(context, of, limit));
  const auto reading = TRY(context.world.store.begin_read());
  // Those of other divisions are left out, so a page may take several looks.
  std::vector<Article> own;
  while (own.size() <= limit) {
    const auto found = TRY(reading->portal().articles(filter));
    for (const Article& one : found) {
      if (own.size() <= limit && may_have(context, article_row(one.text.region))) {
        own.push_back(one);
      }
    }
    if (found.size() < filter.limit) break;
    filter.before = found.back().id;
  }
  return page(own, limit, ArticlePart::head, of);
}

Result<http::Response> get_draft(const Context& context) {
  const Article article = TRY(article_of(context));
  const auto reading = TRY(context.world.store.begin_read());
  const auto history = TRY(reading->portal().history(article.id));
  JsonWriter json;
  json.begin_object().name("article").raw(portal::article_json(article, ArticlePart::whole));
  json.name("history").raw(portal::history_json(history)).end_object();
  return json_response(json.take());
}

Result<http::Response> add_article(const Context& context) {
  const JsonBody body = TRY(JsonBody::read(context.request, k_members));
  const portal::ArticleText text = TRY(text_in(context, body));
  const portal::ArticleText good = TRY(portal::checked(text));
  TRY(need_row(context, article_row(good.region), portal::errors::k_region));
  const auto made = [](const Article& article) {
    http::Response out = whole(article, 201);
    out.headers.push_back({"Location", fmt::format("/api/v1/drafts/{}", article.id)});
    return out;
  };
  return once(context, [&](const KeepAnswer& keep) -> Result<http::Response> {
    const auto also = [&](acts::Transaction& writing, const Article& article) {
      return keep(writing, made(article));
    };
    return made(TRY(acts::add_article(context.world.store, good, context.caller.name,
                                      context.world.clock.now(), also)));
  });
}

Result<http::Response> edit_article(const Context& context) {
  const Article before = TRY(article_of(context));
  const JsonBody body = TRY(JsonBody::read(context.request, k_members));
  const portal::ArticleText text = TRY(text_in(context, body));
  const portal::ArticleText good = TRY(portal::checked(text));
  TRY(need_row(context, article_row(good.region), portal::errors::k_region));
  const std::int64_t version = TRY(body.integer("version", before.version));
  return whole(TRY(acts::edit_article(context.world.store, before.id, version, good,
                                      context.caller.name, context.world.clock.now())));
}

Result<http::Response> publish_article(const Context& context) {
  const Article before = TRY(article_of(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "version"));
  const std::int64_t version = TRY(body.integer("version", before.version));
  return whole(TRY(acts::publish_article(context.world.store, before.id, version,
                                         context.caller.name, context.world.clock.now())));
}

Result<http::Response> withdraw_article(const Context& context) {
  const Article before = TRY(article_of(context));
  const JsonBody body = TRY(JsonBody::read(context.request, "reason"));
  const std::string reason = TRY(body.text("reason"));
  return whole(TRY(acts::withdraw_article(context.world.store, before.id, reason,
                                          context.caller.name, context.world.clock.now())));
}

}  // namespace sanqu::api
