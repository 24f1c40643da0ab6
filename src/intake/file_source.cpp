// SPDX-License-Identifier: Apache-2.0
#include "intake/file_source.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "intake/errors.hpp"

namespace sanqu::intake {

namespace {

std::unexpected<Errors> unreadable(const std::string& path, int error_number) {
  const std::string reason = std::generic_category().message(error_number);
  std::string reason_zh = reason;
  if (error_number == ENOENT) reason_zh = "文件不存在";
  if (error_number == EACCES) reason_zh = "没有读取权限";
  if (error_number == EISDIR) reason_zh = "这是一个文件夹";
  return refuse(errors::k_file_unreadable, {path, 0, 0, ""}, {reason_zh, reason});
}

class FileSource final : public ByteSource, private RandomAccess {
 public:
  enum class Ownership : std::uint8_t { closes, leaves_open };

  FileSource(std::string name, int descriptor, Ownership ownership)
      : name_(std::move(name)), descriptor_(descriptor), ownership_(ownership) {}
  FileSource(const FileSource&) = delete;
  FileSource& operator=(const FileSource&) = delete;
  ~FileSource() override {
    if (ownership_ == Ownership::closes) ::close(descriptor_);
  }

  Result<std::size_t> read(std::span<char> buffer) override {
    while (true) {
      const ssize_t got = ::read(descriptor_, buffer.data(), buffer.size());
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return unreadable(name_, errno);
    }
  }

  const std::string& name() const override { return name_; }
  RandomAccess* random_access() override { return has_size_ ? this : nullptr; }

  /// A regular file of so many bytes can be read in any order.
  void set_size(std::uint64_t bytes) {
    has_size_ = true;
    bytes_ = bytes;
  }

 private:
  std::uint64_t bytes() const override { return bytes_; }
  Result<std::size_t> read_at(std::uint64_t offset, std::span<char> buffer) override {
    while (true) {
      const ssize_t got =
          ::pread(descriptor_, buffer.data(), buffer.size(), static_cast<off_t>(offset));
      if (got >= 0) return static_cast<std::size_t>(got);
      if (errno != EINTR) return unreadable(name_, errno);
    }
  }

  std::string name_;
  int descriptor_;
  Ownership ownership_;
  bool has_size_ = false;
  std::uint64_t bytes_ = 0;
};

}  // namespace

Result<std::unique_ptr<ByteSource>> open_file_source(const std::string& path) {
  if (path == "-") {
    return std::make_unique<FileSource>(path, STDIN_FILENO, FileSource::Ownership::leaves_open);
  }
  int descriptor = -1;
  do {
    descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) return unreadable(path, errno);

  auto source = std::make_unique<FileSource>(path, descriptor, FileSource::Ownership::closes);
  struct stat status{};
  if (::fstat(descriptor, &status) != 0) return unreadable(path, errno);
  if (S_ISDIR(status.st_mode)) return unreadable(path, EISDIR);
  if (S_ISREG(status.st_mode)) source->set_size(static_cast<std::uint64_t>(status.st_size));
  return source;
}

}  // namespace sanqu::intake
