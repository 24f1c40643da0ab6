// SPDX-License-Identifier: Apache-2.0
// Each line is held against what the store knows of it: the same is unchanged, another is a new version beside the old.
#include "core/ensure.hpp"
#include "registry/name_fold.hpp"
#include "registry/name_gram.hpp"
#include "registry/registry.hpp"

namespace sanqu::registry {

using catalogue::FieldType;
using catalogue::FieldValue;
using catalogue::k_missing;

namespace {

constexpr std::size_t k_keys_remembered = 1'000'000;

LineOutcome refused(const ErrorCode& code, std::string field, std::vector<std::string> args) {
  return {Outcome::refused, {make_error(code, {"", 0, 0, std::move(field)}, std::move(args))}};
}

/// What a line is that says again what is known already.
Outcome again(Instant known_since, Instant recorded_at) {
  return known_since == recorded_at ? Outcome::duplicate : Outcome::unchanged;
}

}  // namespace

Registrar::Registrar(RegistryStore& store, const catalogue::Catalogue& catalogue,
                     Instant recorded_at)
    : store_(store),
      catalogue_(catalogue),
      recorded_at_(recorded_at),
      attributes_(catalogue.attributes, catalogue),
      name_attribute_(catalogue.find_attribute("name")),
      codecs_(catalogue.classes.size()) {}

const ContentCodec& Registrar::codec(std::int32_t class_index) {
  const auto index = static_cast<std::size_t>(class_index);
  if (!codecs_[index]) {
    codecs_[index] = std::make_unique<ContentCodec>(catalogue_.classes[index].fields, catalogue_);
  }
  return *codecs_[index];
}

Result<SubjectKey> Registrar::find_subject(std::string_view subject_id) {
  const std::string id(subject_id);
  if (const auto found = keys_.find(id); found != keys_.end()) return found->second;
  const SubjectKey key = TRY(store_.find_subject(subject_id));
  if (key != 0) {
    if (keys_.size() >= k_keys_remembered) keys_.clear();
    keys_.emplace(id, key);
  }
  return key;
}

Result<RecordKey> Registrar::find_record(std::int32_t class_index, std::string_view record_id) {
  return store_.find_record(catalogue_.classes[static_cast<std::size_t>(class_index)].id,
                            record_id);
}

void Registrar::touch(SubjectKey subject) {
  if (is_touched_.insert(subject).second) touched_.push_back(subject);
}

Result<bool> Registrar::keep_name(SubjectKey subject, std::string_view name, bool is_current) {
  if (name.empty()) return true;
  const std::string folded = fold_name(name);
  const std::vector<std::string> grams = name_grams(folded);
  return store_.add_name({subject, name, folded, grams, is_current});
}

Result<LineOutcome> Registrar::subject(std::string_view subject_id, std::int32_t kind,
                                       bool uscc_failed, Date valid_from,
                                       std::span<const FieldValue> attributes, Origin origin) {
  const std::string& kind_id = catalogue_.kinds[static_cast<std::size_t>(kind)].id;
  std::vector<FieldValue> values(attributes.begin(), attributes.end());
  SubjectKey key = TRY(find_subject(subject_id));
  const bool is_new = key == 0;
  const bool is_dated = valid_from != Date::min();
  std::string old_content;
  std::string old_name;
  bool is_same = false;
  Instant known_since;
  Result<bool> kept = true;
  if (is_new) {
    key = TRY(store_.add_subject(subject_id));
    keys_.emplace(std::string(subject_id), key);
  } else {
    // What this file leaves out stays as it is; a file of another department has other columns.
    const Date on = is_dated ? valid_from : recorded_at_.date();
    TRY(store_.subject_line_on(key, on, [&](const SubjectLine& line) {
      old_content = line.content;
      std::vector<FieldValue> old(values.size());
      ContentCodec old_codec(catalogue_.attributes, catalogue_);
      kept = old_codec.decode(old_content, old);
      if (!kept) return;
      if (name_attribute_ >= 0) old_name = old[static_cast<std::size_t>(name_attribute_)].text;
      // Texts point into the old codec, which ends here: so encode at once.
      for (std::size_t i = 0; i < values.size(); ++i) {
        const bool is_text = catalogue_.attributes[i].type == FieldType::text;
        const bool is_missing = is_text ? values[i].text.empty() : values[i].number == k_missing;
        if (is_missing) values[i] = old[i];
      }
      std::string joined = attributes_.encode(values);
      is_same = line.kind == kind_id && line.uscc_failed == uscc_failed && joined == old_content;
      known_since = line.recorded_at;
      old_content = std::move(joined);
    }));
    TRY(std::move(kept));
    if (is_same) return LineOutcome{again(known_since, recorded_at_), {}};
    if (!is_dated) valid_from = recorded_at_.date();
  }
  const std::string content = old_content.empty() ? attributes_.encode(values) : old_content;
  TRY(store_.add_subject_line({.subject = key,
                               .kind = kind_id,
                               .uscc_failed = uscc_failed,
                               .valid_from = valid_from,
                               .recorded_at = recorded_at_,
                               .content = content,
                               .origin = origin}));
  if (name_attribute_ >= 0) {
    const std::string_view name = attributes[static_cast<std::size_t>(name_attribute_)].text;
    // What a subject was called earlier, or will be, finds it too; only what it is called today is its name.
    if (name != old_name) {
      const bool is_current = TRY(is_held_by(key, valid_from));
      TRY(keep_name(key, name, is_current));
    }
  }
  touch(key);
  return LineOutcome{is_new ? Outcome::accepted : Outcome::corrected, {}};
}

Result<LineOutcome> Registrar::record(std::int32_t class_index, std::string_view subject_id,
                                      std::string_view record_id,
                                      std::span<const FieldValue> values, Origin origin) {
  const auto& record_class = catalogue_.classes[static_cast<std::size_t>(class_index)];
  const SubjectKey subject = TRY(find_subject(subject_id));
  if (subject == 0) {
    return refused(errors::k_unknown_subject, "subject_id", {std::string(subject_id)});
  }
  const std::string content = codec(class_index).encode(values);
  const auto event = values[static_cast<std::size_t>(record_class.event_date)].number;
  RecordVersion version = {.record = 0,
                           .subject = subject,
                           .event_on = Date::from_days(static_cast<std::int32_t>(event)),
                           .recorded_at = recorded_at_,
                           .content = content,
                           .origin = origin};
  const AddedRecord added = TRY(store_.add_record(record_class.id, record_id, version));
  if (added.is_new) {
    touch(subject);
    return LineOutcome{Outcome::accepted, {}};
  }
  bool is_same = false;
  Instant known_since;
  SubjectKey old_subject = subject;
  TRY(store_.latest_version(added.record, [&](const RecordVersion& latest) {
    is_same = latest.subject == subject && latest.content == content;
    known_since = latest.recorded_at;
    old_subject = latest.subject;
  }));
  if (is_same) return LineOutcome{again(known_since, recorded_at_), {}};
  if (known_since == recorded_at_) {
    return refused(errors::k_two_versions, "record_id", {std::string(record_id)});
  }
  version.record = added.record;
  TRY(store_.add_version(version));
  touch(subject);
  if (old_subject != subject) touch(old_subject);
  return LineOutcome{Outcome::corrected, {}};
}

Result<LineOutcome> Registrar::status(std::int32_t class_index, std::string_view record_id,
                                      catalogue::RecordStatus status, Date effective_on,
                                      Origin origin) {
  const RecordKey key = TRY(find_record(class_index, record_id));
  if (key == 0) return refused(errors::k_unknown_record, "record_id", {std::string(record_id)});
  bool is_known = false;
  bool has_any = false;
  Instant known_since;
  TRY(store_.statuses_of(key, [&](const StatusLine& line) {
    has_any = true;
    if (line.effective_on != effective_on) return;
    is_known = line.status == status;  // the last line about a day counts
    known_since = line.recorded_at;
  }));
  if (is_known) return LineOutcome{again(known_since, recorded_at_), {}};
  SubjectKey subject = 0;
  TRY(store_.latest_version(key, [&](const RecordVersion& version) { subject = version.subject; }));
  ensure(subject != 0);
  TRY(store_.add_status({.record = key,
                         .status = status,
                         .effective_on = effective_on,
                         .recorded_at = recorded_at_,
                         .origin = origin}));
  touch(subject);
  return LineOutcome{has_any ? Outcome::corrected : Outcome::accepted, {}};
}

/// Whether the merges in force lead from one subject to the other.
Result<bool> Registrar::leads_to(SubjectKey from, SubjectKey to) {
  const auto joined = TRY(store_.merged_with(from));
  std::unordered_map<SubjectKey, SubjectKey> into;
  TRY(store_.each_merge({joined, Instant::max()}, [&](const MergeLineRead& read) {
    if (read.line.undone) {
      into.erase(read.line.subject);
    } else {
      into[read.line.subject] = read.line.into;
    }
  }));
  for (std::size_t steps = 0; steps <= joined.size(); ++steps) {
    if (from == to) return true;
    const auto next = into.find(from);
    if (next == into.end()) return false;
    from = next->second;
  }
  return true;
}

/// Whether the line of `valid_from` that was just added is the one that holds on the day of recording.
Result<bool> Registrar::is_held_by(SubjectKey subject, Date valid_from) {
  bool out = false;
  TRY(store_.subject_line_on(subject, recorded_at_.date(), [&](const SubjectLine& line) {
    out = line.valid_from == valid_from && line.recorded_at == recorded_at_;
  }));
  return out;
}

Result<LineOutcome> Registrar::merge(std::string_view subject_id, std::string_view into,
                                     bool undone, Origin origin) {
  const SubjectKey subject = TRY(find_subject(subject_id));
  const SubjectKey target = TRY(find_subject(into));
  if (subject == 0) {
    return refused(errors::k_unknown_subject, "subject_id", {std::string(subject_id)});
  }
  if (target == 0) return refused(errors::k_unknown_subject, "into", {std::string(into)});
  bool is_known = false;
  bool has_any = false;
  Instant known_since;
  const std::vector<SubjectKey> both = {subject, target};
  TRY(store_.each_merge({both, Instant::max()}, [&](const MergeLineRead& read) {
    if (read.line.subject != subject || read.line.into != target) return;
    has_any = true;
    is_known = read.line.undone == undone;
    known_since = read.line.recorded_at;
  }));
  if (is_known) return LineOutcome{again(known_since, recorded_at_), {}};
  if (!undone && TRY(leads_to(target, subject))) {
    return refused(errors::k_merge_circle, "into", {std::string(subject_id), std::string(into)});
  }
  TRY(store_.add_merge({.subject = subject,
                        .into = target,
                        .undone = undone,
                        .recorded_at = recorded_at_,
                        .origin = origin}));
  touch(subject);
  touch(target);
  return LineOutcome{has_any ? Outcome::corrected : Outcome::accepted, {}};
}

Result<LineOutcome> Registrar::zone(const ZoneLine& line) {
  for (const ZoneLine& known : TRY(store_.zones())) {
    if (known.zone_id != line.zone_id) continue;
    const bool is_same =
        known.kind == line.kind && known.title == line.title && known.region == line.region;
    if (is_same) return LineOutcome{again(known.recorded_at, recorded_at_), {}};
    TRY(store_.add_zone(line));
    return LineOutcome{Outcome::corrected, {}};
  }
  TRY(store_.add_zone(line));
  return LineOutcome{Outcome::accepted, {}};
}

Result<LineOutcome> Registrar::membership(std::string_view zone_id, std::string_view subject_id,
                                          Date from, Date through, Origin origin) {
  const SubjectKey subject = TRY(find_subject(subject_id));
  if (subject == 0) {
    return refused(errors::k_unknown_subject, "subject_id", {std::string(subject_id)});
  }
  if (zones_.empty()) {
    for (const ZoneLine& zone : TRY(store_.zones())) zones_.insert(zone.zone_id);
  }
  if (!zones_.contains(std::string(zone_id))) {
    return refused(errors::k_unknown_zone, "zone_id", {std::string(zone_id)});
  }
  bool is_same = false;
  bool has_any = false;
  Instant known_since;
  const std::vector<SubjectKey> one = {subject};
  TRY(store_.each_membership({one, Instant::max()}, [&](const MembershipRead& read) {
    if (read.zone_id != zone_id || read.line.from != from) return;
    has_any = true;
    is_same = read.line.through == through;
    known_since = read.line.recorded_at;
  }));
  if (is_same) return LineOutcome{again(known_since, recorded_at_), {}};
  TRY(store_.add_membership({.zone_id = zone_id,
                             .subject = subject,
                             .from = from,
                             .through = through,
                             .recorded_at = recorded_at_,
                             .origin = origin}));
  touch(subject);
  return LineOutcome{has_any ? Outcome::corrected : Outcome::accepted, {}};
}

}  // namespace sanqu::registry
