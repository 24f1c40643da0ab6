// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"

#include <doctest/doctest.h>

using namespace sanqu;

TEST_CASE("sha256: the examples of FIPS 180-4") {
  CHECK(hex(sha256("")) == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(hex(sha256("abc")) == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(hex(sha256("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq")) ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(hex(sha256(std::string(1'000'000, 'a'))) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("sha256: in pieces as in one, and the hasher starts anew") {
  Sha256 hasher;
  hasher.update("a").update("").update("bc");
  CHECK(hasher.finish() == sha256("abc"));
  CHECK(hasher.finish() == sha256(""));
  Sha256 moved = std::move(hasher);
  const std::uint8_t bytes[] = {'a', 'b', 'c'};
  CHECK(moved.update(std::span<const std::uint8_t>(bytes)).finish() == sha256("abc"));
}

TEST_CASE("sha256: hex") {
  const std::uint8_t bytes[] = {0x00, 0x0F, 0xF0, 0xAB};
  CHECK(hex(bytes) == "000ff0ab");
}
