// SPDX-License-Identifier: Apache-2.0
// What an article may be, and its first words.
#include <doctest/doctest.h>

#include "portal/article_json.hpp"
#include "portal/portal.hpp"

using namespace sanqu;
using namespace sanqu::portal;

namespace {

ArticleText good() {
  ArticleText out;
  out.region = "371002";
  out.title = "标题";
  out.body = "正文";
  return out;
}

std::vector<std::string> fields_of(const Result<ArticleText>& result) {
  std::vector<std::string> out;
  if (!result) {
    for (const Error& error : result.error()) out.push_back(error.place.field);
  }
  return out;
}

}  // namespace

TEST_CASE("a text is tidied: line ends, blanks, the region in its canonical form") {
  ArticleText text = good();
  text.region = "371002000";
  text.title = " 标题\t";
  text.body = "\r\n一\r\n二\r三\n";
  const auto tidy = checked(text);
  REQUIRE(tidy);
  CHECK(tidy->region == "371002");
  CHECK(tidy->title == "标题");
  CHECK(tidy->body == "一\n二\n三");
  CHECK(*checked(*tidy) == *tidy);
}

TEST_CASE("all that is wrong is told at once, each with its field") {
  ArticleText text = good();
  text.language = "fr";
  text.region = "x";
  text.title = "a\nb";
  text.body = "";
  CHECK(fields_of(checked(text)) ==
        std::vector<std::string>{"language", "region", "title", "body"});
}

TEST_CASE("what hides, turns around or leads elsewhere is refused") {
  for (const char* body : {"a\x01", "\xff", "a\xe2\x80\xae", "[x](javascript:alert(1))",
                           "[x](//evil)", "![x](data:text/html,1)", "[x]( https://a)"}) {
    CAPTURE(body);
    ArticleText text = good();
    text.body = body;
    CHECK(fields_of(checked(text)) == std::vector<std::string>{"body"});
  }
  for (const char* body :
       {"[x](https://a.cn/b)", "[x](/standards/y)", "a < b > c & d", "f(x)[1]"}) {
    CAPTURE(body);
    ArticleText text = good();
    text.body = body;
    CHECK(checked(text));
  }
}

TEST_CASE("limits: characters of a title, bytes of a body") {
  ArticleText text = good();
  text.title.clear();
  for (std::size_t i = 0; i < k_title_characters_max; ++i) text.title += "字";
  text.body = std::string(k_body_bytes_max, 'x');
  CHECK(checked(text));
  text.title += "字";
  text.body += "x";
  CHECK(fields_of(checked(text)) == std::vector<std::string>{"title", "body"});
}

TEST_CASE("an excerpt is the first paragraph as plain text") {
  CHECK(excerpt_of("# 标题\n\n请于 **6 月** 看 [这里](https://a)。\n\n二") ==
        "请于 6 月 看 这里。");
  CHECK(excerpt_of("# 只有标题") == "");
  CHECK(excerpt_of(std::string(130, 'x')) == std::string(120, 'x') + "…");
}
