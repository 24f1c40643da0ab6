// SPDX-License-Identifier: Apache-2.0
// A standard is published by two people (双人复核): one proposes a text, another one approves that very text. From then on it
// is frozen, and its results can be computed again for ever.
#pragma once

#include <string_view>
#include <vector>

#include "acts/also.hpp"

namespace sanqu::acts {

/// A text and the parents that it names, as far as the store has them among the standards in force and the open proposals (the
/// compiler says which one is missing). Errors: those of the parser.
Result<std::vector<standards::KeptFile>> with_parents(standards::StandardStore& store,
                                                      standards::KeptFile text, Date day);

/// Keeps the texts as a proposal, after compiling them under the latest catalogue. A version may be proposed again until it
/// is published; the newest proposal is the one that is approved. Errors: those of the compiler, acts.version_exists,
/// acts.no_name.
Result<standards::PublishedStandard> propose_standard(
    Store& store, const std::vector<standards::KeptFile>& files, Date active_from,
    std::string_view author, Instant now, const Also<standards::PublishedStandard>& also = nullptr);

/// Publishes the newest proposal of `id@version`. Errors: acts.no_proposal, acts.same_person, acts.no_name, and
/// acts.catalogue_changed where the catalogue is another one than the author saw.
Result<standards::PublishedStandard> approve_standard(Store& store, std::string_view id,
                                                      std::string_view version,
                                                      std::string_view approver, Instant now);

/// The newest proposal of `id@version` is open no more; its author may propose the version again. Whoever may approve may
/// refuse, the author too: to take it back. Errors: acts.no_proposal, acts.no_name, acts.no_reason.
Result<standards::PublishedStandard> refuse_standard(Store& store, std::string_view id,
                                                     std::string_view version, std::string_view by,
                                                     std::string_view reason, Instant now);

/// Both, all or nothing, for two people at one desk.
Result<standards::PublishedStandard> publish_standard(Store& store,
                                                      const std::vector<standards::KeptFile>& files,
                                                      Date active_from, std::string_view author,
                                                      std::string_view approver, Instant now);

}  // namespace sanqu::acts
