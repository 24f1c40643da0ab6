// SPDX-License-Identifier: Apache-2.0
#include "access/sealed.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "access/tokens.hpp"
#include "access/waiting.hpp"

namespace sanqu::access {

namespace {

template <typename T>
std::string code_of(const Result<T>& result) {
  return result ? "done" : std::string(result.error().front().code->id);
}

struct Folder {
  Folder() {
    std::string name = (std::filesystem::temp_directory_path() / "sanqu-key-XXXXXX").string();
    REQUIRE(::mkdtemp(name.data()) != nullptr);
    path = name;
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::filesystem::path path;
};

}  // namespace

TEST_CASE("what is sealed opens with its key at its place, and otherwise not") {
  SeededRandomForTest random(4);
  const SecretBox box(Secret(std::string(32, 'k')));
  const Secret plain("a key of twenty bytes");
  const std::string sealed = box.seal(plain, "totp:1", random);
  CHECK(sealed.find("twenty") == std::string::npos);
  CHECK(sealed != box.seal(plain, "totp:1", random));  // another nonce
  const auto opened = box.open(sealed, "totp:1");
  REQUIRE(opened);
  CHECK(opened->reveal() == plain.reveal());
  CHECK(code_of(box.open(sealed, "totp:2")) == "access.sealed");
  CHECK(code_of(SecretBox(Secret(std::string(32, 'x'))).open(sealed, "totp:1")) == "access.sealed");
  for (std::size_t i = 0; i < sealed.size(); ++i) {
    std::string changed = sealed;
    changed[i] = changed[i] == '0' ? '1' : '0';
    CHECK(code_of(box.open(changed, "totp:1")) == "access.sealed");
    CHECK(code_of(box.open(sealed.substr(0, i), "totp:1")) == "access.sealed");
  }
  CHECK(box.open(box.seal(Secret(""), "p", random), "p")->is_empty());
}

TEST_CASE("the key file is made once, is its owner's alone, and is refused where it is not") {
  const Folder folder;
  const std::string path = (folder.path / "sanqu.db.key").string();
  SystemRandom random;
  const auto made = key_in_file(path, random);
  REQUIRE(made);
  CHECK(made->reveal().size() == 32);
  struct stat of{};
  REQUIRE(::stat(path.c_str(), &of) == 0);
  CHECK((of.st_mode & 0777) == 0600);
  CHECK(key_in_file(path, random)->reveal() == made->reveal());
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path), {}) == 1);
  ::chmod(path.c_str(), 0640);
  CHECK(code_of(key_in_file(path, random)) == "access.key_file_open");
  ::chmod(path.c_str(), 0600);
  std::ofstream(path) << "short\n";
  CHECK(code_of(key_in_file(path, random)) == "access.key_file");
  std::ofstream(path) << std::string(64, 'z') << "\n";
  CHECK(code_of(key_in_file(path, random)) == "access.key_file");
  std::ofstream(path) << std::string(64, 'a') << "\nmore";
  CHECK(code_of(key_in_file(path, random)) == "access.key_file");
  CHECK(code_of(key_in_file((folder.path / "none" / "k").string(), random)) == "access.key_file");
}

TEST_CASE("tokens and keys") {
  SeededRandomForTest random(5);
  const Secret token = new_token(random);
  CHECK(token.reveal().size() == 64);
  CHECK(token.reveal() != new_token(random).reveal());
  CHECK(token_hash("session", token.reveal()) != token_hash("link", token.reveal()));
  CHECK(token_hash("session", token.reveal()).size() == 64);
  CHECK(csrf_token(token.reveal()).reveal() == csrf_token(token.reveal()).reveal());
  CHECK(csrf_token(token.reveal()).reveal() != csrf_token(new_token(random).reveal()).reveal());
  CHECK(csrf_token(token.reveal()).reveal() != token.reveal());

  const KeyText key = new_key_text(random);
  const std::string whole = key.whole().reveal();
  const auto read = read_key_text(whole);
  REQUIRE(read);
  CHECK(read->prefix == key.prefix);
  CHECK(read->secret.reveal() == key.secret.reveal());
  CHECK(!read_key_text(""));
  CHECK(!read_key_text(whole.substr(1)));
  CHECK(!read_key_text(whole + "0"));
  CHECK(!read_key_text("Sanqu" + whole.substr(5)));
  std::string upper = whole;
  upper.back() = 'G';
  CHECK(!read_key_text(upper));
}

TEST_CASE("a secret wipes itself and compares") {
  Secret one("a text that is long enough to lie on the heap");
  const Secret copy = one;
  const Secret moved = std::move(one);
  CHECK(copy.reveal() == moved.reveal());
  CHECK(one.is_empty());  // NOLINT: that is the point
  CHECK(is_same_secret("abc", "abc"));
  CHECK(!is_same_secret("abc", "abd"));
  CHECK(!is_same_secret("abc", "abcd"));
  CHECK(is_same_secret("", ""));
}

TEST_CASE("waiting grows to its end, and a quiet day forgets") {
  const auto at = [](std::int64_t ms) { return Instant::from_unix_ms(ms); };
  const std::int64_t waits_s[] = {0, 0, 0, 0, 0, 30, 60, 120, 240, 480, 900, 900, 900};
  Tries tries;
  Instant now = at(1'000'000'000'000);
  for (const std::int64_t wait_s : waits_s) {
    const Instant free_at = may_try_at(tries, k_account_waiting);
    if (wait_s == 0) {
      CHECK(free_at == Instant::min());
    } else {
      CHECK(free_at.unix_ms() - tries.last_at.unix_ms() == wait_s * 1000);
    }
    now = at(now.unix_ms() + 1000 + wait_s * 1000);
    tries = failed_at(tries, now, k_account_waiting);
  }
  CHECK(tries.failures == 13);
  CHECK(failed_at(tries, at(now.unix_ms() + 86'400'000), k_account_waiting).failures == 14);
  CHECK(failed_at(tries, at(now.unix_ms() + 86'400'001), k_account_waiting).failures == 1);
  CHECK(may_try_at({1'000'000'000, now}, k_account_waiting) == at(now.unix_ms() + 900'000));
  CHECK(may_try_at({49, now}, k_address_waiting) == Instant::min());
  CHECK(may_try_at({50, now}, k_address_waiting) == at(now.unix_ms() + 30'000));
  CHECK(tries_key("account", "zhang") != tries_key("address", "zhang"));
  CHECK(tries_key("account", "zhang").find("zhang") == std::string::npos);
}

}  // namespace sanqu::access
