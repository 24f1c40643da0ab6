// SPDX-License-Identifier: Apache-2.0
// An article: who speaks (a division's office), of what kind, in which language, and the text as versions that are never
// overwritten. What everybody sees is the version that was published last, until it is withdrawn or its last day is over;
// an edit is seen by nobody before it is published too.
//
// The body is plain text with a little Markdown (# headings, lists, **bold**, [links](https://...)), shown by a page that
// makes its own elements of it. It is never HTML: `<` is a character like any other.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::portal {

enum class ArticleKind : std::uint8_t { policy, notice, case_, guide };
std::string_view text_of(ArticleKind kind);                    // `case` for case_
Result<ArticleKind> read_article_kind(std::string_view text);  // error: portal.kind

inline constexpr std::size_t k_title_characters_max = 120;
inline constexpr std::size_t k_body_bytes_max = 64 * 1024;
inline constexpr std::size_t k_reason_characters_max = 200;

/// What an editor writes.
struct ArticleText {
  ArticleKind kind = ArticleKind::notice;
  std::string language = "zh";  // zh, en
  std::string region;           // division code of the office that speaks
  std::string title;
  std::string body;
  Date shown_through = Date::max();  // the last day on which it is shown
  bool operator==(const ArticleText&) const = default;
};

/// The text as it is kept: NFC, line ends as \n, blanks at the ends gone, the region in its canonical form. All that is
/// wrong is told at once, each with its field. Errors: portal.title, portal.body, portal.text, portal.link, portal.language,
/// portal.region.
Result<ArticleText> checked(ArticleText text);

/// Error: portal.reason, portal.text.
Result<std::string> checked_reason(std::string_view reason);

enum class ArticleState : std::uint8_t { draft, published, withdrawn };
std::string_view text_of(ArticleState state);

/// One version, and how the article stands today.
struct Article {
  std::int64_t id = 0;
  std::int64_t version = 0;  // of `text`, from 1
  ArticleText text;
  std::string written_by;
  Instant written_at;
  std::int64_t newest_version = 0;
  ArticleState state = ArticleState::draft;
  std::int64_t published_version = 0;  // 0: none is shown
  std::int64_t publication =
      0;  // rises with every publication and withdrawal of any article; 0: never published
  Instant published_at = Instant::min();  // of the version that is shown, or was shown last
  Instant withdrawn_at = Instant::min();
};

/// True while everybody may see `article`, whose version is the published one.
bool is_shown(const Article& article, Date today);

}  // namespace sanqu::portal
