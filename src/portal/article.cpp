// SPDX-License-Identifier: Apache-2.0
#include "portal/article.hpp"

#include <algorithm>
#include <array>

#include "core/region_code.hpp"
#include "core/text.hpp"
#include "portal/portal.hpp"

namespace sanqu::portal {

namespace {

constexpr std::array<std::string_view, 4> k_kinds = {"policy", "notice", "case", "guide"};

std::size_t characters_in(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); at += code_point_at(text, at).bytes) ++count;
  return count;
}

Error wrong(const ErrorCode& code, const char* field, std::vector<std::string> args = {}) {
  return make_error(code, {"", 0, 0, field}, std::move(args));
}

/// C0 and C1 controls but the line end, and what makes text run backwards or hides it: a title must be what it seems.
bool is_bad(char32_t c) {
  if (c == U'\n') return false;
  return c < 0x20 || (c >= 0x7f && c < 0xa0) || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2066 && c <= 0x2069) || c == 0xfeff;
}

/// Tabs become blanks, CR LF and CR become LF. None where the text can't be kept.
std::optional<std::string> tidied(std::string_view text) {
  if (find_bad_utf8(text)) return std::nullopt;
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_cr = text[i] == '\r';
    if (is_cr && i + 1 < text.size() && text[i + 1] == '\n') continue;
    out += is_cr ? '\n' : text[i] == '\t' ? ' ' : text[i];
  }
  for (std::size_t at = 0; at < out.size();) {
    const CodePoint point = code_point_at(out, at);
    if (is_bad(point.value)) return std::nullopt;
    at += point.bytes;
  }
  return nfc(trimmed(out));
}

bool is_good_link(std::string_view to) {
  if (to.starts_with("//")) return false;
  return to.starts_with("https://") || to.starts_with("http://") || to.starts_with('/');
}

/// The first `](target` whose target leads where no article may.
std::optional<std::string> bad_link(std::string_view body) {
  constexpr std::string_view k_opens = "](";
  for (std::size_t at = body.find(k_opens); at != std::string_view::npos;
       at = body.find(k_opens, at + 1)) {
    std::string_view to = body.substr(at + k_opens.size());
    to = to.substr(0, to.find_first_of(")\n"));
    if (!is_good_link(to)) return std::string(to);
  }
  return std::nullopt;
}

}  // namespace

std::string_view text_of(ArticleKind kind) { return k_kinds[static_cast<std::size_t>(kind)]; }

Result<ArticleKind> read_article_kind(std::string_view text) {
  const auto found = std::ranges::find(k_kinds, text);
  if (found == k_kinds.end()) {
    return refuse(errors::k_kind, {"", 0, 0, "kind"}, {readable_utf8(text)});
  }
  return static_cast<ArticleKind>(found - k_kinds.begin());
}

std::string_view text_of(ArticleState state) {
  switch (state) {
    case ArticleState::draft: return "draft";
    case ArticleState::published: return "published";
    case ArticleState::withdrawn: return "withdrawn";
  }
  return {};
}

Result<ArticleText> checked(ArticleText text) {
  Errors found;
  if (text.language != "zh" && text.language != "en") {
    found.push_back(wrong(errors::k_language, "language", {readable_utf8(text.language)}));
  }
  if (const auto region = RegionCode::parse(text.region)) {
    text.region = region->text();
  } else {
    found.push_back(wrong(errors::k_region, "region", {readable_utf8(text.region)}));
  }
  if (auto title = tidied(text.title); !title) {
    found.push_back(wrong(errors::k_text, "title"));
  } else {
    text.title = std::move(*title);
    const bool is_one_line = text.title.find('\n') == std::string::npos;
    if (text.title.empty() || !is_one_line || characters_in(text.title) > k_title_characters_max) {
      found.push_back(wrong(errors::k_title, "title", {std::to_string(k_title_characters_max)}));
    }
  }
  if (auto body = tidied(text.body); !body) {
    found.push_back(wrong(errors::k_text, "body"));
  } else {
    text.body = std::move(*body);
    if (text.body.empty() || text.body.size() > k_body_bytes_max) {
      found.push_back(wrong(errors::k_body, "body", {std::to_string(k_body_bytes_max)}));
    }
    if (auto link = bad_link(text.body)) {
      found.push_back(wrong(errors::k_link, "body", {std::move(*link)}));
    }
  }
  if (!found.empty()) return refuse_all(std::move(found));
  return text;
}

Result<std::string> checked_reason(std::string_view reason) {
  const Place place = {"", 0, 0, "reason"};
  auto tidy = tidied(reason);
  if (!tidy) return refuse(errors::k_text, place);
  if (tidy->empty() || characters_in(*tidy) > k_reason_characters_max) {
    return refuse(errors::k_reason, place, {std::to_string(k_reason_characters_max)});
  }
  return std::move(*tidy);
}

bool is_shown(const Article& article, Date today) {
  return article.state == ArticleState::published && article.version == article.published_version &&
         today <= article.text.shown_through;
}

}  // namespace sanqu::portal
