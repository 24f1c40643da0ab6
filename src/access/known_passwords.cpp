// SPDX-License-Identifier: Apache-2.0
#include "access/known_passwords.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace sanqu::access {

namespace {

/// What is left of a password without the digits and signs around it, in lower case; in the order of the letters.
constexpr std::array<std::string_view, 96> k_words = {
    "abc",
    "abcd",
    "abcdef",
    "account",
    "admin",
    "adminadmin",
    "administrator",
    "adminpassword",
    "asdf",
    "asdfghjkl",
    "beijing",
    "changeme",
    "changemenow",
    "chengxin",
    "chengxinzhongguo",
    "china",
    "computer",
    "correcthorsebatterystaple",
    "credit",
    "creditchina",
    "default",
    "defaultpassword",
    "demo",
    "dragon",
    "enterprise",
    "football",
    "government",
    "guanliyuan",
    "guest",
    "hello",
    "helloworld",
    "iloveyou",
    "internet",
    "jinan",
    "letmein",
    "letmeinplease",
    "login",
    "loginlogin",
    "love",
    "manager",
    "master",
    "michael",
    "mima",
    "mimamima",
    "monkey",
    "mypassword",
    "newpassword",
    "operator",
    "p@ssw0rd",
    "p@ssword",
    "passw0rd",
    "password",
    "passwordpassword",
    "princess",
    "q1w2e3r4",
    "q1w2e3r4t5y6",
    "qazwsx",
    "qazwsxedc",
    "qazwsxedcrfv",
    "qwer",
    "qwert",
    "qwerty",
    "qwertyuiop",
    "qwertyuiopasdfghjkl",
    "root",
    "rootroot",
    "sanqu",
    "sanqusanqu",
    "secret",
    "secretpassword",
    "server",
    "shandong",
    "shanghai",
    "sunshine",
    "superman",
    "superuser",
    "sysadmin",
    "system",
    "temp",
    "temppassword",
    "test",
    "testpassword",
    "testtest",
    "user",
    "username",
    "weihai",
    "welcome",
    "welcomewelcome",
    "woaini",
    "woaiwojia",
    "woaizhongguo",
    "xinyong",
    "xinyongban",
    "zaq1xsw2cde3",
    "zhongguo",
    "zxcvbnm",
};
static_assert(std::ranges::is_sorted(k_words));

/// Two rows of keys, up or down, and round again: anything that is a part of these is a walk.
constexpr std::array<std::string_view, 6> k_runs = {
    "0123456789012345678901234567890123456789",
    "1234567890-=qwertyuiop[]asdfghjkl;'zxcvbnm,./",
    "abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyz",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik,9ol.0p;/",
    "1q2w3e4r5t6y7u8i9o0p",
    "!@#$%^&*()_+qwertyuiop",
};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c & '\x80') != 0; }

/// Between the first and the last letter.
std::string_view without_ends(std::string_view text) {
  const auto first = std::ranges::find_if(text, is_letter);
  const auto last = std::find_if(text.rbegin(), text.rend(), is_letter).base();
  if (first >= last) return {};
  return {first, last};
}

/// The shortest piece of which `text` is a whole number of times.
std::string_view piece_of(std::string_view text) {
  for (std::size_t length = 1; length <= text.size() / 2; ++length) {
    if (text.size() % length != 0) continue;
    bool is_repeated = true;
    for (std::size_t i = length; is_repeated && i < text.size(); ++i) {
      is_repeated = text[i] == text[i - length];
    }
    if (is_repeated) return text.substr(0, length);
  }
  return text;
}

bool is_run(std::string_view text) {
  const std::string backwards(text.rbegin(), text.rend());
  return std::ranges::any_of(k_runs, [&](std::string_view run) {
    return run.find(text) != run.npos || run.find(backwards) != run.npos;
  });
}

/// The account's name with digits and signs, or with a few letters.
bool is_name_with_little(std::string text, std::string_view name) {
  constexpr std::size_t k_letters_around_max = 6;
  const std::size_t at = name.empty() ? text.npos : text.find(name);
  if (at == text.npos) return false;
  text.erase(at, name.size());
  return std::ranges::count_if(text, is_letter) <=
         static_cast<std::ptrdiff_t>(k_letters_around_max);
}

}  // namespace

bool is_known_password(std::string_view password, std::string_view folded_name) {
  constexpr std::size_t k_piece_max = 6;
  std::string text(password);
  for (char& c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  const std::string_view piece = piece_of(text);
  if (piece.size() < text.size() && (piece.size() <= k_piece_max || is_run(piece))) return true;
  if (is_run(text)) return true;
  const std::string_view word = without_ends(text);
  if (std::ranges::binary_search(k_words, piece_of(word)) ||
      std::ranges::binary_search(k_words, word) ||
      std::ranges::binary_search(k_words, std::string_view(text))) {
    return true;
  }
  return is_name_with_little(text, folded_name);
}

}  // namespace sanqu::access
