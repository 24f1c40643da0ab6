// SPDX-License-Identifier: Apache-2.0
#include "intake/csv_reader.hpp"

#include <doctest/doctest.h>

#include "intake/memory_source.hpp"
#include "intake/transcript_for_test.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

/// Lines as `number:[cell|cell]`, broken ones as `number:!code@line:column`.
std::string read_all(std::string_view bytes, std::size_t step = 7) {
  MemorySource source(bytes, step);
  ByteWindow window(source);
  REQUIRE(window.fill());
  auto reader = open_csv(window);
  if (!reader) return findings_text(reader.error());
  std::string out;
  Line line;
  while (true) {
    const auto more = (*reader)->next(line);
    REQUIRE(more);
    if (!*more) break;
    out += std::to_string(line.number) + ":";
    if (!line.findings.empty()) {
      out += "!" + findings_text(line.findings) + " ";
      continue;
    }
    out += "[";
    for (const Cell& cell : line.cells) {
      if (&cell != line.cells.data()) out += "|";
      out += cell.text;
    }
    out += "] ";
  }
  return out;
}

}  // namespace

TEST_CASE("plain lines, LF and CRLF, with and without a last line end") {
  CHECK(read_all("a,b\n1,2\n3,4\n") == "2:[1|2] 3:[3|4] ");
  CHECK(read_all("a,b\r\n1,2\r\n3,4") == "2:[1|2] 3:[3|4] ");
  CHECK(read_all("a,b\n,\n1,\n") == "2:[|] 3:[1|] ");
  CHECK(read_all("a\n\n1\n\r\n\n2") == "3:[1] 6:[2] ");
  CHECK(read_all("a,b\n") == "");
  CHECK(read_all("a,b") == "");
}

TEST_CASE("quotes: commas, line ends and quotes inside") {
  CHECK(read_all("a,b\n\"1,5\",2\n") == "2:[1,5|2] ");
  CHECK(read_all("a,b\n\"x \"\"y\"\"\",\"\"\n") == "2:[x \"y\"|] ");
  CHECK(read_all("a,b\n\"1\n2\",3\n4,5\n") == "2:[1\n2|3] 4:[4|5] ");
  CHECK(read_all("a,b\r\n\"1\r\n2\",\"3\"\r\n4,5\r\n") == "2:[1\r\n2|3] 4:[4|5] ");
  CHECK(read_all("a,b\r\n\"1\",2\r\n3,\"4\"\r\n") == "2:[1|2] 3:[3|4] ");
  CHECK(read_all("a,b\n\"1\",") == "2:[1|] ");
  CHECK(read_all("\"a,\"\"x\"\"\",b\n1,2\n") == "2:[1|2] ");
}

TEST_CASE("wrong quotes refuse their physical line only") {
  CHECK(read_all("a,b\n1,\"2\n3,4\n") == "2:!quote_not_closed@2:3 3:[3|4] ");
  CHECK(read_all("a,b\n1,\"2\n3,4\n5,\"6\"\n7,8\n") ==
        "2:!quote_misplaced@2:3 3:[3|4] 4:[5|6] 5:[7|8] ");
  CHECK(read_all("a,b\n1,老\"字号\n3,4\n") == "2:!quote_misplaced@2:3 3:[3|4] ");
  CHECK(read_all("a,b\n1, \"2\"\n3,4\n") == "2:!quote_misplaced@2:3 3:[3|4] ");
  CHECK(read_all("a,b\n\"1\n2\",\"3\n4,5\n") == "2:!quote_not_closed@3:4 4:[4|5] ");
}

TEST_CASE("a file that breaks off") {
  CHECK(read_all("a,b\n1,2\n3") == "2:[1|2] 3:!truncated@3:2 ");
  CHECK(read_all("a,b\n1,2\n3,\"4") == "2:[1|2] 3:!truncated@3:3 ");
  CHECK(read_all("a,b\n1,2\n3,\xE4\xB8") == "2:[1|2] 3:!truncated@3:3 ");
}

TEST_CASE("number of cells, NUL, UTF-8, long cells") {
  CHECK(read_all("a,b\n1\n1,2,3\n4,5\n") == "2:!cell_count@2:1 3:!cell_count@3:1 4:[4|5] ");
  CHECK(read_all(std::string_view("a,b\n名\0,2\n3,4\n", 14)) == "2:!nul_byte@2:2 3:[3|4] ");
  CHECK(read_all("a,b\n名,\xFF\n3,4\n") == "2:!not_utf8@2:3 3:[3|4] ");
  const std::string long_cell(k_cell_bytes_max + 1, 'x');
  CHECK(read_all("a,b\n1," + long_cell + "\n3,4\n", 1 << 16) == "2:!cell_too_long@2:3(b) 3:[3|4] ");
  const std::string cell(k_cell_bytes_max, 'x');
  CHECK(read_all("a\n" + cell + "\n", 1 << 16) == "2:[" + cell + "] ");
}

TEST_CASE("a line of 10 MB is refused with its place, and the next is read") {
  const std::string huge(10 << 20, 'x');
  CHECK(read_all("a,b\n" + huge + ",1\n3,4\n", 1 << 16) == "2:!line_too_long@2:1 3:[3|4] ");
  CHECK(read_all("a,b\n\"" + huge + "\",1\n3,4\n", 1 << 16) == "2:!line_too_long@2:1 3:[3|4] ");
  CHECK(read_all("a,b\n3,4\n" + huge, 1 << 16) == "2:[3|4] 3:!line_too_long@3:1 ");
  // A quote that is never closed, with more than a window of good lines behind it.
  std::string lines = "a,b\n1,\"2\n";
  for (int i = 0; i < 1'000'000; ++i) lines += "3,4\n";
  const std::string out = read_all(lines, 1 << 16);
  CHECK(out.starts_with("2:!quote_not_closed@2:3 3:[3|4] "));
  CHECK(out.ends_with("1000002:[3|4] "));
}

TEST_CASE("a line may have exactly the limit") {
  const std::string half(k_cell_bytes_max - 1, 'x');  // 16 of them with their commas are 1 MiB
  std::string header;
  std::string line;
  for (int i = 0; i < 16; ++i) {
    header += (i > 0 ? "," : "") + std::string("h") + std::to_string(i);
    line += (i > 0 ? "," : "") + half;
  }
  line += "y";
  REQUIRE(line.size() == k_line_bytes_max);
  CHECK(read_all(header + "\n" + line + "\nz\n", 1 << 16).starts_with("2:[xx"));
  CHECK(read_all(header + "\r\n" + line + "\r\nz\r\n", 1 << 16).starts_with("2:[xx"));
  CHECK(read_all(header + "\n" + line + "y\nz\n", 1 << 16).starts_with("2:!line_too_long@2:1 3:!"));
}

TEST_CASE("headers that can't be used") {
  CHECK(read_all("") == "file_empty@0:0");
  CHECK(read_all("\n\n") == "file_empty@0:0");
  CHECK(read_all("a,b,a\n1,2,3\n") == "header_duplicate@1:5");
  CHECK(read_all("a,,b, \n1,2,3,4\n") == "header_empty@1:3 header_empty@1:6");
  CHECK(read_all("a\tb\n1\t2\n") == "separator@1:1");
  CHECK(read_all("a;b\n1;2\n") == "separator@1:1");
  CHECK(read_all("a,b\r1,2\r3,4") == "line_ends@1:1");
  CHECK(read_all("a,\"b\n1,2\n") == "header_quote@1:1");
  std::string wide = "h0";
  for (int i = 1; i <= 1000; ++i) wide += ",h" + std::to_string(i);
  CHECK(read_all(wide + "\n") == "too_many_columns@1:1");
}

TEST_CASE("the size of reads does not matter") {
  const std::string_view bytes = "a,b\r\n\"1\r\n\"\"2\",3\r\n老店,\"5\"\r\n6";
  const std::string whole = read_all(bytes, 1 << 16);
  for (std::size_t step = 1; step < 12; ++step) CHECK(read_all(bytes, step) == whole);
}
