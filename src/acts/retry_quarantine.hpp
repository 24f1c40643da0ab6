// SPDX-License-Identifier: Apache-2.0
// Quarantined lines again, without the department sending all of its file again: as they are (their subject has come, a
// code set has grown) or as somebody mended them. A line that is taken now is settled; the others stay where they are.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "acts/import_file.hpp"

namespace sanqu::acts {

/// The column that says which quarantined line a mended line is.
inline constexpr std::string_view k_quarantine_id = "quarantine_id";

struct MendedLine {
  std::int64_t id = 0;  // of the quarantined line
  std::string raw;      // CSV under the header of its batch, or a JSON object
  std::string broken;   // findings as JSON, where its form was wrong when it came back
};

struct Retried {
  std::uint64_t tried = 0;
  std::uint64_t mended = 0;
  std::uint64_t still_refused = 0;
  std::vector<std::pair<std::int64_t, std::string>> findings;  // of those: id, findings as JSON
  std::vector<Receipt>
      receipts;  // one a batch tried; none where no line was taken: then the store is as it was
};

/// May lines of this batch be mended? Lines of the others are as if they were not there.
using MayMend = std::function<bool(const intake::Batch&)>;

/// These lines, each as the caller wrote it; `also` where any was taken. Error: acts.not_quarantined where none of them is open.
Result<Retried> retry_lines(Store& store, const std::vector<MendedLine>& lines, Instant now,
                            const MayMend& may = nullptr, const Also<Retried>& also = nullptr);

/// All open lines that `filter` picks. Error: acts.not_quarantined where there are none.
Result<Retried> retry_quarantined(Store& store, const intake::QuarantineFilter& filter,
                                  Instant now);

/// Lines of a file that `quarantine export` wrote and somebody mended. Errors: acts.mended_unreadable, those of the file.
Result<Retried> retry_mended(Store& store, intake::ByteSource& source, Instant now,
                             const MayMend& may = nullptr);

/// The header of an exported file: quarantine_id, findings, then the batch's own columns.
std::string export_header(const intake::Batch& batch);
/// As wide as the header, unless the line itself is wider.
std::string export_line(const intake::Batch& batch, const intake::QuarantinedLine& line, Lang lang);

}  // namespace sanqu::acts
