// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <system_error>

#include "cli/errors.hpp"

namespace sanqu::cli {

namespace {

constexpr std::size_t k_file_bytes_max = 64 << 20;

std::string reason_of(int error_number) { return std::generic_category().message(error_number); }

}  // namespace

Output::~Output() { flush(); }

void Output::write(std::string_view bytes) {
  const std::lock_guard guard(lock_);
  if (reader_is_gone_ || error_number_ != 0) return;
  if (bytes.size() >= k_output_buffer_bytes) {
    empty_buffer();
    hand_on(bytes);
    return;
  }
  buffer_ += bytes;
  const bool is_due = buffering_ == Buffering::by_line && bytes.find('\n') != bytes.npos;
  if (is_due || buffer_.size() >= k_output_buffer_bytes) empty_buffer();
}

void Output::line(std::string_view text) {
  std::string whole(text);
  whole += '\n';
  write(whole);
}

void Output::flush() {
  const std::lock_guard guard(lock_);
  empty_buffer();
}

bool Output::reader_is_gone() const {
  const std::lock_guard guard(lock_);
  return reader_is_gone_;
}

void Output::empty_buffer() {
  hand_on(buffer_);
  buffer_.clear();
}

void Output::hand_on(std::string_view bytes) {
  while (!bytes.empty() && !reader_is_gone_ && error_number_ == 0) {
    const ssize_t count = ::write(descriptor_, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EPIPE) {
      reader_is_gone_ = true;
    } else if (errno != EINTR) {
      error_number_ = errno;
    }
  }
}

Result<bool> Output::state() const {
  const std::lock_guard guard(lock_);
  if (error_number_ == 0) return true;
  return refuse(errors::k_output_failed, {name_, 0, 0, ""}, {reason_of(error_number_)});
}

Result<std::unique_ptr<FileOutput>> FileOutput::create(const std::string& path) {
  const int descriptor = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (descriptor < 0) {
    return refuse(errors::k_output_failed, {path, 0, 0, ""}, {reason_of(errno)});
  }
  return std::make_unique<FileOutput>(descriptor, path);
}

FileOutput::~FileOutput() {
  flush();
  ::close(descriptor_);
}

Result<std::string> read_file(const std::string& path) {
  const auto unreadable = [&](const std::string& reason) {
    return refuse(errors::k_file_unreadable, {path, 0, 0, ""}, {reason});
  };
  const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (descriptor < 0) return unreadable(reason_of(errno));
  std::string text;
  std::array<char, 1 << 16> piece;
  int error_number = 0;
  while (true) {
    const ssize_t count = ::read(descriptor, piece.data(), piece.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) error_number = errno;
    if (count <= 0 || text.size() > k_file_bytes_max) break;
    text.append(piece.data(), static_cast<std::size_t>(count));
  }
  ::close(descriptor);
  if (error_number != 0) return unreadable(reason_of(error_number));
  if (text.size() > k_file_bytes_max) return unreadable("> 64 MiB");
  return text;
}

}  // namespace sanqu::cli
