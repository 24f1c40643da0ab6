// SPDX-License-Identifier: Apache-2.0
// A run's distribution of points as a file: what later runs rank in (rule R16), so that one subject's place can be told
// without evaluating all others. Format: docs/formats/result.md, Frozen run.
#pragma once

#include <string>
#include <string_view>

#include "core/result.hpp"
#include "evaluation/rank.hpp"
#include "standards/plan.hpp"

namespace sanqu::evaluation {

namespace run_errors {
extern const ErrorCode k_run_form, k_run_of_other;
}

inline constexpr std::int64_t k_group_subjects_max = 1'000'000'000;

struct FrozenRun {
  Distribution distribution;
  std::string name;  // the first 16 hex digits of the SHA-256 of the file's canonical JSON
};

std::string frozen_run_json(const Distribution& distribution, const standards::Plan& plan,
                            Date as_of);

/// The name of the run whose file would hold `json`.
std::string frozen_run_name(std::string_view json);

/// Errors: those of JSON, evaluation.run_form, evaluation.run_of_other.
Result<FrozenRun> parse_frozen_run(const std::string& file, std::string_view text,
                                   const standards::Plan& plan);

}  // namespace sanqu::evaluation
