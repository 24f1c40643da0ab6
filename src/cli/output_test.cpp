// SPDX-License-Identifier: Apache-2.0
#include "cli/output.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <string>

#include "cli/in_order.hpp"
#include "cli/refused_lines.hpp"
#include "cli/wording.hpp"
#include "core/csv_line.hpp"
#include "core/ensure.hpp"
#include "core/text.hpp"

namespace sanqu::cli {

namespace {

std::string csv(std::string_view text) {
  std::string out;
  CsvLine(out).cell("a").cell(text);
  return out.substr(2);
}

}  // namespace

TEST_CASE("CSV cells are quoted where RFC 4180 wants it") {
  CHECK(csv("") == "");
  CHECK(csv("云桥街") == "云桥街");
  CHECK(csv("a,b") == "\"a,b\"");
  CHECK(csv("say \"x\"") == "\"say \"\"x\"\"\"");
  CHECK(csv("two\nlines") == "\"two\nlines\"");
}

TEST_CASE("CSV cells are no formulas, and numbers stay numbers") {
  CHECK(csv("=1+1") == "'=1+1");
  CHECK(csv("@SUM(A1)") == "'@SUM(A1)");
  CHECK(csv("+86 570") == "'+86 570");
  CHECK(csv("-lookup") == "'-lookup");
  CHECK(csv("\tx") == "'\tx");
  CHECK(csv("=HYPERLINK(\"x\",\"y\")") == "\"'=HYPERLINK(\"\"x\"\",\"\"y\"\")\"");
  CHECK(csv("-12.50") == "-12.50");
  CHECK(csv("+3") == "+3");
  CHECK(csv("-1-1") == "'-1-1");
}

TEST_CASE("output: bytes arrive in order, whole, at the latest when it ends") {
  const std::string path = std::string(P_tmpdir) + "/sanqu-output-test";
  std::string wanted;
  {
    const auto file = FileOutput::create(path);
    REQUIRE(file);
    for (int i = 0; i < 20'000; ++i) {
      const std::string line = std::to_string(i) + " 云桥街商户";
      (*file)->line(line);
      wanted += line + "\n";
    }
    const std::string large(3 * k_output_buffer_bytes, 'x');
    (*file)->write(large);
    (*file)->write("end");
    wanted += large + "end";
  }
  const auto got = read_file(path);
  REQUIRE(got);
  CHECK(*got == wanted);
  ::unlink(path.c_str());
}

TEST_CASE("output: a reader that goes away is remembered, and no failure") {
  std::signal(SIGPIPE, SIG_IGN);
  int ends[2] = {-1, -1};
  REQUIRE(::pipe(ends) == 0);
  ::close(ends[0]);
  Output out(ends[1], "pipe");
  out.line("nobody reads this");
  CHECK_FALSE(out.reader_is_gone());  // still in the buffer
  out.flush();
  CHECK(out.reader_is_gone());
  CHECK(out.state().has_value());
  ::close(ends[1]);
}

TEST_CASE("output: a full disk is an error") {
  const int full = ::open("/dev/full", O_WRONLY);
  if (full < 0) return;
  Output out(full, "full");
  out.line("x");
  out.flush();
  REQUIRE_FALSE(out.state().has_value());
  CHECK(out.state().error().front().code->id == "cli.output_failed");
  ::close(full);
}

TEST_CASE("files: unreadable ones are errors") {
  CHECK(read_file("/nowhere/at/all").error().front().code->id == "cli.file_unreadable");
  CHECK(read_file("/").error().front().code->id == "cli.file_unreadable");
  CHECK_FALSE(FileOutput::create("/nowhere/at/all").has_value());
}

TEST_CASE("in order: any number of threads gives the same text") {
  std::string wanted;
  for (int i = 0; i < 1000; ++i) wanted += std::to_string(i) + ",";
  for (const unsigned threads : {1U, 2U, 7U}) {
    for (const std::size_t piece : {1U, 3U, 999U, 1000U, 5000U}) {
      std::string got;
      const auto new_worker = []() -> Worker {
        return [](std::size_t first, std::size_t count) {
          std::string text;
          for (std::size_t i = first; i < first + count; ++i) text += std::to_string(i) + ",";
          return text;
        };
      };
      write_in_order({.items = 1000, .piece = piece, .threads = threads}, new_worker,
                     [&](std::string_view text) {
                       got += text;
                       return true;
                     });
      CHECK(got == wanted);
    }
  }
}

TEST_CASE("in order: it stops when nobody listens, and passes a bug on") {
  const auto letters = []() -> Worker { return [](std::size_t, std::size_t) { return "x"; }; };
  int written = 0;
  write_in_order({.items = 1000, .piece = 1, .threads = 3}, letters,
                 [&](std::string_view) { return ++written < 5; });
  CHECK(written == 5);
  const auto broken = []() -> Worker {
    return [](std::size_t first, std::size_t) {
      ensure(first != 40);
      return std::string("x");
    };
  };
  CHECK_THROWS_AS(write_in_order({.items = 100, .piece = 10, .threads = 3}, broken,
                                 [](std::string_view) { return true; }),
                  BugFound);
  written = 0;
  write_in_order({.items = 0, .piece = 10, .threads = 3}, letters, [&](std::string_view) {
    ++written;
    return true;
  });
  CHECK(written == 0);
}

TEST_CASE("words: the nearest one, if any is near") {
  const std::vector<std::string> known = {"evaluate", "standard", "help"};
  CHECK(nearest_word("evalute", known) == "evaluate");
  CHECK(nearest_word("standrad", known) == "standard");
  CHECK(nearest_word("hepl", known) == "");  // two of four letters: that is another word
  CHECK(nearest_word("frobnicate", known) == "");
  CHECK(nearest_word(std::string(1000, 'e'), known) == "");
  CHECK(nearest_word("help", known) == "help");
}

TEST_CASE("words: numbers in groups, and bytes that are no text") {
  CHECK(grouped(0) == "0");
  CHECK(grouped(999) == "999");
  CHECK(grouped(1000) == "1,000");
  CHECK(grouped(12'345'678) == "12,345,678");
  CHECK(readable_utf8("云\xff桥\xe4\xb8") == "云\xEF\xBF\xBD桥\xEF\xBF\xBD\xEF\xBF\xBD");
}

}  // namespace sanqu::cli
