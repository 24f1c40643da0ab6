// SPDX-License-Identifier: Apache-2.0
#include "api/pages.hpp"

#include <algorithm>
#include <array>

#include <doctest/doctest.h>

namespace sanqu::api {

namespace {

constexpr std::array<PageFile, 2> k_files = {
    PageFile{"/assets/index-1.js", "text/javascript", "aa", "plain", "zipped", "brotli"},
    PageFile{"/index.html", "text/html; charset=utf-8", "bb", "<!doctype html>", "", ""}};

http::Request get(std::vector<http::NamedText> headers = {}) {
  http::Request out;
  out.method = "GET";
  out.headers = std::move(headers);
  return out;
}

std::string header_of(const http::Response& response, std::string_view name) {
  const auto found = std::ranges::find(response.headers, name, &http::NamedText::name);
  return found == response.headers.end() ? "" : found->value;
}

TEST_CASE("a hashed file is sent in the best form that the client takes, and kept for ever") {
  const auto best = page_response(get({{"accept-encoding", "gzip, br"}}), "/assets/index-1.js",
                                  k_files, Lang::zh);
  REQUIRE(best);
  CHECK(*best->body == "brotli");
  CHECK(header_of(*best, "Content-Encoding") == "br");
  CHECK(header_of(*best, "Cache-Control").find("immutable") != std::string::npos);
  const auto without = page_response(get({{"accept-encoding", "br;q=0, gzip;q=0.5"}}),
                                     "/assets/index-1.js", k_files, Lang::zh);
  CHECK(*without->body == "zipped");
  const auto plain = page_response(get(), "/assets/index-1.js", k_files, Lang::zh);
  CHECK(*plain->body == "plain");
  CHECK(header_of(*plain, "Content-Encoding").empty());
}

TEST_CASE("a page's path is index.html under the strict policy, and asked for again each time") {
  for (const char* path : {"/", "/subjects/91420000", "/m/92420000", "/standards"}) {
    const auto page = page_response(get(), path, k_files, Lang::zh);
    REQUIRE(page);
    CHECK(page->status == 200);
    CHECK(*page->body == "<!doctype html>");
    CHECK(header_of(*page, "Cache-Control") == "no-cache");
    CHECK(header_of(*page, "Content-Security-Policy").find("unsafe") == std::string::npos);
    CHECK(header_of(*page, "Content-Security-Policy").find("default-src 'self'") == 0);
  }
}

TEST_CASE("a known form is not sent again; another form's tag doesn't stand for it") {
  CHECK(page_response(get({{"if-none-match", "\"bb\""}}), "/", k_files, Lang::zh)->status == 304);
  CHECK(page_response(get({{"accept-encoding", "br"}, {"if-none-match", "\"aa\""}}),
                      "/assets/index-1.js", k_files, Lang::zh)
            ->status == 200);
}

TEST_CASE("what is no page is left to others; a person who is lost meets a page") {
  CHECK_FALSE(page_response(get(), "/nothing", k_files, Lang::zh));
  CHECK_FALSE(page_response(get(), "/assets/index-0.js", k_files, Lang::zh));
  CHECK_FALSE(page_response(get({{"accept", "text/html"}}), "/api/v1/nothing", k_files, Lang::zh));
  CHECK(page_response(get({{"accept", "text/html"}}), "/nothing", k_files, Lang::zh)->status ==
        404);
  http::Request post = get();
  post.method = "POST";
  CHECK_FALSE(page_response(post, "/", k_files, Lang::zh));
}

TEST_CASE("a program without pages says so at the start page alone") {
  const auto said = page_response(get(), "/", {}, Lang::en);
  REQUIRE(said);
  CHECK(said->body->find("SANQU_WEB") != std::string::npos);
  CHECK_FALSE(page_response(get(), "/search", {}, Lang::en));
}

TEST_CASE("the built files stand by path, each with a type and a tag") {
  const auto files = page_files();
  CHECK(std::ranges::is_sorted(files, {}, &PageFile::path));
  for (const PageFile& file : files) {
    CHECK_FALSE(file.content_type.empty());
    CHECK_FALSE(file.tag.empty());
    CHECK_FALSE(file.plain.empty());
  }
}

}  // namespace

}  // namespace sanqu::api
