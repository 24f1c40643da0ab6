// SPDX-License-Identifier: Apache-2.0
#include "cli/study_words.hpp"

#include <algorithm>

#include "cli/errors.hpp"
#include "core/exact.hpp"

namespace sanqu::cli {

namespace {

constexpr std::int64_t k_minimum_min = 5;  // no figure about fewer, whatever is asked for
constexpr std::int64_t k_minimum_max = 1'000'000;
constexpr std::int64_t k_months_max = 120;
constexpr std::int64_t k_near_max = 1'000'000;
constexpr std::size_t k_nears_max = 6;

void add_population(CLI::App& command, StudyWords& words) {
  StudyArguments& to = words.study;
  command.add_option("--store", words.store);
  command.add_option("--subjects", to.subjects);
  command.add_option("--records", to.records)->expected(1, 10000);
  command.add_option("--class", to.class_id);
  command.add_option("--catalogue", to.catalogue);
  command.add_option("--standards", to.standards);
  command.add_option("--as-of", words.as_of);
  command.add_option("--known-at", words.known_at);
  command.add_option("--group-by", words.groupings);
  command.add_option("--minimum", words.minimum);
  command.add_option("--format", words.format);
  command.add_option("--html", to.html);
  command.add_option("--threads", words.threads);
  command.add_option("standards", words.standards)->expected(0, 10000);
}

Result<std::int64_t> read_whole(std::string_view option, const std::string& text, std::int64_t low,
                                std::int64_t high) {
  const auto number = parse_decimal(text, 0);
  if (!number || number->units < low || number->units > high) {
    const std::string range = std::to_string(low) + "…" + std::to_string(high);
    return wrong_value(option, text, " " + range + " 的整数", "a whole number in " + range);
  }
  return number->units;
}

std::vector<std::string> split(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t comma = std::min(text.find(',', at), text.size());
    if (comma > at) out.push_back(text.substr(at, comma - at));
    at = comma + 1;
  }
  return out;
}

Result<std::vector<std::int64_t>> read_near(const std::string& text) {
  if (text.empty()) return std::vector<std::int64_t>{1, 5, 10};
  std::vector<std::int64_t> out;
  for (const std::string& one : split(text)) {
    out.push_back(TRY(read_whole("--near", one, 1, k_near_max)));
  }
  std::ranges::sort(out);
  out.erase(std::ranges::unique(out).begin(), out.end());
  if (out.empty() || out.size() > k_nears_max) {
    return wrong_value("--near", text, " 1 至 6 个分数,如 1,5,10", "1 to 6 widths, as 1,5,10");
  }
  return out;
}

Result<StudyArguments> finish_population(StudyWords& words) {
  StudyArguments out = std::move(words.study);
  out.store = words.store;
  const bool has_files = !out.subjects.empty() || !out.records.empty();
  if (has_files && !out.store.empty()) return refuse(errors::k_store_and_files);
  if (has_files) {
    TRY(need(!out.subjects.empty(), "--subjects FILE"));
    TRY(need(!out.records.empty(), "--records FILE"));
    const auto piped = std::ranges::count(out.records, "-") + (out.subjects == "-" ? 1 : 0);
    if (piped > 1) return refuse(errors::k_standard_input_twice);
  } else if (out.store.empty()) {
    out.store = k_store_default;
  }
  if (!words.as_of.empty()) out.as_of = TRY(read_date("--as-of", words.as_of));
  out.known_at = TRY(read_time("--known-at", words.known_at));
  out.groupings = split(words.groupings);
  if (!words.minimum.empty()) {
    out.group_minimum = static_cast<std::uint32_t>(
        TRY(read_whole("--minimum", words.minimum, k_minimum_min, k_minimum_max)));
  }
  out.format = TRY(read_format(words.format));
  if (out.format && *out.format != Format::table && *out.format != Format::json) {
    return wrong_value("--format", words.format, " table 或 json", "table or json");
  }
  out.threads = TRY(read_threads(words.threads));
  return out;
}

Result<bool> need_standards(const StudyWords& words, std::size_t count, std::string_view what) {
  TRY(need(words.standards.size() >= count, what));
  if (words.standards.size() == count) return true;
  return refuse(errors::k_option_unknown, {}, {words.standards[count], "", ""});
}

Result<SimulateArguments> finish_simulate(StudyWords& words) {
  SimulateArguments out;
  out.study = TRY(finish_population(words));
  TRY(need_standards(words, 1, "FILE|ID[@VERSION]"));
  out.standard = words.standards.front();
  TRY(need(!words.set.empty() || !words.sweep.empty(), "--set PARAMETER=VALUE"));
  for (const std::string& text : words.set) {
    out.settings.push_back(TRY(studies::parse_setting(text)));
  }
  if (!words.sweep.empty()) out.sweep = TRY(studies::parse_sweep(words.sweep));
  out.near = TRY(read_near(words.near));
  return out;
}

Result<ValidateArguments> finish_validate(StudyWords& words) {
  ValidateArguments out = std::move(words.validate);
  out.study = TRY(finish_population(words));
  TRY(need_standards(words, 1, "FILE|ID[@VERSION]"));
  out.standard = words.standards.front();
  TRY(need(!out.outcome.empty(), "--outcome CLASS"));
  TRY(need(out.study.as_of.has_value(), "--as-of DATE"));
  if (!words.months.empty()) {
    out.months = static_cast<int>(TRY(read_whole("--months", words.months, 1, k_months_max)));
  }
  out.outcome_known_at = TRY(read_time("--outcome-known-at", words.outcome_known_at));
  // The files are read for both days.
  const auto& records = out.study.records;
  if (out.study.subjects == "-" || std::ranges::find(records, "-") != records.end()) {
    return refuse(errors::k_standard_input_twice);
  }
  return out;
}

Result<DiffArguments> finish_diff(StudyWords& words) {
  DiffArguments out;
  out.study = TRY(finish_population(words));
  TRY(need_standards(words, 2, "BEFORE AFTER"));
  out.before = words.standards[0];
  out.after = words.standards[1];
  out.near = TRY(read_near(words.near));
  return out;
}

}  // namespace

void add_studies(CLI::App& standard, const AddCommand& add, StudyWords& words) {
  CLI::App* diff = add(standard, "diff");
  add_population(*diff, words);
  diff->add_option("--near", words.near);
  CLI::App* simulate = add(standard, "simulate");
  add_population(*simulate, words);
  simulate->add_option("--set", words.set)->expected(1, 1000);
  simulate->add_option("--sweep", words.sweep);
  simulate->add_option("--near", words.near);
  CLI::App* validate = add(standard, "validate");
  add_population(*validate, words);
  validate->add_option("--outcome", words.validate.outcome);
  validate->add_option("--where", words.validate.where);
  validate->add_option("--months", words.months);
  validate->add_option("--outcome-known-at", words.outcome_known_at);
}

bool is_study(std::string_view verb) {
  return verb == "diff" || verb == "simulate" || verb == "validate";
}

Result<Arguments> finish_study(std::string_view verb, StudyWords& words, Arguments out) {
  if (verb == "diff") {
    out.command = TRY(finish_diff(words));
  } else if (verb == "simulate") {
    out.command = TRY(finish_simulate(words));
  } else {
    out.command = TRY(finish_validate(words));
  }
  return out;
}

}  // namespace sanqu::cli
