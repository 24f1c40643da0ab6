// SPDX-License-Identifier: Apache-2.0
// The ports of jobs and of idempotency keys on SQLite.
#pragma once

#include <memory>

#include "acts/job_store.hpp"
#include "acts/submission_store.hpp"
#include "storage/sqlite/statement.hpp"

namespace sanqu::storage::sqlite {

struct JobStatements;
struct SubmissionStatements;

class SqliteJobs final : public acts::JobStore {
 public:
  explicit SqliteJobs(Connection& connection);
  ~SqliteJobs() override;

  Result<std::int64_t> add_job(const acts::Job& job) override;
  Result<std::optional<acts::Job>> get_job(std::int64_t id) override;
  Result<std::vector<acts::Job>> jobs(std::int64_t before, std::size_t limit) override;
  Result<std::optional<acts::Job>> next_job() override;
  Result<std::int64_t> open_jobs() override;
  Result<bool> begin_job(std::int64_t id, Instant at) override;
  Result<std::int64_t> requeue_jobs() override;
  Result<bool> return_job(std::int64_t id) override;
  Result<bool> cancel_job(std::int64_t id, Instant at) override;
  Result<bool> end_job(std::int64_t id, acts::JobState state, std::string_view failure,
                       Instant at) override;
  Result<bool> add_part(std::int64_t id, const acts::JobPart& part) override;

 private:
  Connection& connection_;
  std::unique_ptr<JobStatements> in_;
};

class SqliteSubmissions final : public acts::SubmissionStore {
 public:
  explicit SqliteSubmissions(Connection& connection);
  ~SqliteSubmissions() override;

  Result<std::optional<acts::Submission>> find_submission(std::int64_t account,
                                                          std::string_view key) override;
  Result<bool> keep_submission(const acts::Submission& submission) override;
  Result<bool> forget_submissions(Instant kept_before) override;

 private:
  Connection& connection_;
  std::unique_ptr<SubmissionStatements> in_;
};

}  // namespace sanqu::storage::sqlite
