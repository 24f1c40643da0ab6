// SPDX-License-Identifier: Apache-2.0
// Words -> command -> exit code, and the one place where errors become text on standard error.
#include <algorithm>
#include <array>
#include <optional>

#include <fmt/core.h>

#include "cli/commands.hpp"
#include "cli/errors.hpp"
#include "cli/help_text.hpp"
#include "cli/refused_lines.hpp"
#include "cli/store_commands.hpp"
#include "cli/wording.hpp"
#include "core/text.hpp"

namespace sanqu::cli {

namespace {

constexpr std::int64_t k_day_ms = 86'400'000;

/// Errors about the words end with exit 2, all others with 3.
bool is_about_words(const Errors& found) {
  const std::array codes = {
      &errors::k_command_missing,     &errors::k_command_unknown,      &errors::k_option_unknown,
      &errors::k_option_missing,      &errors::k_option_value,         &errors::k_option_form,
      &errors::k_option_empty,        &errors::k_standard_input_twice, &errors::k_class_unknown,
      &errors::k_catalogue_not_named, &errors::k_topic_unknown,        &errors::k_does_not_rank,
      &errors::k_store_and_files};
  return std::ranges::any_of(found, [&](const Error& error) {
    // What a study is asked for stands in the words.
    if (error.code->id.starts_with("studies.")) return true;
    return std::ranges::find(codes, error.code) != codes.end();
  });
}

Exit say_errors(const Errors& found, const Surroundings& around) {
  for (const Error& error : found) around.err.line(readable_utf8(error.render(around.lang)));
  const bool is_of_store = std::ranges::any_of(
      found, [](const Error& error) { return error.code->id.starts_with("storage."); });
  if (is_of_store) return Exit::no_store;
  return is_about_words(found) ? Exit::wrong_words : Exit::unusable;
}

/// One overload a command.
struct Runner {
  const Surroundings& around;

  Result<Exit> operator()(const HelpArguments& arguments) const {
    around.out.write(help_text(arguments.topic, around.lang));
    return Exit::done;
  }
  Result<Exit> operator()(const VersionArguments&) const {
    around.out.line(fmt::format("sanqu {}", k_version));
    return Exit::done;
  }
  Result<Exit> operator()(const EvaluateArguments& arguments) const {
    return evaluate_files(arguments, around);
  }
  Result<Exit> operator()(const StandardCheckArguments& arguments) const {
    return check_standard(arguments, around);
  }
  Result<Exit> operator()(const StandardPrintArguments& arguments) const {
    return print_standard_whole(arguments, around);
  }
  Result<Exit> operator()(const StandardSqlArguments& arguments) const {
    return standard_as_sql(arguments, around);
  }
  Result<Exit> operator()(const StandardTestArguments& arguments) const {
    return test_standards(arguments, around);
  }
  Result<Exit> operator()(const RateArguments& arguments) const {
    return rate_from_store(arguments, around);
  }
  Result<Exit> operator()(const InitArguments& arguments) const {
    return init_store(arguments, around);
  }
  Result<Exit> operator()(const DemoArguments& arguments) const {
    return build_demo(arguments, around);
  }
  Result<Exit> operator()(const ImportArguments& arguments) const {
    return import_files(arguments, around);
  }
  Result<Exit> operator()(const QuarantineArguments& arguments) const {
    return work_quarantine(arguments, around);
  }
  Result<Exit> operator()(const ReceiptArguments& arguments) const {
    return show_receipts(arguments, around);
  }
  Result<Exit> operator()(const SubjectArguments& arguments) const {
    return look_at_subjects(arguments, around);
  }
  Result<Exit> operator()(const PublishArguments& arguments) const {
    return publish_standard(arguments, around);
  }
  Result<Exit> operator()(const QualityArguments& arguments) const {
    return show_quality(arguments, around);
  }
  Result<Exit> operator()(const ZoneArguments& arguments) const {
    return show_zones(arguments, around);
  }
  Result<Exit> operator()(const ServeArguments& arguments) const {
    return serve_store(arguments, around);
  }
  Result<Exit> operator()(const StoreCareArguments& arguments) const {
    return care_for_store(arguments, around);
  }
  Result<Exit> operator()(const DiffArguments& arguments) const {
    return compare_standards(arguments, around);
  }
  Result<Exit> operator()(const SimulateArguments& arguments) const {
    return simulate_standard(arguments, around);
  }
  Result<Exit> operator()(const ValidateArguments& arguments) const {
    return validate_standard(arguments, around);
  }
  Result<Exit> operator()(const AccountArguments& arguments) const {
    return work_accounts(arguments, around);
  }
  Result<Exit> operator()(const KeyArguments& arguments) const {
    return work_keys(arguments, around);
  }
  Result<Exit> operator()(const ArticleArguments& arguments) const {
    return work_articles(arguments, around);
  }
};

/// What the command said, and whether its output arrived.
Exit finish(const Result<Exit>& result, const Surroundings& around) {
  around.out.flush();
  if (around.out.reader_is_gone()) return Exit::reader_gone;
  if (!result) return say_errors(result.error(), around);
  const auto written = around.out.state();
  if (!written) return say_errors(written.error(), around);
  return *result;
}

}  // namespace

Lang lang_of_locale(std::string_view lc_all, std::string_view lang) {
  const std::string_view name = lc_all.empty() ? lang : lc_all;
  return name.starts_with("zh") ? Lang::zh : Lang::en;
}

Exit run(const std::vector<std::string>& words, const Surroundings& surroundings) {
  const Lang lang = lang_of_words(words).value_or(surroundings.lang);
  const auto with = [&](const Clock& clock) {
    return Surroundings{clock,
                        surroundings.random,
                        surroundings.secrets,
                        surroundings.out,
                        surroundings.err,
                        surroundings.out_is_terminal,
                        surroundings.err_is_terminal,
                        lang,
                        surroundings.program_folder,
                        surroundings.stores,
                        surroundings.serve};
  };
  const auto arguments = parse_arguments(words);
  if (!arguments) return say_errors(arguments.error(), with(surroundings.clock));
  // A day that is told to be today is over: all that was recorded on it is known.
  std::optional<FixedClock> told;
  if (arguments->today) {
    const auto begin = Instant::parse(arguments->today->text());
    told.emplace(Instant::from_unix_ms(begin->unix_ms() + k_day_ms - 1));
  }
  const Surroundings around = with(told ? static_cast<const Clock&>(*told) : surroundings.clock);
  return finish(std::visit(Runner{around}, arguments->command), around);
}

}  // namespace sanqu::cli
