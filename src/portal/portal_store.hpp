// SPDX-License-Identifier: Apache-2.0
// What articles need of a store: a port, implemented in storage/ and held to its word by storage/contract. All calls happen
// inside a transaction that acts/store.hpp began. Versions and what happened to them are only added to.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "portal/article.hpp"

namespace sanqu::portal {

struct ArticleFilter {
  std::optional<ArticleKind> kind = std::nullopt;
  std::int64_t before = 0;  // below this place; 0: from the newest
  std::uint32_t limit = 100;
};

struct ArticleEvent {
  std::int64_t version = 0;
  std::string what;  // written, published, withdrawn
  std::string by;
  Instant at;
  std::string reason;
};

class PortalStore {
 public:
  virtual ~PortalStore() = default;

  /// A new article with its first version; `text` is checked. Gives its id; ids only rise.
  virtual Result<std::int64_t> add_article(const ArticleText& text, std::string_view by,
                                           Instant at) = 0;
  /// The next version of an article that is there; gives its number.
  virtual Result<std::int64_t> add_version(std::int64_t article, const ArticleText& text,
                                           std::string_view by, Instant at) = 0;
  /// From now on this version is the one that is shown. A version that is not there: storage.refused.
  virtual Result<bool> publish_version(std::int64_t article, std::int64_t version,
                                       std::string_view by, Instant at) = 0;
  /// `version` is the one that was shown.
  virtual Result<bool> withdraw_version(std::int64_t article, std::int64_t version,
                                        std::string_view reason, std::string_view by,
                                        Instant at) = 0;

  /// The version; 0: the newest. None where it is not there.
  virtual Result<std::optional<Article>> find_article(std::int64_t id, std::int64_t version) = 0;
  /// The version that is published, whether its last day is over or not; none where none is.
  virtual Result<std::optional<Article>> find_published(std::int64_t id) = 0;

  /// The newest version of each, latest article first; `before` is an id.
  virtual Result<std::vector<Article>> articles(const ArticleFilter& filter) = 0;
  /// The published version of each that is shown on `today`, latest publication first; `before` is a `publication`.
  virtual Result<std::vector<Article>> shown(const ArticleFilter& filter, Date today) = 0;
  /// All that happened to it, oldest first.
  virtual Result<std::vector<ArticleEvent>> history(std::int64_t article) = 0;
};

}  // namespace sanqu::portal
