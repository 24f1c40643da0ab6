// SPDX-License-Identifier: Apache-2.0
// An article as JSON, the same on the command line and by HTTP.
#pragma once

#include <string>
#include <vector>

#include "portal/portal_store.hpp"

namespace sanqu::portal {

/// `head` is without the body. What everybody may see (`shown`) has neither names of those who wrote it nor drafts' numbers.
enum class ArticlePart : std::uint8_t { head, whole, shown_head, shown };

/// {"article","version","kind","language","region","title","excerpt"|"body","published_at","shown_through"} and, for
/// editors, "state","newest_version","published_version","written_by","written_at","withdrawn_at".
std::string article_json(const Article& article, ArticlePart part);

/// [{"version","what","by","at","reason"}]
std::string history_json(const std::vector<ArticleEvent>& events);

/// The first paragraph that is no heading, without Markdown's signs, cut at 120 characters.
std::string excerpt_of(std::string_view body);

}  // namespace sanqu::portal
