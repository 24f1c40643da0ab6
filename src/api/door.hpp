// SPDX-License-Identifier: Apache-2.0
// Who is calling: the one place where sign-in comes in. A door reads what the request carries (a session's cookie, an API key)
// and says who that is; what he may do is said by the table of permissions (access/permissions.hpp), and is not its business.
// account_door.hpp is the real one.
#pragma once

#include <memory>

#include "access/role.hpp"
#include "acts/account_tools.hpp"
#include "api/http/message.hpp"
#include "core/clock.hpp"
#include "core/result.hpp"

namespace sanqu::api {

class Door {
 public:
  virtual ~Door() = default;
  /// A request that carries nothing is anonymous; one whose session or key is wrong or over is refused, not anonymous
  /// (access.not_signed_in), and so is a write with a session but without its CSRF token (api.csrf). Called from many
  /// threads at once.
  virtual Result<access::Caller> caller_of(const http::Request& request) const = 0;
};

/// `--local-operator`, for development: who calls from this machine and brings neither session nor key is the credit office
/// with every row in its scope, under an account of its own, so that its looks are logged like others. Whoever makes one
/// has made sure that the server listens on a loopback address; a request from elsewhere, or from a web page, goes to the
/// door behind it.
class LocalOperatorDoor final : public Door {
 public:
  /// Makes the account where there is none yet. `behind` outlives the door.
  static Result<std::unique_ptr<LocalOperatorDoor>> create(const acts::AccountTools& tools,
                                                           const Door& behind, Instant now);
  Result<access::Caller> caller_of(const http::Request& request) const override;

 private:
  LocalOperatorDoor(access::Caller caller, const Door& behind)
      : caller_(std::move(caller)), behind_(behind) {}
  access::Caller caller_;
  const Door& behind_;
};

}  // namespace sanqu::api
