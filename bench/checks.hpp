// SPDX-License-Identifier: Apache-2.0
// What every program of the bench prints, so that `bench/run` can compare them: one block a measurement,
// lines of `word value`, and an empty line after it. Points are whole thousandths.
//
//   engine fused_loop
//   threads 1
//   subjects 100000
//   records 1599871
//   seconds 0.0312                      best of 5 for programs, median of 3 for databases
//   memory_bytes 123456789              input columns + result + working space; databases: peak of the process
//   check penalties_12 -30123000        sum of the indicator's points over all subjects, after limits and
//   ...                                 rounding, in the standard's order
//   check total 61234567890             sum of the totals
//   check total_weighted 30123456789000 sum of total x (subject mod 1009): sees points given to the wrong subject
//   check grade.A 1234                  subjects in each grade, after the overrides, best grade first
#pragma once

#include <fmt/core.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace sanqu::bench {

inline constexpr std::size_t k_indicators = 40;
inline constexpr std::size_t k_grades = 5;
inline constexpr std::uint32_t k_subject_modulus = 1009;
inline constexpr std::array<std::string_view, k_grades> k_grade_ids = {"A", "B", "C", "D", "E"};

inline constexpr std::array<std::string_view, k_indicators> k_indicator_ids = {
    "penalties_12",
    "penalties_serious",
    "penalties_by_table",
    "penalties_fines",
    "penalties_decayed",
    "abnormal_24",
    "abnormal_latest",
    "complaints_12",
    "judgment_exists",
    "judgment_amount",
    "judgment_decayed",
    "tax_arrears_24",
    "tax_arrears_amount",
    "wage_arrears_36",
    "wage_arrears_by_table",
    "wage_arrears_level",
    "accidents_12",
    "accidents_36",
    "accidents_serious",
    "accidents_loss",
    "accidents_decayed",
    "accident_free",
    "complaints_upheld",
    "adverse_any",
    "commendations_12",
    "commendations_36",
    "commendations_high",
    "commendations_decayed",
    "commendation_latest",
    "donations_amount",
    "donations_60",
    "donation_recent",
    "contracts_12",
    "contracts_minor",
    "contracts_amount",
    "contracts_by_table",
    "tax_paid",
    "tax_payments_36",
    "tax_level_best",
    "tax_level_least"};

class CheckSums {
 public:
  /// `points`: of the 40 indicators, in thousandths; `grade`: 0 is the best.
  template <typename Points>
  void add(std::uint32_t subject, std::span<const Points, k_indicators> points, std::int64_t total,
           std::size_t grade) {
    for (std::size_t i = 0; i < k_indicators; ++i) indicator_[i] += points[i];
    total_ += total;
    total_weighted_ += total * (subject % k_subject_modulus);
    grade_[grade] += 1;
  }

  void print() const {
    for (std::size_t i = 0; i < k_indicators; ++i)
      fmt::print("check {} {}\n", k_indicator_ids[i], indicator_[i]);
    fmt::print("check total {}\ncheck total_weighted {}\n", total_, total_weighted_);
    for (std::size_t g = 0; g < k_grades; ++g)
      fmt::print("check grade.{} {}\n", k_grade_ids[g], grade_[g]);
  }

 private:
  std::array<std::int64_t, k_indicators> indicator_{};
  std::int64_t total_ = 0;
  std::int64_t total_weighted_ = 0;
  std::array<std::int64_t, k_grades> grade_{};
};

struct Measurement {
  std::string_view engine;
  unsigned threads = 1;
  std::uint32_t subjects = 0;
  std::size_t records = 0;
  double seconds = 0;
  std::size_t memory_bytes = 0;
};

inline void print_measurement(const Measurement& m, const CheckSums& sums) {
  fmt::print("engine {}\nthreads {}\nsubjects {}\nrecords {}\nseconds {:.5f}\nmemory_bytes {}\n",
             m.engine, m.threads, m.subjects, m.records, m.seconds, m.memory_bytes);
  sums.print();
  fmt::print("\n");
}

}  // namespace sanqu::bench
