// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <doctest/doctest.h>

#include "core/ensure.hpp"
#include "core/result.hpp"

using namespace sanqu;

namespace {

const ErrorCode k_sample = {"test.sample", "“{0}”不是{1}", "`{0}` is no {1}", "改为{1}",
                            "Make it {1}"};
const ErrorCode k_bare = {"test.bare", "坏", "bad", "", ""};

Result<int> half_of(int n) {
  if (n % 2 != 0) return refuse(k_sample, {}, {std::to_string(n), "even number"});
  return n / 2;
}

Result<int> quarter_of(int n) {
  const int half = TRY(half_of(n));
  return TRY(half_of(half));
}

}  // namespace

TEST_CASE("error: arguments fill the slots of text and hint in both languages") {
  const Error error = make_error(k_sample, {}, {"七", "偶数"});
  CHECK(error.text(Lang::zh) == "“七”不是偶数");
  CHECK(error.text(Lang::en) == "`七` is no 偶数");
  CHECK(error.hint(Lang::zh) == "改为偶数");
}

TEST_CASE("error: a slot without an argument shows ?, and what is no slot stays") {
  const ErrorCode code = {"test.slots", "{0}{1}{9}", "a {x} {} {10} {0", "", ""};
  const Error error = make_error(code, {}, {"one"});
  CHECK(error.text(Lang::zh) == "one??");
  CHECK(error.text(Lang::en) == "a {x} {} {10} {0");
}

TEST_CASE("error: an argument that looks like a slot is not filled again") {
  CHECK(make_error(k_sample, {}, {"{1}", "x"}).text(Lang::en) == "`{1}` is no x");
}

TEST_CASE("error: render shows as much of the place as there is") {
  const auto render = [](Place place) {
    return make_error(k_bare, std::move(place)).render(Lang::en);
  };
  CHECK(render({"a.yaml", 3, 14, "fine"}) == "a.yaml:3:14: fine: bad [test.bare]");
  CHECK(render({"a.yaml", 3, 0, ""}) == "a.yaml:3: bad [test.bare]");
  CHECK(render({"a.yaml", 0, 0, ""}) == "a.yaml: bad [test.bare]");
  CHECK(render({"", 3, 14, ""}) == "3:14: bad [test.bare]");
  CHECK(render({}) == "bad [test.bare]");
}

TEST_CASE("error: render puts the hint on a line of its own") {
  const Error error = make_error(k_sample, {"f", 1, 2, ""}, {"a", "b"});
  CHECK(error.render(Lang::en) == "f:1:2: `a` is no b [test.sample]\n    hint: Make it b");
}

TEST_CASE("result: TRY hands on a value or the errors") {
  CHECK(quarter_of(12) == 3);
  const auto refused = quarter_of(6);
  REQUIRE_FALSE(refused.has_value());
  REQUIRE(refused.error().size() == 1);
  CHECK(refused.error()[0].code == &k_sample);
  CHECK(refused.error()[0].args[0] == "3");
}

TEST_CASE("ensure: a broken promise names the statement and the place") {
  CHECK_NOTHROW(ensure(1 + 1 == 2));
  std::string message;
  try {
    ensure(1 + 1 == 3);
  } catch (const BugFound& bug) {
    message = bug.what();
  }
  CHECK(message.find("1 + 1 == 3") != std::string::npos);
  CHECK(message.find("error_test.cpp") != std::string::npos);
}
