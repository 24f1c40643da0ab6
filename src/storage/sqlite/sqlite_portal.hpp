// SPDX-License-Identifier: Apache-2.0
// The port of articles on SQLite.
#pragma once

#include <memory>

#include "portal/portal_store.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

struct PortalStatements;

class SqlitePortal final : public portal::PortalStore {
 public:
  explicit SqlitePortal(Connection& connection);
  ~SqlitePortal() override;

  Result<std::int64_t> add_article(const portal::ArticleText& text, std::string_view by,
                                   Instant at) override;
  Result<std::int64_t> add_version(std::int64_t article, const portal::ArticleText& text,
                                   std::string_view by, Instant at) override;
  Result<bool> publish_version(std::int64_t article, std::int64_t version, std::string_view by,
                               Instant at) override;
  Result<bool> withdraw_version(std::int64_t article, std::int64_t version, std::string_view reason,
                                std::string_view by, Instant at) override;
  Result<std::optional<portal::Article>> find_article(std::int64_t id,
                                                      std::int64_t version) override;
  Result<std::optional<portal::Article>> find_published(std::int64_t id) override;
  Result<std::vector<portal::Article>> articles(const portal::ArticleFilter& filter) override;
  Result<std::vector<portal::Article>> shown(const portal::ArticleFilter& filter,
                                             Date today) override;
  Result<std::vector<portal::ArticleEvent>> history(std::int64_t article) override;

 private:
  std::int64_t insert_version(std::int64_t number, const portal::ArticleText& text,
                              std::string_view by);
  Result<bool> insert_event(std::string_view what, std::int64_t article, std::int64_t version,
                            std::string_view reason, std::string_view by, Instant at);
  Result<std::vector<portal::Article>> listed(Statement& statement,
                                              const portal::ArticleFilter& filter, Date today);

  Connection& connection_;
  std::unique_ptr<PortalStatements> in_;
};

}  // namespace sanqu::storage::sqlite
