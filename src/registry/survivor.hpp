// SPDX-License-Identifier: Apache-2.0
// A merged subject leads on to the one that it was merged into (R5): whoever looks it up is told so.
#pragma once

#include <string>

#include "core/result.hpp"
#include "registry/registry_store.hpp"

namespace sanqu::registry {

struct Survivor {
  SubjectKey subject = 0;
  std::string subject_id;
};

/// The subject that `subject`'s records belong to as known at `known_at`: itself (with an empty id) unless it was merged. A
/// circle of merges is left where it begins again.
Result<Survivor> survivor_of(RegistryStore& store, SubjectKey subject, Instant known_at);

}  // namespace sanqu::registry
