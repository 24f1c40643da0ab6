// SPDX-License-Identifier: Apache-2.0
// Invents the records: most subjects have a few, some have very many; contracts and complaints are common,
// serious lists rare; amounts are mostly small.
#include <algorithm>
#include <tuple>

#include "data.hpp"

namespace sanqu::bench {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): tiny, exact everywhere, and good enough to invent records with.
class SplitMix64 {
 public:
  explicit SplitMix64(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next() {
    state_ += k_step;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
    return z ^ (z >> 31);
  }
  // 0 to bound - 1. The bias of the remainder is far below anything a benchmark sees.
  std::uint32_t below(std::uint32_t bound) { return static_cast<std::uint32_t>(next() % bound); }

  static constexpr std::uint64_t k_step = 0x9E3779B97F4A7C15U;

 private:
  std::uint64_t state_;
};

struct Record {
  std::uint8_t class_index;
  std::uint8_t severity;
  std::uint8_t level;
  std::int32_t event_on;
  std::int32_t amount_fen;
  std::int32_t in_force_from;
  std::int32_t in_force_through;
};

// Shares of the classes in 1/1000, in the order of k_class_ids.
constexpr std::array<std::uint32_t, k_class_ids.size()> k_class_shares = {
    90, 40, 25, 35, 15, 12, 151, 2, 60, 330, 200, 40};

constexpr std::uint32_t k_days_of_events = 2221;  // six years, the last 30 days of them after as_of
constexpr std::int32_t k_days_after_as_of = 30;
constexpr std::uint32_t k_ended_percent = 3;

// Mean 16: 4 % none, 60 % 1 to 8, 28 % 10 to 29, 7 % 40 to 139, 1 % 150 to 169.
std::uint32_t invent_record_count(SplitMix64& random) {
  const std::uint32_t share = random.below(100);
  if (share < 4) return 0;
  if (share < 64) return 1 + random.below(8);
  if (share < 92) return 10 + random.below(20);
  if (share < 99) return 40 + random.below(100);
  return 150 + random.below(20);
}

std::uint8_t invent_class(SplitMix64& random) {
  std::uint32_t share = random.below(1000);
  std::uint8_t index = 0;
  while (share >= k_class_shares[index]) share -= k_class_shares[index++];
  return index;
}

// 30 % below 1,000 yuan, 35 % below 10,000, 25 % below 100,000, 10 % up to 1,000,000; in fen.
std::int32_t invent_amount_fen(SplitMix64& random) {
  const std::uint32_t share = random.below(100);
  const std::uint32_t fen_max = share < 30   ? 100'000
                                : share < 65 ? 1'000'000
                                : share < 90 ? 10'000'000
                                             : 100'000'000;
  return static_cast<std::int32_t>(random.below(fen_max + 1));
}

Record invent_record(SplitMix64& random) {
  Record record;
  record.class_index = invent_class(random);
  const std::uint32_t severity_share = random.below(10);
  record.severity = severity_share < 6 ? 0 : severity_share < 9 ? 1 : 2;
  record.level = static_cast<std::uint8_t>(1 + random.below(5));
  record.event_on =
      k_as_of + k_days_after_as_of - static_cast<std::int32_t>(random.below(k_days_of_events));
  record.amount_fen = invent_amount_fen(random);
  record.in_force_from = record.event_on + static_cast<std::int32_t>(random.below(10));
  record.in_force_through = k_for_ever;
  if (random.below(100) < k_ended_percent) {
    record.in_force_through =
        record.in_force_from + 30 + static_cast<std::int32_t>(random.below(1000));
  }
  return record;
}

void append(Data& data, const Record& record) {
  data.class_index.push_back(record.class_index);
  data.severity.push_back(record.severity);
  data.level.push_back(record.level);
  data.event_on.push_back(record.event_on);
  data.amount_fen.push_back(record.amount_fen);
  data.in_force_from.push_back(record.in_force_from);
  data.in_force_through.push_back(record.in_force_through);
}

void reserve(Data& data, std::size_t records) {
  data.class_index.reserve(records);
  data.severity.reserve(records);
  data.level.reserve(records);
  data.event_on.reserve(records);
  data.amount_fen.reserve(records);
  data.in_force_from.reserve(records);
  data.in_force_through.reserve(records);
}

template <typename Column>
std::size_t bytes_of(const Column& column) {
  return column.size() * sizeof(typename Column::value_type);
}

}  // namespace

std::size_t Data::bytes() const {
  return bytes_of(first_record) + bytes_of(class_index) + bytes_of(severity) + bytes_of(level) +
         bytes_of(event_on) + bytes_of(amount_fen) + bytes_of(in_force_from) +
         bytes_of(in_force_through);
}

Data generate_data(std::uint32_t subjects, std::uint64_t seed) {
  Data data;
  data.subjects = subjects;
  data.first_record.reserve(std::size_t{subjects} + 1);
  data.first_record.push_back(0);
  reserve(data, std::size_t{subjects} * 17);
  std::vector<Record> records;
  for (std::uint32_t subject = 0; subject < subjects; ++subject) {
    // The subject's own stream starts at a mixed seed, so that neighbouring subjects have nothing in common.
    SplitMix64 random(SplitMix64(seed + subject * SplitMix64::k_step).next() ^ seed);
    records.clear();
    const std::uint32_t count = invent_record_count(random);
    for (std::uint32_t i = 0; i < count; ++i) records.push_back(invent_record(random));
    std::stable_sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
      return std::tie(a.class_index, a.event_on) < std::tie(b.class_index, b.event_on);
    });
    for (const Record& record : records) append(data, record);
    data.first_record.push_back(static_cast<std::uint32_t>(data.records()));
  }
  return data;
}

}  // namespace sanqu::bench
