// SPDX-License-Identifier: Apache-2.0
#include "demo/outbox.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <tuple>

#include "core/ensure.hpp"
#include "demo/cells.hpp"
#include "demo/csv_file.hpp"
#include "demo/faults.hpp"
#include "demo/xlsx_file.hpp"

namespace sanqu::demo {

namespace {

constexpr int k_repeats = 150;  // files in ten thousand that are sent twice
constexpr std::int64_t k_minute_ms = 60'000;
constexpr std::int64_t k_day_minutes = 24 * 60;
constexpr std::int64_t k_opening_minute = 9 * 60 - 8 * 60;  // 09:00 in Shanghai, counted in UTC

int rank_of(const Template& form) {
  constexpr std::string_view k_first[] = {"subject", "zone", "zone_membership"};
  constexpr std::string_view k_last[] = {"record_status", "subject_merge"};
  for (int i = 0; i < 3; ++i) {
    if (form.class_id == k_first[i]) return i;
  }
  for (int i = 0; i < 2; ++i) {
    if (form.class_id == k_last[i]) return 4 + i;
  }
  return 3;
}

/// Licences and penalties go as often as the office sends at all, everything else once a month at most, lists and awards
/// once a quarter.
Rhythm rhythm_of(Office office, const Template& form) {
  const Rhythm own = habits_of(office).rhythm;
  if (form.class_id == "serious_dishonesty_list" || form.class_id == "commendation") {
    return Rhythm::quarterly;
  }
  return form.item_codes.empty() ? std::max(own, Rhythm::monthly) : own;
}

std::string compact(Date date) {
  const YearMonthDay parts = ymd_of(date);
  return fmt::format("{:04}{:02}{:02}", parts.year, parts.month, parts.day);
}

Result<bool> write_bytes(const std::string& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (file) return true;
  return refuse(errors::k_not_written, {}, {path, std::strerror(errno)});
}

}  // namespace

bool Outbox::Key::operator<(const Key& other) const {
  return std::tuple(sent_on, office, form->class_id) <
         std::tuple(other.sent_on, other.office, other.form->class_id);
}

Date Outbox::sending_day(Office office, const Template& form, Date ready_on) const {
  const Date end = period_end(rhythm_of(office, form), ready_on);
  Dice dice(seed_, form.class_id,
            static_cast<std::uint64_t>(end.days()) * 64 + static_cast<std::uint64_t>(office));
  return plus_weekdays(plus_days(end, 1), habits_of(office).delay_weekdays + dice.below(2));
}

void Outbox::add(Office office, const Template& form, Date ready_on, Row row) {
  const Date sent_on = sending_day(office, form, ready_on);
  if (sent_on > last_day()) return;  // still to come when the city's three years end
  waiting_[Key{sent_on, office, &form}].push_back(std::move(row));
}

void Outbox::add_on(Office office, const Template& form, Date sent_on, std::string cells) {
  if (sent_on > last_day()) return;
  waiting_[Key{sent_on, office, &form}].push_back(Row{std::move(cells), {}, false, false});
}

void Outbox::follow(const Key& key, Row& row, bool was_taken) {
  for (FollowUp& next : row.follow_ups) {
    if (next.needs_original && !was_taken) continue;
    Date ready_on = next.ready_on;
    while (sending_day(next.office, *next.form, ready_on) <= key.sent_on) {
      ready_on = plus_days(std::max(ready_on, key.sent_on), 1);
    }
    const bool is_correction = was_taken && next.form == key.form;
    add(next.office, *next.form, ready_on, Row{std::move(next.cells), {}, true, is_correction});
  }
}

Result<std::string> Outbox::write_file(const Key& key, const std::vector<std::string>& lines) {
  const OfficeHabits& habits = habits_of(key.office);
  const bool is_xlsx = habits.form == FileForm::xlsx;
  const std::string path =
      fmt::format("{}/{}_{}_{}.{}", folder_, compact(key.sent_on), habits.short_name,
                  key.form->class_id, is_xlsx ? "xlsx" : "csv");
  const auto& headers = headers_of(*key.form, habits);
  TRY(write_bytes(path, is_xlsx ? xlsx_bytes(*key.form, headers, habits.title, lines)
                                : csv_bytes(*key.form, habits, lines)));
  return path;
}

Result<bool> Outbox::write(const Key& key, std::vector<Row> rows) {
  const OfficeHabits& habits = habits_of(key.office);
  Dice dice(seed_, fmt::format("file {} {}", habits.short_name, key.form->class_id),
            static_cast<std::uint64_t>(key.sent_on.days()));
  Delivery delivery;
  std::vector<std::string> lines;
  const std::size_t first_line = habits.title.empty() ? 2 : 3;
  const auto note = [&](Fault fault) {
    delivery.faulty.push_back({static_cast<std::uint32_t>(lines.size() + first_line), fault});
    ++by_fault_[static_cast<std::size_t>(fault)];
  };
  for (Row& row : rows) {
    std::vector<std::string> cells = split_cells(row.cells);
    ensure(cells.size() == key.form->titles.size());
    if (key.form->category >= 0 && dice.chance(habits.persons)) {
      std::vector<std::string> person = cells;
      make_person(person, *key.form, dice);
      note(Fault::natural_person);
      lines.push_back(joined_cells(person));
    }
    const auto fault =
        row.is_follow_up ? std::nullopt : fault_for(cells, *key.form, key.office, dice);
    if (!fault || fault == Fault::duplicate_line) {
      lines.push_back(row.cells);
      if (fault) {
        note(*fault);
        lines.push_back(row.cells);
      }
    } else {
      spoil(cells, *key.form, *fault, dice);
      note(*fault);
      lines.push_back(joined_cells(cells));
      const bool is_sent_again = std::any_of(row.follow_ups.begin(), row.follow_ups.end(),
                                             [&](const FollowUp& f) { return f.form == key.form; });
      if (fault == Fault::yuan_for_wan_yuan && !is_sent_again) {
        row.follow_ups.push_back(
            {key.office, key.form, plus_days(key.sent_on, 25), row.cells, true});
      }
    }
    delivery.corrections += row.is_correction ? 1 : 0;
    follow(key, row, !fault || consequence_of(*fault) == Consequence::taken);
  }
  delivery.path = TRY(write_file(key, lines));
  delivery.class_id = key.form->class_id;
  delivery.source = habits.name;
  delivery.lines = static_cast<std::uint32_t>(lines.size());
  lines_ += lines.size();
  const bool is_repeated = key.form->takes_faults && dice.chance(k_repeats);
  sent_.push_back({key.sent_on, rank_of(*key.form), delivery});
  if (is_repeated) repeat(key, delivery, dice);
  return true;
}

void Outbox::repeat(const Key& key, const Delivery& first, Dice& dice) {
  const Date again_on = plus_weekdays(plus_days(key.sent_on, 1), dice.between(0, 4));
  if (again_on > last_day()) return;
  Delivery again = first;
  again.corrections = 0;
  again.faulty.clear();
  again.is_repeat = true;
  sent_.push_back({again_on, rank_of(*key.form), std::move(again)});
}

Result<bool> Outbox::send(const Template& form) {
  auto at = waiting_.begin();
  while (at != waiting_.end()) {
    if (at->first.form != &form) {
      ++at;
      continue;
    }
    // A follow-up of a line waits for a later file, so it is still ahead in the map.
    const Key key = at->first;
    std::vector<Row> rows = std::move(at->second);
    at->second.clear();
    TRY(write(key, std::move(rows)));
    at = waiting_.erase(at);
  }
  return true;
}

Result<CityFiles> Outbox::finish() {
  ensure(waiting_.empty());
  std::sort(sent_.begin(), sent_.end(), [](const Sent& a, const Sent& b) {
    return std::tie(a.on, a.rank, a.delivery.path) < std::tie(b.on, b.rank, b.delivery.path);
  });
  CityFiles files;
  files.by_fault = by_fault_;
  files.lines = lines_;
  std::string list = "file,class_id,source,received_at,lines,corrections,faulty,repeat\n";
  Date day = Date::min();
  std::int64_t minute = 0;
  for (Sent& sent : sent_) {
    minute = sent.on == day ? minute + 1 : k_opening_minute;
    ensure(minute < k_day_minutes);
    day = sent.on;
    Delivery& delivery = sent.delivery;
    delivery.received_at =
        Instant::from_unix_ms((day.days() * k_day_minutes + minute) * k_minute_ms);
    list += fmt::format(
        "{},{},{},{},{},{},{},{}\n", std::filesystem::path(delivery.path).filename().string(),
        delivery.class_id, delivery.source, delivery.received_at.text(), delivery.lines,
        delivery.corrections, delivery.faulty.size(), delivery.is_repeat ? "true" : "false");
    files.deliveries.push_back(std::move(delivery));
  }
  TRY(write_bytes(folder_ + "/deliveries.csv", list));
  return files;
}

}  // namespace sanqu::demo
