// SPDX-License-Identifier: Apache-2.0
// A file in another encoding gives the same lines as its twin in UTF-8, wherever the pieces are cut.
#include "intake/converted_source.hpp"

#include <doctest/doctest.h>
#include <iconv.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include "intake/csv_reader.hpp"
#include "intake/reading.hpp"
#include "intake/transcript_for_test.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

std::string encoded(std::string_view text, const char* encoding) {
  const iconv_t handle = ::iconv_open(encoding, "UTF-8");
  REQUIRE(handle != reinterpret_cast<iconv_t>(-1));
  std::string out(text.size() * 4 + 16, '\0');
  char* from = const_cast<char*>(text.data());
  std::size_t left = text.size();
  char* to = out.data();
  std::size_t room = out.size();
  REQUIRE(::iconv(handle, &from, &left, &to, &room) != static_cast<std::size_t>(-1));
  ::iconv_close(handle);
  out.resize(out.size() - room);
  return out;
}

/// Every line with number, raw text and findings, then the notices.
std::string lines_of(std::string_view bytes, std::size_t step) {
  MemorySource source(bytes, step);
  auto open = open_lines(source);
  if (!open) return findings_text(open.error());
  std::string out;
  Line line;
  while (true) {
    const auto more = open->lines->next(line);
    if (!more) return out + findings_text(more.error());
    if (!*more) break;
    out += std::to_string(line.number) + " " + std::string(line.raw) + " " +
           std::to_string(line.cells.size()) + findings_text(line.findings) + "\n";
  }
  return out;
}

std::string file_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("the files of the sample street: the same lines in GB18030 and UTF-16 as in UTF-8") {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(std::string(SANQU_ROOT) + "/samples/street")) {
    if (entry.path().extension() != ".csv") continue;
    INFO(entry.path().string());
    const std::string text = file_text(entry.path());
    const std::string wanted = lines_of(text, 1 << 16);
    REQUIRE(wanted.size() > 100);
    const std::string gb = encoded(text, "GB18030");
    for (const std::size_t step : {1, 2, 3, 5, 1 << 16}) CHECK(lines_of(gb, step) == wanted);
    CHECK(lines_of("\x84\x31\x95\x33" + gb, 7) == wanted);
    CHECK(lines_of("\xFF\xFE" + encoded(text, "UTF-16LE"), 3) == wanted);
    CHECK(lines_of("\xFE\xFF" + encoded(text, "UTF-16BE"), 3) == wanted);
    ++files;
  }
  CHECK(files > 5);
}

TEST_CASE("pieces are cut anywhere: a large file with characters of one, two and four bytes") {
  std::string text = "名称,备注\n";
  for (int i = 0; i < 30'000; ++i) {
    text += "店" + std::to_string(i) + ",𬭸€" + std::string(static_cast<std::size_t>(i % 7), 'x') +
            "\n";
  }
  const std::string gb = encoded(text, "GB18030");
  REQUIRE(gb.size() > 300'000);
  CHECK(lines_of(gb, 4093) == lines_of(text, 1 << 16));
  CHECK(lines_of(gb, 1 << 16) == lines_of(text, 1 << 16));
}

TEST_CASE("the euro sign as Windows writes it, and the private use area of GBK") {
  CHECK(lines_of("\xC3\xFB\xB3\xC6,b\n\x80"
                 "5,\xC3\xFB\n",
                 2) == "2 €5,名 2\n");
  CHECK(lines_of("\xC3\xFB\xB3\xC6,\xC3\xFB\n\xAA\xA1,\xC3\xFB\xC3\xFB\n", 2).starts_with("2 "));
}

TEST_CASE("a notice tells the encoding") {
  const Outcome outcome = read_penalties(encoded(
      "subject_id,record_id,决定书文号,decided_on\n91310000132260250X,r1,沪市监罚,2026-03-02\n",
      "GB18030"));
  CHECK(outcome.text == "record 2 91310000132260250X/r1: 沪市监罚 - - - 20514 - - - - - -\n");
  REQUIRE(outcome.receipt.notices.size() == 1);
  CHECK(outcome.receipt.notices[0].text(Lang::zh) == "文件编码是 GB18030 (GBK),已按此读入");
  CHECK(outcome.receipt.header == "subject_id,record_id,决定书文号,decided_on");
}

TEST_CASE("a file that changes its encoding, or breaks, is refused with the line") {
  const std::string gb = encoded("名称,备注\n老店,东街\n", "GB18030");
  CHECK(lines_of(gb + "新店铺,西街口\n", 5) == "encoding@1:1");  // these in UTF-8, of odd length
  const std::string longer = gb + encoded("老店铺开在东街,东街\n老店铺开在西街,西街\n", "GB18030");
  CHECK(lines_of(longer + "新店,西街\n", 5) == "encoding_mixed@5:0");
  // Beyond what the beginning shows.
  std::string large = gb;
  while (large.size() < (4 << 20)) large += gb.substr(gb.find('\n') + 1);
  const auto lines = static_cast<std::size_t>(std::count(large.begin(), large.end(), '\n'));
  CHECK(lines_of(large + "\xFF\n", 1 << 16)
            .ends_with("encoding_mixed@" + std::to_string(lines + 1) + ":0"));
  CHECK(lines_of(large + "新店铺,西街口\n", 1 << 16)
            .ends_with("encoding_mixed@" + std::to_string(lines + 1) + ":0"));
  CHECK(lines_of(gb + "\xC3\xFB,\xB3", 2).ends_with("truncated@3:3\n"));  // ends within a character
}
