// SPDX-License-Identifier: Apache-2.0
// From the store to what an evaluation reads: the lines of all subjects or of some, as known at one time, through the same
// builder as in file mode. Memberships become the attributes `zone.id` and `zone.kind`, from day to day.
#pragma once

#include <span>
#include <vector>

#include "acts/kept_rules.hpp"
#include "evaluation/snapshot_builder.hpp"

namespace sanqu::acts {

struct StoredSnapshot {
  evaluation::Snapshot snapshot;
  std::vector<registry::SubjectKey> keys;  // by subject of the snapshot
};

/// `subjects`: empty means all; else just these (the caller has joined merged ones). Errors: the store's,
/// registry.content_value where the catalogue can't hold a value any more.
Result<StoredSnapshot> load_snapshot(registry::RegistryStore& store, const KeptStandard& standard,
                                     std::span<const registry::SubjectKey> subjects, Date as_of,
                                     Instant known_at);

/// The same with the columns that the caller names: for several standards over one snapshot.
Result<StoredSnapshot> load_snapshot(registry::RegistryStore& store,
                                     const catalogue::Catalogue& catalogue,
                                     evaluation::NeededColumns needed,
                                     std::span<const registry::SubjectKey> subjects, Date as_of,
                                     Instant known_at);

/// `subjects` and all that merges ever joined with them, each once, in a stable order.
Result<std::vector<registry::SubjectKey>> with_merged(
    registry::RegistryStore& store, std::span<const registry::SubjectKey> subjects);

}  // namespace sanqu::acts
