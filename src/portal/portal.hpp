// SPDX-License-Identifier: Apache-2.0
// The portal room: what an office says to everybody in its own words - policies, notices, cases, guides. Owns: what an
// article may be (article.hpp), its versions and their way from draft to publication and back. Declares its port
// (portal_store.hpp). Never: a subject's data (that is the public file), HTML, a name or figure that it was not given.
#pragma once

#include "core/error.hpp"

namespace sanqu::portal::errors {

// What was written is wrong.
extern const ErrorCode k_kind, k_language, k_title, k_body, k_text, k_link, k_region,
    k_shown_through, k_reason;
// What is asked for is not there, or is not as it was.
extern const ErrorCode k_no_article, k_other_version, k_not_published, k_published_already;

}  // namespace sanqu::portal::errors
