// SPDX-License-Identifier: Apache-2.0
#include "acts/rate_one.hpp"

#include <algorithm>

namespace sanqu::acts {

evaluation::ResultSet OneRating::set(const KeptStandard& standard) const {
  return {.plan = standard.standard.plan,
          .catalogue = standard.rules->catalogue,
          .snapshot = loaded.snapshot,
          .results = results,
          .as_of = as_of,
          .known_at = Instant::max(),
          .subjects = {index},
          .run = frozen ? frozen->name : "",
          .threads = 1};
}

Result<std::optional<OneRating>> rate_one(Transaction& reading, const KeptStandard& standard,
                                          registry::SubjectKey subject, Date day) {
  const standards::Plan& plan = standard.standard.plan;
  const std::vector<registry::SubjectKey> one = {subject};
  const auto keys = TRY(with_merged(reading.registry(), one));
  OneRating out;
  out.as_of = day;
  out.loaded = TRY(load_snapshot(reading.registry(), standard, keys, day, Instant::max()));
  const auto at = std::ranges::find(out.loaded.keys, subject);
  if (at == out.loaded.keys.end()) return std::optional<OneRating>{};
  out.index = static_cast<std::uint32_t>(at - out.loaded.keys.begin());
  evaluation::EvaluateOptions options;
  options.threads = 1;
  if (const auto run = plan.rank ? TRY(reading.results().latest_run(plan.id)) : std::nullopt) {
    if (run->standard_version == plan.version) {
      out.frozen = TRY(evaluation::parse_frozen_run(run->name, run->distribution, plan));
      options.frozen = &out.frozen->distribution;
    }
  }
  out.results =
      evaluation::evaluate(plan, standard.rules->catalogue, out.loaded.snapshot, day, options);
  return std::optional(std::move(out));
}

}  // namespace sanqu::acts
