// SPDX-License-Identifier: Apache-2.0
// A subject as the table of permissions asks about it: its code, the zones in which it is today, and its division - the
// attribute `region` if its register line has one, else that of a zone in which it is, else where its credit code was given out
// (characters 3 to 8, GB 32100-2015).
#pragma once

#include "access/role.hpp"
#include "acts/store.hpp"

namespace sanqu::api {

Result<access::Row> subject_row(acts::Transaction& reading, registry::SubjectKey subject,
                                Date today);

}  // namespace sanqu::api
