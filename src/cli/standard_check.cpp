// SPDX-License-Identifier: Apache-2.0
// `sanqu standard check` and `print`: what the compiler finds, as the result of the command.
#include <fmt/core.h>
#include <algorithm>
#include <iterator>
#include <optional>

#include "cli/check_data.hpp"
#include "cli/commands.hpp"
#include "cli/proofs_out.hpp"
#include "cli/rule_files.hpp"
#include "cli/watch_files.hpp"
#include "cli/wording.hpp"
#include "core/csv_line.hpp"
#include "core/json_writer.hpp"

namespace sanqu::cli {

namespace {

struct Finding {
  const Error& error;
  std::string_view severity;  // error, warning
};

std::string finding_json(const Finding& finding, Lang lang) {
  const Error& error = finding.error;
  JsonWriter json;
  json.begin_object().text_member("severity", finding.severity);
  json.text_member("code", error.code->id).text_member("file", error.place.file);
  json.integer_member("line", error.place.line).integer_member("column", error.place.column);
  json.text_member("field", error.place.field).text_member("text", error.text(lang));
  json.text_member("hint", error.hint(lang)).end_object();
  return json.take();
}

void append_csv(const Finding& finding, Lang lang, std::string& text) {
  const Error& error = finding.error;
  CsvLine line(text);
  line.cell(finding.severity).cell(error.code->id).cell(error.place.file);
  line.cell(std::to_string(error.place.line)).cell(std::to_string(error.place.column));
  line.cell(error.place.field).cell(error.text(lang)).cell(error.hint(lang));
  text += "\r\n";
}

void write_for_people(const std::vector<Finding>& findings, std::string_view name,
                      std::size_t errors, const Surroundings& around) {
  for (const Finding& finding : findings) {
    const std::string_view severity = finding.severity == "error"
                                          ? in(around.lang, "错误", "error")
                                          : in(around.lang, "警告", "warning");
    around.out.line(fmt::format("{}: {}", severity, finding.error.render(around.lang)));
  }
  around.out.line(
      fmt::format(form(around.lang, "{}:错误 {} 个,警告 {} 个", "{}: {} errors, {} warnings"), name,
                  errors, findings.size() - errors));
}

void write_findings(const std::vector<Finding>& findings, std::string_view name, std::size_t errors,
                    Format format, const std::string& proofs, const Surroundings& around) {
  if (format == Format::table) return write_for_people(findings, name, errors, around);
  std::string text;
  if (format == Format::csv) text = "severity,code,file,line,column,field,text,hint\r\n";
  if (format == Format::json) text = fmt::format("{{\"errors\":{},\"findings\":[\n", errors);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    if (format == Format::csv) {
      append_csv(findings[i], around.lang, text);
      continue;
    }
    text += finding_json(findings[i], around.lang);
    text += format == Format::json && i + 1 < findings.size() ? ",\n" : "\n";
  }
  if (format == Format::json)
    text += proofs.empty() ? "]}\n" : fmt::format("],\"proofs\":{}}}\n", proofs);
  around.out.write(text);
}

/// The standard's golden cases; files that can't be read are `standard test`'s to report.
std::vector<standards::GoldenCase> golden_cases(const std::string& path, const std::string& id) {
  std::vector<standards::GoldenCase> out;
  for (const std::string& file : list_case_files(path, id)) {
    const auto text = read_file(file);
    if (!text) continue;
    auto cases = standards::parse_cases(file, *text);
    if (cases) std::ranges::move(*cases, std::back_inserter(out));
  }
  return out;
}

Result<Exit> check_once(const StandardCheckArguments& arguments, const Surroundings& around) {
  const std::string folder = TRY(find_catalogue_folder(arguments.catalogue, around.program_folder));
  const catalogue::Catalogue catalogue = TRY(catalogue::load_catalogue_folder(folder));
  const standards::StandardFile file = TRY(read_standard_file(arguments.standard));
  const auto loaded = standards::load_standard(
      file, catalogue, parents_around(arguments.standard, arguments.standards));

  std::vector<Finding> findings;
  if (!loaded) {
    for (const Error& error : loaded.error()) findings.push_back({error, "error"});
  } else {
    for (const Error& error : loaded->warnings) findings.push_back({error, "warning"});
  }
  const std::size_t errors = loaded ? 0 : findings.size();
  std::optional<DataFindings> data;
  if (loaded && (!arguments.data.store.empty() || !arguments.data.subjects.empty())) {
    data = TRY(check_on_data(arguments, around));
    for (const Error& error : data->warnings) findings.push_back({error, "warning"});
  }
  const Format format =
      arguments.format.value_or(around.out_is_terminal ? Format::table : Format::json);
  std::optional<Proofs> proofs;
  if (loaded && (arguments.proofs || format == Format::table)) {
    auto seeds = arguments.proofs ? golden_cases(arguments.standard, loaded->plan.id)
                                  : std::vector<standards::GoldenCase>();
    proofs = prove(*loaded, catalogue, std::move(seeds), arguments.proofs);
  }
  const bool with_json = proofs && arguments.proofs && format == Format::json;
  write_findings(findings, loaded ? loaded->plan.name() : arguments.standard, errors, format,
                 with_json ? proofs_json(*proofs, *loaded, catalogue, around.lang) : "", around);
  if (!loaded) return Exit::unusable;
  if (data && format == Format::table) {
    around.out.line(fmt::format(form(around.lang, "数据:主体 {} 个,已评价 {} 个,拒绝的行 {} 行",
                                     "data: {} subjects, {} rated, {} lines refused"),
                                data->subjects, data->rated, data->refused));
  }
  if (format == Format::table && arguments.proofs)
    write_proofs(*proofs, *loaded, catalogue, around);
  else if (format == Format::table)
    write_proofs_short(*proofs, around);
  return arguments.strict && !findings.empty() ? Exit::refused : Exit::done;
}

/// The standard's file and those of its parents, as far as they can be read now.
std::vector<std::string> files_of(const StandardCheckArguments& arguments) {
  std::vector<std::string> out = {arguments.standard};
  const auto find_parent = parents_around(arguments.standard, arguments.standards);
  auto file = read_standard_file(arguments.standard);
  while (file && out.size() < standards::k_layers_max) {
    const auto text = standards::parse_standard(file->path, file->text);
    if (!text || text->parent_id.empty()) break;
    auto parent = find_parent(text->parent_id, text->parent_version);
    if (!parent) break;
    out.push_back(parent->path);
    file = std::move(*parent);
  }
  return out;
}

/// Until it is interrupted. What a file can't be read for is said and waited out: editors take files away for a moment.
Result<Exit> keep_checking(const StandardCheckArguments& arguments, const Surroundings& around) {
  WatchFiles files;
  std::string changed = arguments.standard;
  for (int run = 1;; ++run) {
    TRY(files.watch(files_of(arguments)));  // first, so that no change is missed during the check
    around.out.line(fmt::format(form(around.lang, "── 第 {} 次检查:{} ──", "── check {}: {} ──"),
                                run, changed));
    const auto done = check_once(arguments, around);
    if (!done) {
      for (const Error& error : done.error()) around.out.line(error.render(around.lang));
    }
    around.out.flush();
    if (around.out.reader_is_gone()) return Exit::done;
    changed = TRY(files.wait());
  }
}

}  // namespace

Result<Exit> check_standard(const StandardCheckArguments& arguments, const Surroundings& around) {
  return arguments.watch ? keep_checking(arguments, around) : check_once(arguments, around);
}

Result<Exit> print_standard_whole(const StandardPrintArguments& arguments,
                                  const Surroundings& around) {
  const standards::StandardFile file = TRY(read_standard_file(arguments.standard));
  standards::StandardText text = TRY(standards::parse_standard(file.path, file.text));
  text = TRY(standards::resolve_layers(std::move(text),
                                       parents_around(arguments.standard, arguments.standards)));
  std::string printed = standards::print_standard(text, around.lang);
  if (!printed.ends_with('\n')) printed += '\n';
  around.out.write(printed);
  return Exit::done;
}

}  // namespace sanqu::cli
