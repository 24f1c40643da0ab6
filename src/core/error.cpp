// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include "core/ensure.hpp"

namespace sanqu {

void bug_found(const char* statement, const char* file, int line) {
  throw BugFound(std::string("ensure failed: ") + statement + " at " + file + ":" +
                 std::to_string(line));
}

namespace {

std::string fill(std::string_view text, const std::vector<std::string>& args) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool is_slot = text[i] == '{' && i + 2 < text.size() && text[i + 2] == '}' &&
                         text[i + 1] >= '0' && text[i + 1] <= '9';
    if (!is_slot) {
      out += text[i];
      continue;
    }
    const auto slot = static_cast<std::size_t>(text[i + 1] - '0');
    out += slot < args.size() ? args[slot] : "?";
    i += 2;
  }
  return out;
}

}  // namespace

std::string Error::text(Lang lang) const {
  ensure(code != nullptr);
  return fill(lang == Lang::zh ? code->zh : code->en, args);
}

std::string Error::hint(Lang lang) const {
  ensure(code != nullptr);
  return fill(lang == Lang::zh ? code->hint_zh : code->hint_en, args);
}

std::string Error::render(Lang lang) const {
  std::string out = place.file;
  if (place.line != 0) {
    if (!out.empty()) out += ":";
    out += std::to_string(place.line);
    if (place.column != 0) out += ":" + std::to_string(place.column);
  }
  if (!out.empty()) out += ": ";
  if (!place.field.empty()) out += place.field + ": ";
  out += text(lang) + " [" + std::string(code->id) + "]";
  if (const std::string more = hint(lang); !more.empty()) {
    out += (lang == Lang::zh ? "\n    提示:" : "\n    hint: ") + more;
  }
  return out;
}

Error make_error(const ErrorCode& code, Place place, std::vector<std::string> args) {
  return Error{&code, std::move(place), std::move(args)};
}

}  // namespace sanqu
