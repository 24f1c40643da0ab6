// SPDX-License-Identifier: Apache-2.0
#include "api/http/tls.hpp"

#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <array>
#include <ctime>

#include "api/errors.hpp"
#include "core/date.hpp"

namespace sanqu::api::http {

namespace {

/// The library's newest complaint; its older ones are dropped, so that they are not told of something else later.
std::string complaint() {
  const unsigned long number = ERR_peek_last_error();
  std::array<char, 256> text{};
  ERR_error_string_n(number, text.data(), text.size());
  const char* reason = ERR_reason_error_string(number);
  std::string out = reason != nullptr ? reason : text.data();
  ERR_clear_error();
  return out;
}

int give_password(char* into, int size, int, void* from) {
  const auto& password = static_cast<const TlsFiles*>(from)->key_password.reveal();
  if (password.empty() || password.size() > static_cast<std::size_t>(size)) return 0;
  std::copy(password.begin(), password.end(), into);
  return static_cast<int>(password.size());
}

/// Of what a client offers, HTTP/1.1; a client that offers only others goes on without, as RFC 7301 lets it.
int choose_protocol(SSL*, const unsigned char** chosen, unsigned char* length,
                    const unsigned char* offered, unsigned int offered_length, void*) {
  static constexpr std::array<unsigned char, 9> k_known = {8,   'h', 't', 't', 'p',
                                                           '/', '1', '.', '1'};
  unsigned char* found = nullptr;
  const int outcome = SSL_select_next_proto(&found, length, k_known.data(), k_known.size(), offered,
                                            offered_length);
  *chosen = found;
  return outcome == OPENSSL_NPN_NEGOTIATED ? SSL_TLSEXT_ERR_OK : SSL_TLSEXT_ERR_NOACK;
}

void set_rules(SSL_CTX* context, const TlsFiles& files) {
  SSL_CTX_set_min_proto_version(context, files.only_1_3 ? TLS1_3_VERSION : TLS1_2_VERSION);
  SSL_CTX_set_options(
      context, SSL_OP_NO_COMPRESSION | SSL_OP_NO_RENEGOTIATION | SSL_OP_CIPHER_SERVER_PREFERENCE);
  SSL_CTX_set_cipher_list(context, "ECDHE+AESGCM:ECDHE+CHACHA20:!aNULL:!PSK");  // of TLS 1.2
  SSL_CTX_set_mode(context, SSL_MODE_RELEASE_BUFFERS);  // an idle connection holds no buffers
  SSL_CTX_set_alpn_select_cb(context, choose_protocol, nullptr);
}

Certificate certificate_of(SSL_CTX* context) {
  Certificate out;
  const X509* certificate = SSL_CTX_get0_certificate(context);
  std::tm until{};
  if (certificate == nullptr || ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &until) != 1) {
    return out;
  }
  out.until = Instant::from_unix_ms(static_cast<std::int64_t>(::timegm(&until)) * 1000);
  return out;
}

}  // namespace

Result<LoadedTls> load_tls(const TlsFiles& files) {
  ERR_clear_error();
  auto context = std::make_shared<boost::asio::ssl::context>(boost::asio::ssl::context::tls_server);
  SSL_CTX* native = context->native_handle();
  const auto at = [](const char* name) { return Place{"", 0, 0, name}; };
  set_rules(native, files);
  if (SSL_CTX_use_certificate_chain_file(native, files.certificate.c_str()) != 1) {
    return refuse(errors::k_tls_certificate, at("tls.certificate"),
                  {files.certificate, complaint()});
  }
  SSL_CTX_set_default_passwd_cb(native, give_password);
  SSL_CTX_set_default_passwd_cb_userdata(native, const_cast<TlsFiles*>(&files));
  const bool has_key =
      SSL_CTX_use_PrivateKey_file(native, files.key.c_str(), SSL_FILETYPE_PEM) == 1;
  SSL_CTX_set_default_passwd_cb_userdata(native, nullptr);
  SSL_CTX_set_default_passwd_cb(native, nullptr);
  if (!has_key) {
    const bool is_other = ERR_GET_REASON(ERR_peek_last_error()) == X509_R_KEY_VALUES_MISMATCH;
    const std::string reason = complaint();
    if (is_other) return refuse(errors::k_tls_mismatch, at("tls.key"), {files.key});
    return refuse(errors::k_tls_key, at("tls.key"), {files.key, reason});
  }
  return LoadedTls{std::move(context), certificate_of(native)};
}

}  // namespace sanqu::api::http
