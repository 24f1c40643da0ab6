// SPDX-License-Identifier: Apache-2.0
// The proofs of a standard as `standard check` shows them: two lines, or with --proofs all of it.
#pragma once

#include <string>
#include <vector>

#include "cli/cli.hpp"
#include "standards/proofs/proofs.hpp"

namespace sanqu::cli {

struct Proofs {
  standards::proofs::Bounds bounds;
  std::vector<standards::proofs::MonotoneLine> monotone;
  standards::proofs::SearchResult search;  // empty unless asked for
};

/// `seeds`: the standard's golden cases, for the search.
Proofs prove(const standards::LoadedStandard& standard, const catalogue::Catalogue& catalogue,
             std::vector<standards::GoldenCase> seeds, bool with_search);

void write_proofs_short(const Proofs& proofs, const Surroundings& around);
void write_proofs(const Proofs& proofs, const standards::LoadedStandard& standard,
                  const catalogue::Catalogue& catalogue, const Surroundings& around);
/// A JSON object: bounds, monotone, search.
std::string proofs_json(const Proofs& proofs, const standards::LoadedStandard& standard,
                        const catalogue::Catalogue& catalogue, Lang lang);

}  // namespace sanqu::cli
