// SPDX-License-Identifier: Apache-2.0
#include "acts/run_job.hpp"

#include <algorithm>

#include "acts/acts.hpp"
#include "core/clock.hpp"
#include "core/ensure.hpp"
#include "core/json_writer.hpp"

namespace sanqu::acts {

namespace {

std::string failure_json(const Errors& found) {
  const Error& first = found.front();
  JsonWriter json;
  json.begin_object().text_member("code", first.code->id);
  json.text_member("zh", first.text(Lang::zh)).text_member("en", first.text(Lang::en));
  return json.end_object().take();
}

bool has_part(const Job& job, const std::string& standard) {
  return std::ranges::find(job.parts, standard, &JobPart::standard) != job.parts.end();
}

JobPart part_of(const Reevaluated& done) {
  return {done.standard, static_cast<std::int64_t>(done.evaluated),
          static_cast<std::int64_t>(done.changed)};
}

/// Each standard that is not noted yet, with its note.
Result<bool> evaluate_parts(Store& store, const Job& job, Instant now,
                            const ReevaluateOptions& options) {
  const auto reading = TRY(store.begin_read());
  for (const auto& standard : TRY(active_standards(reading->standards(), now.date()))) {
    if (!job.standard.empty() && standard->published.id != job.standard) continue;
    if (has_part(job, standard->standard.plan.name())) continue;
    if (options.is_stopped()) return refuse(errors::k_stopped);
    const auto writing = TRY(store.begin_write());
    const Instant known_at = TRY(known_now(*writing, now));
    const Date day = std::max(now.date(), known_at.date());
    const Reevaluated done = TRY(evaluate_all(*writing, *standard, day, known_at, options));
    TRY(writing->jobs().add_part(job.id, part_of(done)));
    TRY(writing->commit());
  }
  return true;
}

Result<bool> evaluate_due_parts(Store& store, const Job& job, Instant now,
                                const ReevaluateOptions& options) {
  const auto done = TRY(evaluate_due(store, now.date(), now, options));
  const auto writing = TRY(store.begin_write());
  for (const Reevaluated& one : done) {
    if (!has_part(job, one.standard)) TRY(writing->jobs().add_part(job.id, part_of(one)));
  }
  return writing->commit();
}

Result<Job> must_get(Transaction& transaction, std::int64_t id) {
  auto job = TRY(transaction.jobs().get_job(id));
  ensure(job.has_value());  // jobs are never deleted
  return std::move(*job);
}

}  // namespace

Result<Job> ask_job(Transaction& transaction, const JobRequest& request) {
  const std::int64_t open = TRY(transaction.jobs().open_jobs());
  if (open >= k_open_jobs_max) return refuse(errors::k_jobs_full, {}, {std::to_string(open)});
  if (!request.standard.empty()) {
    const Date today = request.now.date();
    const auto active = TRY(active_standards(transaction.standards(), today));
    const bool is_there = std::ranges::any_of(
        active, [&](const auto& one) { return one->published.id == request.standard; });
    if (!is_there) return refuse(errors::k_no_standard, {}, {request.standard, today.text()});
  }
  Job job;
  job.kind = request.kind;
  job.standard = request.standard;
  job.account = request.account;
  job.asked_at = request.now;
  return must_get(transaction, TRY(transaction.jobs().add_job(job)));
}

Result<std::int64_t> take_up_jobs(Store& store) {
  const auto writing = TRY(store.begin_write());
  const std::int64_t number = TRY(writing->jobs().requeue_jobs());
  TRY(writing->commit());
  return number;
}

Result<std::optional<Job>> begin_next_job(Store& store, Instant now) {
  {
    // Most of the time there is nothing to do, and then no writer is asked for.
    const auto reading = TRY(store.begin_read());
    if (!TRY(reading->jobs().next_job())) return std::nullopt;
  }
  const auto writing = TRY(store.begin_write());
  std::optional<Job> begun;
  while (auto job = TRY(writing->jobs().next_job())) {
    TRY(writing->jobs().begin_job(job->id, now));
    if (job->is_cancelled) {
      TRY(writing->jobs().end_job(job->id, JobState::cancelled, "", now));
      continue;
    }
    if (job->tries < k_job_tries_max) {
      begun = TRY(must_get(*writing, job->id));
      break;
    }
    const Errors found = {make_error(errors::k_job_dies, {}, {std::to_string(job->tries)})};
    TRY(writing->jobs().end_job(job->id, JobState::failed, failure_json(found), now));
  }
  TRY(writing->commit());
  return begun;
}

Result<Job> run_job(Store& store, const Job& job, const Clock& clock,
                    const ReevaluateOptions& options) {
  const auto worked = job.kind == JobKind::evaluate_full
                          ? evaluate_parts(store, job, clock.now(), options)
                          : evaluate_due_parts(store, job, clock.now(), options);
  const bool is_stopped = !worked && worked.error().front().code == &errors::k_stopped;
  const auto writing = TRY(store.begin_write());
  JobStore& jobs = writing->jobs();
  const Job now = TRY(must_get(*writing, job.id));
  const bool is_held_up = !worked && worked.error().front().code->id == "storage.locked";
  if ((is_stopped || is_held_up) && !now.is_cancelled) {
    TRY(jobs.return_job(job.id));
  } else if (is_stopped) {
    TRY(jobs.end_job(job.id, JobState::cancelled, "", clock.now()));
  } else if (worked) {
    TRY(jobs.end_job(job.id, JobState::done, "", clock.now()));
  } else {
    TRY(jobs.end_job(job.id, JobState::failed, failure_json(worked.error()), clock.now()));
  }
  Job ended = TRY(must_get(*writing, job.id));
  TRY(writing->commit());
  return ended;
}

}  // namespace sanqu::acts
