// SPDX-License-Identifier: Apache-2.0
#include "api/http/message.hpp"

#include <algorithm>

#include "core/ensure.hpp"

namespace sanqu::api::http {

namespace {

std::string_view find(const std::vector<NamedText>& among, std::string_view name) {
  const auto found = std::ranges::find(among, name, &NamedText::name);
  return found == among.end() ? std::string_view() : std::string_view(found->value);
}

std::string_view phrase(int status) {
  switch (status) {
    case 200: return "OK";
    case 201: return "Created";
    case 202: return "Accepted";
    case 204: return "No Content";
    case 303: return "See Other";
    case 304: return "Not Modified";
    case 307: return "Temporary Redirect";
    case 400: return "Bad Request";
    case 401: return "Unauthorized";
    case 403: return "Forbidden";
    case 404: return "Not Found";
    case 405: return "Method Not Allowed";
    case 406: return "Not Acceptable";
    case 408: return "Request Timeout";
    case 409: return "Conflict";
    case 411: return "Length Required";
    case 413: return "Content Too Large";
    case 414: return "URI Too Long";
    case 415: return "Unsupported Media Type";
    case 417: return "Expectation Failed";
    case 422: return "Unprocessable Content";
    case 429: return "Too Many Requests";
    case 431: return "Request Header Fields Too Large";
    case 500: return "Internal Server Error";
    case 501: return "Not Implemented";
    case 502: return "Bad Gateway";
    case 503: return "Service Unavailable";
    case 505: return "HTTP Version Not Supported";
    default: return "Unknown";
  }
}

/// What would let one header become two.
bool is_header_text(std::string_view text) {
  return std::ranges::all_of(text, [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0x7f;
  });
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
  ensure(!name.empty() && is_header_text(name) && is_header_text(value));
  out.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string_view Request::header(std::string_view name) const { return find(headers, name); }

std::string_view Request::path_value(std::string_view name) const {
  return find(path_values, name);
}

std::optional<std::string_view> Request::query_value(std::string_view name) const {
  const auto found = std::ranges::find(query, name, &NamedText::name);
  if (found == query.end()) return std::nullopt;
  return std::string_view(found->value);
}

Response response(int status, std::string content_type, std::string body) {
  Response out;
  out.status = status;
  out.content_type = std::move(content_type);
  out.body = std::make_shared<const std::string>(std::move(body));
  return out;
}

std::string head_text(const Response& response, std::size_t content_length, bool keeps_alive) {
  std::string out;
  out.reserve(640);
  out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
  out.append(phrase(response.status)).append("\r\n");
  for (const NamedText& header : response.headers) append_header(out, header.name, header.value);
  const bool has_content = response.status != 204 && response.status != 304;
  if (has_content) {
    append_header(out, "Content-Type", response.content_type);
    if (!response.events) {
      append_header(out, "Content-Length", std::to_string(content_length));
    }
  }
  // What is safe to say of every answer: a browser that gets here shows no page of ours and guesses nothing.
  out.append(
      "X-Content-Type-Options: nosniff\r\n"
      "X-Frame-Options: DENY\r\n"
      "Referrer-Policy: no-referrer\r\n"
      "Cross-Origin-Resource-Policy: same-origin\r\n");
  constexpr std::string_view k_policy = "Content-Security-Policy";  // the pages bring their own
  if (std::ranges::find(response.headers, k_policy, &NamedText::name) == response.headers.end()) {
    append_header(out, k_policy, "default-src 'none'; frame-ancestors 'none'");
  }
  out.append(keeps_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
  return out;
}

}  // namespace sanqu::api::http
