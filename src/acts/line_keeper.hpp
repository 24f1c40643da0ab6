// SPDX-License-Identifier: Apache-2.0
// What intake hands on, brought into the store within one batch: lines that are taken go to the registrar, lines that are
// refused to the quarantine. A natural person's line is counted, and nothing else is done with it.
#pragma once

#include <atomic>
#include <functional>
#include <string>

#include "acts/store.hpp"
#include "core/workday_calendar.hpp"
#include "intake/intake.hpp"
#include "registry/registry.hpp"

namespace sanqu::acts {

class LineKeeper final : public intake::RecordSink, public intake::SubjectSink {
 public:
  /// What to do with a refused line instead of adding it to the quarantine (a line that is there already).
  using OnRefused = std::function<void(const intake::RefusedLine&)>;

  LineKeeper(Transaction& transaction, const catalogue::Catalogue& catalogue, intake::Batch& batch,
             const WorkdayCalendar* calendar, std::atomic<std::uint64_t>* lines_done)
      : transaction_(transaction),
        catalogue_(catalogue),
        batch_(batch),
        registrar_(transaction.registry(), catalogue, batch.recorded_at),
        calendar_(calendar),
        lines_done_(lines_done) {}

  void subject(const intake::CheckedSubject& subject) override;
  void record(const intake::CheckedRecord& record) override;
  void status(const intake::CheckedStatus& status) override;
  void merge(const intake::CheckedMerge& merge) override;
  void zone(const intake::CheckedZone& zone) override;
  void membership(const intake::CheckedMembership& membership) override;
  void refused(const intake::RefusedLine& line) override;

  void on_refused(OnRefused instead) { on_refused_ = std::move(instead); }
  const std::vector<registry::SubjectKey>& touched() const { return registrar_.touched(); }
  /// The store's first failure; the lines after it were left alone.
  Result<bool> state() const;

 private:
  registry::Origin origin(const Place& place) const { return {batch_.id, place.line}; }
  /// False: the store failed before, or this line was refused.
  bool settle(Result<registry::LineOutcome> outcome);
  void count_time(const intake::CheckedRecord& record);
  void keep_quarantined(const intake::RefusedLine& line);

  Transaction& transaction_;
  const catalogue::Catalogue& catalogue_;
  intake::Batch& batch_;
  registry::Registrar registrar_;
  const WorkdayCalendar* calendar_;
  std::atomic<std::uint64_t>* lines_done_;
  OnRefused on_refused_;
  Errors failure_;
};

/// A line's findings as the quarantine keeps them: [{"code","field","column","zh","en","hint_zh","hint_en"}].
std::string findings_json(const Errors& findings);

}  // namespace sanqu::acts
