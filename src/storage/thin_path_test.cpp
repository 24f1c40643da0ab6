// SPDX-License-Identifier: Apache-2.0
// The thinnest path through a store: made, filled, closed, opened, read.
#include <doctest/doctest.h>
#include <unistd.h>

#include <filesystem>

#include "storage/storage.hpp"

using namespace sanqu;

TEST_CASE("a store is made, filled, closed, opened and read") {
  const std::string path = "/tmp/sanqu_thin_" + std::to_string(getpid()) + ".db";
  std::filesystem::remove(path);
  const std::string url = "sqlite:" + path;
  const Instant now = *Instant::parse("2026-03-02T08:00:00.5+08:00");
  {
    auto store = storage::create_store(url);
    if (!store) FAIL(store.error().front().render(Lang::en));
    auto writing = (*store)->begin_write();
    REQUIRE(writing);
    intake::Batch batch;
    batch.class_id = "subject";
    batch.recorded_at = now;
    auto id = (*writing)->batches().add_batch(batch);
    if (!id) FAIL(id.error().front().render(Lang::en));
    batch.id = *id;
    auto& registry = (*writing)->registry();
    auto subject = registry.add_subject("91410000MA3X");
    REQUIRE(subject);
    REQUIRE(registry.add_subject_line({.subject = *subject,
                                       .kind = "enterprise",
                                       .uscc_failed = false,
                                       .valid_from = Date::min(),
                                       .recorded_at = now,
                                       .content = R"({"name":"三区"})",
                                       .origin = {batch.id, 2}}));
    auto record = registry.add_record("administrative_penalty", "CF1",
                                      {.record = 0,
                                       .subject = *subject,
                                       .event_on = *Date::parse("2026-01-01"),
                                       .recorded_at = now,
                                       .content = "{}",
                                       .origin = {batch.id, 3}});
    if (!record) FAIL(record.error().front().render(Lang::en));
    REQUIRE((*writing)->batches().finish_batch(batch));
    REQUIRE((*writing)->commit());
  }
  auto store = storage::open_store(url);
  if (!store) FAIL(store.error().front().render(Lang::en));
  auto reading = (*store)->begin_read();
  if (!reading) FAIL(reading.error().front().render(Lang::en));
  int lines = 0;
  auto read =
      (*reading)->registry().each_version({}, [&](const registry::RecordVersionRead& read_) {
        ++lines;
        CHECK(read_.class_id == "administrative_penalty");
        CHECK(read_.record_id == "CF1");
        CHECK(read_.subject_id == "91410000MA3X");
        CHECK(read_.version.recorded_at == now);
      });
  if (!read) FAIL(read.error().front().render(Lang::en));
  CHECK(lines == 1);
  auto refused = (*reading)->registry().add_subject("x");
  REQUIRE(!refused);
  MESSAGE(refused.error().front().render(Lang::en));
  std::filesystem::remove(path);
}
