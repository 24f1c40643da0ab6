// SPDX-License-Identifier: Apache-2.0
// Whole or absent, one writer, readers with one state each; and a store that is not small.
#include <atomic>
#include <chrono>
#include <thread>

#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using registry::SubjectKey;

namespace {

std::uint64_t subjects_in(acts::Store& store) {
  return good(good(store.begin_read())->registry().counts()).subjects;
}

void refuses_after_an_error(const MakeStore& make) {
  const auto store = make();
  const auto transaction = good(store->begin_write());
  auto& registry = transaction->registry();
  good(registry.add_subject("A"));
  const auto refused = registry.add_subject("A");
  CHECK(code_of(refused) == "storage.refused");
  // Whatever is asked next, through whichever port, has the same answer.
  CHECK(code_of(registry.add_subject("B")) == "storage.refused");
  CHECK(code_of(registry.find_subject("A")) == "storage.refused");
  CHECK(code_of(transaction->batches().latest_recorded_at()) == "storage.refused");
  CHECK(code_of(transaction->results().latest_known_at()) == "storage.refused");
  CHECK(code_of(transaction->standards().latest_catalogue()) == "storage.refused");
  CHECK(code_of(transaction->access().accounts()) == "storage.refused");
  CHECK(code_of(transaction->commit()) == "storage.refused");
  CHECK(subjects_in(*store) == 0);
}

void one_writer(const MakeStore& make) {
  const auto store = make();
  auto first = good(store->begin_write());
  good(first->registry().add_subject("A"));
  const auto second = store->begin_write();
  CHECK(code_of(second) == "storage.locked");
  CHECK(second.error().front().render(Lang::zh).find(store->name().substr(7)) != std::string::npos);
  good(first->commit());
  first.reset();
  const auto third = good(store->begin_write());
  CHECK(good(third->registry().find_subject("A")) != 0);
}

void writer_is_waited_for(const MakeStore& make) {
  const auto store = make();
  auto first = good(store->begin_write());
  good(first->registry().add_subject("A"));
  std::atomic<bool> is_waiting = false;
  std::string code;
  std::thread other([&] {
    is_waiting = true;
    const auto second = store->begin_write();
    code = second && (*second)->registry().find_subject("A").value_or(0) != 0 ? "saw it"
                                                                              : code_of(second);
  });
  while (!is_waiting) std::this_thread::yield();
  good(first->commit());
  first.reset();
  other.join();
  CHECK(code == "saw it");
}

void stable_snapshot(const MakeStore& make) {
  const auto store = make();
  SubjectKey subject = 0;
  {
    Writing writing(*store, "2026-03-01");
    subject = writing.subject("A");
    writing.zone("Z", "park");
    writing.record("c", "R", subject);
    writing.commit();
  }
  const auto early = good(store->begin_read());  // nothing read yet: its state is already fixed
  const auto reading = good(store->begin_read());
  const Words before = everything(*reading);
  {
    Writing writing(*store, "2026-03-02");
    writing.correct(good(writing.registry().find_record("c", "R")), subject, "[2]");
    writing.status(good(writing.registry().find_record("c", "R")), catalogue::RecordStatus::expired,
                   "2026-03-02");
    writing.member("Z", subject, "2026-01-01");
    writing.merge(writing.subject("B"), subject);
    CHECK(everything(*reading) == before);  // before the commit
    writing.commit();
  }
  CHECK(everything(*reading) == before);  // and after
  CHECK(everything(*early) == before);
  CHECK(good(reading->registry().find_subject("B")) == 0);
  CHECK(good(reading->batches().latest_recorded_at()) == moment("2026-03-01"));
  const auto later = good(store->begin_read());
  CHECK(everything(*later).size() == before.size() + 5);
}

void readers_beside_a_writer(const MakeStore& make) {
  constexpr int k_batches = 40;
  constexpr std::uint64_t k_lines = 25;
  const auto store = make();
  std::atomic<bool> is_over = false;
  std::atomic<int> readings = 0;
  std::atomic<int> torn = 0;
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      std::uint64_t last = 0;
      do {
        const auto reading = store->begin_read();
        if (!reading) {
          ++torn;
          break;
        }
        std::uint64_t versions = 0;
        const auto read = (*reading)->registry().each_version({}, [&](const auto&) { ++versions; });
        const auto counts = (*reading)->registry().counts();
        if (!read || !counts || versions % k_lines != 0 || counts->versions != versions ||
            versions < last) {
          ++torn;
        }
        last = versions;
        ++readings;
      } while (!is_over);
    });
  }
  for (int batch = 0; batch < k_batches; ++batch) {
    Writing writing(*store, Instant::from_unix_ms(1'700'000'000'000 + batch).text());
    const SubjectKey subject = writing.subject("S" + std::to_string(batch % 7));
    for (std::uint64_t i = 0; i < k_lines; ++i) {
      writing.record("c", std::to_string(batch) + "." + std::to_string(i), subject);
    }
    writing.commit();
  }
  is_over = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(torn == 0);
  CHECK(readings >= 3);
}

}  // namespace

void transactions_are_whole_or_absent(const MakeStore& make) {
  SUBCASE("what is done is seen by later calls, and kept by a commit") {
    const auto store = make();
    const auto transaction = good(store->begin_write());
    const SubjectKey key = good(transaction->registry().add_subject("A"));
    CHECK(good(transaction->registry().find_subject("A")) == key);
    CHECK(subjects_in(*store) == 0);
    good(transaction->commit());
    CHECK(subjects_in(*store) == 1);
  }
  SUBCASE("without a commit it never was") {
    const auto store = make();
    {
      Writing writing(*store, "2026-03-01");
      writing.record("new_class", "R", writing.subject("A"));
      writing.zone("Z", "park");
      good(writing.results().add_run(
          {"r", "new_standard", "1.0.0", day("2026-01-01"), moment("2026-01-01"), "{}"}));
    }
    CHECK(subjects_in(*store) == 0);
    // Also not in what a connection remembers: the same words are added anew.
    Writing writing(*store, "2026-03-01");
    CHECK(good(writing.registry().find_record("new_class", "R")) == 0);
    CHECK(writing.batch.id == 1);
    writing.record("new_class", "R", writing.subject("A"));
    CHECK(!good(writing.results().latest_run("new_standard")));
    writing.commit();
    const auto reading = good(store->begin_read());
    CHECK(versions(*reading).size() == 1);
    CHECK(versions(*reading).front().starts_with("new_class R A"));
  }
  SUBCASE("after an error everything is refused, the commit too") { refuses_after_an_error(make); }
  SUBCASE("one writer at a time") { one_writer(make); }
  SUBCASE("another writer is waited for") { writer_is_waited_for(make); }
  SUBCASE("an empty transaction is one too") {
    const auto store = make();
    good(good(store->begin_write())->commit());
    good(good(store->begin_read())->commit());
    CHECK(subjects_in(*store) == 0);
  }
  SUBCASE("a reader changes nothing") {
    const auto store = make();
    CHECK(!good(store->begin_read())->registry().add_subject("A"));
    CHECK(subjects_in(*store) == 0);
  }
}

void readers_see_one_state(const MakeStore& make) {
  SUBCASE("a reader keeps the state of its beginning while a writer commits") {
    stable_snapshot(make);
  }
  SUBCASE("readers beside a writer see whole batches only") { readers_beside_a_writer(make); }
}

void many_lines_are_kept(const MakeStore& make) {
  constexpr int k_lines = 100'000;
  constexpr int k_subjects = 5'000;
  const auto store = make();
  std::vector<SubjectKey> keys;
  {
    Writing writing(*store, "2026-03-01");
    for (int i = 0; i < k_subjects; ++i) {
      keys.push_back(good(writing.registry().add_subject("S" + std::to_string(i))));
    }
    for (int i = 0; i < k_lines; ++i) {
      // A stride that meets every subject in a scattered order.
      const SubjectKey subject = keys[static_cast<std::size_t>(i) * 1'237 % k_subjects];
      good(writing.registry().add_record("c", "R" + std::to_string(i * 7'919 % k_lines),
                                         writing.version(subject, "{}")));
    }
    writing.commit();
  }
  const auto reading = good(store->begin_read());
  CHECK(good(reading->registry().counts()).records == k_lines);
  std::uint64_t all = 0;
  good(reading->registry().each_version({}, [&](const auto&) { ++all; }));
  CHECK(all == k_lines);
  // Half of the subjects in one reading, and each of some alone: the same lines.
  std::vector<SubjectKey> half;
  for (std::size_t i = 0; i < keys.size(); i += 2) half.push_back(keys[keys.size() - 1 - i]);
  SubjectKey last = 0;
  std::uint64_t lines = 0;
  good(reading->registry().each_version({half, Instant::max()}, [&](const auto& read) {
    CHECK(read.version.subject >= last);
    last = read.version.subject;
    ++lines;
  }));
  CHECK(lines == k_lines / 2);
  const std::vector<SubjectKey> one = {keys[1]};
  CHECK(versions(*reading, {one, Instant::max()}).size() == k_lines / k_subjects);
}

}  // namespace sanqu::storage::contract
