// SPDX-License-Identifier: Apache-2.0
// Listening, taking connections, and the end: SIGTERM and the grace period. What a connection does is in connection.cpp.
#include "api/http/server.hpp"

#include <algorithm>
#include <csignal>
#include <thread>

#include <fmt/format.h>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>

#include "api/errors.hpp"
#include "api/http/connection.hpp"
#include "api/http/tls.hpp"

namespace sanqu::api::http {

namespace {

using std::chrono::milliseconds;

class BeastServer final : public Server {
 public:
  BeastServer(Application& application, Settings settings)
      : shared_(application, std::move(settings)),
        acceptor_(shared_.context),
        signals_(shared_.context),
        hang_up_(shared_.context),
        again_(shared_.context),
        grace_(shared_.context) {}

  Result<bool> open();
  std::uint16_t port() const override { return acceptor_.local_endpoint().port(); }
  bool run() override;
  std::size_t connections() const override { return shared_.connection_count(); }

 private:
  void accept();
  void take(tcp::socket socket);
  Result<bool> read_certificate();
  void wait_for_signal();
  void wait_for_hang_up();
  void begin_stop();
  void end_now();

  mutable Shared shared_;
  tcp::acceptor acceptor_;
  asio::signal_set signals_;
  asio::signal_set hang_up_;
  asio::steady_timer again_;
  asio::steady_timer grace_;
  std::atomic<bool> was_cut_ = false;
};

Result<bool> BeastServer::open() {
  const std::string& address = shared_.settings.address;
  const std::uint16_t port = shared_.settings.port;
  if (shared_.settings.tls) TRY(read_certificate());
  const std::string name = fmt::format("{}:{}", address, port);
  ErrorWord error;
  const auto number = asio::ip::make_address(address, error);
  if (error) return refuse(errors::k_listen, {}, {name, error.message()});
  const tcp::endpoint endpoint(number, port);
  acceptor_.open(endpoint.protocol(), error);
  if (!error) acceptor_.set_option(asio::socket_base::reuse_address(true), error);
  if (!error) acceptor_.bind(endpoint, error);
  if (!error) acceptor_.listen(asio::socket_base::max_listen_connections, error);
  if (error) return refuse(errors::k_listen, {}, {name, error.message()});
  return true;
}

void BeastServer::accept() {
  acceptor_.async_accept(asio::make_strand(shared_.context),
                         [this](ErrorWord error, tcp::socket socket) {
                           if (shared_.is_stopping) return;
                           if (!error) take(std::move(socket));
                           if (!error || error == asio::error::connection_aborted) return accept();
                           // No descriptors left, say: others end soon.
                           again_.expires_after(milliseconds(50));
                           again_.async_wait([this](ErrorWord ended) {
                             if (!ended) accept();
                           });
                         });
}

void BeastServer::take(tcp::socket socket) {
  ErrorWord error;
  const tcp::endpoint peer = socket.remote_endpoint(error);
  if (error) return;
  socket.set_option(tcp::no_delay(true), error);
  if (shared_.connection_count() >= shared_.limits.connections_max) {
    // Said without waiting for anything: a full house must not be made fuller by its doorman.
    Request nobody;
    nobody.id = shared_.new_id();
    Response full = shared_.application.problem(503, {make_error(errors::k_busy)}, nobody);
    const std::string text = head_text(full, full.body_bytes(), false) + *full.body;
    socket.non_blocking(true, error);
    // Before a handshake nothing can be said.
    if (!shared_.settings.tls) socket.send(asio::buffer(text), 0, error);
    shared_.application.finished(nobody, 503, std::chrono::microseconds(0));
    return;
  }
  const auto connection = std::make_shared<Connection>(shared_, std::move(socket), peer);
  {
    const std::lock_guard guard(shared_.lock);
    shared_.connections.insert(connection.get());
  }
  connection->start();
}

Result<bool> BeastServer::read_certificate() {
  auto loaded = load_tls(*shared_.settings.tls);
  if (!loaded) return refuse_all(std::move(loaded.error()));
  {
    const std::lock_guard guard(shared_.lock);
    shared_.tls = std::move(loaded->context);
  }
  shared_.application.certificate_read(loaded->certificate);
  return true;
}

void BeastServer::wait_for_hang_up() {
  hang_up_.async_wait([this](ErrorWord error, int) {
    if (error) return;
    if (shared_.settings.tls) {
      if (auto read = read_certificate(); !read) {
        shared_.application.certificate_read(refuse_all(std::move(read.error())));
      }
    }
    wait_for_hang_up();
  });
}

void BeastServer::wait_for_signal() {
  signals_.async_wait([this](ErrorWord error, int) {
    if (error) return;
    if (shared_.is_stopping) return end_now();
    begin_stop();
    wait_for_signal();
  });
}

void BeastServer::begin_stop() {
  shared_.application.stopping(shared_.running);
  ErrorWord ignored;
  hang_up_.cancel(ignored);
  acceptor_.close(ignored);
  std::vector<std::shared_ptr<Connection>> held;  // let go outside the lock
  {
    const std::lock_guard guard(shared_.lock);
    shared_.is_stopping = true;
    for (Connection* connection : shared_.connections) {
      if (auto one = connection->weak_from_this().lock()) held.push_back(std::move(one));
    }
    if (shared_.connections.empty()) return shared_.context.stop();
  }
  for (const auto& connection : held) connection->stop();
  grace_.expires_after(milliseconds(shared_.limits.grace_ms_max));
  grace_.async_wait([this](ErrorWord error) {
    if (!error) end_now();
  });
}

void BeastServer::end_now() {
  was_cut_ = true;
  shared_.context.stop();
}

bool BeastServer::run() {
  signals_.add(SIGTERM);
  signals_.add(SIGINT);
  wait_for_signal();
  hang_up_.add(SIGHUP);
  wait_for_hang_up();
  accept();
  unsigned threads = shared_.limits.threads;
  if (threads == 0) threads = std::max(4U, 2 * std::thread::hardware_concurrency());
  std::vector<std::jthread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back([this] { shared_.context.run(); });
  shared_.context.run();
  others.clear();
  shared_.is_over = true;
  shared_.long_threads.join();  // an import that has begun is finished, or undone by itself
  return !was_cut_;
}

}  // namespace

Result<std::unique_ptr<Server>> Server::listen(Application& application, Settings settings) {
  auto server = std::make_unique<BeastServer>(application, std::move(settings));
  TRY(server->open());
  return std::unique_ptr<Server>(std::move(server));
}

bool is_loopback(const std::string& address) {
  ErrorWord error;
  const auto number = asio::ip::make_address(address, error);
  return !error && number.is_loopback();
}

}  // namespace sanqu::api::http
