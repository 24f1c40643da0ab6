// SPDX-License-Identifier: Apache-2.0
#include "access/passwords.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <atomic>
#include <thread>

#include "access/account_name.hpp"
#include "access/known_passwords.hpp"

namespace sanqu::access {

namespace {

/// As cheap as argon2 goes: 8 KiB, one pass.
constexpr Argon2Cost k_cheap = {8, 1, 1};

std::string code_of(std::string_view typed, std::string_view name = "zhang") {
  const auto read = read_new_password(Secret(std::string(typed)), name);
  return read ? "good" : std::string(read.error().front().code->id);
}

}  // namespace

TEST_CASE("a password is long and not a known one; nothing else is asked") {
  CHECK(code_of("rivers run east") == "good");
  CHECK(code_of("千山万水不如家门口一条河") == "good");  // 12 characters, 36 bytes
  CHECK(code_of("千山万水不如家门口一条") == "access.password_short");
  CHECK(code_of("aQ7!xK2#mZ9") == "access.password_short");  // 11, whatever signs are in it
  CHECK(code_of("") == "access.password_short");
  CHECK(code_of(std::string(1025, 'x')) == "access.password_long");
  CHECK(code_of("\xff\xfe rivers run east") == "access.password_text");
  CHECK(code_of("rivers\nrun east") == "access.password_text");
  for (const char* known :
       {"passwordpassword", "Password2026!", "PASSWORD123456", "123456789012", "210987654321",
        "qwertyuiop[]", "aaaaaaaaaaaa", "abcabcabcabc", "1qaz2wsx3edc", "zhang-123456",
        "zhang-12345678", "20261124-zhang-8", "IamZhang0000", "Admin@123456", "xinyong20261",
        "woaizhongguo", "letmeinplease", "password12345678"}) {
    CHECK_MESSAGE(code_of(known) == "access.password_known", std::string(known));
  }
  CHECK(code_of("correct zebra lamp") == "good");
  CHECK(code_of("zhang likes rivers") == "good");
  CHECK(code_of("the password of my neighbour") == "good");
}

TEST_CASE("a full-width keyboard makes the same password") {
  CHECK(normal_password(Secret("rivers RUN east")).reveal() == "rivers RUN east");
  CHECK(normal_password(Secret("e\u0301")).reveal() == "\u00e9");
  CHECK(normal_password(Secret("\xff")).is_empty());
}

TEST_CASE("a hash matches its password alone, and no two are alike") {
  SeededRandomForTest random(1);
  Passwords passwords(random, k_cheap);
  const Secret right("rivers run east");
  const std::string hash = passwords.hash(right);
  CHECK(hash.starts_with("$argon2id$v=19$m=8,t=1,p=1$"));
  CHECK(hash != passwords.hash(right));
  CHECK(passwords.matches(right, hash));
  CHECK(!passwords.matches(Secret("rivers run easT"), hash));
  CHECK(!passwords.matches(Secret(""), hash));
  CHECK(!passwords.matches(right, ""));
  CHECK(!passwords.matches(Secret("nobody has this password"), ""));
  CHECK(!passwords.matches(right, "$argon2id$v=19$m=8,t=1,p=1$damaged"));
  std::string changed = hash;
  changed.back() = changed.back() == 'A' ? 'B' : 'A';
  CHECK(!passwords.matches(right, changed));
  CHECK(!passwords.is_outdated(hash));
  CHECK(Passwords(random, {16, 1, 1}).is_outdated(hash));
}

TEST_CASE("the default cost is that of OWASP's first choice, and it is what is used") {
  SystemRandom random;
  Passwords passwords(random);
  const std::string hash = passwords.hash(Secret("rivers run east"));
  CHECK(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
  CHECK(passwords.matches(Secret("rivers run east"), hash));
}

TEST_CASE("many at once are all answered rightly") {
  SeededRandomForTest random(2);
  Passwords passwords(random, k_cheap, 2);
  const std::string hash = passwords.hash(Secret("rivers run east"));
  std::atomic<int> right = 0;
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) {
    threads.emplace_back([&, i] {
      for (int n = 0; n < 20; ++n) {
        const bool wanted = (n + i) % 2 == 0;
        const Secret typed(wanted ? "rivers run east" : "rivers run west");
        if (passwords.matches(typed, hash) == wanted) ++right;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 160);
}

TEST_CASE("names are one whatever their capitals and widths") {
  for (const char* same : {"Zhang", "zhang", "ZHANG", " zhang ", "zhang"}) {
    CHECK_MESSAGE(folded_account_name(same) == "zhang", same);
  }
  CHECK(folded_account_name("张三") == "张三");
  CHECK(folded_account_name("STRASSE") == folded_account_name("straße"));
  CHECK(folded_account_name("\u212bngstrom") == folded_account_name("\u00e5ngstrom"));
  CHECK(*read_account_name(" Zhang.San_1-2@县 ") == "Zhang.San_1-2@县");
  for (const char* bad : {"", "  ", "two words", "a/b", "a\tb", "a\nb", "a\u200bb", "a\u202eb",
                          "😀", "\xff", "x'; --", "\u00ad"}) {
    CHECK_MESSAGE(!read_account_name(bad), bad);
    CHECK(folded_account_name(bad).empty());
  }
  CHECK(read_account_name(std::string(64, 'a')));
  CHECK(!read_account_name(std::string(65, 'a')));
}

}  // namespace sanqu::access
