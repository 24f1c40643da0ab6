// SPDX-License-Identifier: Apache-2.0
#include "access/totp.hpp"

#include <doctest/doctest.h>

#include <set>

namespace sanqu::access {

namespace {

const Secret k_rfc_key("12345678901234567890");

Instant second(std::int64_t s) { return Instant::from_unix_ms(s * 1000); }

}  // namespace

TEST_CASE("the vectors of RFC 6238, appendix B (SHA-1)") {
  const std::pair<std::int64_t, const char*> vectors[] = {
      {59, "94287082"},         {1111111109, "07081804"}, {1111111111, "14050471"},
      {1234567890, "89005924"}, {2000000000, "69279037"}, {20000000000, "65353130"}};
  for (const auto& [at, code] : vectors) {
    CHECK(totp_code(k_rfc_key, totp_step_at(second(at)), 8) == code);
    CHECK(totp_code(k_rfc_key, totp_step_at(second(at))) == std::string(code).substr(2));
  }
}

TEST_CASE("the vectors of RFC 4226, appendix D") {
  const char* codes[] = {"755224", "287082", "359152", "969429", "338314",
                         "254676", "287922", "162583", "399871", "520489"};
  for (std::int64_t counter = 0; counter < 10; ++counter) {
    CHECK(totp_code(k_rfc_key, counter) == codes[counter]);
  }
}

TEST_CASE("a code of the step before, of now, or of the next is taken, once") {
  const Instant now = second(1234567890);
  const std::int64_t step = totp_step_at(now);
  for (std::int64_t off = -3; off <= 3; ++off) {
    const auto found = find_totp_step(k_rfc_key, totp_code(k_rfc_key, step + off), now, 0);
    CHECK(found.has_value() == (off >= -1 && off <= 1));
    if (found) CHECK(*found == step + off);
  }
  const std::string code = totp_code(k_rfc_key, step);
  CHECK(find_totp_step(k_rfc_key, code, now, step - 1));
  CHECK(!find_totp_step(k_rfc_key, code, now, step));      // used
  CHECK(!find_totp_step(k_rfc_key, code, now, step + 1));  // a later one was used
  CHECK(find_totp_step(k_rfc_key, code.substr(0, 3) + " " + code.substr(3), now, 0));
  for (const char* wrong : {"", "00592", "0059244", "abcdef", "-05924"}) {
    CHECK(!find_totp_step(k_rfc_key, wrong, now, 0));
  }
}

TEST_CASE("the key as an application reads it") {
  CHECK(base32("") == "");
  CHECK(base32("f") == "MY");
  CHECK(base32("fo") == "MZXQ");
  CHECK(base32("foo") == "MZXW6");
  CHECK(base32("foob") == "MZXW6YQ");
  CHECK(base32("fooba") == "MZXW6YTB");
  CHECK(base32("foobar") == "MZXW6YTBOI");
  CHECK(totp_key_text(k_rfc_key).reveal() == "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
  CHECK(totp_address(k_rfc_key, "sanqu", "张 a").reveal() ==
        "otpauth://totp/sanqu:%E5%BC%A0%20a?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=sanqu");
}

TEST_CASE("recovery codes: ten, all different, known by account and whatever is typed between") {
  SeededRandomForTest random(3);
  std::set<std::string> hashes;
  for (const Secret& code : new_recovery_codes(random)) {
    CHECK(code.reveal().size() == 19);
    hashes.insert(recovery_code_hash(1, code.reveal()));
    std::string typed;
    for (const char c : code.reveal()) {
      if (c == '-') {
        typed += ' ';
      } else {
        typed += c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
      }
    }
    CHECK(hashes.contains(recovery_code_hash(1, typed)));
    CHECK(!hashes.contains(recovery_code_hash(2, typed)));
  }
  CHECK(hashes.size() == k_recovery_codes);
}

}  // namespace sanqu::access
