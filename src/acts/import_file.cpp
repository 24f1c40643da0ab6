// SPDX-License-Identifier: Apache-2.0
#include "acts/import_file.hpp"

#include <algorithm>

#include "acts/acts.hpp"
#include "acts/line_keeper.hpp"
#include "intake/hashing_source.hpp"

namespace sanqu::acts {

namespace {

constexpr std::int64_t k_tick_ms = 1;

/// Strictly later than everything that was recorded or published: what was known then stays what was known then.
Result<Instant> time_of_batch(Transaction& transaction, const ImportRequest& request) {
  const Instant latest = std::max(TRY(transaction.batches().latest_recorded_at()),
                                  TRY(transaction.results().latest_known_at()));
  const Instant next = latest == Instant::min()
                           ? Instant::min()
                           : Instant::from_unix_ms(latest.unix_ms() + k_tick_ms);
  if (!request.recorded_at) return std::max(request.now, next);
  if (*request.recorded_at < next) {
    return refuse(errors::k_time_not_later, {}, {request.recorded_at->text(), latest.text()});
  }
  return *request.recorded_at;
}

}  // namespace

Result<std::int32_t> class_of_lines(const std::string& id, const catalogue::Catalogue& catalogue) {
  if (id.empty()) return -1;
  if (id == "record_status") return intake::k_class_record_status;
  if (id == "subject_merge") return intake::k_class_subject_merge;
  if (id == "zone") return intake::k_class_zone;
  if (id == "zone_membership") return intake::k_class_zone_membership;
  const std::int32_t index = catalogue.find_class(id);
  if (index < 0) return refuse(errors::k_class_unknown, {}, {id});
  return index;
}

namespace {

Result<intake::FileReceipt> read_lines(intake::ByteSource& source,
                                       const catalogue::Catalogue& catalogue,
                                       const ImportRequest& request, Transaction& transaction,
                                       Date latest_event, LineKeeper& keeper) {
  intake::ReadOptions options;
  options.personal = intake::PersonalValues::handed_on;
  options.raw_bytes_max = intake::k_line_bytes_max;
  options.latest_event_date = latest_event;
  options.column_map = TRY(transaction.batches().column_map(request.source, request.class_id));
  if (request.class_id == "subject") {
    return intake::read_subjects(source, catalogue, options, keeper);
  }
  options.class_index = TRY(class_of_lines(request.class_id, catalogue));
  return intake::read_records(source, catalogue, options, keeper);
}

/// The very same file came before: said in a receipt, and nothing is done.
Result<Receipt> repeat(Store& store, const intake::Batch& first, intake::Batch batch,
                       const ImportRequest& request) {
  const auto transaction = TRY(store.begin_write());
  const std::uint64_t read = batch.counts.read;
  batch.counts = {};
  batch.counts.read = read;
  batch.counts.unchanged = read;
  batch.by_code.clear();
  batch.person_lines.clear();
  batch.repeat_of = first.id;
  batch.id = TRY(transaction->batches().add_batch(batch));
  TRY(transaction->batches().finish_batch(batch));
  if (request.also) TRY(request.also(*transaction, batch));
  TRY(transaction->commit());
  return Receipt{std::move(batch), {}, {}};
}

}  // namespace

Result<Receipt> import_file(Store& store, intake::ByteSource& source,
                            const ImportRequest& request) {
  auto transaction = TRY(store.begin_write());
  const auto rules = TRY(read_catalogue(transaction->standards()));
  Receipt receipt;
  intake::Batch& batch = receipt.batch;
  batch.class_id = request.class_id;
  batch.source = request.source;
  batch.file = request.file;
  batch.recorded_at = TRY(time_of_batch(*transaction, request));
  batch.id = TRY(transaction->batches().add_batch(batch));

  // Every line, as far as the store holds; a file that can't be used ends here with nothing changed.
  LineKeeper keeper(*transaction, rules->catalogue, batch, request.calendar, request.lines_done);
  intake::HashingSource hashing(source);
  intake::FileReceipt read = TRY(read_lines(hashing, rules->catalogue, request, *transaction,
                                            batch.recorded_at.date(), keeper));
  TRY(keeper.state());
  TRY(hashing.read_rest());
  batch.sha256 = hashing.sha256();
  batch.bytes = hashing.bytes();
  batch.header = read.header;
  batch.counts.read = read.lines_read;
  batch.by_code = std::move(read.by_code);
  receipt.notices = std::move(read.notices);
  if (const auto first =
          TRY(transaction->batches().find_same(batch.sha256, batch.class_id, batch.source))) {
    transaction.reset();
    return repeat(store, *first, std::move(batch), request);
  }
  TRY(transaction->batches().finish_batch(batch));

  // What follows: the ratings of those whose facts changed, before anybody can see the one without the other.
  const Date today = batch.recorded_at.date();
  if (request.reevaluates) {
    const ReevaluateOptions options{.threads = request.threads, .progress = nullptr};
    for (const auto& standard : TRY(active_standards(transaction->standards(), today))) {
      receipt.ratings.push_back(
          TRY(reevaluate(*transaction, *standard, keeper.touched(), today, batch.recorded_at,
                         "batch:" + std::to_string(batch.id), options)));
    }
  }
  if (request.also) TRY(request.also(*transaction, batch));
  TRY(transaction->commit());
  return receipt;
}

}  // namespace sanqu::acts
