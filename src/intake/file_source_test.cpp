// SPDX-License-Identifier: Apache-2.0
#include "intake/file_source.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "core/sha256.hpp"
#include "intake/hashing_source.hpp"
#include "intake/transcript_for_test.hpp"
#include "intake/workbook_for_test.hpp"

using namespace sanqu;
using namespace sanqu::intake;

TEST_CASE("a file is read to its end; what can't be read says why") {
  const auto path = std::filesystem::temp_directory_path() / "sanqu_file_source_test.csv";
  std::ofstream(path, std::ios::binary) << "a,b\n1,2\n";
  {
    auto source = open_file_source(path.string());
    REQUIRE(source.has_value());
    CHECK((*source)->name() == path.string());
    std::array<char, 5> buffer{};
    std::string all;
    while (true) {
      const auto got = (*source)->read(buffer);
      REQUIRE(got.has_value());
      if (*got == 0) break;
      all.append(buffer.data(), *got);
    }
    CHECK(all == "a,b\n1,2\n");
  }
  std::filesystem::remove(path);
  const auto gone = open_file_source(path.string());
  REQUIRE_FALSE(gone.has_value());
  CHECK(gone.error()[0].text(Lang::zh) == "无法读取文件:文件不存在");
  CHECK(findings_text(open_file_source("/").error()) == "file_unreadable@0:0");
}

TEST_CASE("a workbook is read in any order, and hashed whole in order") {
  WorkbookForTest book;
  book.sheets.push_back(
      {"a",
       "<sheetData>" + row_for_test(1, {"subject_id", "record_id", "document_no", "decided_on"}) +
           row_for_test(2, {"91310000132260250X", "r1", "d1", "2026-03-02"}) + "</sheetData>",
       ""});
  book.more_parts.push_back({"xl/media/photo", std::string(5 << 20, 'p')});  // more than a window
  const std::string bytes = book.bytes();
  const auto path = std::filesystem::temp_directory_path() / "sanqu_file_source_test.xlsx";
  std::ofstream(path, std::ios::binary) << bytes;
  const auto file = open_file_source(path.string());
  REQUIRE(file.has_value());
  REQUIRE((*file)->random_access() != nullptr);
  HashingSource source(**file);
  const catalogue::Catalogue catalogue = sample_catalogue();
  ReadOptions options;
  options.class_index = 0;
  Transcript transcript;
  REQUIRE(read_records(source, catalogue, options, transcript).has_value());
  CHECK(transcript.text.starts_with("record 2 91310000132260250X/r1"));
  REQUIRE(source.read_rest().has_value());
  CHECK(source.bytes() == bytes.size());
  CHECK(source.sha256() == hex(sha256(bytes)));
  std::filesystem::remove(path);
}

TEST_CASE("the published inspections of San Francisco are read without a refusal") {
  const std::string path =
      std::string(SANQU_ROOT) + "/../shared/data/sf-restaurants/inspections.csv";
  std::ifstream published(path, std::ios::binary);
  if (!published) {
    MESSAGE("skipped: ../shared/data is not here");
    return;
  }
  // The file has no record ids and its own names; each line is numbered here, and the header is ours.
  std::string line;
  std::getline(published, line);
  std::string bytes = "record_id,subject_id,result,date,type\n";
  std::uint64_t lines = 0;
  while (std::getline(published, line)) bytes += std::to_string(++lines) + "," + line + "\n";

  catalogue::Catalogue catalogue;
  catalogue::RecordClass inspection;
  inspection.id = "inspection";
  catalogue::Field date = sample_field("date", catalogue::FieldType::date);
  date.required = true;
  catalogue::Field result = sample_field("result", catalogue::FieldType::integer);
  result.min = 0;
  result.max = 100;
  inspection.fields = {date, result, sample_field("type", catalogue::FieldType::text)};
  inspection.event_date = 0;
  catalogue.classes = {inspection};

  MemorySource source(bytes);
  ReadOptions options;
  options.class_index = 0;
  Transcript transcript;
  const auto receipt = read_records(source, catalogue, options, transcript);
  REQUIRE(receipt.has_value());
  CHECK(receipt->lines_accepted == lines);
  CHECK(receipt->lines_accepted == 26'199);
  CHECK(receipt->lines_refused == 0);
}
