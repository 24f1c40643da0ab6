// SPDX-License-Identifier: Apache-2.0
// What anybody may know of a subject (rights.md, lines 5 and 8): records of classes whose sharing level is public, while they
// are in force and within their publication period, without personal fields. What was repaired, withdrawn, suspended or has
// expired is not here, nor counted, nor hinted at.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "acts/kept_rules.hpp"
#include "acts/store.hpp"

namespace sanqu::api {

struct PublicRecord {
  std::int32_t class_index = -1;
  std::string record_id;
  Date event_on;
  std::optional<Date> published_through;  // none: as long as it is in force
  std::string content;                    // as the store keeps it, personal fields still in it
  std::int64_t batch = 0;
};

struct PublicZone {
  std::string zone_id;
  std::string kind;
  std::string title;
};

struct PublicFile {
  std::string subject_id;
  std::string kind;
  std::string name;
  std::vector<PublicZone> zones;
  std::vector<PublicRecord> records;  // newest first
};

/// The subject that `subject` was merged into, itself where it was not.
Result<registry::SubjectKey> survivor_of(registry::RegistryStore& store,
                                         registry::SubjectKey subject);

/// `subject` and everybody who was merged into it.
Result<std::vector<registry::SubjectKey>> with_absorbed(registry::RegistryStore& store,
                                                        registry::SubjectKey subject);

/// Of a subject that survives; with the records of those that were merged into it.
Result<PublicFile> read_public_file(acts::Transaction& reading, registry::SubjectKey subject,
                                    Date today, const catalogue::Catalogue& catalogue);

/// `content` as a JSON object without what is personal or unknown to the class.
std::string public_fields_json(const std::string& content, const catalogue::RecordClass& of);

}  // namespace sanqu::api
