// SPDX-License-Identifier: Apache-2.0
// Runs a fuzz target without libFuzzer, the same every time: `fuzz_NAME SEED_FOLDER_OR_FILE [MUTATIONS [SEED]]`. First
// every seed as it is (and the empty input), then so many mutations of them. When an input ends the program, the input is
// in `fuzz-crash.bin` and the message says how to run it alone. SANQU_SEED, or the last argument, tries other mutations.
#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

constexpr std::size_t k_input_bytes_max = 1 << 16;
constexpr const char* k_crash_file = "fuzz-crash.bin";

// The input that is being tried, for the crash report only: a signal handler can reach nothing else.
const std::string* present_input = nullptr;

void keep_present_input() {
  if (present_input == nullptr) return;
  if (std::FILE* file = std::fopen(k_crash_file, "wb"); file != nullptr) {
    std::fwrite(present_input->data(), 1, present_input->size(), file);
    std::fclose(file);
  }
  std::fprintf(stderr,
               "fuzz: the input that ended it is in %s; run the target with that file alone\n",
               k_crash_file);
}

extern "C" void on_signal(int number) {
  keep_present_input();
  std::signal(number, SIG_DFL);
  std::raise(number);
}

/// Inputs by changing seeds; the same ones for the same seeds and the same number.
class Mutator {
 public:
  Mutator(const std::vector<std::string>& seeds, std::uint64_t seed)
      : seeds_(seeds), random_(seed) {}

  std::string next() {
    std::string input = pick();
    const std::size_t steps = 1 + below(6);
    for (std::size_t i = 0; i < steps; ++i) change(input);
    if (input.size() > k_input_bytes_max) input.resize(k_input_bytes_max);
    return input;
  }

 private:
  std::size_t below(std::size_t limit) { return limit == 0 ? 0 : random_() % limit; }
  const std::string& pick() { return seeds_[below(seeds_.size())]; }

  void change(std::string& input) {
    constexpr std::string_view k_telling =
        "\0\n\r\t \"'\\,:;()[]{}-+.#&*!|>%@`~/<=_0189eExXZ\x80\xC3\xE4\xF0\xFF";
    const std::size_t at = below(input.size() + 1);
    const std::size_t length =
        1 + below(std::min<std::size_t>(input.size() - std::min(at, input.size()) + 1, 16));
    switch (below(8)) {
      case 0: input.insert(at, 1, static_cast<char>(below(256))); break;
      case 1: input.insert(at, 1, k_telling[below(k_telling.size())]); break;
      case 2: input.erase(at, length); break;
      case 3:
        if (at < input.size()) input[at] = static_cast<char>(input[at] ^ (1 << below(8)));
        break;
      case 4:
        if (at < input.size()) input[at] = k_telling[below(k_telling.size())];
        break;
      case 5: {  // a piece again, several times: nesting and length
        const std::string piece = input.substr(at, length);
        for (std::size_t i = 0, times = 1 + below(40); i < times; ++i) input.insert(at, piece);
        break;
      }
      case 6: {  // the rest of another seed
        const std::string& other = pick();
        input = input.substr(0, at) + other.substr(below(other.size() + 1));
        break;
      }
      default: {  // a piece of another seed
        const std::string& other = pick();
        input.insert(at, other.substr(below(other.size() + 1), 1 + below(24)));
        break;
      }
    }
  }

  const std::vector<std::string>& seeds_;
  std::mt19937_64 random_;
};

void try_input(const std::string& input) {
  // A copy of exactly this size on the heap, so that AddressSanitizer sees a read past its end.
  std::vector<std::uint8_t> bytes(input.begin(), input.end());
  present_input = &input;
  LLVMFuzzerTestOneInput(bytes.data(), bytes.size());
  present_input = nullptr;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<std::string> read_seeds(const std::filesystem::path& path) {
  std::vector<std::filesystem::path> paths;
  if (std::filesystem::is_directory(path)) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(path)) {
      if (entry.is_regular_file()) paths.push_back(entry.path());
    }
  } else if (std::filesystem::exists(path)) {
    paths.push_back(path);
  }
  std::sort(paths.begin(), paths.end());
  std::vector<std::string> seeds;
  for (const auto& one : paths) seeds.push_back(read_file(one));
  return seeds;
}

}  // namespace

int main(int count, char** arguments) {
  if (count < 2) {
    std::fprintf(stderr, "usage: %s SEED_FOLDER_OR_FILE [MUTATIONS [SEED]]\n", arguments[0]);
    return 2;
  }
  for (const int number : {SIGABRT, SIGSEGV, SIGFPE, SIGILL, SIGBUS})
    std::signal(number, on_signal);
  const char* environment = std::getenv("SANQU_SEED");
  const std::uint64_t mutations = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 0;
  const std::uint64_t seed = count > 3                ? std::strtoull(arguments[3], nullptr, 10)
                             : environment != nullptr ? std::strtoull(environment, nullptr, 10)
                                                      : 20261124;
  std::vector<std::string> seeds = read_seeds(arguments[1]);
  if (seeds.empty()) {
    std::fprintf(stderr, "fuzz: no seeds in %s\n", arguments[1]);
    return 2;
  }
  std::printf("fuzz: %zu seeds, %llu mutations, SANQU_SEED=%llu\n", seeds.size(),
              static_cast<unsigned long long>(mutations), static_cast<unsigned long long>(seed));
  std::fflush(stdout);
  try_input("");
  for (const std::string& input : seeds) try_input(input);
  Mutator mutator(seeds, seed);
  std::chrono::steady_clock::duration slowest{};
  for (std::uint64_t i = 0; i < mutations; ++i) {
    const std::string input = mutator.next();
    const auto start = std::chrono::steady_clock::now();
    try_input(input);
    slowest = std::max(slowest, std::chrono::steady_clock::now() - start);
  }
  const auto slowest_ms = std::chrono::duration_cast<std::chrono::milliseconds>(slowest).count();
  std::printf("fuzz: done; the slowest took %lld ms\n", static_cast<long long>(slowest_ms));
  return 0;
}
