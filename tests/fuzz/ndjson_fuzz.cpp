// SPDX-License-Identifier: Apache-2.0
// Any bytes as NDJSON: the reader alone, and then records of the intake room's small catalogue.
// What must hold: cells lie inside their line, texts are valid UTF-8, names are never twice in a line, every line read is
// accepted or refused.
#include <set>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "intake/memory_source.hpp"
#include "intake/ndjson_reader.hpp"
#include "intake/sample_catalogue.hpp"

namespace {

using namespace sanqu;
using namespace sanqu::intake;

class CountingSink final : public RecordSink {
 public:
  std::uint64_t lines = 0;
  void record(const CheckedRecord& record) override {
    ++lines;
    for (const FieldValue& value : record.values) ensure(!find_bad_utf8(value.text));
  }
  void status(const CheckedStatus&) override { ++lines; }
  void merge(const CheckedMerge&) override { ++lines; }
  void refused(const RefusedLine& line) override {
    ++lines;
    ensure(!line.findings.empty());
  }
};

void check_lines(std::string_view text) {
  MemorySource source(text, 1000);
  ByteWindow window(source);
  const auto reader = open_ndjson(window);
  Line line;
  while (reader->next(line).value_or(false)) {
    std::set<std::uint32_t> columns;
    for (const Cell& cell : line.cells) {
      ensure(columns.insert(cell.column).second);
      ensure(cell.column < reader->names().size());
      ensure(std::size_t{cell.offset} + cell.raw_bytes <= line.raw.size());
      ensure(!find_bad_utf8(cell.text));
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
  static const catalogue::Catalogue catalogue = sample_catalogue();
  const std::string_view text(reinterpret_cast<const char*>(data), bytes);
  check_lines(text);

  const std::string object = "{}\n" + std::string(text);  // `{` first: read as NDJSON
  MemorySource source(object);
  ReadOptions options;
  options.class_index = 0;
  CountingSink sink;
  const auto receipt = read_records(source, catalogue, options, sink);
  if (receipt) ensure(receipt->lines_read == sink.lines);
  return 0;
}
