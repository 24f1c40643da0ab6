// SPDX-License-Identifier: Apache-2.0
// Bytes out through a buffer to a file descriptor: no streams, no flush a line. A reader that goes away, or a full disk,
// is remembered and not shouted about: the command asks at its end.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "core/result.hpp"

namespace sanqu::cli {

inline constexpr std::size_t k_output_buffer_bytes = 256 << 10;

/// Any thread, a call at a time. Flushes when it is destroyed.
class Output {
 public:
  enum class Buffering : std::uint8_t { whole, by_line };

  /// Does not own the descriptor. `by_line` hands on at each line's end, for messages.
  Output(int descriptor, std::string name, Buffering buffering = Buffering::whole)
      : descriptor_(descriptor), name_(std::move(name)), buffering_(buffering) {}
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;
  ~Output();

  void write(std::string_view bytes);
  void line(std::string_view text);
  void flush();

  /// The other end of the pipe was closed; what is written from then on is dropped.
  bool reader_is_gone() const;
  /// Any other failure (disk full): cli.output_failed, once it happened.
  Result<bool> state() const;

 protected:
  int descriptor_;

 private:
  void empty_buffer();
  void hand_on(std::string_view bytes);

  mutable std::mutex lock_;
  std::string name_;
  Buffering buffering_;
  std::string buffer_;
  bool reader_is_gone_ = false;
  int error_number_ = 0;
};

/// A file written anew; an existing one is replaced. Closes itself.
class FileOutput final : public Output {
 public:
  using Output::Output;  // owns the descriptor
  /// Error: cli.output_failed.
  static Result<std::unique_ptr<FileOutput>> create(const std::string& path);
  ~FileOutput();
};

/// The whole of a small file (at most 64 MiB). Error: cli.file_unreadable.
Result<std::string> read_file(const std::string& path);

}  // namespace sanqu::cli
