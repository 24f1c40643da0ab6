// SPDX-License-Identifier: Apache-2.0
// What several answers about a subject have in common: finding it, leading on after a merge, a rating in short - and the look
// that is written down before anything is shown that is not public.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "acts/look_at_file.hpp"
#include "api/context.hpp"
#include "catalogue/catalogue.hpp"
#include "core/json_writer.hpp"
#include "evaluation/result_store.hpp"
#include "registry/name_search.hpp"
#include "standards/plan.hpp"

namespace sanqu::api {

/// The subject in the path; `other` is set where it was merged into another one, whose address the answer names.
/// Error: api.subject_unknown.
Result<registry::SubjectKey> subject_of(const Context& context, registry::RegistryStore& store,
                                        std::optional<std::string>& other);

/// A merge may be undone, so the answer is not for ever.
http::Response moved_to(const std::string& path, const std::string& subject_id);

/// One object; `with_points`: else the grade alone.
void append_rating(const evaluation::StoredResult& rating, const standards::Plan& plan,
                   bool with_points, Lang lang, JsonWriter& json);

std::string_view fit_text(registry::NameFit fit);

/// A look that was let in and written down.
struct Looked {
  registry::SubjectKey subject = 0;
  std::optional<std::string> other;  // merged into this one: nothing was looked at
  access::Look look;
  catalogue::Sharing sees = catalogue::Sharing::public_;  // and what is more open
};

/// Something that must be true before the look is written down; its errors are given back.
using BeforeLook = std::function<Result<bool>(acts::Transaction&, const Looked&)>;

/// Whose file the path names, whether the caller may look at it, for the `purpose` and `authorisation` of the query. Errors:
/// api.subject_unknown (also for a row that is not the caller's), access.purpose, those of need_row.
Result<Looked> look_at_subject(const Context& context, const BeforeLook& before = nullptr);

/// Which records this look may show: an organisation sees all of its own, the credit office and the auditor all; a zone's
/// management what is public, and what is shared on authorisation if the subject gave one (rights.md 5 and 10).
catalogue::Sharing seen_by(const access::Look& look);

/// True if every class that the standard reads may be seen.
bool reads_within(const standards::Plan& plan, const catalogue::Catalogue& catalogue,
                  catalogue::Sharing sees);

}  // namespace sanqu::api
