// SPDX-License-Identifier: Apache-2.0
#include "cli/refused_lines.hpp"

#include <fmt/core.h>

#include "cli/wording.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu::cli {

void RefusedLines::add(const intake::RefusedLine& line) {
  ++count_;
  for (const Error& error : line.findings) {
    const auto found = by_code_.find(error.code->id);
    if (found != by_code_.end()) {
      ++found->second;
    } else {
      by_code_.emplace(error.code->id, 1);
    }
    if (count_ <= k_refused_shown_max) err_.line(readable_utf8(error.render(lang_)));
  }
  if (file_) write(line);
}

void RefusedLines::add(const Error& error) { add({error.place, {error}, {}}); }

void RefusedLines::write(const intake::RefusedLine& line) {
  JsonWriter json;
  json.begin_object().text_member("file", readable_utf8(line.place.file));
  json.integer_member("line", line.place.line).name("findings").begin_array();
  for (const Error& error : line.findings) {
    json.begin_object().text_member("code", error.code->id);
    json.integer_member("column", error.place.column);
    json.text_member("field", readable_utf8(error.place.field));
    json.text_member("text", readable_utf8(error.text(lang_)));
    json.text_member("hint", readable_utf8(error.hint(lang_))).end_object();
  }
  json.end_array().text_member("raw", readable_utf8(line.raw)).end_object();
  file_->line(json.take());
}

Result<bool> RefusedLines::finish() {
  if (file_) {
    file_->flush();
    TRY(file_->state());
  }
  if (count_ == 0) return true;
  err_.line(fmt::format(form(lang_, "被拒绝的行:{}", "refused lines: {}"), grouped(count_)));
  for (const auto& [code, count] : by_code_)
    err_.line(fmt::format("  {:>9}  {}", grouped(count), code));
  return true;
}

}  // namespace sanqu::cli
