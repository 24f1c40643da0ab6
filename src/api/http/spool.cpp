// SPDX-License-Identifier: Apache-2.0
#include "api/http/spool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "api/errors.hpp"

namespace sanqu::api::http {

Result<std::shared_ptr<Spool>> Spool::create(const std::string& folder) {
  std::string path = folder + "/sanqu-upload-XXXXXX";
  const int descriptor = ::mkostemp(path.data(), O_CLOEXEC);  // 0600
  if (descriptor < 0) return refuse(errors::k_spool, {}, {std::strerror(errno)});
  // Without a name at once: whatever becomes of this process, nothing of an upload stays behind.
  ::unlink(path.c_str());
  return std::shared_ptr<Spool>(
      new Spool(descriptor, "/proc/self/fd/" + std::to_string(descriptor)));
}

Spool::~Spool() { ::close(descriptor_); }

Result<bool> Spool::append(std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t written = ::write(descriptor_, bytes.data(), bytes.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return refuse(errors::k_spool, {}, {std::strerror(errno)});
    bytes_ += static_cast<std::uint64_t>(written);
    bytes.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

}  // namespace sanqu::api::http
