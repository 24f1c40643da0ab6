// SPDX-License-Identifier: Apache-2.0
// Invented names of enterprises and individual businesses, by a fixed seed: place, word, trade, legal form, most of one city,
// as in a city's registry. The words are drawn character by character; no real firm is meant.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sanqu::bench {

/// splitmix64: the same numbers everywhere.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// 0 to n - 1.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(next() % n); }
  bool one_in(std::size_t n) { return below(n) == 0; }

 private:
  std::uint64_t state_;
};

struct InventedSubject {
  std::string subject_id;
  std::string name;
  std::string former_name;  // empty: none; one in ten has one
};

InventedSubject invented_subject(Dice& dice);

/// One character of those that words are made of.
std::string_view any_character(Dice& dice);

/// `text` with one typing error at a place that the dice choose.
std::u32string with_error(std::u32string_view text, Dice& dice);

}  // namespace sanqu::bench
