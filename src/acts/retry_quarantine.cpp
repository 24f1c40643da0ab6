// SPDX-License-Identifier: Apache-2.0
#include "acts/retry_quarantine.hpp"

#include <algorithm>
#include <map>

#include "acts/acts.hpp"
#include "acts/line_keeper.hpp"
#include "core/csv_line.hpp"
#include "core/exact.hpp"
#include "core/json.hpp"
#include "core/sha256.hpp"
#include "intake/memory_source.hpp"
#include "intake/table.hpp"

namespace sanqu::acts {

namespace {

constexpr std::size_t k_lines_max = 1'000'000;
constexpr std::size_t k_own_columns = 2;  // quarantine_id and findings, before the batch's own

std::uint64_t taken(const intake::LineCounts& counts) {
  return counts.accepted + counts.unchanged + counts.corrected;
}

class Retry {
 public:
  Retry(Transaction& transaction, Instant now, MayMend may = nullptr, Also<Retried> also = nullptr)
      : transaction_(transaction), now_(now), may_(std::move(may)), also_(std::move(also)) {}

  Result<Retried> run(const std::vector<MendedLine>& lines);

 private:
  Result<bool> of_batch(const intake::Batch& first, const std::vector<MendedLine>& lines);
  Result<bool> read_one(const intake::Batch& first, const MendedLine& line, intake::Batch& batch,
                        LineKeeper& keeper);
  Result<Instant> next_time() const;

  Transaction& transaction_;
  Instant now_;
  MayMend may_;
  Also<Retried> also_;
  std::shared_ptr<const KeptCatalogue> rules_;
  Retried out_;
};

Result<Instant> Retry::next_time() const {
  const Instant latest = std::max(TRY(transaction_.batches().latest_recorded_at()),
                                  TRY(transaction_.results().latest_known_at()));
  return std::max(now_, Instant::from_unix_ms(latest.unix_ms() + 1));
}

Result<bool> Retry::read_one(const intake::Batch& first, const MendedLine& line,
                             intake::Batch& batch, LineKeeper& keeper) {
  // With its line end: a line without one looks like a file that was cut off.
  const std::string text =
      (first.header.empty() ? line.raw : first.header + "\n" + line.raw) + "\n";
  intake::MemorySource source(text);
  intake::ReadOptions options;
  options.personal = intake::PersonalValues::handed_on;
  options.raw_bytes_max = intake::k_line_bytes_max;
  options.latest_event_date = batch.recorded_at.date();
  options.column_map = TRY(transaction_.batches().column_map(first.source, first.class_id));
  std::string findings = line.broken;
  if (!findings.empty()) {
    ++out_.tried;
    ++out_.still_refused;
    out_.findings.emplace_back(line.id, findings);
    return true;
  }
  keeper.on_refused(
      [&](const intake::RefusedLine& refused) { findings = findings_json(refused.findings); });
  const std::uint64_t taken_before = taken(batch.counts);
  const auto read = first.class_id == "subject"
                        ? intake::read_subjects(source, rules_->catalogue, options, keeper)
                        : [&]() -> Result<intake::FileReceipt> {
    options.class_index = TRY(class_of_lines(first.class_id, rules_->catalogue));
    return intake::read_records(source, rules_->catalogue, options, keeper);
  }();
  TRY(keeper.state());
  if (!read) findings = findings_json(read.error());
  ++out_.tried;
  if (read && taken(batch.counts) > taken_before) {
    ++out_.mended;
    return transaction_.batches().settle_quarantined(line.id, intake::QuarantineState::mended,
                                                     batch.id);
  }
  ++out_.still_refused;
  if (findings.empty()) findings = findings_json({make_error(errors::k_nothing_kept)});
  out_.findings.emplace_back(line.id, findings);
  return true;
}

Result<bool> Retry::of_batch(const intake::Batch& first, const std::vector<MendedLine>& lines) {
  Receipt receipt;
  intake::Batch& batch = receipt.batch;
  batch.class_id = first.class_id;
  batch.source = first.source;
  batch.file = first.file + " (" + std::to_string(first.id) + ")";
  batch.recorded_at = TRY(next_time());
  batch.header = first.header;
  batch.mends = first.id;
  std::string all;
  for (const MendedLine& line : lines) all += std::to_string(line.id) + "\n" + line.raw + "\n";
  batch.sha256 = hex(sha256(all));
  batch.bytes = all.size();
  batch.id = TRY(transaction_.batches().add_batch(batch));
  LineKeeper keeper(transaction_, rules_->catalogue, batch, nullptr, nullptr);
  for (const MendedLine& line : lines) TRY(read_one(first, line, batch, keeper));
  // What is still refused stays with its first batch, and is counted there alone.
  batch.counts.quarantined = 0;
  batch.counts.read = taken(batch.counts) + batch.counts.persons;
  TRY(transaction_.batches().finish_batch(batch));
  const Date today = batch.recorded_at.date();
  for (const auto& standard : TRY(active_standards(transaction_.standards(), today))) {
    receipt.ratings.push_back(
        TRY(reevaluate(transaction_, *standard, keeper.touched(), today, batch.recorded_at,
                       "batch:" + std::to_string(batch.id))));
  }
  out_.receipts.push_back(std::move(receipt));
  return true;
}

Result<Retried> Retry::run(const std::vector<MendedLine>& lines) {
  rules_ = TRY(read_catalogue(transaction_.standards()));
  std::map<std::int64_t, std::vector<MendedLine>> by_batch;
  for (const MendedLine& line : lines) {
    intake::QuarantineFilter filter;
    filter.id = line.id;
    const auto found = TRY(transaction_.batches().quarantined(filter));
    if (found.empty()) continue;  // settled already, or not ours
    const std::int64_t batch = found.front().batch;
    if (may_ && !by_batch.contains(batch)) {
      const auto first = TRY(transaction_.batches().find_batch(batch));
      if (!first || !may_(*first)) continue;
    }
    by_batch[batch].push_back(line);
  }
  if (by_batch.empty()) return refuse(errors::k_not_quarantined);
  for (const auto& [batch, of_it] : by_batch) {
    const auto first = TRY(transaction_.batches().find_batch(batch));
    if (first) TRY(of_batch(*first, of_it));
  }
  const bool is_for_nothing = std::ranges::none_of(
      out_.receipts, [](const Receipt& receipt) { return receipt.batch.counts.read > 0; });
  if (is_for_nothing) {
    out_.receipts.clear();
  } else {
    TRY(run_also(also_, transaction_, out_));
    TRY(transaction_.commit());
  }
  return std::move(out_);
}

/// A mended row without our own columns, as CSV under the batch's header, or as the JSON object that stands in it.
std::string raw_of(const std::vector<std::string>& cells) {
  std::string raw;
  if (cells.size() == k_own_columns + 1 && cells.back().starts_with('{')) return cells.back();
  CsvLine line(raw, CsvLine::For::reading_back);
  for (std::size_t i = k_own_columns; i < cells.size(); ++i) {
    // The apostrophe that the export put in front of what looks like a formula.
    std::string_view text = cells[i];
    if (text.starts_with('\'') && is_like_formula(text.substr(1))) text.remove_prefix(1);
    line.cell(text);
  }
  return raw;
}

std::optional<std::int64_t> id_in(std::string_view text) {
  const auto id = parse_decimal(text, 0);
  return id ? std::optional(id->units) : std::nullopt;
}

/// Columns of a CSV line; quotes are closed, for it is a header or was read before.
std::size_t column_count(std::string_view line) {
  std::size_t columns = 1;
  bool in_quotes = false;
  for (const char byte : line) {
    if (byte == '"') in_quotes = !in_quotes;
    if (byte == ',' && !in_quotes) ++columns;
  }
  return columns;
}

}  // namespace

Result<Retried> retry_quarantined(Store& store, const intake::QuarantineFilter& filter,
                                  Instant now) {
  const auto transaction = TRY(store.begin_write());
  intake::QuarantineFilter open = filter;
  open.state = intake::QuarantineState::open;
  open.limit = k_lines_max;
  std::vector<MendedLine> lines;
  for (const auto& line : TRY(transaction->batches().quarantined(open))) {
    lines.push_back({line.id, line.raw, ""});
  }
  if (lines.empty()) return refuse(errors::k_not_quarantined);
  return Retry(*transaction, now).run(lines);
}

Result<Retried> retry_lines(Store& store, const std::vector<MendedLine>& lines, Instant now,
                            const MayMend& may, const Also<Retried>& also) {
  const auto transaction = TRY(store.begin_write());
  return Retry(*transaction, now, may, also).run(lines);
}

Result<Retried> retry_mended(Store& store, intake::ByteSource& source, Instant now,
                             const MayMend& may) {
  std::vector<MendedLine> lines;
  bool has_id = true;
  Errors lost;  // about rows that can't even be told apart
  const auto on_row = [&](std::uint32_t, const std::vector<std::string>& cells) {
    const auto id = cells.size() > k_own_columns ? id_in(cells.front()) : std::nullopt;
    has_id = has_id && id;
    if (id) lines.push_back({*id, raw_of(cells), ""});
  };
  const auto on_broken_row = [&](std::string_view raw, const Errors& findings) {
    const auto id = id_in(raw.substr(0, raw.find(',')));
    if (id) {
      lines.push_back({*id, std::string(raw), findings_json(findings)});
    } else {
      lost.insert(lost.end(), findings.begin(), findings.end());
    }
  };
  const auto header = TRY(intake::read_table(source, on_row, on_broken_row));
  if (!lost.empty()) return refuse_all(std::move(lost));
  if (!has_id || header.empty() || header.front() != k_quarantine_id) {
    return refuse(errors::k_mended_unreadable, {source.name(), 0, 0, ""});
  }
  const auto transaction = TRY(store.begin_write());
  return Retry(*transaction, now, may).run(lines);
}

std::string export_header(const intake::Batch& batch) {
  return std::string(k_quarantine_id) + ",findings," +
         (batch.header.empty() ? "json" : batch.header);
}

std::string export_line(const intake::Batch& batch, const intake::QuarantinedLine& line,
                        Lang lang) {
  std::string findings;
  if (const auto json = parse_json("findings", line.findings)) {
    for (const JsonValue& finding : json->items) {
      const JsonValue* text = finding.find(lang == Lang::zh ? "zh" : "en");
      if (text == nullptr) continue;
      if (!findings.empty()) findings += lang == Lang::zh ? ";" : "; ";
      findings += text->text;
    }
  }
  std::string out;
  CsvLine cells(out);
  cells.cell(std::to_string(line.id)).cell(findings);
  if (line.raw.starts_with('{')) {
    cells.cell(line.raw);
  } else {
    out += ',' + line.raw;
    // A line without its own text, or with too few cells, gets empty ones to be filled in.
    const std::size_t columns = column_count(batch.header);
    const std::size_t own = column_count(line.raw);
    if (own < columns) out.append(columns - own, ',');
  }
  return out;
}

}  // namespace sanqu::acts
