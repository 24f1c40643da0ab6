// SPDX-License-Identifier: Apache-2.0
// What a connection reads from and writes to: a socket with a deadline, with or without TLS over it. Every read and write,
// also those that TLS makes of its own, is under the deadline of the socket below.
// Inside: for connection.* and server.cpp alone.
#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <utility>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/ssl/stream.hpp>
#include <boost/beast/core/tcp_stream.hpp>

namespace sanqu::api::http {

class Transport {
 public:
  using Plain = boost::beast::tcp_stream;
  using executor_type = Plain::executor_type;
  using TlsContext = std::shared_ptr<boost::asio::ssl::context>;

  /// `context`: none for plain HTTP; shared, since a certificate that is read anew serves only later connections.
  Transport(boost::asio::ip::tcp::socket socket, TlsContext context)
      : context_(std::move(context)), plain_(std::move(socket)) {
    if (context_) tls_.emplace(plain_, *context_);
  }

  executor_type get_executor() { return plain_.get_executor(); }
  boost::asio::ip::tcp::socket& socket() { return plain_.socket(); }
  bool is_secure() const { return tls_.has_value(); }
  void close() { plain_.close(); }
  void expires_after(std::chrono::milliseconds within) { plain_.expires_after(within); }
  void expires_never() { plain_.expires_never(); }

  template <typename Buffers, typename Handler>
  void async_read_some(const Buffers& buffers, Handler&& handler) {
    if (tls_) {
      tls_->async_read_some(buffers, std::forward<Handler>(handler));
    } else {
      plain_.async_read_some(buffers, std::forward<Handler>(handler));
    }
  }

  template <typename Buffers, typename Handler>
  void async_write_some(const Buffers& buffers, Handler&& handler) {
    if (tls_) {
      tls_->async_write_some(buffers, std::forward<Handler>(handler));
    } else {
      plain_.async_write_some(buffers, std::forward<Handler>(handler));
    }
  }

  // Only where it is secure.
  template <typename Handler>
  void async_handshake(Handler&& handler) {
    tls_->async_handshake(boost::asio::ssl::stream_base::server, std::forward<Handler>(handler));
  }
  template <typename Handler>
  void async_shutdown(Handler&& handler) {
    tls_->async_shutdown(std::forward<Handler>(handler));
  }
  /// Below TLS: what comes after its end.
  Plain& plain() { return plain_; }

 private:
  TlsContext context_;
  Plain plain_;
  std::optional<boost::asio::ssl::stream<Plain&>> tls_;
};

}  // namespace sanqu::api::http
