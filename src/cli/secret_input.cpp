// SPDX-License-Identifier: Apache-2.0
#include "cli/secret_input.hpp"

#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string>

#include "cli/errors.hpp"

namespace sanqu::cli {

namespace {

constexpr std::size_t k_line_bytes_max = 64 << 10;

/// Echo off for a scope. (Interrupted in between, the shell puts its terminal right again.)
class WithoutEcho {
 public:
  explicit WithoutEcho(int descriptor) : descriptor_(descriptor) {
    is_set_ = ::tcgetattr(descriptor_, &before_) == 0;
    if (!is_set_) return;
    termios quiet = before_;
    quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    is_set_ = ::tcsetattr(descriptor_, TCSAFLUSH, &quiet) == 0;
  }
  WithoutEcho(const WithoutEcho&) = delete;
  WithoutEcho& operator=(const WithoutEcho&) = delete;
  ~WithoutEcho() {
    if (is_set_) ::tcsetattr(descriptor_, TCSAFLUSH, &before_);
  }

 private:
  int descriptor_;
  bool is_set_ = false;
  termios before_{};
};

/// One byte at a time: what comes after the line is for the next question.
Result<access::Secret> read_line(int descriptor) {
  std::string line;
  line.reserve(k_line_bytes_max);  // never moves, so that no copy of it stays behind
  while (line.size() < k_line_bytes_max) {
    char c = 0;
    const ssize_t got = ::read(descriptor, &c, 1);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return refuse(errors::k_file_unreadable, {}, {std::strerror(errno)});
    if (got == 0 && line.empty()) return refuse(errors::k_no_secret);
    if (got == 0 || c == '\n') break;
    line += c;
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return access::Secret(std::move(line));
}

}  // namespace

Result<access::Secret> SecretInput::read(std::string_view prompt) {
  if (!is_terminal_) return read_line(descriptor_);
  err_.write(prompt);
  err_.flush();
  auto line = [&] {
    const WithoutEcho quiet(descriptor_);
    return read_line(descriptor_);
  }();
  err_.line("");
  return line;
}

}  // namespace sanqu::cli
