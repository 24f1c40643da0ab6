// SPDX-License-Identifier: Apache-2.0
// TLS from a certificate and a key in files: TLS 1.2 with forward secrecy and authenticated ciphers, or 1.3; no renegotiation.
// Inside: for server.cpp alone.
#pragma once

#include <memory>
#include <string>

#include <boost/asio/ssl/context.hpp>

#include "api/http/server.hpp"

namespace sanqu::api::http {

struct LoadedTls {
  std::shared_ptr<boost::asio::ssl::context> context;
  Certificate certificate;
};

/// Errors, with the setting's name as their field: api.tls_certificate, api.tls_key, api.tls_mismatch.
Result<LoadedTls> load_tls(const TlsFiles& files);

}  // namespace sanqu::api::http
