// SPDX-License-Identifier: Apache-2.0
// Inside the room: the page of a comparison is written in two files; this is the second one's door.
#pragma once

#include "studies/page/page.hpp"
#include "studies/report.hpp"

namespace sanqu::studies {

/// The sections after the migration matrix: groups, causes, movers, sweep. (who_and_why.cpp)
void write_who_and_why(Page& page, const ComparisonReport& report, Lang lang);

}  // namespace sanqu::studies
