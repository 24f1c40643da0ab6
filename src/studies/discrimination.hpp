// SPDX-License-Identifier: Apache-2.0
// Does a rating tell apart the subjects to whom something happened later? KS, AUC and Gini with intervals, from the exact
// counts at every different number of points. Statistics: floating point is used from here on, never for a result.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

namespace sanqu::studies {

/// A 95 % interval.
struct Interval {
  double low = 0;
  double high = 0;
};

/// All subjects with the same points (or grade): a larger value was rated better.
struct Level {
  std::int64_t value = 0;
  std::uint64_t events = 0;
  std::uint64_t others = 0;
};

/// Collects subjects and gives their levels, ascending.
class Levels {
 public:
  void add(std::int64_t value, bool is_event) { subjects_.push_back({value, is_event}); }
  std::vector<Level> take();

 private:
  struct Subject {
    std::int64_t value;
    bool is_event;
  };
  std::vector<Subject> subjects_;
};

struct Discrimination {
  std::uint64_t subjects = 0;
  std::uint64_t events = 0;
  /// The chance that a subject without the event had the larger value than one with it, a tie counting half: exact by
  /// ranks. None where one side is empty. Where events are good ones, see `flipped`.
  std::optional<double> auc;
  std::optional<Interval> auc_interval;  // DeLong's variance on the logit scale
  std::optional<double> ks;             // the largest distance between the two shares below a value
  std::int64_t ks_value = 0;            // the value at and below which it is reached
  std::optional<Interval> ks_interval;  // bootstrap, where it was asked for
  /// 2 AUC - 1.
  std::optional<double> gini() const;
  std::optional<Interval> gini_interval() const;
};

struct DiscriminationOptions {
  bool events_are_good = false;  // then the AUC is that of the subjects with the event
  std::uint32_t resamples = 0;   // for the interval of the KS; 0: none
  std::uint64_t seed = 1;        // the same seed gives the same interval on every machine
};

/// `levels` ascending and without two of the same value.
Discrimination discriminate(const std::vector<Level>& levels, const DiscriminationOptions& options);

/// Corners of the ROC curve from (0, 0) to (1, 1): of the levels at and below each value the share of subjects without the
/// event, and with it. At most `corners_max` of them, evenly picked.
struct Corner {
  double others = 0;
  double events = 0;
};
std::vector<Corner> roc_corners(const std::vector<Level>& levels, std::size_t corners_max);

/// Wilson's interval for a rate; `of` > 0.
Interval wilson(std::uint64_t events, std::uint64_t of);

/// Population stability index between two distributions over the same classes: the sum of (q - p) ln(q / p). A class that is
/// empty on one side counts there as half a subject; one that is empty on both is left out.
struct Stability {
  double psi = 0;
  double by_chance = 0;  // below this it lies with 95 % where nothing has changed
};
Stability stability(const std::vector<std::uint64_t>& before,
                    const std::vector<std::uint64_t>& after);

}  // namespace sanqu::studies
