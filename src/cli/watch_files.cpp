// SPDX-License-Identifier: Apache-2.0
#include "cli/watch_files.hpp"

#include <poll.h>
#include <sys/inotify.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

#include "cli/errors.hpp"

namespace sanqu::cli {

namespace {

constexpr std::uint32_t k_events = IN_CLOSE_WRITE | IN_MOVED_TO;
constexpr int k_settle_ms = 50;  // an editor's several writes are one change

}  // namespace

WatchFiles::WatchFiles() : notify_(inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) {}

WatchFiles::~WatchFiles() {
  if (notify_ >= 0) close(notify_);
}

Result<bool> WatchFiles::watch(const std::vector<std::string>& files) {
  watched_.clear();
  for (const std::string& file : files) {
    const std::filesystem::path path(file);
    std::string folder = path.parent_path().string();
    if (folder.empty()) folder = ".";
    // The same folder twice is the same descriptor; one that is no longer needed only wakes us for nothing.
    const int descriptor = inotify_add_watch(notify_, folder.c_str(), k_events);
    if (descriptor < 0)
      return refuse(errors::k_cannot_watch, {folder, 0, 0, ""}, {folder, std::strerror(errno)});
    watched_.push_back({descriptor, folder, path.filename().string(), file});
  }
  return true;
}

Result<std::string> WatchFiles::wait() {
  std::string changed;
  while (true) {
    pollfd one{notify_, POLLIN, 0};
    const int ready = poll(&one, 1, changed.empty() ? -1 : k_settle_ms);
    if (ready == 0) return changed;
    if (ready < 0 && errno == EINTR) continue;
    alignas(inotify_event) std::array<char, 16 * 1024> buffer;
    const ssize_t size = ready < 0 ? -1 : read(notify_, buffer.data(), buffer.size());
    if (size < 0) {
      if (errno == EAGAIN || errno == EINTR) continue;
      return refuse(errors::k_cannot_watch, {}, {"", std::strerror(errno)});
    }
    for (std::size_t at = 0; at < static_cast<std::size_t>(size);) {
      const auto* event = reinterpret_cast<const inotify_event*>(buffer.data() + at);
      for (const Watched& file : watched_) {
        if (file.descriptor == event->wd && event->len > 0 && file.name == event->name &&
            changed.empty())
          changed = file.path;
      }
      at += sizeof(inotify_event) + event->len;
    }
  }
}

}  // namespace sanqu::cli
