// SPDX-License-Identifier: Apache-2.0
// Articles: every version stays, and exactly one of them, or none, is what everybody sees.
#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using portal::Article;
using portal::ArticleKind;
using portal::ArticleState;
using portal::ArticleText;
using portal::PortalStore;

namespace {

ArticleText text(const std::string& title, ArticleKind kind = ArticleKind::notice) {
  ArticleText out;
  out.kind = kind;
  out.region = "371000";
  out.title = title;
  out.body = "正文:" + title;
  return out;
}

std::vector<std::string> titles(const std::vector<Article>& articles) {
  std::vector<std::string> out;
  for (const Article& one : articles) out.push_back(one.text.title);
  return out;
}

void versions_and_what_is_shown(const MakeStore& make) {
  const auto store = make();
  const auto writing = good(store->begin_write());
  PortalStore& portal = writing->portal();
  CHECK(!good(portal.find_article(1, 0)));
  ArticleText first = text("一");
  first.language = "en";
  first.shown_through = day("2026-12-31");
  const std::int64_t id = good(portal.add_article(first, "甲", moment("2026-03-01")));
  Article seen = *good(portal.find_article(id, 0));
  CHECK(seen.id == id);
  CHECK(seen.version == 1);
  CHECK(seen.text == first);
  CHECK(seen.written_by == "甲");
  CHECK(seen.written_at == moment("2026-03-01"));
  CHECK(seen.state == ArticleState::draft);
  CHECK(seen.published_version == 0);
  CHECK(seen.published_at == Instant::min());
  CHECK(!good(portal.find_published(id)));
  CHECK(good(portal.shown({}, day("2026-03-01"))).empty());

  good(portal.publish_version(id, 1, "乙", moment("2026-03-02")));
  CHECK(good(portal.add_version(id, text("二"), "甲", moment("2026-03-03"))) == 2);
  seen = *good(portal.find_article(id, 0));
  CHECK(seen.version == 2);
  CHECK(seen.state == ArticleState::published);
  CHECK(seen.published_version == 1);
  CHECK(seen.published_at == moment("2026-03-02"));
  seen = *good(portal.find_published(id));
  CHECK(seen.version == 1);
  CHECK(seen.newest_version == 2);
  CHECK(seen.text == first);
  CHECK(good(portal.find_article(id, 1))->text.title == "一");
  CHECK(!good(portal.find_article(id, 3)));
  CHECK(titles(good(portal.shown({}, day("2026-12-31")))) == Words{"一"});
  CHECK(good(portal.shown({}, day("2027-01-01"))).empty());
  CHECK(titles(good(portal.articles({}))) == Words{"二"});

  good(portal.withdraw_version(id, 1, "有误", "乙", moment("2026-03-04")));
  seen = *good(portal.find_article(id, 0));
  CHECK(seen.state == ArticleState::withdrawn);
  CHECK(seen.published_version == 0);
  CHECK(seen.withdrawn_at == moment("2026-03-04"));
  CHECK(!good(portal.find_published(id)));
  CHECK(good(portal.shown({}, day("2026-03-05"))).empty());
  Words history;
  for (const auto& event : good(portal.history(id))) {
    history.push_back(std::to_string(event.version) + " " + event.what + " " + event.by + " " +
                      event.at.date().text() + event.reason);
  }
  CHECK(history == Words{"1 written 甲 2026-03-01", "1 published 乙 2026-03-02",
                         "2 written 甲 2026-03-03", "1 withdrawn 乙 2026-03-04有误"});
}

void pages_of_articles(const MakeStore& make) {
  const auto store = make();
  const auto writing = good(store->begin_write());
  PortalStore& portal = writing->portal();
  std::vector<std::int64_t> ids;
  for (const char* title : {"a", "b", "c", "d"}) {
    const bool is_policy = *title == 'b';
    ids.push_back(
        good(portal.add_article(text(title, is_policy ? ArticleKind::policy : ArticleKind::notice),
                                "甲", moment("2026-03-01"))));
  }
  for (const std::size_t i : {2U, 0U, 1U})
    good(portal.publish_version(ids[i], 1, "乙", moment("2026-03-02")));
  CHECK(titles(good(portal.articles({.limit = 2}))) == Words{"d", "c"});
  CHECK(titles(good(portal.articles({.before = ids[2], .limit = 9}))) == Words{"b", "a"});
  CHECK(titles(good(portal.articles({.kind = ArticleKind::policy}))) == Words{"b"});
  const auto page = good(portal.shown({.limit = 2}, day("2026-03-03")));
  CHECK(titles(page) == Words{"b", "a"});
  CHECK(titles(good(portal.shown({.before = page.back().publication}, day("2026-03-03")))) ==
        Words{"c"});
  CHECK(titles(good(portal.shown({.kind = ArticleKind::notice}, day("2026-03-03")))) ==
        Words{"a", "c"});
}

template <typename Attempt>
std::string tried(acts::Store& store, Attempt&& attempt) {
  const auto writing = good(store.begin_write());
  return code_of(attempt(writing->portal()));
}

void what_can_not_be(const MakeStore& make) {
  const auto store = make();
  const Instant at = moment("2026-03-01");
  CHECK(tried(*store, [&](PortalStore& p) { return p.add_version(7, text("x"), "甲", at); }) ==
        "storage.refused");
  CHECK(tried(*store, [&](PortalStore& p) { return p.publish_version(7, 1, "甲", at); }) ==
        "storage.refused");
  CHECK(tried(*store, [&](PortalStore& p) {
          const auto id = good(p.add_article(text("x"), "甲", at));
          return p.publish_version(id, 2, "甲", at);
        }) == "storage.refused");
  CHECK(tried(*store, [&](PortalStore& p) {
          const auto id = good(p.add_article(text("x"), "甲", at));
          return p.withdraw_version(id, 1, "", "甲", at);
        }) == "storage.refused");
}

}  // namespace

void articles_are_kept(const MakeStore& make) {
  versions_and_what_is_shown(make);
  pages_of_articles(make);
  what_can_not_be(make);
}

}  // namespace sanqu::storage::contract
