// SPDX-License-Identifier: Apache-2.0
// A text that must not be seen: it has no way into a stream, a log or a message but `reveal`, which a reader of the code
// can search for. Its bytes are wiped when it ends.
#pragma once

#include <string>
#include <string_view>
#include <utility>

namespace sanqu::access {

class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&& other) noexcept : text_(std::move(other.text_)) { other.wipe(); }
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&& other) noexcept {
    if (this != &other) {
      wipe();
      text_ = std::move(other.text_);
      other.wipe();
    }
    return *this;
  }
  ~Secret() { wipe(); }

  const std::string& reveal() const { return text_; }
  bool is_empty() const { return text_.empty(); }

  template <typename Stream>
  friend Stream& operator<<(Stream&, const Secret&) = delete;

 private:
  void wipe() noexcept;
  std::string text_;
};

/// Takes the same time wherever the difference is. (Of two lengths it says so at once: lengths are no secret here.)
bool is_same_secret(std::string_view one, std::string_view other);

}  // namespace sanqu::access
