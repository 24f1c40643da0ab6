// SPDX-License-Identifier: Apache-2.0
// Many small cases at once, for the proofs' search: each is a subject of its own in one snapshot, so that thousands take
// about as long as the reading of their lines.
#pragma once

#include <vector>

#include "standards/proofs/proofs.hpp"

namespace sanqu::cli {

/// What the engine makes of each; a case with a line that intake or the builder refuses is not valid. Cases of the same two
/// times share a snapshot.
std::vector<standards::proofs::Outcome> evaluate_cases(
    const standards::Plan& plan, const catalogue::Catalogue& catalogue,
    const std::vector<standards::GoldenCase>& cases);

}  // namespace sanqu::cli
