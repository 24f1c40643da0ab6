// SPDX-License-Identifier: Apache-2.0
// Any bytes as a workbook: an archive as it is where it begins like one; else as up to four parts (sheet, texts, styles,
// workbook; divided by a line `====`) in an archive that is right, so that what is tried is the reading of the parts.
// What must hold: every line read is accepted or refused; cells lie in their line, in the order of their columns; everything
// handed on is valid UTF-8; a line read again under the header is a line again.
#include <array>

#include "core/ensure.hpp"
#include "core/text.hpp"
#include "intake/memory_source.hpp"
#include "intake/reading.hpp"
#include "intake/sample_catalogue.hpp"
#include "intake/workbook_for_test.hpp"

namespace {

using namespace sanqu;
using namespace sanqu::intake;

constexpr std::string_view k_divider = "\n====\n";

std::string archive_of(std::string_view text) {
  std::array<std::string, 4> parts;
  for (std::string& part : parts) {
    const std::size_t end = std::min(text.find(k_divider), text.size());
    part = text.substr(0, end);
    text.remove_prefix(std::min(end + k_divider.size(), text.size()));
  }
  ZipForTest zip;
  zip.add("xl/workbook.xml",
          parts[3].empty()
              ? "<workbook xmlns:r=\"r\"><sheets><sheet name=\"a\" r:id=\"1\"/></sheets></workbook>"
              : parts[3]);
  zip.add("xl/_rels/workbook.xml.rels",
          "<Relationships><Relationship Id=\"1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
          "<Relationship Id=\"2\" Type=\"x/sharedStrings\" Target=\"t.xml\"/>"
          "<Relationship Id=\"3\" Type=\"x/styles\" Target=\"y.xml\"/></Relationships>");
  zip.add("xl/s.xml", parts[0]);
  if (!parts[1].empty()) zip.add("xl/t.xml", parts[1]);
  if (!parts[2].empty()) zip.add("xl/y.xml", parts[2]);
  return zip.finish();
}

class CountingSink final : public RecordSink {
 public:
  std::uint64_t lines = 0;
  void record(const CheckedRecord& record) override {
    ++lines;
    ensure(!record.record_id.empty() && !find_bad_utf8(record.record_id));
    for (const FieldValue& value : record.values) ensure(!find_bad_utf8(value.text));
  }
  void status(const CheckedStatus&) override { ++lines; }
  void merge(const CheckedMerge&) override { ++lines; }
  void refused(const RefusedLine& line) override {
    ++lines;
    ensure(!line.findings.empty() && !find_bad_utf8(line.raw));
    for (const Error& finding : line.findings) ensure(!finding.text(Lang::zh).empty());
  }
};

void check_cells(const Line& line, std::size_t names) {
  ensure(line.cells.empty() || line.cells.size() == names);
  std::size_t at = 0;
  for (const Cell& cell : line.cells) {
    ensure(cell.offset >= at && cell.place_column > 0);
    at = std::size_t{cell.offset} + cell.raw_bytes;
    ensure(at <= line.raw.size() && !find_bad_utf8(cell.text));
  }
}

void check_lines(const std::string& bytes) {
  MemorySource source(bytes);
  auto open = open_lines(source);
  if (!open) return;
  const std::size_t names = open->lines->names().size();
  const std::string header = open->lines->header();
  Line line;
  while (open->lines->next(line).value_or(false)) {
    check_cells(line, names);
    if (!line.findings.empty() || line.raw.find('\0') != std::string_view::npos) continue;
    const std::string again = header + "\n" + std::string(line.raw) + "\n";
    MemorySource as_csv(again);
    auto csv = open_lines(as_csv);
    if (!csv) continue;  // a header of one column, say, that looks like another format
    Line csv_line;
    if (!csv->lines->next(csv_line).value_or(false)) continue;
    ensure(!csv_line.findings.empty() || csv_line.cells.size() == names);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t bytes) {
  static const catalogue::Catalogue catalogue = sample_catalogue();
  const std::string_view text(reinterpret_cast<const char*>(data), bytes);
  const std::string archive = text.starts_with("PK\x03\x04") ? std::string(text) : archive_of(text);
  check_lines(archive);
  for (const std::int32_t class_index : {-1, 0}) {
    MemorySource source(archive);
    ReadOptions options;
    options.class_index = class_index;
    options.personal = PersonalValues::handed_on;
    options.raw_bytes_max = k_line_bytes_max;
    CountingSink sink;
    const auto receipt = read_records(source, catalogue, options, sink);
    if (receipt) ensure(receipt->lines_read == sink.lines);
  }
  return 0;
}
