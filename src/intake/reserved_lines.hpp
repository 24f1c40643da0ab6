// SPDX-License-Identifier: Apache-2.0
// Lines of the reserved classes: statuses of records, merges of subjects, zones and who belongs to them. Their columns are
// built in; no catalogue describes them.
#pragma once

#include <memory>

#include "intake/line_findings.hpp"
#include "intake/schema.hpp"

namespace sanqu::intake {

inline constexpr std::size_t k_reserved_classes = 4;  // k_class_record_status and on, downwards

class ReservedLines {
 public:
  /// `classes` tells a status's `of_class` and, like the catalogue, must outlive it.
  ReservedLines(const catalogue::Catalogue& catalogue, const WordIndex& classes);

  /// The words that name the reserved classes.
  static void add_names(WordIndex& classes);
  static std::unique_ptr<Schema> schema_of(std::int32_t class_index);

  /// Hands the line to `sink` and settles it, or leaves its findings.
  void take(std::int32_t class_index, const LineValues& values, LineFindings& findings,
            RecordSink& sink) const;

 private:
  void take_status(const LineValues& values, LineFindings& findings, RecordSink& sink) const;
  void take_merge(const LineValues& values, LineFindings& findings, RecordSink& sink) const;
  void take_zone(const LineValues& values, LineFindings& findings, RecordSink& sink) const;
  void take_membership(const LineValues& values, LineFindings& findings, RecordSink& sink) const;

  bool is_uscc_scheme_;
  const WordIndex& classes_;
  WordIndex statuses_;
  WordIndex zone_kinds_;
};

}  // namespace sanqu::intake
