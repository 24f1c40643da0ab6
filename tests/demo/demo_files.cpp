// SPDX-License-Identifier: Apache-2.0
// Writes the demo city's files into a folder, to look at: demo_files FOLDER [PERMILLE] [SEED]
#include <fmt/format.h>

#include <cstdlib>

#include "demo/demo.hpp"

int main(int argc, char** argv) {
  using namespace sanqu;
  if (argc < 2 || argc > 4) {
    fmt::print(stderr, "usage: demo_files FOLDER [PERMILLE] [SEED]\n");
    return 2;
  }
  demo::CityOptions options;
  if (argc > 2) options.permille = std::atoi(argv[2]);
  if (argc > 3) options.seed = static_cast<std::uint64_t>(std::atoll(argv[3]));
  const auto files = demo::write_city(argv[1], options);
  if (!files) {
    for (const Error& error : files.error()) fmt::print(stderr, "{}\n", error.render(Lang::en));
    return 1;
  }
  fmt::print("{} deliveries, {} lines\n", files->deliveries.size(), files->lines);
  for (std::size_t i = 0; i < demo::k_faults; ++i) {
    fmt::print("  {:7} {}\n", files->by_fault[i], demo::name_of(static_cast<demo::Fault>(i)));
  }
  return 0;
}
