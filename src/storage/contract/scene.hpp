// SPDX-License-Identifier: Apache-2.0
// What the cases stand on: a store, a writer with its batch, and lines as words that can be compared.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <vector>

#include "storage/contract/contract.hpp"

namespace sanqu::storage::contract {

using Words = std::vector<std::string>;

/// The value, or the end of the case with the error's words.
template <typename T>
T good(Result<T> result) {
  if (!result) FAIL(result.error().front().render(Lang::en));
  return std::move(*result);
}

/// The code of what was refused; `done` where nothing was.
template <typename T>
std::string code_of(const Result<T>& result) {
  return result ? "done" : std::string(result.error().front().code->id);
}

Date day(std::string_view text);
Instant moment(std::string_view text);

/// A write transaction with one open batch, recorded at `at`.
class Writing {
 public:
  Writing(acts::Store& store, std::string_view at);

  registry::RegistryStore& registry() { return transaction_->registry(); }
  intake::BatchStore& batches() { return transaction_->batches(); }
  evaluation::ResultStore& results() { return transaction_->results(); }
  standards::StandardStore& standards() { return transaction_->standards(); }
  Instant at() const { return batch.recorded_at; }
  registry::Origin origin();

  /// The subject's key; added, where it is new, with one line since ever.
  registry::SubjectKey subject(std::string_view id);
  registry::SubjectLine line(registry::SubjectKey subject, std::string_view valid_from,
                             std::string_view content);
  registry::RecordVersion version(registry::SubjectKey subject, std::string_view content);
  registry::RecordKey record(std::string_view class_id, std::string_view id,
                             registry::SubjectKey subject, std::string_view content = "{}");
  void correct(registry::RecordKey record, registry::SubjectKey subject, std::string_view content);
  void status(registry::RecordKey record, catalogue::RecordStatus status, std::string_view on);
  void merge(registry::SubjectKey subject, registry::SubjectKey into, bool undone = false);
  void zone(std::string_view id, std::string_view kind, std::string_view title = "");
  void member(std::string_view zone, registry::SubjectKey subject, std::string_view from,
              std::string_view through = "9999-12-31");

  /// Finishes the batch and commits.
  void commit();

  intake::Batch batch;

 private:
  std::unique_ptr<acts::Transaction> transaction_;
  std::uint32_t line_ = 1;
};

// Lines as words: "class record_id subject_id event_on recorded_at content", and so on.
Words subject_lines(acts::Transaction& transaction, const registry::Reading& reading = {});
Words versions(acts::Transaction& transaction, const registry::Reading& reading = {});
Words statuses(acts::Transaction& transaction, const registry::Reading& reading = {});
Words merges(acts::Transaction& transaction, const registry::Reading& reading = {});
Words memberships(acts::Transaction& transaction, const registry::Reading& reading = {});
/// All five.
Words everything(acts::Transaction& transaction, const registry::Reading& reading = {});

std::string latest_content(registry::RegistryStore& registry, registry::RecordKey record);

}  // namespace sanqu::storage::contract
