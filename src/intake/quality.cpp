// SPDX-License-Identifier: Apache-2.0
#include "intake/quality.hpp"

#include <algorithm>
#include <array>

#include "core/ensure.hpp"
#include "core/yaml_fields.hpp"
#include "intake/errors.hpp"

namespace sanqu::intake {

namespace errors {
const ErrorCode k_quality_weights = {"intake.quality_weights", "各项权重之和是 {0},应为 100",
                                     "The weights add up to {0}, not to 100",
                                     "调整 weights 各项,使之和为 100。",
                                     "Change the weights so that they add up to 100."};
}  // namespace errors

namespace {

constexpr int k_weights_sum = 100;

std::uint64_t without(std::uint64_t all, std::uint64_t part) { return all > part ? all - part : 0; }

/// Those of `of` that are not `bad`.
Share good_share(std::uint64_t bad, std::uint64_t of) { return {without(of, bad), of}; }

Share bad_share(std::uint64_t bad, std::uint64_t of) { return {std::min(bad, of), of}; }

void add_counts(LineCounts& to, const LineCounts& more) {
  to.read += more.read;
  to.accepted += more.accepted;
  to.unchanged += more.unchanged;
  to.corrected += more.corrected;
  to.quarantined += more.quarantined;
  to.persons += more.persons;
  to.duplicate += more.duplicate;
  to.late += more.late;
  to.timed += more.timed;
}

/// Mended lines were counted when they were sent: mending them makes the data whole, not the file that came.
void add_batch(QualityFigures& to, const Batch& batch) {
  if (batch.mends != 0) return;
  ++to.files;
  if (batch.repeat_of != 0) {
    ++to.repeated_files;
    return;
  }
  if (batch.counts.quarantined == 0) ++to.whole_files;
  add_counts(to.counts, batch.counts);
  for (const auto& [code, count] : batch.by_code) to.by_code[code] += count;
}

YearMonth month_of(const Batch& batch) {
  const YearMonthDay day = ymd_of(batch.recorded_at.date());
  return {day.year, day.month};
}

/// One decimal, rounded half up, and kept away from 0 and 100 unless it is that.
std::int64_t tenths_of(const Exact& of_100) {
  const auto tenths = of_100.round_units(1);
  ensure(tenths.has_value());
  if (*tenths == 0 && !of_100.is_zero()) return 1;
  const bool is_full = Exact::compare(of_100, Exact::whole(100)) >= 0;
  if (*tenths == 1000 && !is_full) return 999;
  return *tenths;
}

}  // namespace

Exact Share::exact() const {
  return Exact::ratio(static_cast<std::int64_t>(part), static_cast<std::int64_t>(of));
}

std::string percent_text(const Exact& of_100) {
  return of_100.is_number() ? decimal_text(tenths_of(of_100), 1) : "-";
}

std::string Share::percent() const {
  return is_measured() ? percent_text(exact() * Exact::whole(100)) + "%" : "-";
}

std::string Share::text() const {
  return percent() + " (" + std::to_string(part) + "/" + std::to_string(of) + ")";
}

std::uint64_t QualityFigures::lines() const { return without(counts.read, counts.persons); }

std::uint64_t QualityFigures::missing_values() const {
  const auto found = by_code.find(std::string(errors::k_required.id));
  return found == by_code.end() ? 0 : found->second;
}

Share QualityFigures::timeliness() const { return good_share(counts.late, counts.timed); }

Share QualityFigures::accuracy() const { return good_share(counts.quarantined, lines()); }

Share QualityFigures::conformity() const {
  const std::uint64_t others = without(files, repeated_files);
  return {std::min(whole_files, others), others};
}

Share QualityFigures::uniqueness() const { return good_share(counts.duplicate, lines()); }

Share QualityFigures::duplicates() const { return bad_share(counts.duplicate, lines()); }

Share QualityFigures::repeats() const { return bad_share(repeated_files, files); }

std::vector<QualityFigures> quality_by_source(std::span<const Batch> batches) {
  std::map<std::string, QualityFigures> of_source;
  for (const Batch& batch : batches) add_batch(of_source[batch.source], batch);
  std::vector<QualityFigures> out;
  for (auto& [source, figures] : of_source) {
    figures.source = source;
    out.push_back(std::move(figures));
  }
  return out;
}

QualityFigures quality_of_all(std::span<const Batch> batches) {
  QualityFigures out;
  for (const Batch& batch : batches) add_batch(out, batch);
  return out;
}

std::vector<MonthlyQuality> quality_by_month(std::span<const Batch> batches,
                                             std::string_view source) {
  std::map<YearMonth, QualityFigures> of_month;
  for (const Batch& batch : batches) {
    if (source.empty() || batch.source == source) add_batch(of_month[month_of(batch)], batch);
  }
  std::vector<MonthlyQuality> out;
  if (of_month.empty()) return out;
  const YearMonth last = of_month.rbegin()->first;
  for (YearMonth at = of_month.begin()->first; at <= last; at = at.plus_months(1)) {
    const auto found = of_month.find(at);
    MonthlyQuality month{at, found == of_month.end() ? QualityFigures{} : found->second};
    month.figures.source = std::string(source);
    out.push_back(std::move(month));
  }
  return out;
}

Result<QualityWeights> load_quality_weights(const std::string& file, std::string_view text) {
  const YamlNode root = TRY(parse_yaml(file, text));
  Errors errors;
  QualityWeights out;
  YamlFields top(file, root, "quality", errors);
  const YamlNode* node = top.require("weights");
  out.provisional = top.text("provisional");
  top.finish();
  if (node != nullptr) {
    YamlFields fields(file, *node, "weights", errors);
    const auto weight = [&](const char* key) {
      fields.require(key);
      return static_cast<int>(fields.integer(key, 0, k_weights_sum).value_or(0));
    };
    out.timeliness = weight("timeliness");
    out.accuracy = weight("accuracy");
    out.conformity = weight("conformity");
    out.uniqueness = weight("uniqueness");
    fields.finish();
    const int sum = out.timeliness + out.accuracy + out.conformity + out.uniqueness;
    if (errors.empty() && sum != k_weights_sum) {
      fields.report(errors::k_quality_weights, *node, {std::to_string(sum)});
    }
  }
  if (!errors.empty()) return refuse_all(std::move(errors));
  return out;
}

Exact quality_score(const QualityFigures& figures, const QualityWeights& weights) {
  struct Part {
    Share share;
    int weight;
  };
  const std::array<Part, 4> parts = {{{figures.timeliness(), weights.timeliness},
                                      {figures.accuracy(), weights.accuracy},
                                      {figures.conformity(), weights.conformity},
                                      {figures.uniqueness(), weights.uniqueness}}};
  Exact sum;
  std::int64_t measured = 0;
  for (const Part& part : parts) {
    if (!part.share.is_measured()) continue;
    sum = sum + part.share.exact() * Exact::whole(part.weight);
    measured += part.weight;
  }
  return sum * Exact::whole(100) / Exact::whole(measured);  // by zero: missing
}

}  // namespace sanqu::intake
