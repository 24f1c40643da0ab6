// SPDX-License-Identifier: Apache-2.0
// The registry room: credit subjects and their records as facts with two times - what a fact is about, and when the store
// learned it. Owns: what a checked line means for what is known (new, unchanged, corrected), contents as canonical JSON,
// names. Declares the store's port (registry_store.hpp). Never: deletes, overwrites, evaluates, holds a natural person.
// Start at `Registrar`; content.hpp is how values are kept.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "registry/content.hpp"
#include "registry/registry_store.hpp"

namespace sanqu::registry {

enum class Outcome : std::uint8_t {
  accepted,   // new
  unchanged,  // known already, the same
  duplicate,  // unchanged, and the line before was in this very batch
  corrected,  // known, now with a new version
  refused,    // `findings` say why
};

/// What became of a line. A failing Result beside it is the store's failure, not the line's.
struct LineOutcome {
  Outcome outcome = Outcome::accepted;
  Errors findings;
};

/// Brings the checked lines of one batch into the store, all recorded at one time.
class Registrar {
 public:
  Registrar(RegistryStore& store, const catalogue::Catalogue& catalogue, Instant recorded_at);

  /// `valid_from`: Date::min() where the file does not say; then the first line holds since ever and a later one, if it
  /// differs, from the day on which it was recorded. An attribute without a value keeps the one that holds.
  Result<LineOutcome> subject(std::string_view subject_id, std::int32_t kind, bool uscc_failed,
                              Date valid_from, std::span<const catalogue::FieldValue> attributes,
                              Origin origin);
  Result<LineOutcome> record(std::int32_t class_index, std::string_view subject_id,
                             std::string_view record_id,
                             std::span<const catalogue::FieldValue> values, Origin origin);
  Result<LineOutcome> status(std::int32_t class_index, std::string_view record_id,
                             catalogue::RecordStatus status, Date effective_on, Origin origin);
  Result<LineOutcome> merge(std::string_view subject_id, std::string_view into, bool undone,
                            Origin origin);
  Result<LineOutcome> zone(const ZoneLine& line);
  Result<LineOutcome> membership(std::string_view zone_id, std::string_view subject_id, Date from,
                                 Date through, Origin origin);

  /// The subjects whose facts were changed so far, each once, in the order of the changes.
  const std::vector<SubjectKey>& touched() const { return touched_; }

 private:
  Result<SubjectKey> find_subject(std::string_view subject_id);
  Result<RecordKey> find_record(std::int32_t class_index, std::string_view record_id);
  const ContentCodec& codec(std::int32_t class_index);
  void touch(SubjectKey subject);
  Result<bool> leads_to(SubjectKey from, SubjectKey to);
  Result<bool> is_held_by(SubjectKey subject, Date valid_from);
  Result<bool> keep_name(SubjectKey subject, std::string_view name, bool is_current);

  RegistryStore& store_;
  const catalogue::Catalogue& catalogue_;
  Instant recorded_at_;
  ContentCodec attributes_;
  std::int32_t name_attribute_;
  std::vector<std::unique_ptr<ContentCodec>> codecs_;  // by class, made when first needed
  std::unordered_map<std::string, SubjectKey> keys_;
  std::unordered_set<std::string> zones_;
  std::vector<SubjectKey> touched_;
  std::unordered_set<SubjectKey> is_touched_;
};

namespace errors {
extern const ErrorCode k_unknown_subject, k_unknown_record, k_unknown_zone, k_two_versions,
    k_merge_circle, k_content_form, k_content_value;
}

}  // namespace sanqu::registry
