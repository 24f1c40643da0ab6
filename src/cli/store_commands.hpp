// SPDX-License-Identifier: Apache-2.0
// The commands that work on a store; each reads its arguments, calls an act or a room, and says what came of it.
#pragma once

#include "acts/import_file.hpp"
#include "cli/arguments.hpp"
#include "cli/cli.hpp"
#include "intake/quality.hpp"

namespace sanqu::cli {

Result<Exit> init_store(const InitArguments& arguments, const Surroundings& around);
Result<Exit> build_demo(const DemoArguments& arguments, const Surroundings& around);
Result<Exit> import_files(const ImportArguments& arguments, const Surroundings& around);
Result<Exit> work_quarantine(const QuarantineArguments& arguments, const Surroundings& around);
Result<Exit> show_receipts(const ReceiptArguments& arguments, const Surroundings& around);
Result<Exit> look_at_subjects(const SubjectArguments& arguments, const Surroundings& around);
Result<Exit> publish_standard(const PublishArguments& arguments, const Surroundings& around);
Result<Exit> rate_from_store(const RateArguments& arguments, const Surroundings& around);
Result<Exit> show_quality(const QualityArguments& arguments, const Surroundings& around);
Result<Exit> show_zones(const ZoneArguments& arguments, const Surroundings& around);
Result<Exit> serve_store(const ServeArguments& arguments, const Surroundings& around);
Result<Exit> care_for_store(const StoreCareArguments& arguments, const Surroundings& around);
Result<Exit> work_accounts(const AccountArguments& arguments, const Surroundings& around);
Result<Exit> work_articles(const ArticleArguments& arguments, const Surroundings& around);
Result<Exit> work_keys(const KeyArguments& arguments, const Surroundings& around);

/// `named`, else table for a terminal and json otherwise.
Format format_of(const std::optional<Format>& named, const Surroundings& around);

/// A receipt for people, and as one JSON object.
void write_receipt(const acts::Receipt& receipt, const Surroundings& around);

/// The catalogue in `folder` (empty: the one that is found) as files to keep.
Result<std::vector<standards::KeptFile>> read_catalogue_files(const std::string& folder,
                                                              const Surroundings& around);
/// rules/quality.yaml, beside the catalogue.
Result<intake::QualityWeights> read_quality_weights(const Surroundings& around);
/// The calendar beside the catalogue; none where there is none: then nothing is timed.
std::optional<WorkdayCalendar> read_calendar(const Surroundings& around);
/// A standard and its parents as files to keep.
Result<std::vector<standards::KeptFile>> read_standard_files(const std::string& path,
                                                             const std::string& standards_folder);

}  // namespace sanqu::cli
