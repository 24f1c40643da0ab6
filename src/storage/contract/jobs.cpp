// SPDX-License-Identifier: Apache-2.0
// Jobs and idempotency keys: what any store must keep, and what it must refuse.
#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using acts::Job;
using acts::JobKind;
using acts::JobState;

namespace {

std::int64_t add_account(acts::Transaction& writing, const std::string& name) {
  access::Account account;
  account.name = name;
  account.folded = name;
  account.created_at = moment("2026-03-01");
  return good(writing.access().add_account(account));
}

Job asked(std::int64_t account, const std::string& standard) {
  Job out;
  out.kind = JobKind::evaluate_full;
  out.standard = standard;
  out.account = account;
  out.asked_at = moment("2026-03-02");
  return out;
}

Job get(acts::JobStore& jobs, std::int64_t id) {
  const auto job = good(jobs.get_job(id));
  REQUIRE(job);
  return *job;
}

}  // namespace

void jobs_are_kept(const MakeStore& make) {
  const auto store = make();
  const auto writing = good(store->begin_write());
  const std::int64_t account = add_account(*writing, "wang");
  acts::JobStore& jobs = writing->jobs();
  CHECK_FALSE(good(jobs.next_job()));
  CHECK_FALSE(good(jobs.get_job(1)));
  const std::int64_t first = good(jobs.add_job(asked(account, "a")));
  const std::int64_t second = good(jobs.add_job(asked(account, "")));
  CHECK(good(jobs.open_jobs()) == 2);

  Job job = get(jobs, first);
  CHECK(job.kind == JobKind::evaluate_full);
  CHECK(job.standard == "a");
  CHECK(job.asked_by == "wang");
  CHECK(job.asked_at == moment("2026-03-02"));
  CHECK(job.state == JobState::queued);
  CHECK(job.ended_at == Instant::min());

  // The oldest first; running it is no longer the next.
  CHECK(good(jobs.next_job())->id == first);
  CHECK(good(jobs.begin_job(first, moment("2026-03-03"))));
  CHECK_FALSE(good(jobs.begin_job(first, moment("2026-03-03"))));
  CHECK(good(jobs.next_job())->id == second);
  CHECK(good(jobs.add_part(first, {"a@1", 7, 3})));

  // Given back it is as if it had not been begun; left behind by a server it has been.
  CHECK(good(jobs.return_job(first)));
  CHECK_FALSE(good(jobs.return_job(first)));
  CHECK(get(jobs, first).tries == 0);
  CHECK(good(jobs.begin_job(first, moment("2026-03-04"))));
  CHECK(good(jobs.requeue_jobs()) == 1);
  CHECK(get(jobs, first).tries == 1);
  CHECK(get(jobs, first).began_at == moment("2026-03-04"));
  CHECK(good(jobs.begin_job(first, moment("2026-03-04"))));

  // A running one learns that it is cancelled, a queued one ends; an end is final.
  CHECK(good(jobs.cancel_job(first, moment("2026-03-05"))));
  CHECK(get(jobs, first).is_cancelled);
  CHECK(get(jobs, first).state == JobState::running);
  CHECK(good(jobs.end_job(first, JobState::failed, R"({"code":"x"})", moment("2026-03-06"))));
  CHECK_FALSE(good(jobs.end_job(first, JobState::done, "", moment("2026-03-06"))));
  CHECK_FALSE(good(jobs.cancel_job(first, moment("2026-03-06"))));
  CHECK(good(jobs.cancel_job(second, moment("2026-03-05"))));
  CHECK(get(jobs, second).state == JobState::cancelled);
  CHECK(get(jobs, second).ended_at == moment("2026-03-05"));
  CHECK(good(jobs.open_jobs()) == 0);
  CHECK(get(jobs, first).failure == R"({"code":"x"})");
  REQUIRE(get(jobs, first).parts.size() == 1);
  CHECK(get(jobs, first).parts[0].changed == 3);

  const auto all = good(jobs.jobs(0, 10));
  REQUIRE(all.size() == 2);
  CHECK(all[0].id == second);
  CHECK(all[1].parts.size() == 1);
  CHECK(good(jobs.jobs(second, 10)).size() == 1);
  CHECK(good(jobs.jobs(0, 1)).size() == 1);
  CHECK(code_of(jobs.add_part(first, {"a@1", 7, 3})) == "storage.refused");
}

void submissions_are_kept(const MakeStore& make) {
  const auto store = make();
  const auto writing = good(store->begin_write());
  const std::int64_t one = add_account(*writing, "one");
  const std::int64_t other = add_account(*writing, "other");
  acts::SubmissionStore& submissions = writing->submissions();
  const std::string content(64, 'c');
  CHECK(good(submissions.keep_submission(
      {one, "k", content, 201, "/api/v1/batches/7", "{}", moment("2026-03-02")})));
  const auto found = good(submissions.find_submission(one, "k"));
  REQUIRE(found);
  CHECK(found->content == content);
  CHECK(found->status == 201);
  CHECK(found->location == "/api/v1/batches/7");
  CHECK(found->answer == "{}");
  CHECK(found->kept_at == moment("2026-03-02"));
  CHECK_FALSE(good(submissions.find_submission(other, "k")));
  CHECK_FALSE(good(submissions.find_submission(one, "K")));
  CHECK(good(submissions.forget_submissions(moment("2026-03-02"))));
  CHECK(good(submissions.find_submission(one, "k")));
  CHECK(good(submissions.forget_submissions(moment("2026-03-03"))));
  CHECK_FALSE(good(submissions.find_submission(one, "k")));
}

}  // namespace sanqu::storage::contract
