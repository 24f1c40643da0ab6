// SPDX-License-Identifier: Apache-2.0
// The project's own engine over the benchmark's data: the compiled `bench/standard/bench.yaml`, points of all indicators
// and dimensions kept, all check sums printed. Also the time of one subject's update. Usage: bench_engine SUBJECTS
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "checks.hpp"
#include "data.hpp"
#include "evaluation/evaluation.hpp"
#include "standards/standards.hpp"

namespace sanqu::bench {
namespace {

constexpr unsigned k_repetitions = 5;
constexpr std::size_t k_updates = 20'000;
constexpr std::size_t k_rounds = 9;

template <typename T>
T value_or_exit(Result<T> result) {
  if (result) return std::move(*result);
  for (const Error& error : result.error()) fmt::print(stderr, "{}\n", error.render(Lang::en));
  std::exit(3);
}

std::string read_file(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

/// The snapshot that SnapshotBuilder would make of these records: by class, by subject, only the columns that are read.
evaluation::Snapshot snapshot_of(const Data& data, const catalogue::Catalogue& catalogue) {
  evaluation::Snapshot out;
  out.subject_ids.resize(data.subjects);
  out.attributes.resize(catalogue.attributes.size() + 1);
  out.attributes.back().narrow.assign(data.subjects, catalogue.find_kind("enterprise"));
  std::vector<std::int32_t> class_of;
  for (const std::string_view id : k_class_ids) class_of.push_back(catalogue.find_class(id));
  out.classes.resize(catalogue.classes.size());
  struct Fields {
    std::size_t event, severity, level, amount;
  };
  std::vector<Fields> fields(catalogue.classes.size());
  for (std::size_t c = 0; c < catalogue.classes.size(); ++c) {
    const auto& record_class = catalogue.classes[c];
    out.classes[c].columns.resize(record_class.fields.size());
    out.classes[c].begin.assign(1, 0);
    fields[c] = {static_cast<std::size_t>(record_class.event_date),
                 static_cast<std::size_t>(record_class.find_field("severity")),
                 static_cast<std::size_t>(record_class.find_field("level")),
                 static_cast<std::size_t>(record_class.find_field("amount"))};
  }
  for (std::uint32_t s = 0; s < data.subjects; ++s) {
    for (std::size_t r = data.first_record[s]; r < data.first_record[s + 1]; ++r) {
      const auto c = static_cast<std::size_t>(class_of[data.class_index[r]]);
      auto& table = out.classes[c];
      table.columns[fields[c].event].narrow.push_back(data.event_on[r]);
      table.columns[fields[c].severity].narrow.push_back(data.severity[r]);
      table.columns[fields[c].level].narrow.push_back(data.level[r]);
      table.columns[fields[c].amount].wide.push_back(data.amount_fen[r]);
      table.subject.push_back(s);
      table.force_from.push_back(data.in_force_from[r]);
      table.force_through.push_back(data.in_force_through[r]);
    }
    for (auto& table : out.classes)
      table.begin.push_back(static_cast<std::uint32_t>(table.force_from.size()));
  }
  return out;
}

std::size_t bytes_of(const evaluation::Snapshot& snapshot) {
  std::size_t bytes = 0;
  for (const auto& table : snapshot.classes) {
    bytes += (table.begin.size() + table.subject.size()) * 4 + table.force_from.size() * 4 +
             table.force_through.size() * 4;
    for (const auto& column : table.columns)
      bytes += column.narrow.size() * 4 + column.wide.size() * 8;
  }
  for (const auto& column : snapshot.attributes)
    bytes += column.narrow.size() * 4 + column.wide.size() * 8;
  return bytes;
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// One subject after the other, chosen at random; the same again in several rounds, so far apart that all of it has left
/// the caches meanwhile. A subject's time is the median of its rounds: what other programs took from the machine is no
/// part of it.
void measure_updates(const standards::Plan& plan, const evaluation::Snapshot& snapshot) {
  const evaluation::BoundPlan bound(plan, snapshot, Date::from_days(k_as_of));
  evaluation::Arena arena;
  std::vector<std::array<double, k_rounds>> micros(k_updates);
  std::vector<double> every;
  for (std::size_t round = 0; round < k_rounds; ++round) {
    std::uint64_t state = 1;
    for (auto& times : micros) {
      state = state * 6364136223846793005ULL + 1442695040888963407ULL;
      const auto subject = static_cast<std::uint32_t>((state >> 33) % snapshot.subjects());
      const auto start = std::chrono::steady_clock::now();
      const auto results = evaluation::evaluate_one(bound, arena, subject);
      times[round] = seconds_since(start) * 1e6;
      every.push_back(times[round]);
      if (results.count != 1) std::exit(1);
    }
  }
  std::vector<double> medians;
  for (auto& times : micros) {
    std::sort(times.begin(), times.end());
    medians.push_back(times[k_rounds / 2]);
  }
  const auto print = [](std::string_view what, std::vector<double>& times) {
    std::sort(times.begin(), times.end());
    const auto at = [&](std::size_t per_mille) { return times[times.size() * per_mille / 1000]; };
    fmt::print(stderr, "one subject, {}: median {:.1f} us, p99 {:.1f} us, p99.9 {:.1f} us\n", what,
               at(500), at(990), at(999));
  };
  print("every time", every);
  print("median of its rounds", medians);
}

void check(const evaluation::Results& results, CheckSums& sums) {
  std::array<std::int64_t, k_indicators> points{};
  for (std::size_t s = 0; s < results.points.size(); ++s) {
    for (std::size_t i = 0; i < k_indicators; ++i) points[i] = results.indicator_points[i][s];
    sums.add(static_cast<std::uint32_t>(s), std::span<const std::int64_t, k_indicators>(points),
             results.points[s], static_cast<std::size_t>(results.grade[s]));
  }
}

int run(std::uint32_t subjects) {
  const std::string root = SANQU_ROOT;
  const auto catalogue =
      value_or_exit(catalogue::load_catalogue_folder(root + "/bench/standard/catalogue"));
  const std::string path = root + "/bench/standard/bench.yaml";
  const auto standard = value_or_exit(standards::load_standard(
      {path, read_file(path)}, catalogue, [](auto&, auto&) { return std::nullopt; }));
  evaluation::Snapshot snapshot;
  std::size_t records = 0;
  {
    const Data data = generate_data(subjects, k_seed_default);
    records = data.records();
    snapshot = snapshot_of(data, catalogue);
  }
  for (const unsigned threads : {1U, 2U}) {
    double best = 1e9;
    evaluation::Results results;
    for (unsigned repetition = 0; repetition < k_repetitions; ++repetition) {
      const auto start = std::chrono::steady_clock::now();
      evaluation::evaluate_into(results, standard.plan, catalogue, snapshot,
                                Date::from_days(k_as_of), {.threads = threads, .breakdown = true});
      best = std::min(best, seconds_since(start));
    }
    CheckSums sums;
    check(results, sums);
    const std::size_t output =
        (results.indicator_points.size() + results.dimension_points.size() + 1) * 8 * subjects;
    print_measurement({"sanqu", threads, subjects, records, best, bytes_of(snapshot) + output},
                      sums);
  }
  fmt::print(stderr, "snapshot: {:.1f} bytes a record\n",
             static_cast<double>(bytes_of(snapshot)) / static_cast<double>(records));
  measure_updates(standard.plan, snapshot);
  return 0;
}

}  // namespace
}  // namespace sanqu::bench

int main(int argc, char** argv) {
  const unsigned long subjects = argc == 2 ? std::strtoul(argv[1], nullptr, 10) : 0;
  if (subjects == 0 || subjects > 100'000'000) {
    fmt::print(stderr, "usage: bench_engine SUBJECTS\n");
    return 2;
  }
  return sanqu::bench::run(static_cast<std::uint32_t>(subjects));
}
