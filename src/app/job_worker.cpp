// SPDX-License-Identifier: Apache-2.0
#include "app/job_worker.hpp"

#include "acts/run_job.hpp"
#include "core/json_writer.hpp"
#include "core/text.hpp"

namespace sanqu::app {

JobWorker::JobWorker(acts::Store& store, const Clock& clock, api::JobBoard& board,
                     std::function<void(std::string_view)> write_log)
    : store_(store),
      clock_(clock),
      board_(board),
      write_log_(std::move(write_log)),
      thread_([this](const std::stop_token& stop) { run(stop); }) {}

JobWorker::~JobWorker() {
  thread_.request_stop();
  board_.stop(0);
}

void JobWorker::run(const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto taken = acts::take_up_jobs(store_);
    if (taken) break;
    log("error", 0, taken.error().front().text(Lang::en));
    board_.wait(stop, board_.version());
  }
  for (bool has_waited = false; !stop.stop_requested();) {
    const std::uint64_t seen = board_.version();
    if (work_once(stop)) continue;
    if (!has_waited) log("info", 0, "waiting");  // what was left is done
    has_waited = true;
    board_.wait(stop, seen);
  }
}

/// False: there is nothing to do for now.
bool JobWorker::work_once(const std::stop_token& stop) {
  const auto begun = acts::begin_next_job(store_, clock_.now());
  if (!begun) {
    log("error", 0, begun.error().front().text(Lang::en));
    return false;
  }
  if (!*begun) return false;
  const auto running = board_.begin((*begun)->id);
  if (stop.stop_requested()) running->stop = true;  // it came between the question and the answer
  log("info", (*begun)->id, "running");
  // One thread: the other cores go on answering.
  const auto ended =
      acts::run_job(store_, **begun, clock_,
                    {.threads = 1, .progress = &running->subjects, .stop = &running->stop});
  board_.end();
  if (!ended) {
    log("error", (*begun)->id, ended.error().front().text(Lang::en));
    return false;
  }
  log(ended->state == acts::JobState::failed ? "error" : "info", ended->id, text_of(ended->state));
  return ended->state != acts::JobState::queued;
}

void JobWorker::log(std::string_view level, std::int64_t job, std::string_view what) {
  JsonWriter json;
  json.begin_object().text_member("time", clock_.now().text());
  json.text_member("level", level).text_member("event", "job");
  if (job != 0) json.integer_member("job", job);
  json.text_member("state", readable_utf8(what));
  write_log_(json.end_object().take());
}

}  // namespace sanqu::app
