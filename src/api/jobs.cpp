// SPDX-License-Identifier: Apache-2.0
// Jobs: asked for, listed, watched as they go on, cancelled. They are worked at elsewhere (app/job_worker.hpp).
#include <algorithm>
#include <charconv>

#include <fmt/format.h>

#include "acts/look_at_file.hpp"
#include "acts/run_job.hpp"
#include "api/cursor.hpp"
#include "api/errors.hpp"
#include "api/job_board.hpp"
#include "api/json_body.hpp"
#include "api/resources.hpp"
#include "api/routes.hpp"
#include "api/submissions.hpp"
#include "core/json_writer.hpp"
#include "core/sha256.hpp"

namespace sanqu::api {

namespace {

using acts::Job;

void time_member(JsonWriter& json, std::string_view name, Instant at) {
  if (at == Instant::min()) {
    json.null_member(name);
  } else {
    json.text_member(name, at.text());
  }
}

std::uint64_t subjects_so_far(const JobBoard& board, const Job& job) {
  const auto running = board.running();
  return running && running->id == job.id ? running->subjects.load() : 0;
}

/// `subjects_done` counts what is finished besides the parts that are done.
std::string job_json(const Job& job, std::uint64_t subjects_done) {
  JsonWriter json;
  json.begin_object().integer_member("job", job.id).text_member("kind", text_of(job.kind));
  if (job.standard.empty()) {
    json.null_member("standard");
  } else {
    json.text_member("standard", job.standard);
  }
  json.text_member("state", text_of(job.state));
  json.boolean_member("is_cancelled", job.is_cancelled);
  json.text_member("asked_by", job.asked_by).text_member("asked_at", job.asked_at.text());
  json.integer_member("tries", job.tries);
  time_member(json, "began_at", job.began_at);
  time_member(json, "ended_at", job.ended_at);
  json.integer_member("subjects_done", static_cast<std::int64_t>(subjects_done));
  json.name("parts").begin_array();
  for (const acts::JobPart& part : job.parts) {
    json.begin_object().text_member("standard", part.standard);
    json.integer_member("evaluated", part.evaluated).integer_member("changed", part.changed);
    json.end_object();
  }
  json.end_array().name("failure");
  if (job.failure.empty()) {
    json.null();
  } else {
    json.raw(job.failure);
  }
  return json.end_object().take();
}

std::string job_json(const Context& context, const Job& job) {
  return job_json(job, subjects_so_far(context.world.jobs, job));
}

/// A job of another office's is as unknown as one that does not exist.
Result<Job> job_of(const Context& context, acts::Transaction& reading) {
  TRY(need_row(context, office_row(context), errors::k_job_unknown));
  const std::string_view text = context.request.path_value("job_id");
  std::int64_t id = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), id);
  if (error != std::errc() || stop != text.data() + text.size() || id <= 0) {
    return refuse(errors::k_job_unknown);
  }
  auto job = TRY(reading.jobs().get_job(id));
  if (!job) return refuse(errors::k_job_unknown);
  return std::move(*job);
}

/// The job as it is now, again whenever it is otherwise, to its end. An event's id is what it says in short, so a client that
/// comes back with the last one that it saw (Last-Event-ID) is told only what has changed since, also by another server.
class JobEvents final : public http::EventSource {
 public:
  JobEvents(const World& world, Job job, std::string last_id)
      : world_(world), job_(std::move(job)), last_id_(std::move(last_id)) {}

  Piece next() override {
    const std::uint64_t version = world_.jobs.version();
    if (version != seen_ && !read()) return {"event: end\ndata: {}\n\n", true};
    seen_ = version;
    const std::uint64_t subjects = subjects_so_far(world_.jobs, job_);
    const std::string id =
        fmt::format("{}-{}-{}-{}", text_of(job_.state), job_.tries, job_.parts.size(), subjects);
    Piece out;
    out.is_last = !job_.is_open();
    if (id == last_id_) return out;
    last_id_ = id;
    out.text = fmt::format("id: {}\nevent: {}\ndata: {}\n\n", id, out.is_last ? "end" : "job",
                           job_json(job_, subjects));
    return out;
  }

 private:
  /// False where the store does not answer: the client asks again.
  bool read() {
    const auto reading = world_.store.begin_read();
    if (!reading) return false;
    auto job = (*reading)->jobs().get_job(job_.id);
    if (!job || !*job) return false;
    job_ = std::move(**job);
    return true;
  }

  const World& world_;
  Job job_;
  std::string last_id_;
  std::uint64_t seen_ = 0;
};

}  // namespace

Result<http::Response> ask_for_job(const Context& context) {
  TRY(acts::need_permission(context.caller, context.route.permission, office_row(context),
                            context.world.policy));
  const JsonBody body = TRY(JsonBody::read(context.request, "kind standard"));
  acts::JobRequest request;
  const auto kind = acts::job_kind_of(TRY(body.need_text("kind")));
  if (!kind) return refuse(errors::k_job_kind);
  request.kind = *kind;
  request.standard = TRY(body.text("standard"));
  request.account = context.caller.account;
  request.now = context.world.clock.now();
  const std::string key = TRY(read_idempotency_key(context));
  const std::string content = hex(sha256(context.request.target + " " + context.request.body));
  const auto writing = TRY(context.world.store.begin_write());
  if (auto again = TRY(replayed(context, *writing, key, content))) return std::move(*again);
  const Job job = TRY(acts::ask_job(*writing, request));
  http::Response out = json_response(job_json(job, 0), 202);
  out.headers.push_back({"Location", fmt::format("/api/v1/jobs/{}", job.id)});
  TRY(keep_answer(context, *writing, key, content, out));
  TRY(writing->commit());
  context.world.jobs.changed();
  return out;
}

Result<http::Response> list_jobs(const Context& context) {
  TRY(acts::need_permission(context.caller, context.route.permission, office_row(context),
                            context.world.policy));
  const std::size_t limit = TRY(read_limit(context.request, 20, 200));
  const std::uint64_t before =
      TRY(read_cursor(context.request.query_value("cursor").value_or(""), "jobs"));
  const auto reading = TRY(context.world.store.begin_read());
  const auto jobs = TRY(reading->jobs().jobs(static_cast<std::int64_t>(before), limit + 1));
  const std::size_t shown = std::min(limit, jobs.size());
  JsonWriter json;
  json.begin_object().name("items").begin_array();
  for (std::size_t i = 0; i < shown; ++i) json.raw(job_json(context, jobs[i]));
  json.end_array();
  if (shown < jobs.size()) {
    json.text_member("next", make_cursor("jobs", static_cast<std::uint64_t>(jobs[shown - 1].id)));
  } else {
    json.null_member("next");
  }
  return json_response(json.end_object().take());
}

Result<http::Response> get_job(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  return json_response(job_json(context, TRY(job_of(context, *reading))));
}

Result<http::Response> cancel_job(const Context& context) {
  const auto writing = TRY(context.world.store.begin_write());
  const Job job = TRY(job_of(context, *writing));
  if (!TRY(writing->jobs().cancel_job(job.id, context.world.clock.now()))) {
    return refuse(errors::k_job_ended);
  }
  const Job now = TRY(job_of(context, *writing));
  TRY(writing->commit());
  context.world.jobs.stop(job.id);
  context.world.jobs.changed();
  return json_response(job_json(context, now));
}

Result<http::Response> watch_job(const Context& context) {
  const auto reading = TRY(context.world.store.begin_read());
  Job job = TRY(job_of(context, *reading));
  http::Response out;
  out.content_type = "text/event-stream";
  out.events = std::make_shared<JobEvents>(context.world, std::move(job),
                                           std::string(context.request.header("last-event-id")));
  return out;
}

}  // namespace sanqu::api
