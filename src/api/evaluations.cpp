// SPDX-License-Identifier: Apache-2.0
// Why a subject is rated as it is: to everybody where the standard is open, else to whom it is about or for whom it is a duty.
#include <fmt/format.h>

#include "acts/rate_one.hpp"
#include "api/disclosure.hpp"
#include "api/errors.hpp"
#include "api/http/address.hpp"
#include "api/resources.hpp"
#include "api/subject_parts.hpp"
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
  const auto one = TRY(acts::rate_one(reading, standard, subject, context.world.clock.today()));
  if (!one) return refuse(errors::k_not_evaluated);
  evaluation::ResultSet set = one->set(standard);
  set.known_at = TRY(reading.batches().latest_recorded_at());
  set.lang = context.lang;
  set.explain = true;
  set.next_change = true;
  evaluation::DetailsWorker worker(set);
  return evaluation::result_json(set, one->index, worker.details(one->index));
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
