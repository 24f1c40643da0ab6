// SPDX-License-Identifier: Apache-2.0
// Name search over a store of invented names, held against a look at every name:
//   name_search_property [--seed N] [--names N] [--queries N] [--break]
// For random parts of random names, with and without one typing error, in traditional and full-width forms: the list has only
// names that fit; it has all of them if there is room; and what contains the query stands before what contains it with an error.
// --break leaves some names out of the index: then it must fail.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <set>

#include "bench/name_data.hpp"
#include "registry/name_fold.hpp"
#include "registry/name_gram.hpp"
#include "registry/name_search.hpp"
#include "storage/storage.hpp"

namespace sanqu {

namespace {

using bench::Dice;

struct Options {
  std::uint64_t seed = 1;
  std::size_t names = 20'000;
  std::size_t queries = 3'000;
  bool is_broken = false;
};

template <typename T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  for (const Error& error : result.error()) fmt::print("{}\n", error.render(Lang::en));
  std::exit(1);
}

/// The fewest errors with which `query` is a part of `name`, by the table of all beginnings.
std::size_t errors_between(std::u32string_view name, std::u32string_view query) {
  const std::size_t m = name.size();
  std::vector<std::size_t> before(m + 1);
  std::vector<std::size_t> above(m + 1, 0);
  std::vector<std::size_t> here(m + 1);
  for (std::size_t i = 1; i <= query.size(); ++i) {
    here[0] = i;
    for (std::size_t j = 1; j <= m; ++j) {
      const std::size_t other = query[i - 1] == name[j - 1] ? 0 : 1;
      here[j] = std::min({above[j - 1] + other, above[j] + 1, here[j - 1] + 1});
      if (i > 1 && j > 1 && query[i - 1] == name[j - 2] && query[i - 2] == name[j - 1]) {
        here[j] = std::min(here[j], before[j - 2] + 1);
      }
    }
    std::swap(before, above);
    std::swap(above, here);
  }
  return *std::ranges::min_element(above);
}

struct Known {
  std::string subject_id;
  std::vector<std::u32string> names;  // folded
};

std::vector<Known> fill(registry::RegistryStore& store, const Options& options) {
  Dice dice(options.seed);
  std::vector<Known> out;
  std::set<std::string> taken;
  while (out.size() < options.names) {
    const bench::InventedSubject one = bench::invented_subject(dice);
    if (!taken.insert(one.subject_id).second) continue;
    const auto subject = must(store.add_subject(one.subject_id));
    Known known{one.subject_id, {}};
    for (const std::string& name : {one.former_name, one.name}) {
      if (name.empty()) continue;
      const std::string folded = registry::fold_name(name);
      auto grams = registry::name_grams(folded);
      if (options.is_broken && out.size() % 50 == 0) grams.resize(1);
      must(store.add_name({subject, name, folded, grams, true}));
      known.names.push_back(registry::characters_of(folded));
    }
    out.push_back(std::move(known));
  }
  return out;
}

/// As somebody may type it: some characters full-width or traditional, blanks and brackets between.
std::string disguised(std::u32string_view text, Dice& dice) {
  static const std::map<char32_t, char32_t> k_traditional = {
      {U'龙', U'龍'}, {U'阳', U'陽'}, {U'区', U'區'}, {U'华', U'華'},
      {U'兴', U'興'}, {U'东', U'東'}, {U'饮', U'飲'}, {U'业', U'業'},
      {U'县', U'縣'}, {U'云', U'雲'}, {U'丰', U'豐'}, {U'贸', U'貿'}};
  std::u32string out;
  for (const char32_t c : text) {
    const auto found = k_traditional.find(c);
    if (found != k_traditional.end() && dice.one_in(2)) {
      out += found->second;
    } else if (((c >= U'a' && c <= U'z') || (c >= U'0' && c <= U'9')) && dice.one_in(2)) {
      out += c + 0xFEE0;
    } else {
      out += c;
    }
    if (dice.one_in(12)) out += U"　 （）·-\"*^"[dice.below(9)];
  }
  return registry::utf8_of(out);
}

struct Tally {
  std::size_t queries = 0;
  std::size_t with_error = 0;
  std::size_t crowded = 0;  // more fit than the list holds
  std::size_t wanted = 0;   // subjects that had to be in a list that has room
  std::size_t found = 0;
  std::size_t wrong = 0;
};

class Check {
 public:
  Check(registry::RegistryStore& store, const std::vector<Known>& known)
      : store_(store), known_(known) {}

  void run(std::u32string_view query, const std::string& text, std::size_t length_class) {
    Tally& tally = tallies[length_class];
    ++tally.queries;
    std::map<std::string, std::size_t> expected;
    std::size_t containing = 0;
    for (const Known& one : known_) {
      std::size_t errors = 2;
      for (const std::u32string& name : one.names) {
        errors = std::min(errors, errors_between(name, query));
      }
      if (errors < 2) expected[one.subject_id] = errors;
      if (errors == 0) ++containing;
    }
    const bool is_short = query.size() < 4;
    if (is_short) std::erase_if(expected, [](const auto& one) { return one.second > 0; });
    constexpr std::size_t k_limit = 20;
    const auto found = must(registry::search_names(store_, {text, k_limit}));
    judge(expected, containing, found, k_limit, is_short, text, tally);
  }

  std::map<std::size_t, Tally> tallies;  // by the query's length
  bool has_failed = false;

 private:
  void judge(const std::map<std::string, std::size_t>& expected, std::size_t containing,
             const std::vector<registry::NameFound>& found, std::size_t limit, bool is_short,
             const std::string& text, Tally& tally) {
    std::set<std::string> ids;
    std::size_t position = 0;
    for (const registry::NameFound& one : found) {
      if (one.fit == registry::NameFit::code) return;  // it looked like a code, and is one
      ids.insert(one.subject_id);
      const bool is_near = one.fit == registry::NameFit::near;
      const auto known = expected.find(one.subject_id);
      if (is_short && is_near && containing == 0)
        continue;  // what short queries give is no promise
      if (known == expected.end() || (known->second == 1) != is_near) {
        tell("wrong: ", text, one.subject_id, one.name, tally);
      }
      if (is_near && position < std::min(containing, limit)) {
        tell("out of order: ", text, one.subject_id, one.name, tally);
      }
      ++position;
    }
    if (ids.size() != found.size()) tell("twice: ", text, "", "", tally);
    if (expected.size() > limit) {
      ++tally.crowded;
      if (found.size() < limit) tell("room left: ", text, "", "", tally);
      return;
    }
    for (const auto& [id, errors] : expected) {
      ++tally.wanted;
      if (ids.contains(id)) {
        ++tally.found;
      } else {
        tell("missed: ", text, id, "", tally);
      }
    }
  }

  void tell(std::string_view what, const std::string& text, const std::string& id,
            const std::string& name, Tally& tally) {
    has_failed = true;
    if (++tally.wrong <= 5) fmt::print("{}`{}` {} {}\n", what, text, id, name);
  }

  registry::RegistryStore& store_;
  const std::vector<Known>& known_;
};

int run(const Options& options) {
  const auto folder = std::filesystem::temp_directory_path() /
                      fmt::format("name_search_property_{}_{}", options.seed, ::getpid());
  std::filesystem::create_directories(folder);
  int exit_code = 0;
  {
    const auto store = must(storage::create_store("sqlite:" + (folder / "names.db").string()));
    const auto writing = must(store->begin_write());
    const std::vector<Known> known = fill(writing->registry(), options);
    must(writing->commit());
    const auto reading = must(store->begin_read());
    Check check(reading->registry(), known);
    Dice dice(options.seed + 1'000'000);
    for (std::size_t i = 0; i < options.queries; ++i) {
      const Known& one = known[dice.below(known.size())];
      const std::u32string& name = one.names[dice.below(one.names.size())];
      const std::size_t n = std::min(name.size(), 2 + dice.below(13));
      std::u32string query = name.substr(dice.below(name.size() - n + 1), n);
      if (query.size() > 3 && dice.one_in(2)) query = bench::with_error(query, dice);
      check.run(query, disguised(query, dice), query.size());
    }
    fmt::print("seed {} names {} queries {}\n", options.seed, options.names, options.queries);
    fmt::print("length queries crowded wanted found wrong\n");
    for (const auto& [length, tally] : check.tallies) {
      fmt::print("{:>6} {:>7} {:>7} {:>6} {:>5} {:>5}\n", length, tally.queries, tally.crowded,
                 tally.wanted, tally.found, tally.wrong);
    }
    exit_code = check.has_failed ? 1 : 0;
  }
  std::filesystem::remove_all(folder);
  return exit_code;
}

}  // namespace

}  // namespace sanqu

int main(int count, char** words) {
  sanqu::Options options;
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    const std::uint64_t number = i + 1 < count ? std::strtoull(words[i + 1], nullptr, 10) : 0;
    if (word == "--break") {
      options.is_broken = true;
    } else if (word == "--seed" && number > 0) {
      options.seed = number;
      ++i;
    } else if (word == "--names" && number > 0) {
      options.names = number;
      ++i;
    } else if (word == "--queries" && number > 0) {
      options.queries = number;
      ++i;
    } else {
      fmt::print(stderr,
                 "usage: name_search_property [--seed N] [--names N] [--queries N]"
                 " [--break]\n");
      return 2;
    }
  }
  return sanqu::run(options);
}
