// SPDX-License-Identifier: Apache-2.0
// A look at a subject's file that is not public: allowed by role and row, for a purpose of the closed list, and written down
// before anything is shown. And the subject's own view of who looked.
#pragma once

#include "access/permissions.hpp"
#include "acts/store.hpp"

namespace sanqu::acts {

struct LookRequest {
  access::Permission permission = access::Permission::read_subject_file;  // one that shows a file
  access::Row row;                                                        // with the subject
  std::string purpose;                                                    // id
  std::string authorisation;  // the document; empty: the role is enough
};

/// Durable when it returns. The owner's look at its own file needs no purpose: it is `own_file`. Errors: access.not_signed_in,
/// access.refused, access.purpose, access.second_factor_wanted.
Result<access::Look> look_at_file(Store& store, const access::Caller& caller,
                                  const LookRequest& request, Instant now,
                                  const access::Policy& policy = {});

/// Several files at once, all or none: for a list that shows something of each. Errors as above.
Result<bool> look_at_files(Store& store, const access::Caller& caller,
                           const std::vector<LookRequest>& requests, Instant now,
                           const access::Policy& policy = {});

/// A decision as an error. Errors as above.
Result<const access::RoleGrant*> permitted(const access::Verdict& verdict,
                                           access::Permission permission);

/// The same with the deciding, for whoever has nothing to say but yes or no. Errors as above.
Result<const access::RoleGrant*> need_permission(const access::Caller& caller,
                                                 access::Permission permission,
                                                 const access::Row& row,
                                                 const access::Policy& policy = {});

/// One line of what a subject may know: the office, never the official.
struct ReaderLine {
  std::int64_t id = 0;  // for the next page
  Instant at;
  std::string organisation;
  access::Role role = access::Role::public_;
  std::string purpose;
  std::string authorisation;
  std::string permission;
};

/// Newest first, those before `before` (0: from the newest). Asks for nobody's permission: the door does (read_access_log).
Result<std::vector<ReaderLine>> readers_of(Store& store, std::string_view subject,
                                           std::int64_t before, std::uint32_t limit);

}  // namespace sanqu::acts
