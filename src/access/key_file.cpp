// SPDX-License-Identifier: Apache-2.0
// The key file: 32 random bytes as hexadecimal and a line end, so that it can be copied by hand. It appears whole or not at
// all, and two programs that start at once use the one that was first.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include "access/access.hpp"
#include "access/sealed.hpp"
#include "core/sha256.hpp"

namespace sanqu::access {

namespace {

constexpr std::size_t k_text_bytes = 2 * SecretBox::k_key_bytes + 1;

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }
  int number() const { return number_; }

 private:
  int number_;
};

std::unexpected<Errors> failed(const std::string& path) {
  return refuse(errors::k_key_file, {}, {path, std::strerror(errno)});
}

std::string raw_bytes(std::string_view digits) {
  std::string out;
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
  };
  for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
    const int high = digit(digits[i]);
    const int low = digit(digits[i + 1]);
    if (high < 0 || low < 0) return {};
    out += static_cast<char>(high << 4 | low);
  }
  return out;
}

Result<Secret> read_key(int file, const std::string& path) {
  struct stat of{};
  if (::fstat(file, &of) != 0) return failed(path);
  if ((of.st_mode & 077) != 0) return refuse(errors::k_key_file_open, {}, {path});
  std::array<char, k_text_bytes + 1> text{};
  const ssize_t got = ::read(file, text.data(), text.size());
  if (got < 0) return failed(path);
  Secret key(raw_bytes({text.data(), static_cast<std::size_t>(got)}));
  if (static_cast<std::size_t>(got) != k_text_bytes ||
      key.reveal().size() != SecretBox::k_key_bytes) {
    return refuse(errors::k_key_file, {}, {path, "64 hex digits"});
  }
  return key;
}

/// Written under another name first; `link` refuses where the name is taken.
Result<bool> make_key(const std::string& path, RandomSource& random) {
  const std::string beside = path + ".new-" + std::to_string(::getpid());
  ::unlink(beside.c_str());
  const std::string text = hex(random.bytes<SecretBox::k_key_bytes>()) + "\n";
  bool is_written = false;
  {
    const Descriptor file(::open(beside.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (file.number() < 0) return failed(path);
    is_written =
        ::write(file.number(), text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
        ::fsync(file.number()) == 0;
  }
  const bool is_there =
      is_written && (::link(beside.c_str(), path.c_str()) == 0 || errno == EEXIST);
  const int why = errno;
  ::unlink(beside.c_str());
  errno = why;
  if (!is_there) return failed(path);
  return true;
}

}  // namespace

Result<Secret> key_in_file(const std::string& path, RandomSource& random) {
  for (int attempt = 0; attempt < 2; ++attempt) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() >= 0) return read_key(file.number(), path);
    if (errno != ENOENT) return failed(path);
    TRY(make_key(path, random));
  }
  return failed(path);
}

}  // namespace sanqu::access
