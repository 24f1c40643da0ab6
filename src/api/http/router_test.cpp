// SPDX-License-Identifier: Apache-2.0
#include "api/http/router.hpp"

#include <doctest/doctest.h>

#include "api/http/address.hpp"
#include "core/ensure.hpp"

using namespace sanqu;
using namespace sanqu::api::http;

TEST_CASE("a path finds its route, and its names their decoded values") {
  const Router router(
      {{"GET", "/a"}, {"GET", "/a/{id}"}, {"GET", "/a/{id}/b/{x}"}, {"POST", "/a"}});
  CHECK(router.match("GET", "/a").route == 0);
  CHECK(router.match("POST", "/a").route == 3);
  const RouteMatch found = router.match("GET", "/a/%E4%BA%91%20x/b/1%2F2");
  REQUIRE(found.kind == RouteMatch::Kind::found);
  CHECK(found.route == 2);
  REQUIRE(found.path_values.size() == 2);
  CHECK(found.path_values[0].name == "id");
  CHECK(found.path_values[0].value == "云 x");
  CHECK(found.path_values[1].value == "1/2");
}

TEST_CASE("a fixed segment goes before one in braces") {
  const Router router({{"GET", "/a/{id}"}, {"GET", "/a/all"}});
  CHECK(router.match("GET", "/a/all").route == 1);
  CHECK(router.match("GET", "/a/other").route == 0);
}

TEST_CASE("what is no route is not found: slashes, dots and empty segments are not mended") {
  const Router router(std::vector<RoutePattern>{{"GET", "/a/{id}"}});
  for (const char* path : {"/a", "/a/", "/a/1/", "//a/1", "/A/1", "/a/1/2", "", "/a//1"}) {
    CAPTURE(path);
    CHECK(router.match("GET", path).kind == RouteMatch::Kind::not_found);
  }
}

TEST_CASE("a path's escapes are whole, UTF-8 and without control characters") {
  const Router router(std::vector<RoutePattern>{{"GET", "/a/{id}"}});
  for (const char* path :
       {"/a/%", "/a/%4", "/a/%zz", "/a/%FF", "/a/%00", "/a/%0d%0a", "/a/%C0%AF"}) {
    CAPTURE(path);
    CHECK(router.match("GET", path).kind == RouteMatch::Kind::not_decodable);
  }
}

TEST_CASE("HEAD is GET; another method is told which there are") {
  const Router router({{"GET", "/a"}, {"POST", "/a"}, {"POST", "/b"}});
  CHECK(router.match("HEAD", "/a").kind == RouteMatch::Kind::found);
  const RouteMatch wrong = router.match("DELETE", "/a");
  CHECK(wrong.kind == RouteMatch::Kind::wrong_method);
  CHECK(wrong.allow == "GET, HEAD, OPTIONS, POST");
  CHECK(router.match("HEAD", "/b").allow == "OPTIONS, POST");
}

TEST_CASE("two routes that can't be told apart are a bug") {
  CHECK_THROWS_AS(Router({{"GET", "/a/{x}"}, {"GET", "/a/{y}"}}), BugFound);
}

TEST_CASE("a query is decoded strictly, and a name stands once") {
  const auto query = parse_query("q=%E4%BA%91+a%2Bb&limit=3&empty=&bare");
  REQUIRE(query);
  REQUIRE(query->size() == 4);
  CHECK((*query)[0].value == "云 a+b");
  CHECK((*query)[2].value.empty());
  CHECK((*query)[3].name == "bare");
  CHECK(parse_query("")->empty());
  CHECK_FALSE(parse_query("a=1&a=2"));
  CHECK_FALSE(parse_query("a=%E4"));
  CHECK_FALSE(parse_query("a=%0"));
}

TEST_CASE("what is encoded as a segment is decoded to itself") {
  for (const char* text : {"92419902DEMX029E31", "云/桥 a%b?c#d", "a@b|c"}) {
    CHECK(decoded(encoded_segment(text), false) == text);
  }
}

TEST_CASE("a header can't become two") {
  Response response = api::http::response(200, "application/json", "{}");
  response.headers.push_back({"X", "a\r\nSet-Cookie: b"});
  CHECK_THROWS_AS(head_text(response, 2, true), BugFound);
}
