// SPDX-License-Identifier: Apache-2.0
// Inside the proofs: records and subjects to try a standard with, made of the values at which it decides something.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "standards/proofs/proofs.hpp"

namespace sanqu::standards::proofs {

class Samples {
 public:
  Samples(const Plan& plan, const catalogue::Catalogue& catalogue);

  /// Variants of each template, one field changed at a time, then the templates themselves; at most `most`.
  std::vector<CaseRecord> records(std::int32_t class_index, Date as_of,
                                  const std::vector<CaseRecord>& templates, std::size_t most) const;
  /// A record with the fields that are required; empty where one can't be made (a text of a given pattern).
  std::vector<CaseValue> plain_record(std::int32_t class_index, Date as_of) const;
  std::vector<CaseRecord> plain_records(std::int32_t class_index, Date as_of) const;
  std::vector<GoldenCase> subjects(Date as_of) const;

 private:
  using Texts = std::vector<std::string>;
  void look_through();
  void look_at_points();
  void look_at_window(const Source& source, const Measure& measure);
  Texts texts_for(const catalogue::Field& field, const std::set<std::int64_t>& units,
                  Date as_of) const;

  const Plan& plan_;
  const catalogue::Catalogue& catalogue_;
  // What the standard compares a field (class, field) or an attribute (-1, attribute) with: units, codes; for dates the
  // number of days before as_of.
  std::map<std::pair<std::int32_t, std::int32_t>, std::set<std::int64_t>> compared_;
};

}  // namespace sanqu::standards::proofs
