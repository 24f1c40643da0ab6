// SPDX-License-Identifier: Apache-2.0
// A department's file comes in: each line ends as accepted, unchanged, corrected or quarantined; the subjects that it
// touched are re-evaluated; the receipt (回执) says all of it. One transaction: all of it happens, or nothing.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "acts/also.hpp"
#include "acts/reevaluate.hpp"
#include "core/workday_calendar.hpp"
#include "intake/intake.hpp"

namespace sanqu::acts {

struct ImportRequest {
  /// A class of the catalogue, or subject, zone, zone_membership, record_status, subject_merge; empty: every line names its
  /// own.
  std::string class_id;
  std::string source;  // the department (信源单位)
  std::string file;    // what the receipt calls it
  /// When the store learns it; none: now. For history brought over from elsewhere; later than everything in the store.
  std::optional<Instant> recorded_at;
  Instant now;
  const WorkdayCalendar* calendar = nullptr;         // to tell late lines; none: nothing is timed
  std::atomic<std::uint64_t>* lines_done = nullptr;  // read by another thread
  bool reevaluates =
      true;  // false: ratings are brought up to date by a full run later (first filling of a store)
  unsigned threads = 0;
  /// What is to be kept with the batch, in its transaction; an error undoes all of it. None: nothing more.
  Also<intake::Batch> also = nullptr;
};

struct Receipt {
  intake::Batch batch;
  Errors notices;  // about the file: unknown columns, conversions
  std::vector<Reevaluated> ratings;
};

/// Errors: those of the store, of the file as a whole, acts.class_unknown, acts.time_not_later. Nothing changed then.
Result<Receipt> import_file(Store& store, intake::ByteSource& source, const ImportRequest& request);

/// The class of a file's lines as intake wants it. Error: acts.class_unknown.
Result<std::int32_t> class_of_lines(const std::string& id, const catalogue::Catalogue& catalogue);

}  // namespace sanqu::acts
