// SPDX-License-Identifier: Apache-2.0
#include "api/pages.hpp"

#include <algorithm>
#include <array>

namespace sanqu::api {

namespace {

// Made at build time: `constexpr std::array<PageFile, N> k_page_files`, by path (web/build/embed.mjs).
#include <api/page_files.inc>

// Nothing from elsewhere, nothing inline, no text that becomes markup. `vue` is the policy under which Vue makes its templates.
constexpr std::string_view k_policy =
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "font-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types vue";

constexpr std::array<std::string_view, 12> k_page_roots = {
    "",  "search", "subjects", "standards", "statistics",          "zones",
    "m", "help",   "articles", "sign-in",   "first-administrator", "desk"};

bool is_page(std::string_view path) {
  const std::string_view rest = path.substr(1);
  return std::ranges::find(k_page_roots, rest.substr(0, rest.find('/'))) != k_page_roots.end();
}

/// True where Accept-Encoding names `coding` and doesn't forbid it with q=0.
bool accepts(std::string_view header, std::string_view coding) {
  while (!header.empty()) {
    const std::size_t end = std::min(header.find(','), header.size());
    std::string_view one = header.substr(0, end);
    header.remove_prefix(std::min(end + 1, header.size()));
    one.remove_prefix(std::min(one.find_first_not_of(" \t"), one.size()));
    const std::size_t name_end = std::min(one.find_first_of("; \t"), one.size());
    if (one.substr(0, name_end) != coding) continue;
    const std::size_t weight = one.find("q=");
    if (weight == std::string_view::npos) return true;
    return one.substr(weight + 2).find_first_of("123456789") != std::string_view::npos;
  }
  return false;
}

void add_page_headers(http::Response& response) {
  response.headers.push_back({"Content-Security-Policy", std::string(k_policy)});
  response.headers.push_back({"Cross-Origin-Opener-Policy", "same-origin"});
  response.headers.push_back({"Permissions-Policy", "camera=(), geolocation=(), microphone=()"});
}

http::Response file_response(const PageFile& file, const http::Request& request, int status) {
  const std::string_view codings = request.header("accept-encoding");
  std::string_view body = file.plain;
  std::string_view coding;
  if (!file.brotli.empty() && accepts(codings, "br")) {
    body = file.brotli;
    coding = "br";
  } else if (!file.gzip.empty() && accepts(codings, "gzip")) {
    body = file.gzip;
    coding = "gzip";
  }
  http::Response out = http::response(status, std::string(file.content_type), std::string(body));
  if (!coding.empty()) out.headers.push_back({"Content-Encoding", std::string(coding)});
  // Each form has a tag of its own (RFC 9110, 8.8.3).
  const std::string tag = "\"" + std::string(file.tag) + std::string(coding) + "\"";
  const bool is_hashed = file.path.starts_with("/assets/");
  out.headers.push_back({"ETag", tag});
  out.headers.push_back(
      {"Cache-Control", is_hashed ? "public, max-age=31536000, immutable" : "no-cache"});
  out.headers.push_back({"Vary", "Accept-Encoding"});
  add_page_headers(out);
  const std::string_view known = request.header("if-none-match");
  if (status == 200 && (known == "*" || known.find(tag) != std::string_view::npos)) {
    out.status = 304;
    out.body.reset();
  }
  return out;
}

http::Response not_built(Lang lang) {
  const char* text = lang == Lang::zh
                         ? "此程序构建时未包含网页(SANQU_WEB)。接口在 /api/v1。\n"
                         : "This program was built without its pages (SANQU_WEB). The interface "
                           "is at /api/v1.\n";
  http::Response out = http::response(200, "text/plain; charset=utf-8", text);
  out.headers.push_back({"Cache-Control", "no-store"});
  return out;
}

}  // namespace

std::span<const PageFile> page_files() { return k_page_files; }

std::optional<http::Response> page_response(const http::Request& request, std::string_view path,
                                            std::span<const PageFile> files, Lang lang) {
  const bool is_read = request.method == "GET" || request.method == "HEAD";
  if (!is_read || !path.starts_with('/') || path.starts_with("/api/")) return std::nullopt;
  if (files.empty()) {
    if (path == "/") return not_built(lang);
    return std::nullopt;
  }
  const auto found = std::ranges::find(files, path, &PageFile::path);
  if (found != files.end()) return file_response(*found, request, 200);
  const auto index = std::ranges::find(files, "/index.html", &PageFile::path);
  if (index == files.end()) return std::nullopt;
  if (is_page(path)) return file_response(*index, request, 200);
  const bool is_person = request.header("accept").find("text/html") != std::string_view::npos;
  if (is_person && !path.starts_with("/assets/")) return file_response(*index, request, 404);
  return std::nullopt;
}

}  // namespace sanqu::api
