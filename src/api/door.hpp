// SPDX-License-Identifier: Apache-2.0
// Who is calling: the one place where sign-in comes in. A door reads what the request carries (a session's cookie, an API key)
// and says who that is; what he may do is said by the table of routes, and is not its business.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "api/http/message.hpp"
#include "core/result.hpp"

namespace sanqu::api {

enum class Role : std::uint8_t {
  public_,  // anybody; every caller has this one too
  organisation,
  department,
  zone_manager,
  credit_office,
  auditor,
  administrator,
};
std::string_view role_text(Role role);

/// Somebody who calls, and the rows that are his.
struct Caller {
  Role role = Role::public_;
  std::string name;        // for the log of who looked; empty: nobody in particular
  std::string source;      // department: the name under which its batches are kept
  std::string subject_id;  // organisation: itself
  bool is_anonymous() const { return role == Role::public_; }
};

class Door {
 public:
  virtual ~Door() = default;
  /// A request that carries nothing is anonymous; one whose session or key is wrong or over is refused, not anonymous.
  /// Called from many threads at once.
  virtual Result<Caller> caller_of(const http::Request& request) const = 0;
};

/// Until there are accounts: everybody is anonymous.
class OpenDoor final : public Door {
 public:
  Result<Caller> caller_of(const http::Request&) const override { return Caller{}; }
};

/// `--local-operator`, for development: everybody on this machine is the credit office. Whoever makes one has made sure that
/// the server listens on a loopback address; a request from elsewhere, or from a web page, is anonymous all the same.
class LocalOperatorDoor final : public Door {
 public:
  Result<Caller> caller_of(const http::Request& request) const override;
};

}  // namespace sanqu::api
