// SPDX-License-Identifier: Apache-2.0
// A stream of events on a connection (WHATWG, server-sent events). Between two events it is a timer and an open socket. What is
// new is asked for a few times a second: its sources look at memory, and so nobody has to know who is listening. A client that
// went away is noticed at the next sign of life, one that does not read by the deadline of a write.
#include <fmt/format.h>
#include <boost/asio/write.hpp>

#include "api/errors.hpp"
#include "api/http/connection.hpp"

namespace sanqu::api::http {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds k_look_every(200);
constexpr std::string_view k_sign_of_life = ":\n\n";  // a comment: no event

}  // namespace

void Connection::write_event_head() {
  if (shared_.event_streams.fetch_add(1) >= shared_.limits.event_streams_max) {
    shared_.event_streams.fetch_sub(1);
    return refuse_request(503, make_error(errors::k_busy));
  }
  waiting_.emplace(stream_.get_executor());
  // It is no request that the end has to wait for.
  if (is_running_) shared_.running.fetch_sub(1);
  is_running_ = false;
  is_chunked_ = parser_->get().version() == 11;
  response_.closes = true;
  response_.headers.push_back({"X-Accel-Buffering", "no"});  // a proxy passes each event on
  if (is_chunked_) response_.headers.push_back({"Transfer-Encoding", "chunked"});
  if (request_.is_secure) {
    response_.headers.push_back({"Strict-Transport-Security", "max-age=31536000"});
  }
  head_ = head_text(response_, 0, false);
  said_ = std::chrono::steady_clock::now();
  stream_.expires_after(milliseconds(shared_.limits.write_ms_max));
  asio::async_write(stream_, asio::buffer(head_),
                    [self = shared_from_this()](ErrorWord error, std::size_t) {
                      if (error) return self->on_written(error);
                      self->pump_events();
                    });
}

void Connection::pump_events() {
  const auto now = std::chrono::steady_clock::now();
  EventSource::Piece piece = response_.events->next();
  const bool is_over = now - began_ > milliseconds(shared_.limits.event_ms_max);
  piece.is_last = piece.is_last || is_over || shared_.is_stopping;
  const bool is_silent = now - said_ > milliseconds(shared_.limits.event_rest_ms_max);
  if (piece.text.empty() && is_silent) piece.text = k_sign_of_life;
  if (!piece.text.empty() || piece.is_last) return write_event(piece);
  stream_.expires_never();
  waiting_->expires_after(k_look_every);
  waiting_->async_wait([self = shared_from_this()](ErrorWord) { self->pump_events(); });
}

void Connection::write_event(const EventSource::Piece& piece) {
  head_.clear();
  if (!piece.text.empty()) {
    head_ = is_chunked_ ? fmt::format("{:x}\r\n{}\r\n", piece.text.size(), piece.text) : piece.text;
  }
  if (piece.is_last && is_chunked_) head_ += "0\r\n\r\n";
  said_ = std::chrono::steady_clock::now();
  stream_.expires_after(milliseconds(shared_.limits.write_ms_max));
  asio::async_write(
      stream_, asio::buffer(head_),
      [self = shared_from_this(), is_last = piece.is_last](ErrorWord error, std::size_t) {
        if (error || is_last) return self->on_written(error);
        self->pump_events();
      });
}

}  // namespace sanqu::api::http
