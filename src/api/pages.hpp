// SPDX-License-Identifier: Apache-2.0
// The pages: what `web/` was built into, as bytes inside the program. A page computes nothing; it asks /api/v1 as anybody may.
// Paths of pages (`/`, `/subjects/…`) all answer with index.html, whose router reads the address; files under /assets carry
// a hash in their names and may be kept for ever. Without Node at build time there are no pages, and `/` says so.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "api/http/message.hpp"
#include "core/error.hpp"

namespace sanqu::api {

/// One built file, in the forms in which it can be sent.
struct PageFile {
  std::string_view path;  // `/assets/index-8f3a.js`
  std::string_view content_type;
  std::string_view tag;     // of its content, without quotes
  std::string_view plain;   // as it is
  std::string_view gzip;    // empty: not worth it
  std::string_view brotli;  // empty: not worth it
};

/// By path; empty where the program was built without pages.
std::span<const PageFile> page_files();

/// The answer where `path` (as sent) is a page's or a file's and the method GET or HEAD; none: somebody else's business.
/// An unknown path gets index.html with 404 when a person asks (Accept: text/html), so that he meets a page, not JSON.
std::optional<http::Response> page_response(const http::Request& request, std::string_view path,
                                            std::span<const PageFile> files, Lang lang);

}  // namespace sanqu::api
