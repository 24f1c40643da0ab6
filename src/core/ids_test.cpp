// SPDX-License-Identifier: Apache-2.0
#include "core/ids.hpp"

#include <doctest/doctest.h>

#include <type_traits>
#include <unordered_set>

using namespace sanqu;

// Ids of different things don't mix, and text doesn't become an id by itself.
static_assert(!std::is_convertible_v<std::string, SubjectId>);
static_assert(!std::is_convertible_v<const char*, SubjectId>);
static_assert(!std::is_convertible_v<SubjectId, RecordId>);
static_assert(!std::is_constructible_v<SubjectId, RecordId>);
static_assert(!std::is_convertible_v<SubjectId, std::string>);

TEST_CASE("ids: compare by bytes, and hash") {
  CHECK(SubjectId("a") < SubjectId("b"));
  CHECK(SubjectId("Z") < SubjectId("a"));
  CHECK(SubjectId("a") == SubjectId(std::string("a")));
  CHECK(SubjectId().is_empty());
  const std::unordered_set<RecordId> set = {RecordId("1"), RecordId("2"), RecordId("1")};
  CHECK(set.size() == 2);
}
