// SPDX-License-Identifier: Apache-2.0
// Name search over invented names (docs/benchmarks.md).
//   bench_names build STORE COUNT        makes a store with COUNT subjects; prints seconds and bytes
//   bench_names warm STORE QUERIES       each kind of query in one process: microseconds, and what was found
//   bench_names cold STORE QUERIES       the same, with the store opened anew for each query
//   bench_names process STORE QUERIES SANQU   a process of the command line for each query: `SANQU subject search TEXT`
#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <functional>

#include "core/ensure.hpp"
#include "name_data.hpp"
#include "registry/name_fold.hpp"
#include "registry/name_gram.hpp"
#include "registry/name_search.hpp"
#include "storage/storage.hpp"

namespace sanqu::bench {

namespace {

constexpr std::uint64_t k_seed = 20261124;
constexpr std::size_t k_names_a_transaction = 100'000;

template <typename T>
T must(Result<T> result) {
  if (result) return std::move(*result);
  for (const Error& error : result.error()) fmt::print(stderr, "{}\n", error.render(Lang::en));
  std::exit(1);
}

std::int64_t micros_of(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return std::int64_t{now.tv_sec} * 1'000'000 + now.tv_nsec / 1000;
}

class Watch {
 public:
  std::int64_t micros() const { return micros_of(CLOCK_MONOTONIC) - began_; }
  /// Time on a processor: what other programs take of the machine is not in it.
  std::int64_t cpu_micros() const { return micros_of(CLOCK_PROCESS_CPUTIME_ID) - cpu_began_; }

 private:
  std::int64_t began_ = micros_of(CLOCK_MONOTONIC);
  std::int64_t cpu_began_ = micros_of(CLOCK_PROCESS_CPUTIME_ID);
};

void add_name(registry::RegistryStore& store, registry::SubjectKey subject, std::string_view name,
              bool is_current) {
  const std::string folded = registry::fold_name(name);
  const auto grams = registry::name_grams(folded);
  must(store.add_name({subject, name, folded, grams, is_current}));
}

void build(const std::string& path, std::size_t count) {
  std::filesystem::remove(path);
  const Watch watch;
  const auto store = must(storage::create_store("sqlite:" + path));
  Dice dice(k_seed);
  std::size_t names = 0;
  for (std::size_t done = 0; done < count;) {
    const auto writing = must(store->begin_write());
    registry::RegistryStore& registry = writing->registry();
    const std::size_t stop = std::min(count, done + k_names_a_transaction);
    for (; done < stop; ++done) {
      const InventedSubject one = invented_subject(dice);
      const auto key = must(registry.add_subject(one.subject_id));
      if (!one.former_name.empty()) add_name(registry, key, one.former_name, true);
      add_name(registry, key, one.name, true);
      names += one.former_name.empty() ? 1 : 2;
    }
    must(writing->commit());
  }
  fmt::print("subjects {} names {} milliseconds {}\n", count, names, watch.micros() / 1000);
}

struct Query {
  std::string text;
  std::string wanted;  // the name it was made from; empty: none has to be found
};

struct Kind {
  std::string_view title;
  std::function<Query(Dice&)> make;
};

std::u32string part(std::u32string_view whole, std::size_t least, std::size_t most, Dice& dice) {
  const std::size_t n = std::min(whole.size(), least + dice.below(most - least + 1));
  return std::u32string(whole.substr(dice.below(whole.size() - n + 1), n));
}

/// A subject that is in the store: the dice are thrown as they were when it was built.
InventedSubject stored_subject(Dice& dice) {
  static const std::vector<InventedSubject> some = [] {
    Dice again(k_seed);
    std::vector<InventedSubject> out;
    for (int i = 0; i < 20'000; ++i) out.push_back(invented_subject(again));
    return out;
  }();
  return some[dice.below(some.size())];
}

Query of_part(Dice& dice, std::size_t least, std::size_t most, bool has_error) {
  const std::string name = stored_subject(dice).name;
  std::u32string text = part(registry::folded_characters(name), least, most, dice);
  if (has_error) text = with_error(text, dice);
  return {registry::utf8_of(text), name};
}

std::vector<Kind> kinds() {
  const auto some_text = [](std::size_t least, std::size_t most) {
    return [=](Dice& dice) {
      std::string text;
      for (std::size_t i = least + dice.below(most - least + 1); i > 0; --i) {
        text += any_character(dice);
      }
      return Query{text, ""};
    };
  };
  return {
      {"two characters of a word", some_text(2, 2)},
      {"two characters of a name",
       [](Dice& dice) { return Query{of_part(dice, 2, 2, false).text, ""}; }},
      {"three characters", [](Dice& dice) { return Query{of_part(dice, 3, 3, false).text, ""}; }},
      {"whole name",
       [](Dice& dice) {
         const auto one = stored_subject(dice);
         return Query{one.name, one.name};
       }},
      {"former name",
       [](Dice& dice) {
         InventedSubject one;
         while (one.former_name.empty()) one = stored_subject(dice);
         return Query{one.former_name, one.former_name};
       }},
      {"middle words", [](Dice& dice) { return of_part(dice, 4, 8, false); }},
      {"error in 5 to 8", [](Dice& dice) { return of_part(dice, 5, 8, true); }},
      {"error in 9 to 14", [](Dice& dice) { return of_part(dice, 9, 14, true); }},
      {"error in whole name", [](Dice& dice) { return of_part(dice, 40, 40, true); }},
      {"error in 3 or 4", [](Dice& dice) { return Query{of_part(dice, 3, 4, true).text, ""}; }},
      {"code prefix",
       [](Dice& dice) {
         const auto one = stored_subject(dice);
         return Query{one.subject_id.substr(0, 2 + dice.below(17)), ""};
       }},
      {"commonest words",
       [](Dice& dice) {
         constexpr std::array<std::string_view, 12> k_texts = {
             "有限公司", "南阳市", "南阳", "公司",         "南阳市卧龙区",     "餐饮有限公司",
             "科技",     "店",     "市",   "有限责任公司", "南阳市宛城区餐饮", "个体工商户"};
         return Query{std::string(k_texts[dice.below(k_texts.size())]), ""};
       }},
      {"common words with an error",
       [](Dice& dice) {
         constexpr std::array<std::u32string_view, 6> k_texts = {
             U"南阳市有限公司",   U"南阳市卧龙区餐饮", U"商贸有限责任公司",
             U"科技股份有限公司", U"建筑工程有限公司", U"南阳市宛城区便利店"};
         return Query{registry::utf8_of(with_error(k_texts[dice.below(k_texts.size())], dice)), ""};
       }},
      {"not there", some_text(6, 12)},
  };
}

std::int64_t at(std::vector<std::int64_t>& micros, std::size_t per_mille) {
  std::ranges::sort(micros);
  return micros[(micros.size() - 1) * per_mille / 1000];
}

struct Measured {
  std::vector<std::int64_t> cpu_micros;
  std::vector<std::int64_t> micros;
  std::size_t empty = 0;
  std::size_t wanted = 0;
  std::size_t missed = 0;   // the wanted name is not in the list though it is not full
  std::size_t crowded = 0;  // it is not in the list, which is full
  std::string slowest;
};

void judge(const Query& query, const std::vector<registry::NameFound>& found, std::size_t limit,
           Measured& into) {
  if (found.empty()) ++into.empty;
  if (query.wanted.empty()) return;
  ++into.wanted;
  const bool is_there = std::ranges::any_of(
      found, [&](const registry::NameFound& one) { return one.name == query.wanted; });
  if (is_there) return;
  ++(found.size() < limit ? into.missed : into.crowded);
  if (found.size() < limit) fmt::print(stderr, "missed: {} in {}\n", query.text, query.wanted);
}

void print_head() {
  fmt::print("{:<28}{:>8}{:>8}{:>8} {:>8}{:>8}{:>8} {:>7}{:>7}{:>7}{:>8}  slowest\n", "kind",
             "cpu p50", "p99", "max us", "wall p50", "p99", "max us", "empty", "wanted", "missed",
             "crowded");
}

void print(std::string_view title, Measured& measured) {
  fmt::print("{:<28}{:>8}{:>8}{:>8} {:>8}{:>8}{:>8} {:>7}{:>7}{:>7}{:>8}  {}\n", title,
             at(measured.cpu_micros, 500), at(measured.cpu_micros, 990),
             at(measured.cpu_micros, 1000), at(measured.micros, 500), at(measured.micros, 990),
             at(measured.micros, 1000), measured.empty, measured.wanted, measured.missed,
             measured.crowded, measured.slowest);
}

void keep(std::int64_t micros, std::int64_t cpu_micros, const Query& query, Measured& into) {
  if (into.micros.empty() || micros > std::ranges::max(into.micros)) into.slowest = query.text;
  into.micros.push_back(micros);
  into.cpu_micros.push_back(cpu_micros);
}

void measure(const std::string& path, std::size_t queries, bool is_cold) {
  const std::string url = "sqlite:" + path;
  auto store = must(storage::open_store(url));
  auto reading = must(store->begin_read());
  Measured all;
  for (const Kind& kind : kinds()) {
    Dice dice(k_seed + 1);
    Measured measured;
    for (std::size_t i = 0; i < queries; ++i) {
      const Query query = kind.make(dice);
      if (is_cold) {
        reading.reset();
        store.reset();
      }
      const Watch watch;
      if (is_cold) {
        store = must(storage::open_store(url));
        reading = must(store->begin_read());
      }
      constexpr std::size_t k_limit = 20;
      const auto found = must(registry::search_names(reading->registry(), {query.text, k_limit}));
      const std::int64_t cpu_micros = watch.cpu_micros();
      const std::int64_t micros = watch.micros();
      keep(micros, cpu_micros, query, measured);
      keep(micros, cpu_micros, query, all);
      judge(query, found, k_limit, measured);
    }
    print(kind.title, measured);
  }
  print("all", all);
}

/// One process from beginning to end; its output goes nowhere.
void run_process(const std::string& program, const std::string& store, const std::string& text) {
  std::vector<std::string> words = {program, "subject", "search", text, "--store", store};
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  pid_t child = 0;
  int status = 0;
  const int failed =
      posix_spawn(&child, program.c_str(), &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (failed != 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) ||
      WEXITSTATUS(status) > 1) {
    fmt::print(stderr, "{} failed with status {} for {}\n", program, status, text);
    std::exit(1);
  }
}

void measure_processes(const std::string& path, std::size_t queries, const std::string& program) {
  const auto children_micros = [] {
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return std::int64_t{usage.ru_utime.tv_sec + usage.ru_stime.tv_sec} * 1'000'000 +
           usage.ru_utime.tv_usec + usage.ru_stime.tv_usec;
  };
  Measured all;
  for (const Kind& kind : kinds()) {
    Dice dice(k_seed + 1);
    Measured measured;
    for (std::size_t i = 0; i < queries; ++i) {
      const Query query = kind.make(dice);
      const std::int64_t cpu_before = children_micros();
      const Watch watch;
      run_process(program, "sqlite:" + path, query.text);
      const std::int64_t micros = watch.micros();
      keep(micros, children_micros() - cpu_before, query, measured);
      keep(micros, children_micros() - cpu_before, query, all);
    }
    print(kind.title, measured);
  }
  print("all", all);
}

}  // namespace

}  // namespace sanqu::bench

int main(int count, char** words) {
  const std::string_view verb = count >= 4 ? words[1] : "";
  const std::size_t number = count >= 4 ? std::strtoull(words[3], nullptr, 10) : 0;
  if (verb == "build" && count == 4) {
    sanqu::bench::build(words[2], number);
    return 0;
  }
  if ((verb == "warm" || verb == "cold") && count == 4) {
    sanqu::bench::print_head();
    sanqu::bench::measure(words[2], number, verb == "cold");
    return 0;
  }
  if (verb == "process" && count == 5) {
    sanqu::bench::print_head();
    sanqu::bench::measure_processes(words[2], number, words[4]);
    return 0;
  }
  fmt::print(stderr,
             "usage: bench_names build|warm|cold STORE NUMBER, or process STORE NUMBER SANQU\n");
  return 2;
}
