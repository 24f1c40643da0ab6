// SPDX-License-Identifier: Apache-2.0
#include "acts/reevaluate.hpp"

#include <functional>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "acts/acts.hpp"
#include "acts/load_snapshot.hpp"
#include "core/json_writer.hpp"
#include "core/parallel.hpp"
#include "evaluation/frozen_run.hpp"
#include "evaluation/result_json.hpp"

namespace sanqu::acts {

using evaluation::StoredResult;
using registry::SubjectKey;

namespace {

constexpr std::size_t k_slab_subjects =
    65'536;  // results that lie in memory before they are written
constexpr std::size_t k_piece_subjects = 256;
constexpr std::size_t k_due_limit = 100'000;

/// A result's text without its as-of date: what must differ for a new result to be written.
std::size_t fingerprint(std::string_view json) {
  constexpr std::string_view k_member = "\"as_of\":\"";
  constexpr std::size_t k_date_bytes = 10;
  std::string text(json);
  if (const std::size_t at = text.find(k_member); at != std::string::npos) {
    text.erase(at + k_member.size(), k_date_bytes);
  }
  return std::hash<std::string>{}(text);
}

class Run {
 public:
  Run(Transaction& transaction, const KeptStandard& standard, Date as_of, Instant known_at,
      std::string cause, const ReevaluateOptions& options)
      : transaction_(transaction),
        standard_(standard),
        plan_(standard.standard.plan),
        as_of_(as_of),
        known_at_(known_at),
        cause_(std::move(cause)),
        options_(options) {}

  Result<Reevaluated> some(std::span<const SubjectKey> subjects);
  Result<Reevaluated> all();

 private:
  Result<bool> evaluate(std::span<const SubjectKey> subjects);
  Result<bool> read_frozen_run();
  Result<bool> keep_run();
  Result<bool> read_current(std::span<const SubjectKey> subjects);
  Result<bool> write_results();
  Result<bool> write_merged();
  StoredResult stored(const evaluation::ResultSet& set, std::uint32_t subject,
                      evaluation::DetailsWorker& details) const;

  Transaction& transaction_;
  const KeptStandard& standard_;
  const standards::Plan& plan_;
  Date as_of_;
  Instant known_at_;
  std::string cause_;
  ReevaluateOptions options_;
  StoredSnapshot loaded_;
  std::optional<evaluation::FrozenRun> frozen_;
  evaluation::Results results_;
  std::string run_name_;
  std::unordered_map<SubjectKey, std::size_t> current_;  // fingerprints; absent: no result yet
  std::unordered_set<SubjectKey> merged_;  // whose current result says that they are merged
  Reevaluated out_;
};

Result<bool> Run::read_frozen_run() {
  if (!plan_.rank) return true;
  const auto run = TRY(transaction_.results().latest_run(plan_.id));
  if (!run || run->standard_version != plan_.version) return true;
  frozen_ = TRY(evaluation::parse_frozen_run(run->name, run->distribution, plan_));
  return true;
}

Result<bool> Run::keep_run() {
  if (!plan_.rank) return true;
  const std::string json = evaluation::frozen_run_json(results_.distribution, plan_, as_of_);
  run_name_ = evaluation::frozen_run_name(json);
  if (TRY(transaction_.results().find_run(run_name_))) return true;
  return transaction_.results().add_run(
      {run_name_, plan_.id, plan_.version, as_of_, known_at_, json});
}

Result<bool> Run::read_current(std::span<const SubjectKey> subjects) {
  const auto keep = [&](const StoredResult& result) {
    current_.emplace(result.subject, fingerprint(result.json));
    if (result.status == "merged") merged_.insert(result.subject);
  };
  if (subjects.empty()) return transaction_.results().each_current(plan_.id, keep);
  for (const SubjectKey subject : subjects) {
    if (const auto result = TRY(transaction_.results().current(plan_.id, subject))) keep(*result);
  }
  return true;
}

StoredResult Run::stored(const evaluation::ResultSet& set, std::uint32_t subject,
                         evaluation::DetailsWorker& details) const {
  const auto found = details.details(subject);
  const auto cells = evaluation::result_cells(set, subject, found);
  StoredResult out;
  out.subject = loaded_.keys[subject];
  out.standard_id = plan_.id;
  out.standard_version = plan_.version;
  out.as_of = as_of_;
  out.known_at = known_at_;
  out.status = cells.status;
  out.points = cells.points;
  out.grade = cells.grade;
  out.next_change = found.next_change;
  out.run = cells.rank.place != 0 ? set.run : "";
  out.json = evaluation::result_json(set, subject, found);
  out.cause = cause_;
  return out;
}

Result<bool> Run::write_results() {
  evaluation::ResultSet set{.plan = plan_,
                            .catalogue = standard_.rules->catalogue,
                            .snapshot = loaded_.snapshot,
                            .results = results_,
                            .as_of = as_of_,
                            .known_at = known_at_,
                            .subjects = {},
                            .run = run_name_,
                            .lang = Lang::zh,
                            .explain = false,
                            .next_change = true,
                            .threads = 1};
  const std::size_t subjects = loaded_.snapshot.subjects();
  for (std::size_t slab = 0; slab < subjects; slab += k_slab_subjects) {
    std::vector<StoredResult> made(std::min(k_slab_subjects, subjects - slab));
    for_pieces(made.size(), k_piece_subjects, options_.threads, [&] {
      auto details = std::make_shared<evaluation::DetailsWorker>(set);
      return [&, details](std::size_t first, std::size_t count) {
        if (options_.is_stopped()) return;
        for (std::size_t i = first; i < first + count; ++i)
          made[i] = stored(set, static_cast<std::uint32_t>(slab + i), *details);
        if (options_.progress != nullptr) options_.progress->fetch_add(count);
      };
    });
    if (options_.is_stopped()) return refuse(errors::k_stopped);
    for (const StoredResult& result : made) {
      const auto before = current_.find(result.subject);
      if (before != current_.end() && before->second == fingerprint(result.json)) continue;
      TRY(transaction_.results().add_result(result));
      ++out_.changed;
    }
  }
  return true;
}

/// A subject that was merged into another has no result of its own any more: said once, beside the earlier ones.
Result<bool> Run::write_merged() {
  std::unordered_set<SubjectKey> present(loaded_.keys.begin(), loaded_.keys.end());
  for (const auto& [subject, print] : current_) {
    if (present.contains(subject) || merged_.contains(subject)) continue;
    StoredResult result;
    result.subject = subject;
    result.standard_id = plan_.id;
    result.standard_version = plan_.version;
    result.as_of = as_of_;
    result.known_at = known_at_;
    result.status = "merged";
    result.cause = cause_;
    JsonWriter json;
    const std::string subject_id = TRY(transaction_.registry().subject_id_of(subject));
    json.begin_object().text_member("subject_id", subject_id);
    json.text_member("standard", plan_.name()).text_member("as_of", as_of_.text());
    result.json = json.text_member("status", "merged").end_object().take();
    TRY(transaction_.results().add_result(result));
    ++out_.changed;
  }
  return true;
}

Result<bool> Run::evaluate(std::span<const SubjectKey> subjects) {
  loaded_ = TRY(load_snapshot(transaction_.registry(), standard_, subjects, as_of_, known_at_));
  if (options_.is_stopped()) return refuse(errors::k_stopped);
  evaluation::EvaluateOptions options;
  options.threads = options_.threads;
  options.frozen = frozen_ ? &frozen_->distribution : nullptr;
  results_ =
      evaluation::evaluate(plan_, standard_.rules->catalogue, loaded_.snapshot, as_of_, options);
  run_name_ = frozen_ ? frozen_->name : "";
  if (!frozen_) TRY(keep_run());
  TRY(read_current(subjects));
  TRY(write_results());
  TRY(write_merged());
  out_.standard = plan_.name();
  out_.evaluated = loaded_.snapshot.subjects();
  return true;
}

Result<Reevaluated> Run::some(std::span<const SubjectKey> subjects) {
  if (subjects.empty()) {
    out_.standard = plan_.name();
    return out_;
  }
  TRY(read_frozen_run());
  if (plan_.rank && !frozen_) return all();  // nobody has ranked yet: the first run is a full one
  const auto joined = TRY(with_merged(transaction_.registry(), subjects));
  TRY(evaluate(joined));
  return out_;
}

Result<Reevaluated> Run::all() {
  TRY(evaluate({}));
  return out_;
}

}  // namespace

Result<Instant> known_now(Transaction& transaction, Instant now) {
  const Instant recorded = TRY(transaction.batches().latest_recorded_at());
  const Instant published = TRY(transaction.results().latest_known_at());
  return std::max({now, recorded, published});
}

Result<Reevaluated> reevaluate(Transaction& transaction, const KeptStandard& standard,
                               std::span<const SubjectKey> subjects, Date as_of, Instant known_at,
                               const std::string& cause, const ReevaluateOptions& options) {
  return Run(transaction, standard, as_of, known_at, cause, options).some(subjects);
}

Result<Reevaluated> evaluate_all(Transaction& transaction, const KeptStandard& standard, Date as_of,
                                 Instant known_at, const ReevaluateOptions& options) {
  return Run(transaction, standard, as_of, known_at, "full", options).all();
}

Result<std::vector<Reevaluated>> evaluate_due(Store& store, Date today, Instant now,
                                              const ReevaluateOptions& options) {
  std::vector<Reevaluated> out;
  const auto reading = TRY(store.begin_read());
  const auto standards = TRY(active_standards(reading->standards(), today));
  for (const auto& standard : standards) {
    const standards::Plan& plan = standard->standard.plan;
    Reevaluated sum;
    sum.standard = plan.name();
    while (true) {
      const auto transaction = TRY(store.begin_write());
      const Instant known_at = TRY(known_now(*transaction, now));
      const Date day = std::max(today, known_at.date());
      const auto due = TRY(transaction->results().due(plan.id, day, k_due_limit));
      if (due.empty()) break;
      const auto part =
          TRY(reevaluate(*transaction, *standard, due, day, known_at, "due", options));
      TRY(transaction->commit());
      sum.evaluated += part.evaluated;
      sum.changed += part.changed;
      if (part.changed == 0) break;  // nothing would ever be less due
    }
    out.push_back(sum);
  }
  return out;
}

Result<std::vector<Reevaluated>> evaluate_full(Store& store, const std::string& standard_id,
                                               Date today, Instant now,
                                               const ReevaluateOptions& options) {
  std::vector<Reevaluated> out;
  const auto reading = TRY(store.begin_read());
  for (const auto& standard : TRY(active_standards(reading->standards(), today))) {
    if (!standard_id.empty() && standard->published.id != standard_id) continue;
    const auto transaction = TRY(store.begin_write());
    const Instant known_at = TRY(known_now(*transaction, now));
    out.push_back(TRY(evaluate_all(*transaction, *standard, std::max(today, known_at.date()),
                                   known_at, options)));
    TRY(transaction->commit());
  }
  return out;
}

}  // namespace sanqu::acts
