// SPDX-License-Identifier: Apache-2.0
// Lines a second through the intake room: the CSV reader alone, then whole checked records, from CSV and from NDJSON.
// Against a peer in the same run: counting the line ends of the same bytes with memchr.
// All in processor time: the room uses one thread, and other work on the machine is not its cost.
// Usage: bench_intake [LINES]
#include <fmt/core.h>

#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>

#include "intake/csv_reader.hpp"
#include "intake/memory_source.hpp"
#include "intake/sample_catalogue.hpp"

namespace {

using namespace sanqu;
using namespace sanqu::intake;

constexpr int k_lines_default = 1'000'000;

class CountingSink final : public RecordSink {
 public:
  std::uint64_t records = 0;
  std::uint64_t others = 0;
  void record(const CheckedRecord&) override { ++records; }
  void status(const CheckedStatus&) override { ++others; }
  void merge(const CheckedMerge&) override { ++others; }
  void refused(const RefusedLine&) override { ++others; }
};

/// 8 short cells a line: ids, text, a code, codes, money, two dates.
std::string csv_bytes(int lines) {
  std::string out =
      "subject_id,record_id,document_no,severity,kinds,fine,decided_on,valid_through\n";
  for (int i = 0; i < lines; ++i) {
    out += fmt::format(
        "91310000132260250X,r{},沪罚{}号,{},警告;罚款,{}.{:02},2026-0{}-1{},2099-12-31\n", i,
        i % 1000, i % 3 == 0 ? "轻微" : "general", i % 100, i % 97, i % 6 + 1, i % 9);
  }
  return out;
}

std::string ndjson_bytes(int lines) {
  std::string out;
  for (int i = 0; i < lines; ++i) {
    out += fmt::format(
        "{{\"subject_id\":\"91310000132260250X\",\"record_id\":\"r{}\",\"document_no\":\"沪罚{}"
        "号\","
        "\"severity\":\"{}\",\"kinds\":[\"警告\",\"罚款\"],\"fine\":{}.{:02},"
        "\"decided_on\":\"2026-0{}-1{}\",\"valid_through\":\"2099-12-31\"}}\n",
        i, i % 1000, i % 3 == 0 ? "轻微" : "general", i % 100, i % 97, i % 6 + 1, i % 9);
  }
  return out;
}

void report(const char* what, std::uint64_t lines, std::size_t bytes, std::clock_t begin) {
  const std::clock_t ticks = std::clock() - begin;
  const auto spent_us = static_cast<std::uint64_t>(ticks > 0 ? ticks : 1) * 1'000'000 /
                        static_cast<std::uint64_t>(CLOCKS_PER_SEC);
  fmt::print("{:<28} {:>10} lines/s {:>6} MB/s\n", what, lines * 1'000'000 / spent_us,
             bytes / spent_us);
}

void count_line_ends(const std::string& bytes) {
  const auto begin = std::clock();
  std::uint64_t lines = 0;
  for (const char* at = bytes.data(); at != nullptr;) {
    const auto left = static_cast<std::size_t>(bytes.data() + bytes.size() - at);
    at = static_cast<const char*>(std::memchr(at, '\n', left));
    if (at == nullptr) break;
    ++at;
    ++lines;
  }
  report("memchr over line ends", lines, bytes.size(), begin);
}

bool read_lines(const std::string& bytes) {
  const auto begin = std::clock();
  MemorySource source(bytes, 1 << 20);
  ByteWindow window(source);
  if (!window.fill()) return false;
  auto reader = open_csv(window);
  if (!reader) return false;
  Line line;
  std::uint64_t lines = 0;
  while ((*reader)->next(line).value_or(false)) ++lines;
  report("csv, lines and cells", lines, bytes.size(), begin);
  return true;
}

bool read_checked(const char* what, const std::string& bytes) {
  const catalogue::Catalogue catalogue = sample_catalogue();
  const auto begin = std::clock();
  MemorySource source(bytes, 1 << 20);
  ReadOptions options;
  options.class_index = 0;
  CountingSink sink;
  const auto receipt = read_records(source, catalogue, options, sink);
  if (!receipt || sink.others != 0) {
    fmt::print(stderr, "{}: {} lines were not accepted\n", what, sink.others);
    return false;
  }
  report(what, sink.records, bytes.size(), begin);
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  const int lines = argc > 1 ? std::atoi(argv[1]) : k_lines_default;
  const std::string csv = csv_bytes(lines);
  count_line_ends(csv);
  if (!read_lines(csv) || !read_checked("csv, checked records", csv)) return 1;
  return read_checked("ndjson, checked records", ndjson_bytes(lines)) ? 0 : 1;
}
