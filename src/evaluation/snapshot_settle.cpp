// SPDX-License-Identifier: Apache-2.0
// From lines to a snapshot: merges (R5), status histories (R2) with expiry, rows sorted by subject.
#include <algorithm>
#include <map>
#include <numeric>

#include "core/ensure.hpp"
#include "evaluation/builder_state.hpp"

namespace sanqu::evaluation {

namespace {

using State = SnapshotBuilder::State;
constexpr std::int32_t k_first_day = std::numeric_limits<std::int32_t>::min();
constexpr std::int32_t k_last_day = std::numeric_limits<std::int32_t>::max();

/// For each subject the one that its records belong to. A circle of merges is reported and left alone.
std::vector<std::uint32_t> survivors(const State& state, Errors& findings) {
  std::vector<std::uint32_t> into(state.subjects.size());
  std::iota(into.begin(), into.end(), 0U);
  std::vector<MergeLine> lines = state.merges;
  std::stable_sort(lines.begin(), lines.end(), [](const MergeLine& a, const MergeLine& b) {
    return a.recorded_at < b.recorded_at;
  });
  for (const MergeLine& line : lines) {
    const auto from = state.subject_of.find(line.subject_id);
    const auto to = state.subject_of.find(line.into);
    if (from == state.subject_of.end() || to == state.subject_of.end()) {
      const std::string& unknown = from == state.subject_of.end() ? line.subject_id : line.into;
      findings.push_back(make_error(builder_errors::k_unknown_merge, line.place, {unknown}));
      continue;
    }
    into[from->second] = line.undone ? from->second : to->second;
  }
  std::vector<std::uint32_t> out(into.size());
  for (std::uint32_t subject = 0; subject < into.size(); ++subject) {
    std::uint32_t at = subject;
    std::size_t steps = 0;
    while (into[at] != at && steps <= into.size()) {
      at = into[at];
      ++steps;
    }
    if (steps > into.size()) {
      findings.push_back(
          make_error(builder_errors::k_unknown_merge, {}, {state.subjects[subject].id}));
      at = subject;
    }
    out[subject] = at;
  }
  return out;
}

/// Subjects that keep their own result, and old number -> new number for the survivors.
struct Numbering {
  std::vector<std::uint32_t> kept;       // new -> old
  std::vector<std::uint32_t> number_of;  // old -> new number of its survivor
};

Numbering number_subjects(const State& state, Errors& findings) {
  const std::vector<std::uint32_t> survivor = survivors(state, findings);
  Numbering out;
  out.number_of.resize(survivor.size());
  std::vector<std::uint32_t> new_number(survivor.size(), 0);
  for (std::uint32_t old = 0; old < survivor.size(); ++old) {
    if (survivor[old] != old) continue;
    new_number[old] = static_cast<std::uint32_t>(out.kept.size());
    out.kept.push_back(old);
  }
  for (std::uint32_t old = 0; old < survivor.size(); ++old)
    out.number_of[old] = new_number[survivor[old]];
  return out;
}

Column gathered(Column& from, const std::vector<std::uint32_t>& order) {
  Column out;
  if (!from.wide.empty()) {
    out.wide.reserve(order.size());
    for (const std::uint32_t row : order) out.wide.push_back(from.wide[row]);
  } else if (!from.narrow.empty()) {
    out.narrow.reserve(order.size());
    for (const std::uint32_t row : order) out.narrow.push_back(from.narrow[row]);
  }
  from = Column{};
  return out;
}

/// Living rows by their subject's number, in the order of arrival within a subject.
std::vector<std::uint32_t> sorted_rows(const ClassRows& rows, const Numbering& numbering,
                                       ClassTable& table) {
  table.begin.assign(numbering.kept.size() + 1, 0);
  std::uint32_t living = 0;
  for (std::uint32_t row = 0; row < rows.count; ++row) {
    if (rows.is_dead(row)) continue;
    ++table.begin[numbering.number_of[rows.subject[row]] + 1];
    ++living;
  }
  std::partial_sum(table.begin.begin(), table.begin.end(), table.begin.begin());
  std::vector<std::uint32_t> next(table.begin.begin(), table.begin.end() - 1);
  std::vector<std::uint32_t> order(living);
  for (std::uint32_t row = 0; row < rows.count; ++row) {
    if (!rows.is_dead(row)) order[next[numbering.number_of[rows.subject[row]]]++] = row;
  }
  return order;
}

using History =
    std::map<std::int32_t,
             std::pair<Instant, RecordStatus>>;  // effective day -> latest recorded entry

/// The stretches of a record's life: explicit statuses, and expiry wherever it would else be in force.
std::vector<StatusChange> changes_of(std::uint32_t row, const History& history,
                                     std::int32_t last_day) {
  std::vector<StatusChange> out;
  const auto push = [&](std::int32_t day, RecordStatus status) {
    const RecordStatus before = out.empty() ? RecordStatus::in_force : out.back().status;
    if (status != before) out.push_back({row, Date::from_days(day), status});
  };
  RecordStatus status = RecordStatus::in_force;
  bool is_expired = false;
  for (const auto& [day, entry] : history) {
    if (!is_expired && last_day != k_last_day && day > last_day) {
      is_expired = true;
      if (status == RecordStatus::in_force) push(last_day + 1, RecordStatus::expired);
    }
    status = entry.second;
    push(day, is_expired && status == RecordStatus::in_force ? RecordStatus::expired : status);
  }
  if (!is_expired && last_day != k_last_day && status == RecordStatus::in_force)
    push(last_day + 1, RecordStatus::expired);
  return out;
}

/// Writes the days in force of one row from its changes.
void set_force(ClassTable& table, std::uint32_t row, const std::vector<StatusChange>& changes) {
  std::int32_t from = k_first_day;
  std::int32_t through = k_last_day;
  std::size_t stretches = 0;
  RecordStatus status = RecordStatus::in_force;
  std::int32_t start = k_first_day;
  const auto end_stretch = [&](std::int32_t last) {
    if (status == RecordStatus::in_force && start <= last && stretches++ == 0) {
      from = start;
      through = last;
    }
  };
  for (const StatusChange& change : changes) {
    end_stretch(change.from.days() - 1);
    status = change.status;
    start = change.from.days();
  }
  end_stretch(k_last_day);
  table.force_from[row] = stretches == 0 ? k_last_day : from;
  table.force_through[row] = stretches == 0 ? k_first_day : through;
  if (stretches > 1) table.broken.push_back(row);
}

void settle_statuses(const ClassRows& rows, const std::vector<std::uint32_t>& order,
                     const std::map<std::uint32_t, History>& histories, ClassTable& table) {
  const bool any_expiry = std::any_of(order.begin(), order.end(), [&](std::uint32_t row) {
    return rows.last_day[row] != k_last_day;
  });
  if (!any_expiry && histories.empty()) return;
  table.force_from.resize(order.size());
  table.force_through.resize(order.size());
  const History none;
  for (std::uint32_t row = 0; row < order.size(); ++row) {
    const auto found = histories.find(order[row]);
    const auto changes =
        changes_of(row, found == histories.end() ? none : found->second, rows.last_day[order[row]]);
    set_force(table, row, changes);
    table.changes.insert(table.changes.end(), changes.begin(), changes.end());
  }
}

/// Status lines by class and row; a line without its record is a finding.
std::vector<std::map<std::uint32_t, History>> histories_of(const State& state, Errors& findings) {
  std::vector<std::map<std::uint32_t, History>> out(state.classes.size());
  for (const StatusLine& line : state.statuses) {
    const auto at = static_cast<std::size_t>(line.class_index);
    const ClassRows& rows = state.classes[at];
    const std::uint32_t row =
        rows.index.find(line.record_id, [&](std::uint32_t r) { return rows.id(r); });
    if (row == RowIndex::k_none) {
      // Classes that no indicator reads were not kept, so their records can't be looked for.
      if (state.needed.classes[at])
        findings.push_back(
            make_error(builder_errors::k_unknown_record, line.place, {line.record_id}));
      continue;
    }
    auto [entry, is_new] =
        out[at][row].try_emplace(line.effective_on.days(), line.recorded_at, line.status);
    if (!is_new && line.recorded_at >= entry->second.first)
      entry->second = {line.recorded_at, line.status};
  }
  return out;
}

ClassTable settle_class(ClassRows& rows, const Numbering& numbering,
                        const std::map<std::uint32_t, History>& histories) {
  ClassTable table;
  const std::vector<std::uint32_t> order = sorted_rows(rows, numbering, table);
  for (const std::uint32_t row : order)
    table.subject.push_back(numbering.number_of[rows.subject[row]]);
  for (Column& column : rows.columns) table.columns.push_back(gathered(column, order));
  settle_statuses(rows, order, histories, table);
  table.id_begin.reserve(order.size() + 1);
  table.id_begin.push_back(0);
  for (const std::uint32_t row : order) {
    table.id_bytes += rows.id(row);
    table.id_begin.push_back(table.id_bytes.size());
  }
  rows = ClassRows{};
  return table;
}

void check_sizes(const ClassTable& table, const Snapshot& snapshot, Errors& findings) {
  for (std::size_t s = 0; s + 1 < table.begin.size(); ++s) {
    if (table.begin[s + 1] - table.begin[s] <= standards::k_records_per_subject_max) continue;
    findings.push_back(make_error(
        builder_errors::k_too_many_records, {},
        {snapshot.subject_ids[s], std::to_string(standards::k_records_per_subject_max)}));
  }
}

}  // namespace

Snapshot SnapshotBuilder::build(Errors& findings) {
  State& state = *state_;
  Snapshot out;
  const Numbering numbering = number_subjects(state, findings);
  const auto histories = histories_of(state, findings);
  for (const std::uint32_t old : numbering.kept) {
    const SubjectState& subject = state.subjects[old];
    out.subject_ids.push_back(subject.id);
    out.uscc_failed.push_back(subject.uscc_failed);
    out.attributes_change_on.push_back(subject.change_on.days());
  }
  for (Column& column : state.attributes)
    out.attributes.push_back(gathered(column, numbering.kept));
  for (std::size_t c = 0; c < state.classes.size(); ++c) {
    out.classes.push_back(settle_class(state.classes[c], numbering, histories[c]));
    check_sizes(out.classes.back(), out, findings);
  }
  out.texts = std::move(state.texts);
  return out;
}

}  // namespace sanqu::evaluation
