// SPDX-License-Identifier: Apache-2.0
// Where the offices' lines wait until their file goes: by office, class and day of sending. Making a file puts the faults in,
// notes them, and lets follow what depends on a line that arrived (its correction, its repair).
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/date.hpp"
#include "demo/demo.hpp"
#include "demo/dice.hpp"
#include "demo/offices.hpp"
#include "demo/templates.hpp"

namespace sanqu::demo {

struct FollowUp;

struct Row {
  std::string cells;
  std::vector<FollowUp> follow_ups;
  bool is_follow_up = false;   // sent with care
  bool is_correction = false;  // of a line that arrived
};

/// A later line about the same record.
struct FollowUp {
  Office office;
  const Template* form;
  Date ready_on;
  std::string cells;
  bool needs_original = false;  // makes no sense unless the first line was taken
};

class Outbox {
 public:
  Outbox(std::string folder, std::uint64_t seed) : folder_(std::move(folder)), seed_(seed) {}

  /// The row goes with the office's next file after `ready_on`.
  void add(Office office, const Template& form, Date ready_on, Row row);
  void add(Office office, const Template& form, Date ready_on, std::string cells) {
    add(office, form, ready_on, Row{std::move(cells), {}, false, false});
  }
  /// The row goes on this very day.
  void add_on(Office office, const Template& form, Date sent_on, std::string cells);

  /// Writes the files of this class that wait, those of follow-ups of the same class too.
  Result<bool> send(const Template& form);
  /// The list of all that was sent, in the order of time; nothing must be waiting.
  Result<CityFiles> finish();

 private:
  /// The order in which files of one day come: who must be known first comes first.
  struct Key {
    Date sent_on;
    Office office;
    const Template* form;
    bool operator<(const Key& other) const;
  };
  struct Sent {
    Date on;
    int rank = 0;
    Delivery delivery;
  };

  Date sending_day(Office office, const Template& form, Date ready_on) const;
  Result<bool> write(const Key& key, std::vector<Row> rows);
  void follow(const Key& key, Row& row, bool was_taken);
  Result<std::string> write_file(const Key& key, const std::vector<std::string>& lines);
  void repeat(const Key& key, const Delivery& first, Dice& dice);

  std::string folder_;
  std::uint64_t seed_;
  std::map<Key, std::vector<Row>> waiting_;
  std::vector<Sent> sent_;
  std::array<std::uint64_t, k_faults> by_fault_{};
  std::uint64_t lines_ = 0;
};

}  // namespace sanqu::demo
