// SPDX-License-Identifier: Apache-2.0
// What happened later, asked for in the standard language itself: a standard with two grades, one of which means that the
// subject has at least one record of the class. So windows, conditions and what the catalogue forbids mean here exactly what
// they mean in an evaluation; a repaired or withdrawn record can't be asked for (rule R2), and isn't.
#pragma once

#include <string>

#include "standards/standards.hpp"

namespace sanqu::studies {

struct OutcomeQuestion {
  std::string class_id;
  std::string where;  // an expression over the record's fields; empty: every record
  Date after;         // the as-of date of the rating: later records count
  Date through;       // the last day that counts
};

/// months after the as-of date, clamped as all months are.
OutcomeQuestion ask(std::string class_id, std::string where, Date as_of, int months);

/// To be run as of `through`: grade 1 of 2 is "it happened". Errors: studies.outcome_class, those of the compiler about
/// `where`, standard.evaluation_forbidden.
Result<standards::Plan> compile_outcome(const OutcomeQuestion& question,
                                        const catalogue::Catalogue& catalogue);
inline constexpr std::int16_t k_it_happened = 1;

/// True where the standard itself reads records of the class.
bool reads_class(const standards::Plan& plan, std::int32_t class_index);

}  // namespace sanqu::studies
