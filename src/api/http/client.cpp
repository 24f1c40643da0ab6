// SPDX-License-Identifier: Apache-2.0
// Each step is begun and waited for until the time is over (`Steps::wait`), so there is no thread besides the caller's.
#include "api/http/client.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <optional>

#include <boost/asio/connect.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/host_name_verification.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/read.hpp>
#include <boost/beast/http/string_body.hpp>
#include <boost/beast/http/write.hpp>

#include "api/errors.hpp"

namespace sanqu::api::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using ErrorWord = beast::error_code;

namespace {

struct Address {
  bool is_secure = true;
  std::string host;
  std::string port;
  std::string target;
  std::string name;  // for messages: without the query
};

std::optional<Address> address_of(std::string_view url) {
  Address out;
  constexpr std::string_view k_secure = "https://";
  constexpr std::string_view k_plain = "http://";
  out.is_secure = url.starts_with(k_secure);
  if (!out.is_secure && !url.starts_with(k_plain)) return std::nullopt;
  std::string_view rest = url.substr(out.is_secure ? k_secure.size() : k_plain.size());
  const std::size_t slash = std::min(rest.find('/'), rest.size());
  const std::string_view authority = rest.substr(0, slash);
  out.target = slash == rest.size() ? "/" : std::string(rest.substr(slash));
  const bool is_good = std::ranges::all_of(url, [](char c) { return c > 0x20 && c < 0x7f; }) &&
                       authority.find('@') == std::string_view::npos &&
                       url.find('#') == std::string_view::npos;
  if (!is_good) return std::nullopt;
  const std::size_t bracket = authority.find(']');  // [::1]:8080
  const std::size_t colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  out.host = authority.substr(0, colon);
  out.port = colon == std::string_view::npos ? (out.is_secure ? "443" : "80")
                                             : std::string(authority.substr(colon + 1));
  if (out.host.starts_with('[') && out.host.ends_with(']')) {
    out.host = out.host.substr(1, out.host.size() - 2);
  }
  if (out.host.empty() || out.port.empty()) return std::nullopt;
  out.name = url.substr(0, std::min(url.find('?'), url.size()));
  return out;
}

bool is_this_machine(std::string_view host) {
  return host == "localhost" || host == "127.0.0.1" || host == "::1";
}

class Exchange {
 public:
  Exchange(const Address& address, const OutgoingRequest& request, const ClientRules& rules)
      : address_(address),
        request_(request),
        rules_(rules),
        end_(std::chrono::steady_clock::now() + std::chrono::milliseconds(rules.ms_max)),
        tls_(asio::ssl::context::tls_client),
        socket_(context_) {}

  Result<IncomingAnswer> run() {
    TRY(connect());
    if (!address_.is_secure) return exchange(socket_);
    asio::ssl::stream<tcp::socket&> secure(socket_, tls_);
    TRY(shake_hands(secure));
    return exchange(secure);
  }

 private:
  std::unexpected<Errors> failed(const std::string& what) const {
    return refuse(errors::k_fetch, {}, {address_.name, what});
  }

  /// `begin` is given a function to call with the outcome. At the end of the time everything is cut off.
  template <typename Begin>
  Result<bool> wait(const char* step, Begin&& begin) {
    std::optional<ErrorWord> outcome;
    context_.restart();
    begin([&](ErrorWord error) { outcome = error; });
    context_.run_until(end_);
    if (!outcome) {
      ErrorWord ignored;
      socket_.close(ignored);
      context_.stop();
      return failed(std::string(step) + ": too slow");
    }
    if (*outcome) return failed(std::string(step) + ": " + outcome->message());
    return true;
  }

  Result<bool> connect() {
    tcp::resolver resolver(context_);
    tcp::resolver::results_type found;
    TRY(wait("name", [&](auto done) {
      resolver.async_resolve(address_.host, address_.port,
                             [&found, done](ErrorWord error, tcp::resolver::results_type results) {
                               found = std::move(results);
                               done(error);
                             });
    }));
    return wait("connection", [&](auto done) {
      asio::async_connect(socket_, found,
                          [done](ErrorWord error, const tcp::endpoint&) { done(error); });
    });
  }

  Result<bool> shake_hands(asio::ssl::stream<tcp::socket&>& secure) {
    ErrorWord error;
    SSL_CTX_set_min_proto_version(tls_.native_handle(), TLS1_2_VERSION);
    if (rules_.authorities.empty()) {
      tls_.set_default_verify_paths(error);
    } else {
      tls_.load_verify_file(rules_.authorities, error);
    }
    if (error) return failed("authorities: " + error.message());
    secure.set_verify_mode(asio::ssl::verify_peer, error);
    secure.set_verify_callback(asio::ssl::host_name_verification(address_.host), error);
    SSL_set_tlsext_host_name(secure.native_handle(), address_.host.c_str());
    return wait("TLS",
                [&](auto done) { secure.async_handshake(asio::ssl::stream_base::client, done); });
  }

  template <typename Stream>
  Result<IncomingAnswer> exchange(Stream& stream) {
    wire::request<wire::string_body> out;
    out.method_string(request_.method);
    out.target(address_.target);
    out.version(11);
    const bool is_v6 = address_.host.find(':') != std::string::npos;
    const std::string host = is_v6 ? "[" + address_.host + "]" : address_.host;
    out.set(wire::field::host, host + ":" + address_.port);
    out.set(wire::field::connection, "close");
    for (const NamedText& header : request_.headers) out.set(header.name, header.value);
    out.body() = request_.body;
    out.prepare_payload();
    TRY(wait("sending", [&](auto done) {
      wire::async_write(stream, out, [done](ErrorWord error, std::size_t) { done(error); });
    }));
    beast::flat_buffer buffer;
    wire::response_parser<wire::string_body> parser;
    parser.body_limit(rules_.body_bytes_max);
    TRY(wait("answer", [&](auto done) {
      wire::async_read(stream, buffer, parser,
                       [done](ErrorWord error, std::size_t) { done(error); });
    }));
    return IncomingAnswer{static_cast<int>(parser.get().result_int()),
                          std::move(parser.get().body())};
  }

  const Address& address_;
  const OutgoingRequest& request_;
  const ClientRules& rules_;
  std::chrono::steady_clock::time_point end_;
  asio::io_context context_;
  asio::ssl::context tls_;
  tcp::socket socket_;
};

}  // namespace

bool is_fetchable(std::string_view url) {
  const auto address = address_of(url);
  return address && (address->is_secure || is_this_machine(address->host));
}

Result<IncomingAnswer> fetch(const OutgoingRequest& request, const ClientRules& rules) {
  const auto address = address_of(request.url);
  if (!address || !is_fetchable(request.url)) {
    return refuse(errors::k_fetch, {}, {"-", "no https address"});
  }
  return Exchange(*address, request, rules).run();
}

}  // namespace sanqu::api::http
