// SPDX-License-Identifier: Apache-2.0
// An id of a record does not stand for one of a subject.
// error: convert|conversion|invalid initialization
#include "core/ids.hpp"

#ifndef FORBIDDEN
bool is_known(const sanqu::SubjectId& id) { return !id.is_empty(); }
bool known = is_known(sanqu::SubjectId("91"));
#else
bool is_known(const sanqu::SubjectId& id) { return !id.is_empty(); }
bool known = is_known(sanqu::RecordId("91"));
#endif
