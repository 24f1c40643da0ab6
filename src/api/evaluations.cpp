// SPDX-License-Identifier: Apache-2.0
// Why a subject is rated as it is: to everybody where the standard is open, else to whom it is about or for whom it is a duty.
#include <algorithm>

#include <fmt/format.h>

#include "acts/load_snapshot.hpp"
#include "api/disclosure.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/resources.hpp"
#include "api/subject_parts.hpp"
#include "evaluation/frozen_run.hpp"
#include "evaluation/result_json.hpp"

namespace sanqu::api {

namespace {

/// `id@version`; an empty version is the one in force.
std::pair<std::string_view, std::string_view> split_name(std::string_view name) {
  const std::size_t at = name.find('@');
  if (at == std::string_view::npos) return {name, {}};
  return {name.substr(0, at), name.substr(at + 1)};
}

/// `leads_to`: the part of the address between subject and standard.
http::Response moved_result(const Context& context, const std::string& other,
                            std::string_view leads_to) {
  const std::string standard = http::encoded_segment(context.request.path_value("standard"));
  return moved_to(
      fmt::format("/api/v1/subjects/{}/{}/{}", http::encoded_segment(other), leads_to, standard),
      other);
}

Result<std::shared_ptr<const acts::KeptStandard>> standard_in_path(const Context& context,
                                                                   acts::Transaction& reading) {
  const auto [id, version] = split_name(context.request.path_value("standard"));
  return acts::read_standard(reading.standards(), id, version, context.world.clock.today());
}

/// Worked out afresh for today, so that no record that expired overnight has a part in it.
Result<std::string> explained(acts::Transaction& reading, const acts::KeptStandard& standard,
                              registry::SubjectKey subject, const Context& context) {
  const standards::Plan& plan = standard.standard.plan;
  const Date today = context.world.clock.today();
  const std::vector<registry::SubjectKey> one = {subject};
  const auto keys = TRY(acts::with_merged(reading.registry(), one));
  const auto loaded =
      TRY(acts::load_snapshot(reading.registry(), standard, keys, today, Instant::max()));
  const auto at = std::ranges::find(loaded.keys, subject);
  if (at == loaded.keys.end()) return refuse(errors::k_not_evaluated);
  evaluation::EvaluateOptions options;
  options.threads = 1;
  std::optional<evaluation::FrozenRun> frozen;
  if (const auto run = plan.rank ? TRY(reading.results().latest_run(plan.id)) : std::nullopt) {
    if (run->standard_version == plan.version) {
      frozen = TRY(evaluation::parse_frozen_run(run->name, run->distribution, plan));
      options.frozen = &frozen->distribution;
    }
  }
  const auto results =
      evaluation::evaluate(plan, standard.rules->catalogue, loaded.snapshot, today, options);
  const auto index = static_cast<std::uint32_t>(at - loaded.keys.begin());
  const evaluation::ResultSet set{.plan = plan,
                                  .catalogue = standard.rules->catalogue,
                                  .snapshot = loaded.snapshot,
                                  .results = results,
                                  .as_of = today,
                                  .known_at = TRY(reading.batches().latest_recorded_at()),
                                  .subjects = {index},
                                  .run = frozen ? frozen->name : "",
                                  .lang = context.lang,
                                  .explain = true,
                                  .next_change = true,
                                  .threads = 1};
  evaluation::DetailsWorker worker(set);
  return evaluation::result_json(set, index, worker.details(index));
}

}  // namespace

Result<http::Response> get_evaluation(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  std::optional<std::string> other;
  const registry::SubjectKey key = TRY(subject_of(context, reading->registry(), other));
  const auto standard = TRY(standard_in_path(context, *reading));
  if (!is_disclosed(standard->standard.plan, standard->rules->catalogue)) {
    return refuse(errors::k_not_disclosed);
  }
  if (other) return moved_result(context, *other, "evaluations");
  return json_response(TRY(explained(*reading, *standard, key, context)));
}

Result<http::Response> get_explanation(const Context& context) {
  const auto may_see_all = [&](acts::Transaction& reading, const Looked& looked) -> Result<bool> {
    const auto standard = TRY(standard_in_path(context, reading));
    if (reads_within(standard->standard.plan, standard->rules->catalogue, looked.sees)) return true;
    return refuse(errors::k_not_disclosed);
  };
  const Looked looked = TRY(look_at_subject(context, may_see_all));
  if (looked.other) return moved_result(context, *looked.other, "explanations");
  const auto reading = TRY(context.world.store.begin_read());
  const auto standard = TRY(standard_in_path(context, *reading));
  return json_response(TRY(explained(*reading, *standard, looked.subject, context)));
}

}  // namespace sanqu::api
