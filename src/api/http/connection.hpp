// SPDX-License-Identifier: Apache-2.0
// One connection behind server.hpp, and what all of them share. A connection is one strand: its steps are read_head ->
// read_body -> answer -> write -> again, each with a deadline. Nothing in it blocks but the application's own answer; an
// answer that takes long is given on a thread of its own.
// A stream of events (connection_events.cpp) holds no thread: a timer asks for what is new.
// Inside: included by connection*.cpp and server.cpp alone, which are the files that know the network library.
#pragma once

#include <atomic>
#include <chrono>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/buffer_body.hpp>
#include <boost/beast/http/parser.hpp>

#include "api/http/server.hpp"
#include "api/http/transport.hpp"

namespace sanqu::api::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;
using asio::ip::tcp;
using ErrorWord = beast::error_code;

class Connection;

/// What all connections share.
struct Shared {
  Application& application;
  Settings settings;
  const Limits& limits;  // of the settings
  std::atomic<bool> is_stopping = false;
  std::atomic<bool> is_over = false;     // the context has stopped for good
  std::atomic<std::size_t> running = 0;  // requests between their head and the end of their answer
  std::atomic<std::size_t> long_running = 0;
  std::atomic<std::size_t> event_streams = 0;
  std::atomic<std::uint64_t> next_id = 0;
  std::string id_prefix;
  std::mutex lock;
  std::unordered_set<Connection*> connections;  // under `lock`
  Transport::TlsContext tls;  // under `lock`; of the next connections; none: plain
  // Last, so that what still hangs on them goes before what it refers to.
  asio::io_context context;
  asio::thread_pool long_threads;

  Shared(Application& to, Settings with);
  std::string new_id();
  std::size_t connection_count();
  Transport::TlsContext tls_context();
};

class Connection : public std::enable_shared_from_this<Connection> {
 public:
  Connection(Shared& shared, tcp::socket socket, const tcp::endpoint& peer);
  Connection(const Connection&) = delete;
  Connection& operator=(const Connection&) = delete;
  /// The last one of a server that stops ends it.
  ~Connection();

  void start();
  /// At the end: closes if it waits for a head; all others end after their answer.
  void stop();

 private:
  using Parser = wire::request_parser<wire::buffer_body>;

  void read_head();
  void on_head(ErrorWord error);
  Errors refusal_of_head(int& status);
  void fill_request();
  void begin_body(std::uint64_t bytes_max);
  void read_body();
  void on_body(ErrorWord error);
  void answer();
  void refuse_request(int status, const Error& error);
  void write(Response response);
  void on_written(ErrorWord error);
  void write_event_head();
  void pump_events();
  void write_event(const EventSource::Piece& piece);
  void end_stream(bool lingers);
  void linger(std::size_t dropped);
  void end_request();

  Shared& shared_;
  Transport stream_;
  beast::flat_buffer buffer_;
  std::optional<Parser> parser_;
  std::vector<char> chunk_;  // made when the first body comes
  std::string peer_;
  bool peer_is_loopback_;
  bool is_waiting_ = true;  // for a head
  bool is_running_ = false;
  bool is_long_ = false;
  bool has_unread_body_ = false;
  bool is_chunked_ = false;                     // of a stream of events
  std::optional<asio::steady_timer> waiting_;   // there while this is a stream of events
  std::chrono::steady_clock::time_point said_;  // the last sign of life on it
  Request request_;
  Response response_;
  std::string head_;
  Admission admission_;
  std::chrono::steady_clock::time_point began_;
  std::uint64_t body_bytes_ = 0;
};

}  // namespace sanqu::api::http
