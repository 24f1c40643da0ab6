// SPDX-License-Identifier: Apache-2.0
#include "api/http/connection.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <random>

#include <fmt/format.h>
#include <boost/asio/dispatch.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/http/read.hpp>

#include "api/errors.hpp"
#include "api/http/spool.hpp"

namespace sanqu::api::http {

using std::chrono::milliseconds;

namespace {

constexpr std::size_t k_chunk_bytes = 64 << 10;
constexpr std::chrono::milliseconds k_farewell(2000);  // for the other side's last words

/// The other side went away, or what it sent is no TLS: nobody is there to be told.
bool is_gone(ErrorWord error) {
  return error == wire::error::end_of_stream || error == asio::error::operation_aborted ||
         error == asio::error::connection_reset || error == asio::error::eof ||
         error == asio::ssl::error::stream_truncated ||
         error.category() == asio::error::get_ssl_category();
}

}  // namespace

Shared::Shared(Application& to, Settings with)
    : application(to),
      settings(std::move(with)),
      limits(settings.limits),
      long_threads(limits.long_requests_max) {
  std::random_device random;
  id_prefix = fmt::format("{:08x}", random());
}

std::string Shared::new_id() { return fmt::format("{}-{:06x}", id_prefix, next_id.fetch_add(1)); }

std::size_t Shared::connection_count() {
  const std::lock_guard guard(lock);
  return connections.size();
}

Transport::TlsContext Shared::tls_context() {
  const std::lock_guard guard(lock);
  return tls;
}

Connection::Connection(Shared& shared, tcp::socket socket, const tcp::endpoint& peer)
    : shared_(shared),
      stream_(std::move(socket), shared.tls_context()),
      peer_(peer.address().to_string()),
      peer_is_loopback_(peer.address().is_loopback()) {}

Connection::~Connection() {
  end_request();
  const std::lock_guard guard(shared_.lock);
  shared_.connections.erase(this);
  const bool was_last = shared_.connections.empty() && shared_.is_stopping;
  if (was_last && !shared_.is_over) shared_.context.stop();
}

void Connection::start() {
  asio::dispatch(stream_.get_executor(), [self = shared_from_this()] {
    if (!self->stream_.is_secure()) return self->read_head();
    self->stream_.expires_after(milliseconds(self->shared_.limits.head_ms_max));
    // Who can't agree on TLS with us can't be told so either.
    self->stream_.async_handshake([self](ErrorWord error) {
      if (!error) self->read_head();
    });
  });
}

void Connection::stop() {
  asio::post(stream_.get_executor(), [self = shared_from_this()] {
    if (self->is_waiting_) self->stream_.close();
    if (self->waiting_) self->waiting_->cancel();
  });
}

void Connection::read_head() {
  if (shared_.is_stopping) return;  // the last holder closes it
  parser_.emplace();
  parser_->header_limit(shared_.limits.head_bytes_max);
  // The route's own limit is held in on_body. (`none` would be a limit of 0 in Boost 1.74.)
  parser_->body_limit(std::numeric_limits<std::uint64_t>::max());
  request_ = {};
  is_waiting_ = true;
  is_long_ = false;
  has_unread_body_ = false;
  stream_.expires_after(milliseconds(shared_.limits.head_ms_max));
  wire::async_read_header(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](ErrorWord error, std::size_t) { self->on_head(error); });
}

/// What the library lets through and we don't. Empty: nothing.
Errors Connection::refusal_of_head(int& status) {
  const auto& head = parser_->get();
  const Limits& limits = shared_.limits;
  const auto count = static_cast<std::size_t>(std::distance(head.begin(), head.end()));
  status = 400;
  if (count > limits.headers_max) {
    status = 431;
    return {make_error(errors::k_headers_too_many, {}, {std::to_string(limits.headers_max)})};
  }
  if (head.target().size() > limits.target_bytes_max) {
    status = 414;
    return {make_error(errors::k_target_too_long, {}, {std::to_string(limits.target_bytes_max)})};
  }
  if (head.version() != 11 && head.version() != 10) {
    status = 505;
    return {make_error(errors::k_request_form, {}, {"version"})};
  }
  if (!head.target().starts_with('/')) {
    return {make_error(errors::k_request_form, {}, {"target"})};
  }
  const auto hosts = head.count(wire::field::host);
  if (hosts > 1 || (hosts == 0 && head.version() == 11)) return {make_error(errors::k_host)};
  const auto coding = head[wire::field::transfer_encoding];
  const bool both = !coding.empty() && head.count(wire::field::content_length) > 0;
  if (both || head.count(wire::field::transfer_encoding) > 1 ||
      (!coding.empty() && (head.version() == 10 || !beast::iequals(coding, "chunked")))) {
    status = both || head.version() == 10 ? 400 : 501;
    return {make_error(errors::k_transfer_coding, {}, {"?"})};
  }
  return {};
}

void Connection::fill_request() {
  const auto& head = parser_->get();
  request_.method = std::string(head.method_string());
  request_.target = std::string(head.target());
  for (const auto& field : head) {
    std::string name(field.name_string());
    for (char& c : name) {
      if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    request_.headers.push_back({std::move(name), std::string(field.value())});
  }
  apply_forwarded(request_, shared_.settings.proxies);
}

void Connection::on_head(ErrorWord error) {
  is_waiting_ = false;
  if (is_gone(error)) return;
  request_.id = shared_.new_id();
  request_.peer = peer_;
  request_.peer_is_loopback = peer_is_loopback_;
  request_.is_secure = stream_.is_secure();
  began_ = std::chrono::steady_clock::now();
  is_running_ = true;
  shared_.running.fetch_add(1);
  if (error == beast::error::timeout) {
    // An idle connection ends silently; a head that drips is worth a line in the log.
    if (buffer_.size() > 0 || parser_->got_some()) {
      shared_.application.finished(request_, 0, std::chrono::microseconds(0));
    }
    return end_request();
  }
  has_unread_body_ = true;
  if (error == wire::error::header_limit) {
    return refuse_request(431, make_error(errors::k_head_too_large, {},
                                          {std::to_string(shared_.limits.head_bytes_max)}));
  }
  if (error) return refuse_request(400, make_error(errors::k_request_form, {}, {error.message()}));
  fill_request();
  int status = 0;
  if (const Errors found = refusal_of_head(status); !found.empty()) {
    return refuse_request(status, found.front());
  }
  has_unread_body_ = !parser_->is_done();
  admission_ = shared_.application.admit(request_);
  if (admission_.refusal) {
    if (has_unread_body_) admission_.refusal->closes = true;
    return write(std::move(*admission_.refusal));
  }
  if (admission_.is_long || admission_.body == BodyKind::upload) {
    is_long_ = true;
    if (shared_.long_running.fetch_add(1) >= shared_.limits.long_requests_max) {
      return refuse_request(503, make_error(errors::k_busy));
    }
  }
  if (admission_.body == BodyKind::none) {
    if (has_unread_body_) return refuse_request(400, make_error(errors::k_body_unexpected));
    return answer();
  }
  begin_body(admission_.body_bytes_max);
}

void Connection::begin_body(std::uint64_t bytes_max) {
  const auto length = parser_->content_length();
  if (length && *length > bytes_max) {
    return refuse_request(413,
                          make_error(errors::k_body_too_large, {}, {std::to_string(bytes_max)}));
  }
  if (admission_.body == BodyKind::upload) {
    auto spool = Spool::create(shared_.settings.spool_folder);
    if (!spool) return refuse_request(503, spool.error().front());
    request_.upload = std::move(*spool);
  }
  body_bytes_ = 0;
  if (parser_->is_done()) return answer();
  chunk_.resize(k_chunk_bytes);
  if (!beast::iequals(parser_->get()[wire::field::expect], "100-continue")) return read_body();
  static constexpr std::string_view k_continue = "HTTP/1.1 100 Continue\r\n\r\n";
  stream_.expires_after(milliseconds(shared_.limits.write_ms_max));
  asio::async_write(stream_, asio::buffer(k_continue),
                    [self = shared_from_this()](ErrorWord error, std::size_t) {
                      if (!error) self->read_body();
                    });
}

void Connection::read_body() {
  auto& body = parser_->get().body();
  body.data = chunk_.data();
  body.size = chunk_.size();
  body.more = true;
  stream_.expires_after(milliseconds(shared_.limits.body_rest_ms_max));
  wire::async_read_some(
      stream_, buffer_, *parser_,
      [self = shared_from_this()](ErrorWord error, std::size_t) { self->on_body(error); });
}

void Connection::on_body(ErrorWord error) {
  if (error == wire::error::need_buffer) error = {};
  const auto took = std::chrono::steady_clock::now() - began_;
  const bool is_slow = took > milliseconds(shared_.limits.body_ms_max);
  if (error && error != wire::error::bad_chunk && error != wire::error::bad_chunk_extension) {
    // Gone, or silent for too long: nobody is there to be told.
    end_request();
    return shared_.application.finished(
        request_, 0, std::chrono::duration_cast<std::chrono::microseconds>(took));
  }
  if (error) return refuse_request(400, make_error(errors::k_request_form, {}, {error.message()}));
  if (is_slow) return refuse_request(408, make_error(errors::k_request_form, {}, {"too slow"}));
  const std::string_view bytes(chunk_.data(), chunk_.size() - parser_->get().body().size);
  body_bytes_ += bytes.size();
  if (body_bytes_ > admission_.body_bytes_max) {
    return refuse_request(
        413, make_error(errors::k_body_too_large, {}, {std::to_string(admission_.body_bytes_max)}));
  }
  if (request_.upload) {
    if (const auto kept = request_.upload->append(bytes); !kept) {
      return refuse_request(503, kept.error().front());
    }
  } else {
    request_.body += bytes;
  }
  if (!parser_->is_done()) return read_body();
  has_unread_body_ = false;
  answer();
}

void Connection::answer() {
  if (!is_long_) return write(shared_.application.answer(request_));
  asio::post(shared_.long_threads, [self = shared_from_this()] {
    self->response_ = self->shared_.application.answer(self->request_);
    asio::post(self->stream_.get_executor(), [self] { self->write(std::move(self->response_)); });
  });
}

void Connection::refuse_request(int status, const Error& error) {
  Response response = shared_.application.problem(status, {error}, request_);
  response.closes = true;
  write(std::move(response));
}

void Connection::write(Response response) {
  response_ = std::move(response);
  if (response_.events && request_.method != "HEAD") return write_event_head();
  response_.events.reset();
  const bool keeps_alive = !response_.closes && !shared_.is_stopping && parser_->get().keep_alive();
  response_.closes = !keeps_alive;
  // A browser that has once come over TLS asks for nothing in clear any more, for a year.
  if (request_.is_secure) {
    response_.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
  }
  head_ = head_text(response_, response_.body_bytes(), keeps_alive);
  const bool has_content = response_.body && request_.method != "HEAD" && response_.status != 304;
  const std::array<asio::const_buffer, 2> pieces = {
      asio::buffer(head_), has_content ? asio::buffer(*response_.body) : asio::const_buffer()};
  stream_.expires_after(milliseconds(shared_.limits.write_ms_max));
  asio::async_write(stream_, pieces, [self = shared_from_this()](ErrorWord error, std::size_t) {
    self->on_written(error);
  });
}

void Connection::on_written(ErrorWord error) {
  const auto took = std::chrono::duration_cast<std::chrono::microseconds>(
      std::chrono::steady_clock::now() - began_);
  const int status = error ? 0 : response_.status;
  const bool ends = error || response_.closes;
  end_request();
  shared_.application.finished(request_, status, took);
  if (!ends) return read_head();
  if (error || !stream_.is_secure()) return end_stream(!error && has_unread_body_);
  stream_.expires_after(k_farewell);
  stream_.async_shutdown(
      [self = shared_from_this()](ErrorWord) { self->end_stream(self->has_unread_body_); });
}

void Connection::end_stream(bool lingers) {
  ErrorWord ignored;
  stream_.socket().shutdown(tcp::socket::shutdown_send, ignored);
  // A close with bytes unread would reset the connection before the client has read our refusal.
  if (lingers) linger(0);
}

void Connection::linger(std::size_t dropped) {
  constexpr std::size_t k_dropped_max = 1 << 20;
  if (dropped > k_dropped_max || shared_.is_stopping) return;
  if (dropped == 0) stream_.expires_after(k_farewell);
  chunk_.resize(k_chunk_bytes);
  stream_.plain().async_read_some(asio::buffer(chunk_), [self = shared_from_this(), dropped](
                                                            ErrorWord error, std::size_t bytes) {
    if (!error) self->linger(dropped + std::max<std::size_t>(bytes, 1));
  });
}

void Connection::end_request() {
  request_.upload.reset();
  response_ = {};
  if (is_running_) shared_.running.fetch_sub(1);
  if (is_long_) shared_.long_running.fetch_sub(1);
  if (waiting_) shared_.event_streams.fetch_sub(1);
  waiting_.reset();
  is_running_ = false;
  is_long_ = false;
}

}  // namespace sanqu::api::http
