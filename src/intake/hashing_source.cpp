// SPDX-License-Identifier: Apache-2.0
#include "intake/hashing_source.hpp"

#include <memory>

#include "core/ensure.hpp"

namespace sanqu::intake {

namespace {
constexpr std::size_t k_rest_buffer_bytes = 256 << 10;
}

Result<std::size_t> HashingSource::read(std::span<char> buffer) {
  ensure(!digest_);
  const std::size_t got = TRY(inner_.read(buffer));
  hash_.update(std::string_view(buffer.data(), got));
  bytes_ += got;
  return got;
}

Result<bool> HashingSource::read_rest() {
  const auto buffer = std::make_unique_for_overwrite<char[]>(k_rest_buffer_bytes);
  while (TRY(read({buffer.get(), k_rest_buffer_bytes})) > 0) {
  }
  return true;
}

const std::string& HashingSource::sha256() {
  if (!digest_) digest_ = hex(hash_.finish());
  return *digest_;
}

}  // namespace sanqu::intake
