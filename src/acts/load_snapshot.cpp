// SPDX-License-Identifier: Apache-2.0
#include "acts/load_snapshot.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "core/ensure.hpp"
#include "evaluation/snapshot_builder.hpp"
#include "registry/registry.hpp"

namespace sanqu::acts {

using catalogue::FieldValue;
using registry::SubjectKey;

namespace {

/// A subject's line kept until all of its lines are there.
struct KeptLine {
  std::string kind;
  bool uscc_failed = false;
  Date valid_from;
  Instant recorded_at;
  std::string content;
};

struct KeptMembership {
  std::string zone_id;
  std::string zone_kind;
  Date from;
  Date through;
};

class Loading {
 public:
  Loading(registry::RegistryStore& store, const catalogue::Catalogue& catalogue,
          evaluation::NeededColumns needed, std::span<const SubjectKey> subjects, Date as_of,
          Instant known_at)
      : store_(store),
        catalogue_(catalogue),
        needed_(std::move(needed)),
        reading_{subjects, known_at},
        builder_(catalogue_, needed_, as_of, known_at),
        attributes_(catalogue_.attributes, catalogue_),
        zone_id_(catalogue_.find_attribute("zone.id")),
        zone_kind_(catalogue_.find_attribute("zone.kind")),
        codecs_(catalogue_.classes.size()) {}

  Result<StoredSnapshot> run();

 private:
  Result<bool> read_memberships();
  Result<bool> read_subjects();
  Result<bool> add_subject();
  Result<bool> add_line(const KeptLine& line, Date valid_from, const KeptMembership* membership);
  Result<bool> read_versions();
  void add_version(const registry::RecordVersionRead& read);
  Result<bool> read_histories();
  bool reads_class(std::int32_t index) const {
    return index >= 0 && needed_.classes[static_cast<std::size_t>(index)];
  }
  /// The first failure of a visitor, which can't return one.
  void note(Errors errors) {
    if (failure_.empty()) failure_ = std::move(errors);
  }
  Result<bool> state() {
    if (failure_.empty()) return true;
    return refuse_all(std::move(failure_));
  }

  registry::RegistryStore& store_;
  const catalogue::Catalogue& catalogue_;
  evaluation::NeededColumns needed_;
  registry::Reading reading_;
  evaluation::SnapshotBuilder builder_;
  registry::ContentCodec attributes_;
  std::int32_t zone_id_;
  std::int32_t zone_kind_;
  std::vector<std::unique_ptr<registry::ContentCodec>> codecs_;
  std::unordered_map<std::string, std::map<std::pair<std::string, Date>, KeptMembership>>
      memberships_;  // by subject id, by zone and first day: a later line replaces an earlier one
  std::unordered_map<std::string, SubjectKey> keys_;
  std::string subject_id_;  // whose lines are being gathered
  std::vector<KeptLine> lines_;
  std::vector<FieldValue> values_;
  Errors failure_;
};

Result<bool> Loading::read_memberships() {
  if (zone_id_ < 0 && zone_kind_ < 0) return true;
  return store_.each_membership(reading_, [&](const registry::MembershipRead& read) {
    auto& of_subject = memberships_[std::string(read.subject_id)];
    of_subject[{std::string(read.zone_id), read.line.from}] = {
        std::string(read.zone_id), std::string(read.zone_kind), read.line.from, read.line.through};
  });
}

Result<bool> Loading::read_subjects() {
  TRY(store_.each_subject_line(reading_, [&](const registry::SubjectLineRead& read) {
    if (read.subject_id != subject_id_) {
      if (auto added = add_subject(); !added) note(added.error());
      subject_id_ = read.subject_id;
      keys_.emplace(subject_id_, read.line.subject);
    }
    lines_.push_back({std::string(read.line.kind), read.line.uscc_failed, read.line.valid_from,
                      read.line.recorded_at, std::string(read.line.content)});
  }));
  TRY(add_subject());
  return state();
}

/// What the lines say from day to day, joined with what the memberships say.
Result<bool> Loading::add_subject() {
  const auto found = memberships_.find(subject_id_);
  if (found == memberships_.end()) {
    for (const KeptLine& line : lines_) TRY(add_line(line, line.valid_from, nullptr));
    lines_.clear();
    return true;
  }
  std::set<Date> days;
  for (const KeptLine& line : lines_) days.insert(line.valid_from);
  for (const auto& [key, membership] : found->second) {
    days.insert(membership.from);
    if (membership.through < Date::max()) days.insert(plus_days(membership.through, 1));
  }
  for (const Date day : days) {
    const KeptLine* holds = nullptr;
    for (const KeptLine& line : lines_) {
      if (line.valid_from > day) continue;
      if (holds == nullptr || std::pair(line.valid_from, line.recorded_at) >=
                                  std::pair(holds->valid_from, holds->recorded_at))
        holds = &line;
    }
    if (holds == nullptr) continue;  // in a zone before it is known what it is
    const KeptMembership* member = nullptr;
    for (const auto& [key, membership] : found->second) {
      if (membership.from > day || membership.through < day) continue;
      if (member == nullptr || membership.from >= member->from) member = &membership;
    }
    TRY(add_line(*holds, day, member));
  }
  lines_.clear();
  return true;
}

Result<bool> Loading::add_line(const KeptLine& line, Date valid_from,
                               const KeptMembership* membership) {
  values_.resize(catalogue_.attributes.size());
  TRY(attributes_.decode(line.content, values_));
  if (membership != nullptr && zone_id_ >= 0) {
    values_[static_cast<std::size_t>(zone_id_)].text = membership->zone_id;
  }
  if (membership != nullptr && zone_kind_ >= 0) {
    const auto& field = catalogue_.attributes[static_cast<std::size_t>(zone_kind_)];
    const std::int32_t code =
        catalogue_.code_sets[static_cast<std::size_t>(field.code_set)].find_id(
            membership->zone_kind);
    if (code >= 0) values_[static_cast<std::size_t>(zone_kind_)].number = code;
  }
  const std::int32_t kind = catalogue_.find_kind(line.kind);
  if (kind < 0) {
    return refuse(registry::errors::k_content_value, {"", 0, 0, "kind"}, {"kind", line.kind});
  }
  builder_.add_subject(subject_id_, kind, line.uscc_failed, valid_from, line.recorded_at, values_);
  return true;
}

void Loading::add_version(const registry::RecordVersionRead& read) {
  const std::int32_t index = catalogue_.find_class(read.class_id);
  if (!reads_class(index)) return;
  auto& codec = codecs_[static_cast<std::size_t>(index)];
  const auto& fields = catalogue_.classes[static_cast<std::size_t>(index)].fields;
  if (!codec) codec = std::make_unique<registry::ContentCodec>(fields, catalogue_);
  values_.resize(fields.size());
  const Place place{std::string(read.class_id) + " " + std::string(read.record_id), 0, 0, ""};
  if (auto decoded = codec->decode(read.version.content, values_); !decoded) {
    for (Error& error : decoded.error()) error.place.file = place.file;
    return note(decoded.error());
  }
  auto added = builder_.add_record(index, read.subject_id, read.record_id, read.version.recorded_at,
                                   values_, place);
  if (!added) note(added.error());
}

Result<bool> Loading::read_versions() {
  if (reading_.subjects.empty()) {
    TRY(store_.each_version(reading_, [&](const auto& read) { add_version(read); }));
    return state();
  }
  // Of some subjects a record may have been once that is another's now: only the newest version says whose it is.
  std::unordered_map<registry::RecordKey, std::pair<Instant, SubjectKey>> newest;
  TRY(store_.each_version(reading_, [&](const registry::RecordVersionRead& read) {
    auto& entry = newest[read.version.record];
    if (read.version.recorded_at >= entry.first || entry.second == 0)
      entry = {read.version.recorded_at, read.version.subject};
  }));
  const std::unordered_set<SubjectKey> wanted(reading_.subjects.begin(), reading_.subjects.end());
  TRY(store_.each_version(reading_, [&](const registry::RecordVersionRead& read) {
    const auto& [at, subject] = newest[read.version.record];
    if (read.version.recorded_at == at && wanted.contains(subject)) add_version(read);
  }));
  return state();
}

Result<bool> Loading::read_histories() {
  TRY(store_.each_status(reading_, [&](const registry::StatusLineRead& read) {
    const std::int32_t index = catalogue_.find_class(read.class_id);
    if (!reads_class(index)) return;
    builder_.add_status(index, read.record_id, read.line.status, read.line.effective_on,
                        read.line.recorded_at, {});
  }));
  return store_.each_merge(reading_, [&](const registry::MergeLineRead& read) {
    builder_.add_merge(read.subject_id, read.into_id, read.line.undone, read.line.recorded_at, {});
  });
}

Result<StoredSnapshot> Loading::run() {
  TRY(read_memberships());
  TRY(read_subjects());
  TRY(read_versions());
  TRY(read_histories());
  StoredSnapshot out;
  // History lines of a record that is another subject's now find no record here; that is no error of the store.
  Errors findings;
  out.snapshot = builder_.build(findings);
  for (Error& finding : findings) {
    if (finding.code == &evaluation::builder_errors::k_too_many_records) {
      return refuse(std::move(finding));
    }
  }
  for (const std::string& id : out.snapshot.subject_ids) out.keys.push_back(keys_.at(id));
  return out;
}

}  // namespace

Result<StoredSnapshot> load_snapshot(registry::RegistryStore& store, const KeptStandard& standard,
                                     std::span<const SubjectKey> subjects, Date as_of,
                                     Instant known_at) {
  const catalogue::Catalogue& catalogue = standard.rules->catalogue;
  return load_snapshot(store, catalogue,
                       evaluation::needed_columns(standard.standard.plan, catalogue), subjects,
                       as_of, known_at);
}

Result<StoredSnapshot> load_snapshot(registry::RegistryStore& store,
                                     const catalogue::Catalogue& catalogue,
                                     evaluation::NeededColumns needed,
                                     std::span<const SubjectKey> subjects, Date as_of,
                                     Instant known_at) {
  Loading loading(store, catalogue, std::move(needed), subjects, as_of, known_at);
  return loading.run();
}

Result<std::vector<SubjectKey>> with_merged(registry::RegistryStore& store,
                                            std::span<const SubjectKey> subjects) {
  std::set<SubjectKey> all;
  for (const SubjectKey subject : subjects) {
    if (all.contains(subject)) continue;
    for (const SubjectKey joined : TRY(store.merged_with(subject))) all.insert(joined);
  }
  return std::vector<SubjectKey>(all.begin(), all.end());
}

}  // namespace sanqu::acts
