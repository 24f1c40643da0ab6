// SPDX-License-Identifier: Apache-2.0
#include "storage/sqlite/sqlite_jobs.hpp"

#include <limits>

#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using acts::Job;
using acts::JobPart;
using acts::JobState;

namespace {

std::string select(const char* rest) {
  return std::string(
             "SELECT j.id, j.kind, j.standard, j.account, a.name, j.asked_at, j.state,"
             " j.is_cancelled, j.tries, j.began_at, j.ended_at, j.failure"
             " FROM job j JOIN account a ON a.id = j.account ") +
         rest;
}

Instant time_or_never(std::string_view text) {
  return text.empty() ? Instant::min() : time_of(text);
}

}  // namespace

struct JobStatements {
  explicit JobStatements(Connection& c);
  Job job() const;

  Statement add, get, list, next, open, begin, requeue, give_back, cancel_queued, cancel_running,
      end, add_part, parts;
  // what is asked
  std::int64_t wanted = 0, limit = 0, part_evaluated = 0, part_changed = 0;
  std::string text, at, new_state, new_failure, new_kind;
  // what is given
  std::int64_t id = 0, account = 0, is_cancelled = 0, tries = 0, number = 0, evaluated = 0,
               changed = 0;
  std::string kind, standard, name, asked_at, state, began_at, ended_at, failure, part;
};

JobStatements::JobStatements(Connection& c)
    : add(c,
          "INSERT INTO job (kind, standard, account, asked_at, state, is_cancelled, tries,"
          " began_at, ended_at, failure) VALUES (?1, ?2, ?3, ?4, 'queued', 0, 0, '', '', '')"),
      get(c, select("WHERE j.id = ?1")),
      list(c, select("WHERE j.id < ?1 ORDER BY j.id DESC LIMIT ?2")),
      next(c, select("WHERE j.state = 'queued' AND j.ended_at = '' ORDER BY j.id LIMIT 1")),
      open(c, "SELECT count(*) FROM job WHERE ended_at = ''"),
      begin(c,
            "UPDATE job SET state = 'running', tries = tries + 1, began_at = ?1"
            " WHERE id = ?2 AND state = 'queued'"),
      requeue(c, "UPDATE job SET state = 'queued' WHERE state = 'running' AND ended_at = ''"),
      give_back(c,
                "UPDATE job SET state = 'queued', tries = tries - 1"
                " WHERE id = ?1 AND state = 'running'"),
      cancel_queued(c,
                    "UPDATE job SET state = 'cancelled', is_cancelled = 1, ended_at = ?1"
                    " WHERE id = ?2 AND state = 'queued'"),
      cancel_running(c, "UPDATE job SET is_cancelled = 1 WHERE id = ?1 AND state = 'running'"),
      end(c,
          "UPDATE job SET state = ?1, failure = ?2, ended_at = ?3 WHERE id = ?4 AND ended_at = ''"),
      add_part(c,
               "INSERT INTO job_part (job, standard, evaluated, changed) VALUES (?1, ?2, ?3, ?4)"),
      parts(c,
            "SELECT standard, evaluated, changed FROM job_part WHERE job = ?1 ORDER BY standard") {
  add.takes(new_kind, text, wanted, at);
  get.takes(wanted);
  list.takes(wanted, limit);
  for (Statement* statement : {&get, &list, &next}) {
    statement->gives(id, kind, standard, account, name, asked_at, state, is_cancelled, tries,
                     began_at, ended_at, failure);
  }
  open.gives(number);
  begin.takes(at, wanted);
  give_back.takes(wanted);
  cancel_queued.takes(at, wanted);
  cancel_running.takes(wanted);
  end.takes(new_state, new_failure, at, wanted);
  add_part.takes(wanted, text, part_evaluated, part_changed);
  parts.takes(id).gives(part, evaluated, changed);
}

Job JobStatements::job() const {
  Job out;
  out.id = id;
  out.kind = acts::job_kind_of(kind).value_or(acts::JobKind::evaluate_full);
  out.standard = standard;
  out.account = account;
  out.asked_by = name;
  out.asked_at = time_of(asked_at);
  out.state = acts::job_state_of(state).value_or(JobState::failed);
  out.is_cancelled = is_cancelled != 0;
  out.tries = tries;
  out.began_at = time_or_never(began_at);
  out.ended_at = time_or_never(ended_at);
  out.failure = failure;
  return out;
}

SqliteJobs::SqliteJobs(Connection& connection)
    : connection_(connection), in_(std::make_unique<JobStatements>(connection)) {}
SqliteJobs::~SqliteJobs() = default;

Result<std::int64_t> SqliteJobs::add_job(const Job& job) {
  return connection_.within([&]() -> Result<std::int64_t> {
    in_->new_kind = acts::text_of(job.kind);
    in_->text = job.standard;
    in_->wanted = job.account;
    in_->at = nearest_time_text(job.asked_at);
    return in_->add.insert();
  });
}

Result<std::optional<Job>> SqliteJobs::get_job(std::int64_t id) {
  return connection_.within([&]() -> Result<std::optional<Job>> {
    in_->wanted = id;
    if (!in_->get.run()) return std::nullopt;
    Job out = in_->job();
    in_->parts.each([&] { out.parts.push_back({in_->part, in_->evaluated, in_->changed}); });
    return out;
  });
}

Result<std::vector<Job>> SqliteJobs::jobs(std::int64_t before, std::size_t limit) {
  return connection_.within([&]() -> Result<std::vector<Job>> {
    in_->wanted = before > 0 ? before : std::numeric_limits<std::int64_t>::max();
    in_->limit = static_cast<std::int64_t>(limit);
    std::vector<Job> out;
    in_->list.each([&] {
      out.push_back(in_->job());
      in_->parts.each(
          [&] { out.back().parts.push_back({in_->part, in_->evaluated, in_->changed}); });
    });
    return out;
  });
}

Result<std::optional<Job>> SqliteJobs::next_job() {
  return connection_.within([&]() -> Result<std::optional<Job>> {
    if (!in_->next.run()) return std::nullopt;
    Job out = in_->job();
    in_->parts.each([&] { out.parts.push_back({in_->part, in_->evaluated, in_->changed}); });
    return out;
  });
}

Result<std::int64_t> SqliteJobs::open_jobs() {
  return connection_.within([&]() -> Result<std::int64_t> {
    in_->open.run();
    return in_->number;
  });
}

Result<bool> SqliteJobs::begin_job(std::int64_t id, Instant at) {
  return connection_.within([&]() -> Result<bool> {
    in_->wanted = id;
    in_->at = nearest_time_text(at);
    return in_->begin.change() > 0;
  });
}

Result<std::int64_t> SqliteJobs::requeue_jobs() {
  return connection_.within([&]() -> Result<std::int64_t> { return in_->requeue.change(); });
}

Result<bool> SqliteJobs::return_job(std::int64_t id) {
  return connection_.within([&]() -> Result<bool> {
    in_->wanted = id;
    return in_->give_back.change() > 0;
  });
}

Result<bool> SqliteJobs::cancel_job(std::int64_t id, Instant at) {
  return connection_.within([&]() -> Result<bool> {
    in_->wanted = id;
    in_->at = nearest_time_text(at);
    if (in_->cancel_queued.change() > 0) return true;
    return in_->cancel_running.change() > 0;
  });
}

Result<bool> SqliteJobs::end_job(std::int64_t id, JobState state, std::string_view failure,
                                 Instant at) {
  return connection_.within([&]() -> Result<bool> {
    in_->wanted = id;
    in_->new_state = acts::text_of(state);
    in_->new_failure = failure;
    in_->at = nearest_time_text(at);
    return in_->end.change() > 0;
  });
}

Result<bool> SqliteJobs::add_part(std::int64_t id, const JobPart& part) {
  return connection_.within([&]() -> Result<bool> {
    in_->wanted = id;
    in_->text = part.standard;
    in_->part_evaluated = part.evaluated;
    in_->part_changed = part.changed;
    return in_->add_part.change() > 0;
  });
}

struct SubmissionStatements {
  explicit SubmissionStatements(Connection& c)
      : find(c,
             "SELECT content, status, location, answer, kept_at FROM submission"
             " WHERE account = ?1 AND key = ?2"),
        keep(c,
             "INSERT INTO submission (account, key, content, status, location, answer, kept_at)"
             " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"),
        forget(c, "DELETE FROM submission WHERE kept_at < ?1") {
    find.takes(account, key).gives(content, status, location, answer, kept_at);
    keep.takes(account, key, new_content, new_status, new_location, new_answer, new_kept_at);
    forget.takes(new_kept_at);
  }
  Statement find, keep, forget;
  std::int64_t account = 0, status = 0, new_status = 0;
  std::string key, content, location, answer, kept_at;
  std::string new_content, new_location, new_answer, new_kept_at;
};

SqliteSubmissions::SqliteSubmissions(Connection& connection)
    : connection_(connection), in_(std::make_unique<SubmissionStatements>(connection)) {}
SqliteSubmissions::~SqliteSubmissions() = default;

Result<std::optional<acts::Submission>> SqliteSubmissions::find_submission(std::int64_t account,
                                                                           std::string_view key) {
  return connection_.within([&]() -> Result<std::optional<acts::Submission>> {
    in_->account = account;
    in_->key = key;
    if (!in_->find.run()) return std::nullopt;
    return acts::Submission{account,       std::string(key), in_->content,         in_->status,
                            in_->location, in_->answer,      time_of(in_->kept_at)};
  });
}

Result<bool> SqliteSubmissions::keep_submission(const acts::Submission& submission) {
  return connection_.within([&]() -> Result<bool> {
    in_->account = submission.account;
    in_->key = submission.key;
    in_->new_content = submission.content;
    in_->new_status = submission.status;
    in_->new_location = submission.location;
    in_->new_answer = submission.answer;
    in_->new_kept_at = nearest_time_text(submission.kept_at);
    return in_->keep.change() > 0;
  });
}

Result<bool> SqliteSubmissions::forget_submissions(Instant kept_before) {
  return connection_.within([&]() -> Result<bool> {
    in_->new_kept_at = nearest_time_text(kept_before);
    in_->forget.change();
    return true;
  });
}

}  // namespace sanqu::storage::sqlite
