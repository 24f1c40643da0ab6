// SPDX-License-Identifier: Apache-2.0
// A batch's receipt (回执) and a quarantined line (疑问数据) as one JSON object each: the same from the command line and the API.
#pragma once

#include <string>

#include "intake/batch_store.hpp"

namespace sanqu::intake {

std::string receipt_json(const Batch& batch);
std::string quarantined_json(const QuarantinedLine& line);

}  // namespace sanqu::intake
