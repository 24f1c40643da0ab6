// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_portal.hpp"

#include <limits>

#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using portal::Article;
using portal::ArticleEvent;
using portal::ArticleFilter;
using portal::ArticleState;
using portal::ArticleText;

namespace {

// A version `v` of an article `a`, with the last that happened to the article, `e`.
constexpr const char* k_select =
    "SELECT a.id, v.number, v.kind, v.language, v.region, v.title, v.body, v.shown_through, v.by,"
    " v.at, (SELECT max(n.number) FROM article_version n WHERE n.article = a.id),"
    " coalesce(e.what, ''), coalesce(e.version, 0), coalesce(e.id, 0),"
    " coalesce((SELECT max(p.at) FROM article_event p WHERE p.article = a.id"
    "   AND p.what = 'published'), ''),"
    " CASE WHEN e.what = 'withdrawn' THEN e.at ELSE '' END"
    " FROM article a JOIN article_version v ON v.article = a.id LEFT JOIN article_event e"
    " ON e.id = (SELECT max(l.id) FROM article_event l WHERE l.article = a.id) ";

std::string select(const char* where) { return std::string(k_select) + where; }

std::string optional_kind(const ArticleFilter& filter) {
  return filter.kind ? std::string(portal::text_of(*filter.kind)) : "";
}

}  // namespace

struct PortalStatements {
  explicit PortalStatements(Connection& connection);
  Article article() const;

  std::int64_t wanted = 0;
  std::int64_t wanted_version = 0;
  std::string wanted_kind;
  std::string wanted_day;
  std::int64_t limit = 0;

  std::int64_t id = 0;
  std::int64_t number = 0;
  std::string kind;
  std::string language;
  std::string region;
  std::string title;
  std::string body;
  std::string shown_through;
  std::string by;
  std::string at;
  std::int64_t newest = 0;
  std::string what;
  std::int64_t of_version = 0;
  std::int64_t event = 0;
  std::string published_at;
  std::string withdrawn_at;
  std::string reason;

  Statement add_article;
  Statement add_version;
  Statement add_event;
  Statement newest_version;
  Statement find_version;
  Statement find_published;
  Statement all;
  Statement all_shown;
  Statement history;
};

PortalStatements::PortalStatements(Connection& c)
    : add_article(c, "INSERT INTO article (added_at) VALUES (?1)"),
      add_version(c,
                  "INSERT INTO article_version (article, number, kind, language, region, title,"
                  " body, shown_through, by, at)"
                  " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)"),
      add_event(c,
                "INSERT INTO article_event (article, version, what, reason, by, at)"
                " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"),
      newest_version(c,
                     "SELECT max(number) FROM article_version WHERE article = ?1"
                     " HAVING max(number) IS NOT NULL"),
      find_version(c, select("WHERE a.id = ?1 AND v.number = ?2")),
      find_published(c,
                     select("WHERE a.id = ?1 AND e.what = 'published' AND v.number = e.version")),
      all(c, select("WHERE v.number = (SELECT max(n.number) FROM article_version n"
                    " WHERE n.article = a.id) AND a.id < ?1 AND (?2 = '' OR v.kind = ?2)"
                    " ORDER BY a.id DESC LIMIT ?3")),
      all_shown(c, select("WHERE e.what = 'published' AND v.number = e.version AND e.id < ?1"
                          " AND (?2 = '' OR v.kind = ?2) AND v.shown_through >= ?4"
                          " ORDER BY e.id DESC LIMIT ?3")),
      history(c,
              "SELECT number, 'written', by, at, '', 0 FROM article_version WHERE article = ?1"
              " UNION ALL SELECT version, what, by, at, reason, id FROM article_event"
              " WHERE article = ?1 ORDER BY 4, 1, 6") {
  add_article.takes(at);
  add_version.takes(id, number, kind, language, region, title, body, shown_through, by, at);
  add_event.takes(id, number, what, reason, by, at);
  newest_version.takes(wanted).gives(newest);
  find_version.takes(wanted, wanted_version);
  find_published.takes(wanted);
  all.takes(wanted, wanted_kind, limit);
  all_shown.takes(wanted, wanted_kind, limit, wanted_day);
  for (Statement* statement : {&find_version, &find_published, &all, &all_shown}) {
    statement->gives(id, number, kind, language, region, title, body, shown_through, by, at, newest,
                     what, of_version, event, published_at, withdrawn_at);
  }
  history.takes(wanted).gives(number, what, by, at, reason, event);
}

Article PortalStatements::article() const {
  Article out;
  out.id = id;
  out.version = number;
  // The table's CHECK holds the kinds; another one gives a damaged store away and reads as a notice.
  out.text.kind = portal::read_article_kind(kind).value_or(portal::ArticleKind::notice);
  out.text.language = language;
  out.text.region = region;
  out.text.title = title;
  out.text.body = body;
  out.text.shown_through = date_of(shown_through);
  out.written_by = by;
  out.written_at = time_of(at);
  out.newest_version = newest;
  out.state = what.empty()          ? ArticleState::draft
              : what == "published" ? ArticleState::published
                                    : ArticleState::withdrawn;
  out.published_version = what == "published" ? of_version : 0;
  out.publication = event;
  out.published_at = published_at.empty() ? Instant::min() : time_of(published_at);
  out.withdrawn_at = withdrawn_at.empty() ? Instant::min() : time_of(withdrawn_at);
  return out;
}

SqlitePortal::SqlitePortal(Connection& connection)
    : connection_(connection), in_(std::make_unique<PortalStatements>(connection)) {}
SqlitePortal::~SqlitePortal() = default;

std::int64_t SqlitePortal::insert_version(std::int64_t number, const ArticleText& text,
                                          std::string_view by) {
  in_->number = number;
  in_->kind = portal::text_of(text.kind);
  in_->language = text.language;
  in_->region = text.region;
  in_->title = text.title;
  in_->body = text.body;
  in_->shown_through = text.shown_through.text();
  in_->by = by;
  in_->add_version.insert();
  return number;
}

Result<std::int64_t> SqlitePortal::add_article(const ArticleText& text, std::string_view by,
                                               Instant at) {
  return connection_.within([&]() -> Result<std::int64_t> {
    in_->at = nearest_time_text(at);
    in_->id = in_->add_article.insert();
    const std::int64_t id = in_->id;
    insert_version(1, text, by);
    return id;
  });
}

Result<std::int64_t> SqlitePortal::add_version(std::int64_t article, const ArticleText& text,
                                               std::string_view by, Instant at) {
  return connection_.within([&]() -> Result<std::int64_t> {
    in_->wanted = article;
    if (!in_->newest_version.run()) return connection_.refused("no such article");
    in_->id = article;
    in_->at = nearest_time_text(at);
    return insert_version(in_->newest + 1, text, by);
  });
}

Result<bool> SqlitePortal::insert_event(std::string_view what, std::int64_t article,
                                        std::int64_t version, std::string_view reason,
                                        std::string_view by, Instant at) {
  return connection_.within([&]() -> Result<bool> {
    in_->id = article;
    in_->number = version;
    in_->what = what;
    in_->reason = reason;
    in_->by = by;
    in_->at = nearest_time_text(at);
    in_->add_event.insert();
    return true;
  });
}

Result<bool> SqlitePortal::publish_version(std::int64_t article, std::int64_t version,
                                           std::string_view by, Instant at) {
  return insert_event("published", article, version, "", by, at);
}

Result<bool> SqlitePortal::withdraw_version(std::int64_t article, std::int64_t version,
                                            std::string_view reason, std::string_view by,
                                            Instant at) {
  return insert_event("withdrawn", article, version, reason, by, at);
}

Result<std::optional<Article>> SqlitePortal::find_article(std::int64_t id, std::int64_t version) {
  return connection_.within([&]() -> Result<std::optional<Article>> {
    in_->wanted = id;
    if (version == 0 && !in_->newest_version.run()) return std::nullopt;
    in_->wanted_version = version == 0 ? in_->newest : version;
    if (!in_->find_version.run()) return std::nullopt;
    return in_->article();
  });
}

Result<std::optional<Article>> SqlitePortal::find_published(std::int64_t id) {
  return connection_.within([&]() -> Result<std::optional<Article>> {
    in_->wanted = id;
    if (!in_->find_published.run()) return std::nullopt;
    return in_->article();
  });
}

Result<std::vector<Article>> SqlitePortal::listed(Statement& statement, const ArticleFilter& filter,
                                                  Date today) {
  return connection_.within([&]() -> Result<std::vector<Article>> {
    in_->wanted = filter.before == 0 ? std::numeric_limits<std::int64_t>::max() : filter.before;
    in_->wanted_kind = optional_kind(filter);
    in_->wanted_day = today.text();
    in_->limit = filter.limit;
    std::vector<Article> out;
    statement.each([&] { out.push_back(in_->article()); });
    return out;
  });
}

Result<std::vector<Article>> SqlitePortal::articles(const ArticleFilter& filter) {
  return listed(in_->all, filter, Date::max());
}

Result<std::vector<Article>> SqlitePortal::shown(const ArticleFilter& filter, Date today) {
  return listed(in_->all_shown, filter, today);
}

Result<std::vector<ArticleEvent>> SqlitePortal::history(std::int64_t article) {
  return connection_.within([&]() -> Result<std::vector<ArticleEvent>> {
    in_->wanted = article;
    std::vector<ArticleEvent> out;
    in_->history.each(
        [&] { out.push_back({in_->number, in_->what, in_->by, time_of(in_->at), in_->reason}); });
    return out;
  });
}

}  // namespace sanqu::storage::sqlite
