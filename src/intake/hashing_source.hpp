// SPDX-License-Identifier: Apache-2.0
// Bytes of another source, counted and hashed as they pass: for the receipt of a file.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/sha256.hpp"
#include "intake/intake.hpp"

namespace sanqu::intake {

/// Passes on what `inner`, which must outlive it, gives. Random access is passed on too, and not hashed: `read_rest` reads
/// in order whatever was not read in order, so that count and digest are those of the whole file.
class HashingSource final : public ByteSource {
 public:
  explicit HashingSource(ByteSource& inner) : inner_(inner) {}

  Result<std::size_t> read(std::span<char> buffer) override;
  const std::string& name() const override { return inner_.name(); }
  RandomAccess* random_access() override { return inner_.random_access(); }

  /// Reads on to the end of the file, for the digest alone. Errors: those of the source.
  Result<bool> read_rest();
  std::uint64_t bytes() const { return bytes_; }
  /// Lower-case hexadecimal, of everything read so far. Nothing may be read after the first call.
  const std::string& sha256();

 private:
  ByteSource& inner_;
  Sha256 hash_;
  std::uint64_t bytes_ = 0;
  std::optional<std::string> digest_;
};

}  // namespace sanqu::intake
