// SPDX-License-Identifier: Apache-2.0
// One subject's rating on a day, worked out afresh from all that is known now: for an explanation, or to see what a day that
// is still to come will bring. Writes nothing; ranks come from the last run (rule R16).
#pragma once

#include "acts/load_snapshot.hpp"
#include "evaluation/frozen_run.hpp"
#include "evaluation/result_set.hpp"

namespace sanqu::acts {

struct OneRating {
  StoredSnapshot loaded;
  evaluation::Results results;
  std::uint32_t index = 0;  // of the subject in both
  std::optional<evaluation::FrozenRun>
      frozen;  // none: the standard does not rank, or has not been run
  Date as_of;

  /// Points into this object and the standard.
  evaluation::ResultSet set(const KeptStandard& standard) const;
};

/// None: the registry has nothing of the subject on that day. Errors: the store's.
Result<std::optional<OneRating>> rate_one(Transaction& reading, const KeptStandard& standard,
                                          registry::SubjectKey subject, Date day);

}  // namespace sanqu::acts
