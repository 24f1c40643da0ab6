// SPDX-License-Identifier: Apache-2.0
#include "acts/look_at_file.hpp"

#include "access/access.hpp"
#include "access/purposes.hpp"
#include "core/ensure.hpp"

namespace sanqu::acts {

namespace errors = access::errors;

Result<const access::RoleGrant*> permitted(const access::Verdict& verdict,
                                           access::Permission permission) {
  switch (verdict.decision) {
    case access::Decision::allowed: return verdict.authority;
    case access::Decision::not_signed_in: return refuse(errors::k_not_signed_in);
    case access::Decision::second_factor_missing: return refuse(errors::k_second_factor_wanted);
    case access::Decision::role_lacks_it:
    case access::Decision::row_is_foreign:
    case access::Decision::key_lacks_it: break;
  }
  const access::PermissionLine& line = access::line_of(permission);
  return refuse(errors::k_refused, {}, {std::string(line.zh), std::string(line.en)});
}

Result<const access::RoleGrant*> need_permission(const access::Caller& caller,
                                                 access::Permission permission,
                                                 const access::Row& row,
                                                 const access::Policy& policy) {
  return permitted(access::decide(caller, permission, row, policy), permission);
}

namespace {

/// Allowed by role, row and purpose; not written down yet.
Result<access::Look> allowed_look(const access::Caller& caller, const LookRequest& request,
                                  Instant now, const access::Policy& policy) {
  ensure(access::line_of(request.permission).shows_file);
  ensure(!request.row.subject.empty());
  const access::RoleGrant* by =
      TRY(need_permission(caller, request.permission, request.row, policy));
  ensure(by != nullptr);  // nothing that shows a file is everybody's
  const bool is_own = by->role == access::Role::organisation;
  const access::Purpose* purpose =
      TRY(access::read_purpose(is_own && request.purpose.empty() ? "own_file" : request.purpose,
                               by->role, request.authorisation));
  access::Look look;
  look.at = now;
  look.account = caller.account;
  look.subject = request.row.subject;
  look.organisation = caller.organisation;
  look.role = by->role;
  look.scope = by->scope;
  look.purpose = purpose->id;
  look.authorisation = request.authorisation;
  look.permission = access::line_of(request.permission).id;
  return look;
}

}  // namespace

Result<access::Look> look_at_file(Store& store, const access::Caller& caller,
                                  const LookRequest& request, Instant now,
                                  const access::Policy& policy) {
  access::Look look = TRY(allowed_look(caller, request, now, policy));
  const auto writing = TRY(store.begin_write());
  look.id = TRY(writing->access().add_look(look));
  TRY(writing->commit());
  return look;
}

Result<bool> look_at_files(Store& store, const access::Caller& caller,
                           const std::vector<LookRequest>& requests, Instant now,
                           const access::Policy& policy) {
  std::vector<access::Look> looks;
  for (const LookRequest& request : requests) {
    looks.push_back(TRY(allowed_look(caller, request, now, policy)));
  }
  if (looks.empty()) return true;
  const auto writing = TRY(store.begin_write());
  for (const access::Look& look : looks) TRY(writing->access().add_look(look));
  return writing->commit();
}

Result<std::vector<ReaderLine>> readers_of(Store& store, std::string_view subject,
                                           std::int64_t before, std::uint32_t limit) {
  const auto reading = TRY(store.begin_read());
  std::vector<ReaderLine> out;
  for (access::Look& look : TRY(reading->access().looks(subject, before, limit))) {
    out.push_back({look.id, look.at, std::move(look.organisation), look.role,
                   std::move(look.purpose), std::move(look.authorisation),
                   std::move(look.permission)});
  }
  return out;
}

}  // namespace sanqu::acts
