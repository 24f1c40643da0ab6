// SPDX-License-Identifier: Apache-2.0
// What may be done, and by whom: one table (permissions.cpp). What is not in it is refused. Every route and every command
// that acts for a caller names one permission and the row; nobody looks at roles elsewhere.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "access/role.hpp"

namespace sanqu::access {

enum class Permission : std::uint8_t {
  // what everybody may see
  read_public_file,
  read_published_standards,
  read_statistics,
  read_articles,
  read_health,
  open_session,
  // a subject's file
  search_subjects,
  read_record,
  read_subject_file,
  read_explanation,
  read_access_log,
  audit_access_log,
  // what departments send
  submit_batch,
  read_batch,
  read_quarantine,
  mend_quarantine,
  read_quality,
  // zones
  read_zone,
  // standards and evaluation
  propose_standard,
  approve_standard,
  run_evaluation,
  read_job,
  // subjects
  propose_merge,
  approve_merge,
  // portal
  read_drafts,
  edit_article,
  publish_article,
  // one's own account
  read_own_account,
  change_own_account,
  // the system
  read_accounts,
  change_accounts,
  read_system,
  run_system,
};
inline constexpr std::size_t k_permissions = 33;

/// Which rows a role may have a permission on.
enum class Reach : std::uint8_t {
  none,
  own,      // rows within the role's scope (`is_within`)
  account,  // the caller's own account
  all,
};

/// One line of the table.
struct PermissionLine {
  Permission permission;
  std::string_view id;  // wire text
  std::string_view zh;
  std::string_view en;
  /// What is in a subject's file and not public: a purpose is stated, the look is logged.
  bool shows_file;
  /// Anything but the caller's own account.
  bool changes;
  /// By people only, with a second factor where the installation demands it; never by a key.
  bool is_power;
  std::array<Reach, k_roles> reach;  // in the order of Role
};

std::span<const PermissionLine> permission_table();
const PermissionLine& line_of(Permission permission);
std::optional<Permission> permission_of(std::string_view id);

enum class Decision : std::uint8_t {
  allowed,
  not_signed_in,   // somebody who is signed in might
  role_lacks_it,   // none of the caller's roles has it
  row_is_foreign,  // one has it, but not on this row. To the outside: as if the row were not there
  key_lacks_it,    // the key is narrowed to less
  second_factor_missing,  // it takes a session with a second factor
};

/// The decision, and by which of the caller's grants (for the access log); none: everybody may.
struct Verdict {
  Decision decision = Decision::role_lacks_it;
  const RoleGrant* authority = nullptr;  // lies in the caller
  bool is_allowed() const { return decision == Decision::allowed; }
};

/// What the installation asks for; the default is the strict one.
struct Policy {
  bool demands_second_factor = true;  // for powers
};

Verdict decide(const Caller& caller, Permission permission, const Row& row,
               const Policy& policy = {});
/// Before the row is known: the decision on the best of all rows. What is refused here is refused for every row.
Verdict foresee(const Caller& caller, Permission permission, const Policy& policy = {});
/// Short for code that only wants to know.
bool allows(const Caller& caller, Permission permission, const Row& row, const Policy& policy = {});

}  // namespace sanqu::access
