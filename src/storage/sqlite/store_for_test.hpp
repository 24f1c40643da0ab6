// SPDX-License-Identifier: Apache-2.0
// A small import for tests that disturb one: batches of equal size, each line with its own record.
#pragma once

#include <functional>
#include <string>

#include "storage/storage.hpp"

namespace sanqu::storage::sqlite {

inline std::string code_of(const Errors& errors) { return std::string(errors.front().code->id); }

template <typename T>
std::string code_of(const Result<T>& result) {
  return result ? "done" : code_of(result.error());
}

struct SmallImport {
  int lines = 50;
  std::size_t content_bytes = 400;
  std::function<void()> on_line = [] {};

  /// One batch after the newest, as one transaction; the store's first error ends it.
  Result<bool> run(acts::Store& store) const {
    const auto transaction = TRY(store.begin_write());
    auto& registry = transaction->registry();
    intake::Batch batch;
    const Instant latest = TRY(transaction->batches().latest_recorded_at());
    batch.recorded_at = latest == Instant::min() ? Instant::from_unix_ms(1'772'000'000'000)
                                                 : Instant::from_unix_ms(latest.unix_ms() + 1);
    batch.class_id = "administrative_penalty";
    batch.id = TRY(transaction->batches().add_batch(batch));
    const std::string content = "\"" + std::string(content_bytes, 'x') + "\"";
    for (int i = 0; i < lines; ++i) {
      const std::string id = "S" + std::to_string(i % 7);
      registry::SubjectKey subject = TRY(registry.find_subject(id));
      if (subject == 0) subject = TRY(registry.add_subject(id));
      // Scattered, so that all pages of the indexes are touched.
      const std::string name = std::to_string((batch.id * lines + i) * 7'919 % 100'003);
      TRY(registry.add_record("administrative_penalty",
                              name + "/" + std::to_string(batch.id) + "/" + std::to_string(i),
                              {.record = 0,
                               .subject = subject,
                               .event_on = Date::from_days(20'000 + i),
                               .recorded_at = batch.recorded_at,
                               .content = content,
                               .origin = {batch.id, static_cast<std::uint32_t>(i + 2)}}));
      ++batch.counts.read;
      ++batch.counts.accepted;
      on_line();
    }
    TRY(transaction->batches().finish_batch(batch));
    return transaction->commit();
  }
};

/// Batches that are in the store; -1 where one of them is not whole.
inline std::int64_t whole_batches(acts::Store& store, int lines) {
  const auto reading = store.begin_read();
  if (!reading) return -1;
  const auto counts = (*reading)->registry().counts();
  const auto batches = (*reading)->batches().batches("", 1'000'000);
  if (!counts || !batches) return -1;
  const auto number = static_cast<std::int64_t>(batches->size());
  return counts->versions == static_cast<std::uint64_t>(number * lines) ? number : -1;
}

}  // namespace sanqu::storage::sqlite
