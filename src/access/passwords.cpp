// SPDX-License-Identifier: Apache-2.0
#include "access/passwords.hpp"

#include <argon2.h>
#include <fmt/core.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>

#include "access/access.hpp"
#include "access/account_name.hpp"
#include "access/known_passwords.hpp"
#include "core/ensure.hpp"
#include "core/text.hpp"

namespace sanqu::access {

namespace {

constexpr std::size_t k_salt_bytes = 16;
constexpr std::size_t k_hash_bytes = 32;

struct WipeAndFree {
  std::size_t bytes;
  void operator()(utf8proc_uint8_t* text) const {
    std::fill_n(const_cast<volatile utf8proc_uint8_t*>(text), bytes, std::uint8_t{0});
    std::free(text);
  }
};

std::size_t characters_of(std::string_view text) {
  return static_cast<std::size_t>(
      std::ranges::count_if(text, [](char c) { return (c & '\xC0') != '\x80'; }));
}

/// A semaphore's place for a scope.
template <typename Semaphore>
class Place {
 public:
  explicit Place(Semaphore& places) : places_(places) { places_.acquire(); }
  Place(const Place&) = delete;
  Place& operator=(const Place&) = delete;
  ~Place() { places_.release(); }

 private:
  Semaphore& places_;
};

}  // namespace

Secret normal_password(const Secret& typed) {
  const std::string& text = typed.reveal();
  if (text.size() > k_password_bytes_max || find_bad_utf8(text)) return {};
  utf8proc_uint8_t* raw = nullptr;
  const auto bytes = utf8proc_map(
      reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
      static_cast<utf8proc_ssize_t>(text.size()), &raw,
      static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE));
  if (bytes < 0) return {};
  const std::unique_ptr<utf8proc_uint8_t, WipeAndFree> owned(
      raw, WipeAndFree{static_cast<std::size_t>(bytes)});
  return Secret({reinterpret_cast<const char*>(raw), static_cast<std::size_t>(bytes)});
}

Result<Secret> read_new_password(const Secret& typed, std::string_view account_name) {
  if (typed.reveal().size() > k_password_bytes_max) {
    return refuse(errors::k_password_long, {}, {std::to_string(k_password_bytes_max)});
  }
  if (find_bad_utf8(typed.reveal())) return refuse(errors::k_password_text);
  Secret password = normal_password(typed);
  const std::string& text = password.reveal();
  const bool has_control = std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
  if (has_control) return refuse(errors::k_password_text);
  if (characters_of(text) < k_password_characters_min) {
    return refuse(errors::k_password_short, {}, {std::to_string(k_password_characters_min)});
  }
  if (is_known_password(text, folded_account_name(account_name))) {
    return refuse(errors::k_password_known);
  }
  return password;
}

Passwords::Passwords(RandomSource& random, Argon2Cost cost, unsigned at_once)
    : random_(random),
      cost_(cost),
      places_(std::clamp<std::ptrdiff_t>(at_once, 1, k_at_once_max)),
      of_nobody_(make(Secret("nobody has this password"))) {}

std::string Passwords::hash(const Secret& password) {
  const Place place(places_);
  return make(password);
}

std::string Passwords::make(const Secret& password) {
  const auto salt = random_.bytes<k_salt_bytes>();
  std::string out(argon2_encodedlen(cost_.passes, cost_.memory_kib, cost_.lanes, k_salt_bytes,
                                    k_hash_bytes, Argon2_id),
                  '\0');
  const std::string& text = password.reveal();
  const int code =
      argon2id_hash_encoded(cost_.passes, cost_.memory_kib, cost_.lanes, text.data(), text.size(),
                            salt.data(), salt.size(), k_hash_bytes, out.data(), out.size());
  ensure(code == ARGON2_OK);  // fails only without memory
  out.resize(out.find('\0'));
  return out;
}

bool Passwords::matches(const Secret& password, const std::string& hash) {
  const Place place(places_);
  const std::string& text = password.reveal();
  const std::string& against = hash.empty() ? of_nobody_ : hash;
  const int code = argon2id_verify(against.c_str(), text.data(), text.size());
  ensure(code != ARGON2_MEMORY_ALLOCATION_ERROR);
  return code == ARGON2_OK && !hash.empty();
}

bool Passwords::is_outdated(const std::string& hash) const {
  return !hash.starts_with(
      fmt::format("$argon2id$v=19$m={},t={},p={}$", cost_.memory_kib, cost_.passes, cost_.lanes));
}

}  // namespace sanqu::access
