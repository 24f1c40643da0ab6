// SPDX-License-Identifier: Apache-2.0
#include "storage/contract/scene.hpp"

namespace sanqu::storage::contract {

using intake::Batch;
using intake::QuarantinedLine;
using intake::QuarantineFilter;
using intake::QuarantineState;

namespace {

Batch full_batch(std::string_view at) {
  Batch batch;
  batch.class_id = "administrative_penalty";
  batch.source = "市城管局";
  batch.file = "双公示 3月.xlsx";
  batch.sha256 = std::string(64, 'a');
  batch.bytes = 123'456'789'012;
  batch.recorded_at = moment(at);
  batch.header = "行政相对人名称,\"引号,\"\"逗号\"\"\"";
  batch.counts = {.read = 21,
                  .accepted = 10,
                  .unchanged = 4,
                  .corrected = 2,
                  .quarantined = 3,
                  .persons = 2,
                  .duplicate = 1,
                  .late = 5,
                  .timed = 9};
  batch.by_code = {{"intake.required", 4}, {"intake.natural_person", 2}};
  batch.person_lines = {3, 4'000'000'000};
  return batch;
}

void same(const Batch& a, const Batch& b) {
  CHECK(a.id == b.id);
  CHECK(a.class_id == b.class_id);
  CHECK(a.source == b.source);
  CHECK(a.file == b.file);
  CHECK(a.sha256 == b.sha256);
  CHECK(a.bytes == b.bytes);
  CHECK(a.recorded_at == b.recorded_at);
  CHECK(a.header == b.header);
  CHECK(a.counts == b.counts);
  CHECK(a.by_code == b.by_code);
  CHECK(a.person_lines == b.person_lines);
  CHECK(a.repeat_of == b.repeat_of);
  CHECK(a.mends == b.mends);
}

Batch kept(acts::Store& store, Batch batch) {
  const auto transaction = good(store.begin_write());
  batch.id = good(transaction->batches().add_batch(batch));
  good(transaction->batches().finish_batch(batch));
  good(transaction->commit());
  return batch;
}

void receipts(const MakeStore& make) {
  const auto store = make();
  {
    const auto reading = good(store->begin_read());
    CHECK(good(reading->batches().latest_recorded_at()) == Instant::min());
    CHECK(good(reading->batches().batches("", 10)).empty());
    CHECK(!good(reading->batches().find_batch(1)));
  }
  // What is known at the beginning; the figures come with the end.
  const Batch full = full_batch("2026-03-01T08:00:00.001+08:00");
  Batch early;
  early.class_id = full.class_id;
  early.source = full.source;
  early.recorded_at = full.recorded_at;
  const auto transaction = good(store->begin_write());
  Batch first = full;
  first.id = good(transaction->batches().add_batch(early));
  CHECK(good(transaction->batches().find_batch(first.id))->counts.read == 0);
  good(transaction->batches().finish_batch(first));
  same(*good(transaction->batches().find_batch(first.id)), first);
  good(transaction->commit());
  Batch second = full_batch("2026-03-01T08:00:00.002+08:00");
  second.source = "";
  second.class_id = "";
  second.by_code.clear();
  second.person_lines.clear();
  second = kept(*store, second);
  CHECK(second.id > first.id);
  const auto reading = good(store->begin_read());
  CHECK(good(reading->batches().latest_recorded_at()) == second.recorded_at);
  const auto newest = good(reading->batches().batches("", 10));
  REQUIRE(newest.size() == 2);
  same(newest[0], second);
  same(newest[1], first);
  CHECK(good(reading->batches().batches("", 1)).size() == 1);
  const auto of_one = good(reading->batches().batches("市城管局", 10));
  REQUIRE(of_one.size() == 1);
  same(of_one[0], first);
}

void repeats(const MakeStore& make) {
  const auto store = make();
  const auto find = [&](std::string_view sha256, std::string_view class_id,
                        std::string_view source) {
    const auto found =
        good(good(store->begin_read())->batches().find_same(sha256, class_id, source));
    return found ? found->id : 0;
  };
  const Batch first = kept(*store, full_batch("2026-03-01"));
  Batch again = full_batch("2026-03-02");
  again.counts = {};
  again.counts.read = 21;
  again.counts.unchanged = 21;
  again.repeat_of = first.id;
  again.mends = first.id;
  again = kept(*store, again);
  Batch other = full_batch("2026-03-03");
  other.source = "市应急局";
  other = kept(*store, other);
  CHECK(find(first.sha256, first.class_id, first.source) == first.id);
  CHECK(find(first.sha256, first.class_id, "市应急局") == other.id);
  CHECK(find(first.sha256, "", first.source) == 0);
  CHECK(find(std::string(64, 'b'), first.class_id, first.source) == 0);
  const auto kept = good(good(store->begin_read())->batches().find_batch(again.id));
  CHECK(kept->repeat_of == first.id);
  CHECK(kept->mends == first.id);
}

void refused_batches(const MakeStore& make) {
  const auto store = make();
  const Batch first = kept(*store, full_batch("2026-03-01"));
  const auto added = [&](std::string_view at) {
    return code_of(good(store->begin_write())->batches().add_batch(full_batch(at)));
  };
  CHECK(added("2026-03-01") == "storage.refused");
  CHECK(added("2026-02-28") == "storage.refused");
  CHECK(added("2026-03-01T00:00:00.001+08:00") == "done");
  const auto finished = [&](const std::function<void(Batch&)>& change) {
    const auto transaction = good(store->begin_write());
    Batch batch = full_batch("2026-03-02");
    batch.id = good(transaction->batches().add_batch(batch));
    change(batch);
    return code_of(transaction->batches().finish_batch(batch));
  };
  CHECK(finished([](Batch&) {}) == "done");
  CHECK(finished([](Batch& b) { ++b.counts.read; }) == "storage.refused");
  CHECK(finished([](Batch& b) { b.counts.duplicate = 5; }) == "storage.refused");
  CHECK(finished([](Batch& b) { b.counts.late = 10; }) == "storage.refused");
  CHECK(finished([](Batch& b) { b.recorded_at = moment("2026-03-03"); }) == "storage.refused");
  CHECK(finished([](Batch& b) { b.id = 99; }) == "storage.refused");
  CHECK(finished([&](Batch& b) { b.id = first.id; }) == "storage.refused");
  Batch endless = full_batch("2026-03-02");
  endless.recorded_at = Instant::max();
  CHECK(code_of(good(store->begin_write())->batches().add_batch(endless)) == "storage.refused");
}

QuarantineFilter filter(const std::function<void(QuarantineFilter&)>& change) {
  QuarantineFilter out;
  change(out);
  return out;
}

std::string ids(acts::Store& store, const QuarantineFilter& filter) {
  const auto reading = good(store.begin_read());
  std::string out;
  std::uint64_t lines = 0;
  for (const QuarantinedLine& line : good(reading->batches().quarantined(filter))) {
    out += std::to_string(line.id) + " ";
    ++lines;
  }
  if (filter.limit >= 1000) CHECK(good(reading->batches().count_quarantined(filter)) == lines);
  return out;
}

QuarantinedLine quarantined(std::int64_t batch, std::uint32_t line, std::string_view code) {
  QuarantinedLine out;
  out.batch = batch;
  out.line = line;
  out.class_id = "administrative_penalty";
  out.raw = "南阳某某公司,\"2026年3月32日\",\n𬭸";
  out.findings = R"([{"code":"intake.required"},{"code":")" + std::string(code) + R"("}])";
  return out;
}

void settling(acts::Store& store) {
  const auto settle = [&](std::int64_t id, QuarantineState state, std::int64_t by) {
    const auto transaction = good(store.begin_write());
    auto done = transaction->batches().settle_quarantined(id, state, by);
    if (done) good(transaction->commit());
    return code_of(done);
  };
  CHECK(settle(2, QuarantineState::mended, 2) == "done");
  CHECK(settle(3, QuarantineState::dropped, 0) == "done");
  CHECK(settle(3, QuarantineState::open, 0) == "storage.refused");  // once
  CHECK(settle(2, QuarantineState::mended, 2) == "storage.refused");
  CHECK(settle(1, QuarantineState::mended, 99) == "storage.refused");
  CHECK(settle(99, QuarantineState::mended, 2) == "storage.refused");
}

void quarantine(const MakeStore& make) {
  const auto store = make();
  {
    Writing writing(*store, "2026-03-01");
    CHECK(good(writing.batches().add_quarantined(quarantined(1, 7, "intake.date_form"))) == 1);
    CHECK(good(writing.batches().add_quarantined(quarantined(1, 8, "intake.pattern"))) == 2);
    writing.commit();
  }
  {
    Writing writing(*store, "2026-03-02");
    writing.batch.source = "市应急局";
    CHECK(good(writing.batches().add_quarantined(quarantined(2, 7, "intake.pattern"))) == 3);
    writing.commit();
  }
  CHECK(ids(*store, {}) == "1 2 3 ");
  CHECK(ids(*store, filter([](auto& f) { f.batch = 1; })) == "1 2 ");
  CHECK(ids(*store, filter([](auto& f) { f.source = "市应急局"; })) == "3 ");
  CHECK(ids(*store, filter([](auto& f) { f.code = "intake.pattern"; })) == "2 3 ");
  CHECK(ids(*store, filter([](auto& f) { f.code = "intake.required"; })) == "1 2 3 ");
  CHECK(ids(*store, filter([](auto& f) { f.code = "intake"; })) == "");
  CHECK(ids(*store, filter([](auto& f) {
          f.batch = 1;
          f.code = "intake.pattern";
        })) == "2 ");
  CHECK(ids(*store, filter([](auto& f) { f.id = 2; })) == "2 ");
  CHECK(ids(*store, filter([](auto& f) { f.after_id = 1; })) == "2 3 ");
  CHECK(ids(*store, filter([](auto& f) { f.limit = 2; })) == "1 2 ");
  CHECK(ids(*store, filter([](auto& f) {
          f.after_id = 1;
          f.limit = 1;
        })) == "2 ");
  settling(*store);
  CHECK(ids(*store, {}) == "1 ");
  CHECK(ids(*store, filter([](auto& f) { f.state = QuarantineState::mended; })) == "2 ");
  CHECK(ids(*store, filter([](auto& f) { f.state = QuarantineState::dropped; })) == "3 ");
  CHECK(ids(*store, filter([](auto& f) { f.state = std::nullopt; })) == "1 2 3 ");
  const auto line = good(good(store->begin_read())->batches().quarantined(filter([](auto& f) {
                      f.state = std::nullopt;
                      f.id = 2;
                    }))).front();
  const QuarantinedLine made = quarantined(1, 8, "intake.pattern");
  CHECK(line.batch == 1);
  CHECK(line.line == 8);
  CHECK(line.class_id == made.class_id);
  CHECK(line.raw == made.raw);
  CHECK(line.findings == made.findings);
  CHECK(line.state == QuarantineState::mended);
  CHECK(line.settled_by == 2);
}

void column_maps(const MakeStore& make) {
  using Map = std::vector<std::pair<std::string, std::string>>;
  const auto store = make();
  const Map first = {{"相对人\"名称\"", "subject_name"}, {"", "x"}, {"文号", "document_no"}};
  {
    const auto transaction = good(store->begin_write());
    auto& batches = transaction->batches();
    good(batches.save_column_map("甲", "c", first, moment("2026-03-01")));
    good(batches.save_column_map("乙", "c", {{"a", "b"}}, moment("2026-03-01")));
    good(transaction->commit());
  }
  const auto map = [&](std::string_view source, std::string_view class_id) {
    return good(good(store->begin_read())->batches().column_map(source, class_id));
  };
  CHECK(map("甲", "c") == first);
  CHECK(map("乙", "c") == Map{{"a", "b"}});
  CHECK(map("甲", "") == Map{});
  {
    const auto transaction = good(store->begin_write());
    good(transaction->batches().save_column_map("甲", "c", {}, moment("2026-03-02")));
    good(transaction->commit());
  }
  CHECK(map("甲", "c") == Map{});
}

}  // namespace

void batches_are_kept(const MakeStore& make) {
  SUBCASE("a receipt says all that the batch said") { receipts(make); }
  SUBCASE("the very same file is known again") { repeats(make); }
  SUBCASE("batches follow each other in time, add up and are closed") { refused_batches(make); }
  SUBCASE("column maps replace each other") { column_maps(make); }
}

void quarantine_is_kept(const MakeStore& make) { quarantine(make); }

}  // namespace sanqu::storage::contract
