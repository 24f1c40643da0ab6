// SPDX-License-Identifier: Apache-2.0
// Articles are written by one permission and published by another: an edit changes what editors see, a publication what
// everybody sees. Each names the version that it is about, so that nobody publishes or overwrites what he has not read.
#pragma once

#include <string_view>

#include "acts/also.hpp"
#include "portal/article.hpp"

namespace sanqu::acts {

/// `by`: an account's name, or `command line`. Errors: those of portal::checked.
Result<portal::Article> add_article(Store& store, const portal::ArticleText& text,
                                    std::string_view by, Instant now,
                                    const Also<portal::Article>& also = nullptr);

/// A next version of `id`, which is at `version` (0: whichever). The same text again adds none. Errors: portal.no_article,
/// portal.other_version, those of portal::checked.
Result<portal::Article> edit_article(Store& store, std::int64_t id, std::int64_t version,
                                     const portal::ArticleText& text, std::string_view by,
                                     Instant now);

/// The newest version, which is `version` (0: whichever), is what everybody sees. Errors: portal.no_article,
/// portal.other_version, portal.published_already.
Result<portal::Article> publish_article(Store& store, std::int64_t id, std::int64_t version,
                                        std::string_view by, Instant now);

/// Nobody sees it any more but its editors. Errors: portal.no_article, portal.not_published, portal.reason.
Result<portal::Article> withdraw_article(Store& store, std::int64_t id, std::string_view reason,
                                         std::string_view by, Instant now);

}  // namespace sanqu::acts
