// SPDX-License-Identifier: Apache-2.0
// `bench_generate SUBJECTS FOLDER [SEED]`: the benchmark's data as CSV, for the databases.
#include <fmt/core.h>
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string>

#include "data.hpp"

namespace sanqu::bench {
namespace {

constexpr std::size_t k_buffer_bytes = 1U << 20;

void append_date(std::string& text, std::int32_t days) {
  const std::chrono::year_month_day date{std::chrono::sys_days{std::chrono::days{days}}};
  fmt::format_to(std::back_inserter(text), "{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                 static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

void append_record(std::string& text, const Data& data, std::uint32_t subject, std::size_t r) {
  fmt::format_to(std::back_inserter(text), "{},{},{},{},{},", subject, data.class_index[r],
                 data.severity[r], data.level[r], data.amount_fen[r]);
  append_date(text, data.event_on[r]);
  text += ',';
  append_date(text, data.in_force_from[r]);
  text += ',';
  append_date(text, data.in_force_through[r]);
  text += '\n';
}

bool flush(std::string& text, std::FILE* file) {
  const bool written = std::fwrite(text.data(), 1, text.size(), file) == text.size();
  text.clear();
  return written;
}

template <typename AppendSubject>
bool write_file(const std::string& path, const Data& data, AppendSubject append_subject) {
  std::FILE* file = std::fopen(path.c_str(), "wb");
  if (file == nullptr) return false;
  bool written = true;
  std::string text;
  for (std::uint32_t subject = 0; written && subject < data.subjects; ++subject) {
    append_subject(text, subject);
    if (text.size() >= k_buffer_bytes) written = flush(text, file);
  }
  written = written && flush(text, file);
  return (std::fclose(file) == 0) && written;
}

}  // namespace

bool write_csv(const Data& data, const std::string& folder) {
  const bool subjects_written =
      write_file(folder + "/subject.csv", data, [](std::string& text, std::uint32_t subject) {
        fmt::format_to(std::back_inserter(text), "{}\n", subject);
      });
  return subjects_written &&
         write_file(folder + "/record.csv", data, [&](std::string& text, std::uint32_t subject) {
           for (std::size_t r = data.first_record[subject]; r < data.first_record[subject + 1]; ++r)
             append_record(text, data, subject, r);
         });
}

}  // namespace sanqu::bench

int main(int argc, char** argv) {
  using namespace sanqu::bench;
  if (argc < 3 || argc > 4) {
    fmt::print(stderr, "usage: bench_generate SUBJECTS FOLDER [SEED]\n");
    return 2;
  }
  const auto subjects = static_cast<std::uint32_t>(std::strtoul(argv[1], nullptr, 10));
  const std::uint64_t seed = argc == 4 ? std::strtoull(argv[3], nullptr, 10) : k_seed_default;
  const Data data = generate_data(subjects, seed);
  if (!write_csv(data, argv[2])) {
    fmt::print(stderr, "bench_generate: cannot write into {}\n", argv[2]);
    return 1;
  }
  fmt::print("seed {}\nsubjects {}\nrecords {}\n", seed, data.subjects, data.records());
  return 0;
}
