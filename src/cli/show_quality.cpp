// SPDX-License-Identifier: Apache-2.0
// `sanqu quality`: what each department sent, in shares with the counts behind them; of one department also month by month.
#include <filesystem>

#include <fmt/core.h>

#include "cli/rule_files.hpp"
#include "cli/store_commands.hpp"
#include "cli/text_table.hpp"
#include "cli/wording.hpp"
#include "intake/quality_json.hpp"

namespace sanqu::cli {

namespace {

constexpr std::size_t k_batches_max = 1'000'000;

std::vector<std::string> headings(Lang lang, std::string first) {
  if (lang == Lang::zh) {
    return {std::move(first), ">质量分",   ">文件",   ">行数", ">及时率",
            ">准确率",        ">整表合规", ">重复率", ">疑问", ">自然人"};
  }
  return {std::move(first), ">quality",     ">files",      ">lines",       ">timely",
          ">accurate",      ">whole files", ">duplicates", ">quarantined", ">persons"};
}

std::vector<std::string> row(std::string first, const intake::QualityFigures& figures,
                             const intake::QualityWeights& weights) {
  return {std::move(first),
          intake::percent_text(intake::quality_score(figures, weights)),
          grouped(figures.files),
          grouped(figures.lines()),
          figures.timeliness().percent(),
          figures.accuracy().percent(),
          figures.conformity().percent(),
          figures.duplicates().percent(),
          grouped(figures.counts.quarantined),
          grouped(figures.counts.persons)};
}

}  // namespace

Result<intake::QualityWeights> read_quality_weights(const Surroundings& around) {
  const std::string catalogue = TRY(find_catalogue_folder("", around.program_folder));
  const std::string path =
      (std::filesystem::path(catalogue) / ".." / "quality.yaml").lexically_normal().string();
  return intake::load_quality_weights(path, TRY(read_file(path)));
}

Result<Exit> show_quality(const QualityArguments& arguments, const Surroundings& around) {
  const auto weights = TRY(read_quality_weights(around));
  const auto store = TRY(around.stores.open(arguments.store));
  const auto reading = TRY(store->begin_read());
  const auto batches = TRY(reading->batches().batches(arguments.source, k_batches_max));
  const bool is_table = format_of(arguments.format, around) == Format::table;
  const bool by_month = !arguments.source.empty();
  TextTable table(
      headings(around.lang, std::string(by_month ? in(around.lang, "月份", "month")
                                                 : in(around.lang, "信源单位", "department"))));
  if (by_month) {
    for (const auto& month : intake::quality_by_month(batches, arguments.source)) {
      if (is_table) {
        table.row(row(intake::month_text(month.month), month.figures, weights));
      } else {
        around.out.line(
            intake::quality_json(month.figures, intake::month_text(month.month), &weights));
      }
    }
  } else {
    for (const auto& figures : intake::quality_by_source(batches)) {
      if (is_table) {
        table.row(row(figures.source, figures, weights));
      } else {
        around.out.line(intake::quality_json(figures, "", &weights));
      }
    }
  }
  if (is_table) table.write(around.out);
  if (is_table && !weights.provisional.empty()) {
    around.out.line(fmt::format(form(around.lang, "权重暂定:{}", "weights are provisional: {}"),
                                weights.provisional));
  }
  return batches.empty() ? Exit::refused : Exit::done;
}

}  // namespace sanqu::cli
