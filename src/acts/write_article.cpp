// SPDX-License-Identifier: Apache-2.0
#include "acts/write_article.hpp"

#include "portal/portal.hpp"

namespace sanqu::acts {

namespace errors = portal::errors;
using portal::Article;
using portal::ArticleText;

namespace {

/// The newest version, which must be `version` unless that is 0.
Result<Article> newest(portal::PortalStore& store, std::int64_t id, std::int64_t version) {
  auto article = TRY(store.find_article(id, 0));
  if (!article) return refuse(errors::k_no_article);
  if (version != 0 && article->version != version) {
    return refuse(errors::k_other_version, {"", 0, 0, "version"},
                  {std::to_string(article->version), std::to_string(version)});
  }
  return std::move(*article);
}

Result<Article> committed(Transaction& writing, std::int64_t id,
                          const Also<Article>& also = nullptr) {
  auto article = TRY(newest(writing.portal(), id, 0));
  TRY(run_also(also, writing, article));
  TRY(writing.commit());
  return article;
}

}  // namespace

Result<Article> add_article(Store& store, const ArticleText& text, std::string_view by, Instant now,
                            const Also<Article>& also) {
  const ArticleText good = TRY(portal::checked(text));
  const auto writing = TRY(store.begin_write());
  const std::int64_t id = TRY(writing->portal().add_article(good, by, now));
  return committed(*writing, id, also);
}

Result<Article> edit_article(Store& store, std::int64_t id, std::int64_t version,
                             const ArticleText& text, std::string_view by, Instant now) {
  const ArticleText good = TRY(portal::checked(text));
  const auto writing = TRY(store.begin_write());
  Article article = TRY(newest(writing->portal(), id, version));
  if (article.text == good) return article;
  TRY(writing->portal().add_version(id, good, by, now));
  return committed(*writing, id);
}

Result<Article> publish_article(Store& store, std::int64_t id, std::int64_t version,
                                std::string_view by, Instant now) {
  const auto writing = TRY(store.begin_write());
  const Article article = TRY(newest(writing->portal(), id, version));
  if (article.published_version == article.version) return refuse(errors::k_published_already);
  TRY(writing->portal().publish_version(id, article.version, by, now));
  return committed(*writing, id);
}

Result<Article> withdraw_article(Store& store, std::int64_t id, std::string_view reason,
                                 std::string_view by, Instant now) {
  const std::string why = TRY(portal::checked_reason(reason));
  const auto writing = TRY(store.begin_write());
  const Article article = TRY(newest(writing->portal(), id, 0));
  if (article.published_version == 0) return refuse(errors::k_not_published);
  TRY(writing->portal().withdraw_version(id, article.published_version, why, by, now));
  return committed(*writing, id);
}

}  // namespace sanqu::acts
