// SPDX-License-Identifier: Apache-2.0
// `sanqu evaluate` over a store: results of some or all subjects for any day as known at any time (nothing is written), the
// subjects whose day has come (--due), and the full run (--full).
#include <algorithm>

#include <fmt/core.h>

#include "acts/load_snapshot.hpp"
#include "acts/reevaluate.hpp"
#include "cli/errors.hpp"
#include "cli/progress.hpp"
#include "cli/results_out.hpp"
#include "cli/store_commands.hpp"
#include "cli/wording.hpp"
#include "core/json_writer.hpp"
#include "evaluation/frozen_run.hpp"

namespace sanqu::cli {

namespace {

/// `id@version`; an empty version is the one that is active.
struct Name {
  std::string id;
  std::string version;
};
Name name_of(const std::string& text) {
  const std::size_t at = text.find('@');
  if (at == std::string::npos) return {text, ""};
  return {text.substr(0, at), text.substr(at + 1)};
}

/// The wanted subjects' keys; empty: all. Unknown ids are said on `err`.
Result<std::vector<registry::SubjectKey>> wanted_subjects(const RateArguments& arguments,
                                                          registry::RegistryStore& store,
                                                          Date as_of, Instant known_at,
                                                          const Surroundings& around,
                                                          bool& all_found) {
  if (!arguments.zone.empty()) return store.members_of(arguments.zone, as_of, known_at);
  std::vector<registry::SubjectKey> keys;
  for (const std::string& id : arguments.subject_ids) {
    const registry::SubjectKey key = TRY(store.find_subject(id));
    if (key != 0) {
      keys.push_back(key);
      continue;
    }
    all_found = false;
    around.err.line(make_error(errors::k_subject_not_found, {}, {id}).render(around.lang));
  }
  return keys;
}

Result<Exit> show_ratings(const RateArguments& arguments, const Surroundings& around) {
  const auto store = TRY(around.stores.open(arguments.store));
  const auto reading = TRY(store->begin_read());
  const Date as_of = arguments.as_of.value_or(around.clock.today());
  const Instant known_at = arguments.known_at.value_or(Instant::max());
  const Name name = name_of(arguments.standard);
  const auto standard =
      TRY(acts::read_standard(reading->standards(), name.id, name.version, as_of));
  const standards::Plan& plan = standard->standard.plan;
  bool all_found = true;
  auto keys =
      TRY(wanted_subjects(arguments, reading->registry(), as_of, known_at, around, all_found));
  const bool wants_all = arguments.subject_ids.empty() && arguments.zone.empty();
  if (!wants_all && keys.empty()) return Exit::refused;
  const std::vector<registry::SubjectKey> chosen = keys;
  if (!wants_all) keys = TRY(acts::with_merged(reading->registry(), keys));
  const auto loaded =
      TRY(acts::load_snapshot(reading->registry(), *standard, keys, as_of, known_at));
  evaluation::EvaluateOptions options;
  options.threads = arguments.threads;
  std::optional<evaluation::FrozenRun> frozen;
  if (const auto run = plan.rank ? TRY(reading->results().latest_run(plan.id)) : std::nullopt) {
    if (run->standard_version == plan.version) {
      frozen = TRY(evaluation::parse_frozen_run(run->name, run->distribution, plan));
      options.frozen = &frozen->distribution;
    }
  }
  const auto results =
      evaluation::evaluate(plan, standard->rules->catalogue, loaded.snapshot, as_of, options);
  const Format format = format_of(arguments.format, around);
  evaluation::ResultSet set{
      .plan = plan,
      .catalogue = standard->rules->catalogue,
      .snapshot = loaded.snapshot,
      .results = results,
      .as_of = as_of,
      .known_at = arguments.known_at.value_or(around.clock.now()),
      .subjects = {},
      .run = frozen ? frozen->name : "",
      .lang = around.lang,
      .explain = arguments.explain && format != Format::csv,
      .next_change = arguments.next_change && (format != Format::table || arguments.explain),
      .threads = arguments.threads};
  for (std::uint32_t i = 0; i < loaded.keys.size(); ++i) {
    // Merged ones come along to be counted in; only what was asked for is shown.
    const bool is_chosen = wants_all || std::ranges::find(chosen, loaded.keys[i]) != chosen.end();
    if (is_chosen) set.subjects.push_back(i);
  }
  write_results(set, format, around.out);
  return all_found ? Exit::done : Exit::refused;
}

Result<Exit> bring_up_to_date(const RateArguments& arguments, const Surroundings& around) {
  const auto store = TRY(around.stores.open(arguments.store));
  const bool is_due = arguments.verb == RateArguments::Verb::due;
  std::vector<acts::Reevaluated> done;
  {
    Progress progress(around.err, around.err_is_terminal,
                      std::string(in(around.lang, "评价:", "evaluating:")));
    const acts::ReevaluateOptions options{.threads = arguments.threads,
                                          .progress = &progress.done()};
    const Instant now = around.clock.now();
    const Date today = arguments.as_of.value_or(now.date());
    done = TRY(
        is_due ? acts::evaluate_due(*store, today, now, options)
               : acts::evaluate_full(*store, name_of(arguments.standard).id, today, now, options));
  }
  if (done.empty()) {
    around.err.line(
        std::string(in(around.lang, "没有施行中的标准;先发布:sanqu standard publish 文件",
                       "No standard is active; publish one: sanqu standard publish "
                       "FILE")));
  }
  for (const acts::Reevaluated& one : done) {
    if (format_of(arguments.format, around) == Format::table) {
      around.out.line(fmt::format(form(around.lang, "{}:评价 {} 个主体,{} 个结果有变化",
                                       "{}: {} subjects evaluated, {} results changed"),
                                  one.standard, grouped(one.evaluated), grouped(one.changed)));
      continue;
    }
    JsonWriter json;
    json.begin_object().text_member("standard", one.standard);
    json.integer_member("evaluated", static_cast<std::int64_t>(one.evaluated));
    json.integer_member("changed", static_cast<std::int64_t>(one.changed)).end_object();
    around.out.line(json.take());
  }
  return Exit::done;
}

}  // namespace

Result<Exit> rate_from_store(const RateArguments& arguments, const Surroundings& around) {
  if (arguments.verb == RateArguments::Verb::show) return show_ratings(arguments, around);
  return bring_up_to_date(arguments, around);
}

}  // namespace sanqu::cli
