// SPDX-License-Identifier: Apache-2.0
// `sanqu standard provisional`: everything in standards that isn't certain, on one page. A reason says what the figure is
// and what is still to be checked; a part without a mark was read in a public text.
#include <fmt/core.h>

#include "cli/commands.hpp"
#include "cli/rule_files.hpp"
#include "cli/wording.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

namespace {

struct Mark {
  std::string part;
  std::string reason;
  Place place;
};

/// In the order of the file's sections; of the file alone, for what a parent marks is the parent's.
std::vector<Mark> marks_of(const standards::StandardText& text) {
  std::vector<Mark> out;
  const auto add = [&](const std::string& part, const std::string& reason, const Place& place) {
    if (!reason.empty()) out.push_back({part, reason, place});
  };
  add("standard", text.provisional, text.place);
  for (std::size_t i = 0; i < text.basis.size(); ++i)
    add("basis " + text.basis[i].id, text.basis[i].provisional, text.basis_places[i]);
  for (const auto& part : text.parameters)
    add("parameter " + part.id, part.provisional, part.place);
  for (const auto& part : text.tables) add("table " + part.id, part.provisional, part.place);
  for (const auto& dimension : text.dimensions) {
    add("dimension " + dimension.id, dimension.provisional, dimension.place);
    for (const auto& part : dimension.indicators)
      add("indicator " + part.id, part.provisional, part.place);
  }
  for (const auto& part : text.grades) add("grade " + part.id, part.provisional, part.place);
  for (const auto& part : text.overrides) add("override " + part.id, part.provisional, part.place);
  return out;
}

std::string as_json(const standards::StandardText& text, const Mark& mark) {
  JsonWriter json;
  json.begin_object().text_member("standard", text.name()).text_member("part", mark.part);
  json.text_member("reason", mark.reason).text_member("file", mark.place.file);
  json.integer_member("line", mark.place.line).end_object();
  return json.take();
}

}  // namespace

Result<Exit> list_provisional(const StandardProvisionalArguments& arguments,
                              const Surroundings& around) {
  const bool is_table =
      arguments.format.value_or(around.out_is_terminal ? Format::table : Format::ndjson) ==
      Format::table;
  std::size_t marks = 0;
  std::size_t files = 0;
  for (const std::string& path : arguments.paths) {
    for (const std::string& file : TRY(list_standards(path))) {
      const auto read = TRY(read_standard_file(file));
      const auto text = TRY(standards::parse_standard(read.path, read.text));
      const std::vector<Mark> found = marks_of(text);
      files += found.empty() ? 0 : 1;
      marks += found.size();
      if (is_table && !found.empty())
        around.out.line(fmt::format("{} — {}  {}", text.name(), text.title.in(around.lang), file));
      for (const Mark& mark : found) {
        around.out.line(
            is_table ? fmt::format("  {:>4}  {}: {}", mark.place.line, mark.part, mark.reason)
                     : as_json(text, mark));
      }
    }
  }
  if (is_table)
    around.out.line(fmt::format(
        form(around.lang, "暂定:{} 处,见于 {} 个标准", "provisional: {} places in {} standards"),
        marks, files));
  return Exit::done;
}

}  // namespace sanqu::cli
