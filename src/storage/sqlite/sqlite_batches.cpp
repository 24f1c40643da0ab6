// SPDX-License-Identifier: Apache-2.0
// Receipts. While its lines come in a batch is open; finishing writes its figures and closes it for ever.
#include "storage/sqlite/sqlite_batches.hpp"

#include <charconv>

#include "storage/sqlite/batch_statements.hpp"
#include "storage/sqlite/texts.hpp"

namespace sanqu::storage::sqlite {

using intake::Batch;

namespace {

constexpr const char* k_select =
    "SELECT id, recorded_at, class, source, file, sha256, bytes, header, read, accepted, unchanged,"
    " corrected, quarantined, persons, duplicate, late, timed, person_lines,"
    " coalesce(repeat_of, 0), coalesce(mends, 0) FROM batch ";

std::string numbers_json(const std::vector<std::uint64_t>& numbers) {
  std::string out = "[";
  for (const std::uint64_t number : numbers) {
    if (out.size() > 1) out += ',';
    out += std::to_string(number);
  }
  return out + "]";
}

std::vector<std::uint64_t> numbers_of(std::string_view json) {
  std::vector<std::uint64_t> out;
  const char* at = json.data();
  const char* const last = at + json.size();
  while (at != last) {
    std::uint64_t number = 0;
    const auto [behind, error] = std::from_chars(at, last, number);
    if (error == std::errc()) out.push_back(number);
    at = error == std::errc() ? behind : at + 1;
  }
  return out;
}

}  // namespace

BatchStatements::BatchStatements(Connection& c)
    : next_id(c, "SELECT coalesce(max(id), 0) + 1 FROM batch"),
      add(c,
          "INSERT INTO batch (id, recorded_at, class, source, file, sha256, bytes, header, read,"
          " accepted, unchanged, corrected, quarantined, persons, duplicate, late, timed,"
          " person_lines, repeat_of, mends, is_finished) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
          " ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, nullif(?19, 0), nullif(?20, 0), 0)"),
      finish(c,
             "UPDATE batch SET recorded_at = ?2, class = ?3, source = ?4, file = ?5, sha256 = ?6,"
             " bytes = ?7, header = ?8, read = ?9, accepted = ?10, unchanged = ?11,"
             " corrected = ?12, quarantined = ?13, persons = ?14, duplicate = ?15, late = ?16,"
             " timed = ?17, person_lines = ?18, repeat_of = nullif(?19, 0), mends = nullif(?20, 0),"
             " is_finished = 1"
             " WHERE id = ?1"),
      add_finding(c, "INSERT INTO batch_finding (batch, code, findings) VALUES (?1, ?2, ?3)"),
      find_same(c, std::string(k_select) +
                       "WHERE sha256 = ?1 AND class = ?2 AND source = ?3 AND repeat_of IS NULL"
                       " AND is_finished = 1 ORDER BY id LIMIT 1"),
      find(c, std::string(k_select) + "WHERE id = ?1"),
      newest(c, std::string(k_select) + "ORDER BY id DESC LIMIT ?1"),
      newest_of_source(c, std::string(k_select) + "WHERE source = ?1 ORDER BY id DESC LIMIT ?2"),
      findings_of(c, "SELECT code, findings FROM batch_finding WHERE batch = ?1 ORDER BY code"),
      latest(c, "SELECT recorded_at FROM batch ORDER BY id DESC LIMIT 1") {
  next_id.gives(id);
  takes_batch(add);
  takes_batch(finish);
  add_finding.takes(id, code, findings);
  find_same.takes(wanted_sha256, wanted_class, wanted_source);
  find.takes(id);
  newest.takes(limit);
  newest_of_source.takes(wanted_source, limit);
  for (Statement* statement : {&find_same, &find, &newest, &newest_of_source}) {
    gives_batch(*statement);
  }
  findings_of.takes(id).gives(code, findings);
  latest.gives(recorded_at);
}

void BatchStatements::takes_batch(Statement& statement) {
  statement.takes(id, recorded_at, class_id, source, file, sha256, bytes, header);
  for (std::int64_t& count : counts) statement.takes(count);
  statement.takes(person_lines, repeat_of, mends);
}

void BatchStatements::gives_batch(Statement& statement) {
  statement.gives(id, recorded_at, class_id, source, file, sha256, bytes, header);
  for (std::int64_t& count : counts) statement.gives(count);
  statement.gives(person_lines, repeat_of, mends);
}

SqliteBatches::SqliteBatches(Connection& connection, BatchTimes& times)
    : connection_(connection),
      times_(times),
      batches_(std::make_unique<BatchStatements>(connection)),
      quarantine_(std::make_unique<QuarantineStatements>(connection)) {}

SqliteBatches::~SqliteBatches() = default;

Result<bool> SqliteBatches::write_values(const Batch& batch) {
  BatchStatements& out = *batches_;
  const auto recorded_at = time_text(batch.recorded_at);
  if (!recorded_at) return connection_.refused("a batch is recorded in the years 1 to 9999");
  out.recorded_at = *recorded_at;
  out.class_id = batch.class_id;
  out.source = batch.source;
  out.file = batch.file;
  out.sha256 = batch.sha256;
  out.bytes = static_cast<std::int64_t>(batch.bytes);
  out.header = batch.header;
  const auto& n = batch.counts;
  const std::array counts = {n.read,    n.accepted,  n.unchanged, n.corrected, n.quarantined,
                             n.persons, n.duplicate, n.late,      n.timed};
  for (std::size_t i = 0; i < counts.size(); ++i) {
    out.counts[i] = static_cast<std::int64_t>(counts[i]);
  }
  out.person_lines = numbers_json(batch.person_lines);
  out.repeat_of = batch.repeat_of;
  out.mends = batch.mends;
  return true;
}

Result<std::int64_t> SqliteBatches::add_batch(const Batch& batch) {
  return connection_.within([&]() -> Result<std::int64_t> {
    TRY(write_values(batch));
    batches_->next_id.run();
    batches_->add.insert();
    times_.close();
    return batches_->id;
  });
}

Result<bool> SqliteBatches::finish_batch(const Batch& batch) {
  return connection_.within([&]() -> Result<bool> {
    TRY(write_values(batch));
    batches_->id = batch.id;
    if (batches_->finish.change() == 0) {
      return connection_.refused("there is no batch " + std::to_string(batch.id));
    }
    times_.close();
    for (const auto& [code, findings] : batch.by_code) {
      batches_->code = code;
      batches_->findings = static_cast<std::int64_t>(findings);
      batches_->add_finding.insert();
    }
    return true;
  });
}

/// The row that the last statement gave, without its findings.
Batch SqliteBatches::read_values() {
  const BatchStatements& in = *batches_;
  Batch batch;
  batch.id = in.id;
  batch.recorded_at = time_of(in.recorded_at);
  batch.class_id = in.class_id;
  batch.source = in.source;
  batch.file = in.file;
  batch.sha256 = in.sha256;
  batch.bytes = static_cast<std::uint64_t>(in.bytes);
  batch.header = in.header;
  auto& n = batch.counts;
  std::size_t i = 0;
  for (std::uint64_t* count : {&n.read, &n.accepted, &n.unchanged, &n.corrected, &n.quarantined,
                               &n.persons, &n.duplicate, &n.late, &n.timed}) {
    *count = static_cast<std::uint64_t>(in.counts[i++]);
  }
  batch.person_lines = numbers_of(in.person_lines);
  batch.repeat_of = in.repeat_of;
  batch.mends = in.mends;
  return batch;
}

std::vector<Batch> SqliteBatches::with_findings(std::vector<Batch> batches) {
  for (Batch& batch : batches) {
    batches_->id = batch.id;
    batches_->findings_of.each([&] {
      batch.by_code.emplace(batches_->code, static_cast<std::uint64_t>(batches_->findings));
    });
  }
  return batches;
}

Result<std::optional<Batch>> SqliteBatches::find_same(std::string_view sha256,
                                                      std::string_view class_id,
                                                      std::string_view source) {
  return connection_.within([&]() -> Result<std::optional<Batch>> {
    batches_->wanted_sha256 = sha256;
    batches_->wanted_class = class_id;
    batches_->wanted_source = source;
    if (!batches_->find_same.run()) return std::nullopt;
    return with_findings({read_values()}).front();
  });
}

Result<std::optional<Batch>> SqliteBatches::find_batch(std::int64_t id) {
  return connection_.within([&]() -> Result<std::optional<Batch>> {
    batches_->id = id;
    if (!batches_->find.run()) return std::nullopt;
    return with_findings({read_values()}).front();
  });
}

Result<std::vector<Batch>> SqliteBatches::batches(std::string_view source, std::size_t limit) {
  return connection_.within([&]() -> Result<std::vector<Batch>> {
    batches_->wanted_source = source;
    batches_->limit = static_cast<std::int64_t>(limit);
    std::vector<Batch> out;
    Statement& query = source.empty() ? batches_->newest : batches_->newest_of_source;
    query.each([&] { out.push_back(read_values()); });
    return with_findings(std::move(out));
  });
}

Result<Instant> SqliteBatches::latest_recorded_at() {
  return connection_.within([&]() -> Result<Instant> {
    if (!batches_->latest.run()) return Instant::min();
    return time_of(batches_->recorded_at);
  });
}

}  // namespace sanqu::storage::sqlite
