// SPDX-License-Identifier: Apache-2.0
// The server: connections, their limits and their end. It knows nothing of routes and roles: an Application says, from the head
// alone, whether a request is let in and how large its body may be, and later answers it. server.cpp and connection.* are the
// only files that know the network library (docs/decisions/0009-http.md).
//
// Reads are answered on the thread that received them (each has its own snapshot of the store); requests that the application
// calls long go to threads of their own. On SIGTERM or SIGINT nothing new is accepted, what runs is finished within the
// grace period, and a second signal ends the period. On SIGHUP the certificate is read anew, for later connections.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/secret.hpp"
#include "api/http/forwarded.hpp"
#include "api/http/limits.hpp"
#include "api/http/message.hpp"
#include "core/date.hpp"
#include "core/error.hpp"
#include "core/result.hpp"

namespace sanqu::api::http {

enum class BodyKind : std::uint8_t { none, small, upload };

/// What may follow a head.
struct Admission {
  std::optional<Response> refusal;  // none: it is let in
  BodyKind body = BodyKind::none;
  std::uint64_t body_bytes_max = 0;
  bool is_long = false;  // answered on a thread of its own; uploads always are
};

struct Certificate {
  Instant until;  // the end of its validity
};

/// Called from many threads at once. None of these may throw.
class Application {
 public:
  virtual ~Application() = default;
  /// From the head alone; may set `route` and `path_values`.
  virtual Admission admit(Request& request) = 0;
  /// `request` was let in and its body is there.
  virtual Response answer(const Request& request) = 0;
  /// For what the server itself refuses. `request` may be without anything but its id and peer.
  virtual Response problem(int status, const Errors& found, const Request& request) = 0;
  /// An answer was sent, or could not be. Status 0: the client went away, or was too slow.
  virtual void finished(const Request& request, int status, std::chrono::microseconds took) = 0;
  /// The end has begun; so many requests are finished first.
  virtual void stopping(std::size_t running) = 0;
  /// A certificate was read, at the start or anew; with errors the one before is still in use.
  virtual void certificate_read(const Result<Certificate>& read) = 0;
};

/// PEM files: the certificate with its chain, the key.
struct TlsFiles {
  std::string certificate;
  std::string key;
  access::Secret key_password;  // empty: the key is not encrypted
  bool only_1_3 = false;        // else 1.2 too
};

struct Settings {
  std::string address;  // `127.0.0.1`, `::1` or another number of this machine
  std::uint16_t port = 0;
  std::string spool_folder;
  Limits limits;
  std::optional<TlsFiles> tls;   // none: plain HTTP
  std::vector<Network> proxies;  // whose word for the caller is taken
};

class Server {
 public:
  /// Listens at once. Errors: api.listen, api.tls_certificate, api.tls_key, api.tls_mismatch.
  static Result<std::unique_ptr<Server>> listen(Application& application, Settings settings);
  Server() = default;
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  virtual ~Server() = default;

  virtual std::uint16_t port() const = 0;  // the one it got, where 0 was asked for
  /// Serves until a signal has come and what ran has ended. True: all of it ended by itself.
  virtual bool run() = 0;
  virtual std::size_t connections() const = 0;
};

/// True for an address that only this machine can reach.
bool is_loopback(const std::string& address);

}  // namespace sanqu::api::http
