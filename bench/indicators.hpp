// SPDX-License-Identifier: Apache-2.0
// The 40 indicators of `bench/standard/bench.yaml`, written out by hand for the fused loop: the way somebody would who
// had only this standard to evaluate. Order and figures are the standard's; points are thousandths.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

namespace sanqu::bench {

enum class Measure : std::uint8_t {
  one,     // counts; also points that depend on the severity alone
  level,   // the record's level
  table,   // the class's table of severity x amount (k_amount_tables)
  amount,  // the amount in fen, at most the class's amount_cap_fen
};

enum class Fold : std::uint8_t { sum, most_level, least_level, months_since_newest };

// A record not older than `months` counts with `percent` of its points. The last one's months are the window.
struct AgeStep {
  int months;
  int percent;
};
inline constexpr int k_any_age = 9999;

struct ValueStep {
  int bound;
  std::int32_t points;
};

inline constexpr std::int32_t k_no_floor = -1'000'000'000;
inline constexpr std::int32_t k_no_cap = 1'000'000'000;

// Sums of amounts are kept in millionths of a thousandth point; everything else is exact in thousandths.
inline constexpr std::int64_t k_amount_scale = 1'000'000;

struct Indicator {
  std::uint16_t classes;  // one bit a class
  Measure measure = Measure::one;
  std::array<std::int32_t, 3> factor = {
      1, 1, 1};  // by severity: thousandths of a point for one unit; amounts: see above
  std::vector<AgeStep> ages = {};
  Fold fold = Fold::sum;
  std::vector<ValueStep> steps = {};  // of the value, when there are any
  std::int32_t per_level = 0;         // most_level, least_level: points for one level
  std::int32_t missing = 0;
  std::int32_t floor = k_no_floor;
  std::int32_t cap = k_no_cap;
};

enum ClassBit : std::uint16_t {
  penalty = 1U << 0,
  abnormal = 1U << 1,
  defaulter = 1U << 2,
  tax_arrears = 1U << 3,
  wage_arrears = 1U << 4,
  accident = 1U << 5,
  complaint = 1U << 6,
  dishonesty = 1U << 7,
  commendation = 1U << 8,
  contract = 1U << 9,
  tax_payment = 1U << 10,
  donation = 1U << 11,
};

// Points by severity and amount: `points[severity][k]`, k = number of `bounds_fen[severity]` that the amount reaches.
struct AmountTable {
  std::uint16_t classes;
  std::array<std::array<std::int32_t, 3>, 3> points;
  std::array<std::array<std::int32_t, 2>, 3> bounds_fen;
  bool times_level;         // the points are multiplied by the record's level
  std::int32_t record_cap;  // limit of one record's points
};
inline constexpr std::int32_t k_never_fen = std::numeric_limits<std::int32_t>::max();

inline constexpr std::array<std::array<std::int32_t, 3>, 3> k_penalty_points = {
    {{1000, 3000, 0}, {5000, 10000, 15000}, {20000, 35500, 0}}};
// "> 100000 yuan" begins at 100,000.01.
inline constexpr std::array<std::array<std::int32_t, 2>, 3> k_penalty_bounds_fen = {
    {{100'000, k_never_fen}, {1'000'000, 10'000'001}, {5'000'000, k_never_fen}}};

inline const std::vector<AmountTable> k_amount_tables = {
    {penalty, k_penalty_points, k_penalty_bounds_fen, false, k_no_cap},
    {wage_arrears, k_penalty_points, k_penalty_bounds_fen, true, 60000},
    {contract,
     {{{200, 500, 0}, {800, 1600, 0}, {2000, 3500, 5000}}},
     {{{500'000, k_never_fen}, {2'000'000, k_never_fen}, {10'000'000, 50'000'001}}},
     false,
     k_no_cap},
};

// `contracts_amount` gives at most 4 points a record: reached at 20,000 yuan.
inline constexpr std::uint16_t k_amount_cap_class = contract;
inline constexpr std::int32_t k_amount_cap_fen = 2'000'000;

inline const std::vector<AgeStep> k_12 = {{12, 100}}, k_24 = {{24, 100}}, k_36 = {{36, 100}},
                                  k_60 = {{60, 100}}, k_fade_36 = {{12, 100}, {24, 50}, {36, 25}};

inline constexpr std::array<std::int32_t, 3> every(std::int32_t points) {
  return {points, points, points};
}
inline constexpr std::array<std::int32_t, 3> serious(std::int32_t points) { return {0, 0, points}; }

inline const std::array<Indicator, 40> k_table = {{
    // compliance
    {.classes = penalty, .factor = every(-15000), .ages = k_12, .floor = -120000},
    {.classes = penalty, .factor = serious(-40000), .ages = k_36, .floor = -160000},
    {.classes = penalty,
     .measure = Measure::table,
     .factor = every(-1),
     .ages = k_24,
     .floor = -200000},
    {.classes = penalty,
     .measure = Measure::amount,
     .factor = every(-500),
     .ages = k_60,
     .floor = -60000},
    {.classes = penalty,
     .measure = Measure::level,
     .factor = every(-8000),
     .ages = k_fade_36,
     .floor = -100000},
    {.classes = abnormal, .factor = every(-20000), .ages = k_24, .floor = -60000},
    {.classes = abnormal,
     .ages = k_60,
     .fold = Fold::months_since_newest,
     .steps = {{0, -25000}, {12, -15000}, {24, -5000}, {36, 0}}},
    {.classes = complaint,
     .ages = k_12,
     .steps = {{1, -3000}, {3, -10000}, {6, -25000}, {10, -40000}}},
    // obligations
    {.classes = defaulter, .ages = k_60, .steps = {{1, -50000}}},
    {.classes = defaulter,
     .measure = Measure::amount,
     .factor = every(-1000),
     .ages = k_36,
     .floor = -100000},
    {.classes = defaulter,
     .factor = {-4000, -10000, -25500},
     .ages = {{12, 100}, {24, 80}, {48, 40}, {60, 20}},
     .floor = -120000},
    {.classes = tax_arrears, .factor = every(-12000), .ages = k_24, .floor = -72000},
    {.classes = tax_arrears,
     .measure = Measure::amount,
     .factor = every(-1200),
     .ages = {{12, 100}, {24, 60}, {60, 20}},
     .floor = -80000},
    {.classes = wage_arrears, .factor = every(-25000), .ages = k_36, .floor = -100000},
    {.classes = wage_arrears,
     .measure = Measure::table,
     .factor = every(-1),
     .ages = k_60,
     .floor = -150000},
    {.classes = wage_arrears, .ages = k_60, .fold = Fold::most_level, .per_level = -2000},
    // safety
    {.classes = accident, .factor = every(-30000), .ages = k_12, .floor = -120000},
    {.classes = accident, .factor = every(-10000), .ages = k_36, .floor = -60000},
    {.classes = accident, .factor = serious(-60000), .ages = k_60, .floor = -180000},
    {.classes = accident,
     .measure = Measure::amount,
     .factor = every(-800),
     .ages = k_24,
     .floor = -80000},
    {.classes = accident,
     .measure = Measure::level,
     .factor = every(-12000),
     .ages = {{12, 100}, {24, 70}, {36, 40}, {60, 10}},
     .floor = -90000},
    {.classes = accident,
     .ages = {{k_any_age, 100}},
     .fold = Fold::months_since_newest,
     .steps = {{0, -20000}, {6, -10000}, {24, 0}, {36, 10000}},
     .missing = 10000},
    {.classes = complaint, .factor = {0, -4000, -4000}, .ages = k_24, .floor = -40000},
    {.classes = penalty | accident | complaint,
     .ages = k_24,
     .steps = {{3, -5000}, {6, -15000}, {12, -30000}}},
    // merits
    {.classes = commendation, .factor = every(8000), .ages = k_12, .cap = 40000},
    {.classes = commendation, .factor = every(3000), .ages = k_36, .cap = 30000},
    {.classes = commendation, .factor = serious(12000), .ages = k_60, .cap = 60000},
    {.classes = commendation,
     .measure = Measure::level,
     .factor = every(2500),
     .ages = k_fade_36,
     .cap = 50000},
    {.classes = commendation,
     .ages = k_60,
     .fold = Fold::months_since_newest,
     .steps = {{0, 15000}, {6, 10000}, {12, 5000}, {24, 0}}},
    {.classes = donation,
     .measure = Measure::amount,
     .factor = every(600),
     .ages = k_24,
     .cap = 60000},
    {.classes = donation, .factor = every(1500), .ages = k_60, .cap = 15000},
    {.classes = donation, .ages = k_12, .steps = {{1, 10000}}},
    // operation
    {.classes = contract, .factor = every(1500), .ages = k_12, .cap = 30000},
    {.classes = contract, .factor = {500, 0, 0}, .ages = k_24, .cap = 10000},
    {.classes = contract,
     .measure = Measure::amount,
     .factor = every(2000),
     .ages = k_36,
     .cap = 60000},
    {.classes = contract,
     .measure = Measure::table,
     .factor = every(1),
     .ages = k_24,
     .cap = 50000},
    {.classes = tax_payment,
     .measure = Measure::amount,
     .factor = every(300),
     .ages = k_fade_36,
     .cap = 60000},
    {.classes = tax_payment, .ages = k_36, .steps = {{3, 5000}, {6, 10000}, {12, 20000}}},
    {.classes = tax_payment,
     .ages = k_12,
     .fold = Fold::most_level,
     .per_level = 3000,
     .missing = -5000},
    {.classes = tax_payment, .ages = k_36, .fold = Fold::least_level, .per_level = 1500},
}};

// Eight indicators a dimension, in order. Weights in tenths.
struct Dimension {
  std::int32_t weight_tenths;
  std::int32_t floor;
  std::int32_t cap;
};
inline constexpr std::array<Dimension, 5> k_dimensions = {{{10, -400000, 0},
                                                           {10, -350000, 0},
                                                           {8, -300000, 30000},
                                                           {10, 0, 200000},
                                                           {12, -50000, 220000}}};
inline constexpr std::int32_t k_base = 600000, k_total_floor = 0, k_total_cap = 1000000;
inline constexpr std::array<std::int32_t, 4> k_grade_from = {640000, 600000, 560000,
                                                             480000};  // A to D

// Overrides: any record of the list (at any age) is grade E; four penalties in 24 months are at best grade C.
inline constexpr std::uint16_t k_veto_class = dishonesty;
inline constexpr std::uint16_t k_capped_class = penalty;
inline constexpr int k_capped_months = 24;
inline constexpr std::int32_t k_capped_count = 4;
inline constexpr std::uint8_t k_capped_grade = 2, k_veto_grade = 4;

}  // namespace sanqu::bench
