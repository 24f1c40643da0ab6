// SPDX-License-Identifier: Apache-2.0
#include "portal/article_json.hpp"

#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu::portal {

namespace {

void time_member(std::string_view name, Instant at, JsonWriter& json) {
  if (at == Instant::min()) {
    json.null_member(name);
  } else {
    json.text_member(name, at.text());
  }
}

/// `[text](target)` is its text; asterisks go.
std::string plain(std::string_view line) {
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (line[i] == '*' || line[i] == '[') continue;
    if (line[i] == ']' && i + 1 < line.size() && line[i + 1] == '(') {
      const std::size_t end = line.find(')', i);
      if (end == std::string_view::npos) break;
      i = end;
      continue;
    }
    out += line[i];
  }
  return out;
}

}  // namespace

std::string excerpt_of(std::string_view body) {
  constexpr std::size_t k_characters_max = 120;
  std::string_view line;
  while (!body.empty()) {
    const std::size_t end = std::min(body.find('\n'), body.size());
    line = trimmed(body.substr(0, end));
    body.remove_prefix(std::min(end + 1, body.size()));
    if (!line.empty() && !line.starts_with('#')) break;
    line = {};
  }
  const std::string text = plain(line);
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == k_characters_max) return text.substr(0, at) + "…";
    at += code_point_at(text, at).bytes;
  }
  return text;
}

std::string article_json(const Article& article, ArticlePart part) {
  const ArticleText& text = article.text;
  JsonWriter json;
  json.begin_object().integer_member("article", article.id);
  json.integer_member("version", article.version).text_member("kind", text_of(text.kind));
  json.text_member("language", text.language).text_member("region", text.region);
  json.text_member("title", text.title);
  if (part == ArticlePart::head || part == ArticlePart::shown_head) {
    json.text_member("excerpt", excerpt_of(text.body));
  } else {
    json.text_member("body", text.body);
  }
  time_member("published_at", article.published_at, json);
  if (text.shown_through == Date::max()) {
    json.null_member("shown_through");
  } else {
    json.text_member("shown_through", text.shown_through.text());
  }
  if (part == ArticlePart::shown || part == ArticlePart::shown_head) {
    return json.end_object().take();
  }
  json.text_member("state", text_of(article.state));
  json.integer_member("newest_version", article.newest_version);
  if (article.published_version == 0) {
    json.null_member("published_version");
  } else {
    json.integer_member("published_version", article.published_version);
  }
  json.text_member("written_by", article.written_by);
  json.text_member("written_at", article.written_at.text());
  time_member("withdrawn_at", article.withdrawn_at, json);
  return json.end_object().take();
}

std::string history_json(const std::vector<ArticleEvent>& events) {
  JsonWriter json;
  json.begin_array();
  for (const ArticleEvent& event : events) {
    json.begin_object().integer_member("version", event.version);
    json.text_member("what", event.what).text_member("by", event.by);
    json.text_member("at", event.at.text()).text_member("reason", event.reason).end_object();
  }
  return json.end_array().take();
}

}  // namespace sanqu::portal
