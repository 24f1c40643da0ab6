// SPDX-License-Identifier: Apache-2.0
#include "intake/ndjson_reader.hpp"

#include <doctest/doctest.h>

#include "intake/memory_source.hpp"
#include "intake/transcript_for_test.hpp"

using namespace sanqu;
using namespace sanqu::intake;

namespace {

/// Lines as `number:[name=text|...]` (lists with `*`), broken ones as `number:!code@line:column(field)`.
std::string read_all(std::string_view bytes, std::size_t step = 7) {
  MemorySource source(bytes, step);
  ByteWindow window(source);
  const auto reader = open_ndjson(window);
  std::string out;
  Line line;
  while (true) {
    const auto more = reader->next(line);
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
      out += reader->names()[cell.column] + (cell.form == CellForm::list ? "*=" : "=");
      out += cell.text;
      CHECK(cell.offset + cell.raw_bytes <= line.raw.size());
    }
    out += "] ";
  }
  return out;
}

}  // namespace

TEST_CASE("flat objects: text, numbers as they were written, truth, null") {
  CHECK(read_all("{\"a\":\"x\",\"b\":1.50}\n{\"b\":null,\"a\":true}\n") ==
        "1:[a=x|b=1.50] 2:[b=|a=true] ");
  CHECK(read_all("{\"a\": 0.10000000000000001, \"b\": 12345678901234567890, \"c\": -1E+17}") ==
        "1:[a=0.10000000000000001|b=12345678901234567890|c=-1E+17] ");
  CHECK(read_all("{}\r\n\n  \n{\"a\":false}\r\n") == "1:[] 4:[a=false] ");
  CHECK(read_all("{\"a\":\"\\u4e2d\\u56fd\\n\\\"\"}\n") == "1:[a=中国\n\"] ");
}

TEST_CASE("a list of text is one cell; anything deeper is refused with its field") {
  CHECK(read_all("{\"a\":[\"x\",\"y\"],\"b\":[]}\n") == "1:[a*=x;y|b*=] ");
  CHECK(read_all("{\"a\":{\"b\":1},\"c\":2}\n") == "1:!json_nested@1:6(a) ");
  CHECK(read_all("{\"a\":[[\"x\"]],\"c\":[1],\"d\":[{\"e\":[\"f\"]}]}\n{\"a\":1}\n") ==
        "1:!json_nested@1:6(a) json_nested@1:18(c) json_nested@1:26(d) 2:[a=1] ");
  const std::string deep = "{\"a\":" + std::string(10'000, '[') + "\n{\"a\":1}\n";
  CHECK(read_all(deep) == "1:!json_nested@1:6(a) 2:[a=1] ");
}

TEST_CASE("a name twice in a line is refused, in two lines it is not") {
  CHECK(read_all("{\"a\":1,\"a\":2}\n{\"a\":3}\n") == "1:!json_duplicate_key@1:12(a) 2:[a=3] ");
  CHECK(read_all("{\"a\":1,\"\\u0061\":2}\n") == "1:!json_duplicate_key@1:17(a) ");
}

TEST_CASE("broken lines don't end the file") {
  CHECK(read_all("{\"a\":1\n{\"a\":2}\n") == "1:!json_syntax@1:7 2:[a=2] ");
  CHECK(read_all("{\"a\":1}{\"a\":2}\n{\"a\":3}\n") == "1:!json_syntax@1:8 2:[a=3] ");
  CHECK(read_all("[1]\n\"x\"\n{\"a\":3}\n") ==
        "1:!json_not_object@1:1 2:!json_not_object@2:1 3:[a=3] ");
  CHECK(read_all("{\"a\":NaN}\n{\"a\":01}\n{\"a\":\"\\ud800\"}\n") ==
        "1:!json_syntax@1:6 2:!json_syntax@2:7 3:!json_syntax@3:7 ");
  CHECK(read_all("{\"a\":\"\xFF\"}\n{\"a\":2}\n") == "1:!not_utf8@1:7 2:[a=2] ");
  CHECK(read_all(std::string_view("{\"a\":\"\0\"}\n{\"a\":2}\n", 18)) ==
        "1:!nul_byte@1:7 2:[a=2] ");
  CHECK(read_all("{\"a\":1}\n{\"a\":\"x") == "1:[a=1] 2:!truncated@2:8 ");
}

TEST_CASE("half a surrogate pair is refused, in values, lists and names") {
  CHECK(read_all("{\"a\":\"\\ude00\"}\n") == "1:!json_syntax@1:6(a) ");
  CHECK(read_all("{\"a\":[\"x\\udfff\"]}\n") == "1:!json_syntax@1:6(a) ");
  CHECK(read_all("{\"a\\udc00\":1}\n{\"a\":2}\n") == "1:!json_syntax@1:12 2:[a=2] ");
  CHECK(read_all("{\"a\":\"\\ud83d\\ude00\"}\n") == "1:[a=\xF0\x9F\x98\x80] ");
}

TEST_CASE("a line of 10 MB is refused with its place, and the next is read") {
  const std::string huge(10 << 20, 'x');
  CHECK(read_all("{\"a\":\"" + huge + "\"}\n{\"a\":1}\n", 1 << 16) ==
        "1:!line_too_long@1:1 2:[a=1] ");
}

TEST_CASE("more names than a file may have") {
  std::string line = "{\"h0\":1";
  for (int i = 1; i <= 1001; ++i) line += ",\"h" + std::to_string(i) + "\":1";
  CHECK(read_all(line + "}\n").starts_with("1:!too_many_columns@1:"));
}
