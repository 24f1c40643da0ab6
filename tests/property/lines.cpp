// SPDX-License-Identifier: Apache-2.0
#include "lines.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <unordered_map>

#include "cli/output.hpp"
#include "cli/read_inputs.hpp"
#include "core/json.hpp"
#include "evaluation/snapshot_builder.hpp"
#include "intake/file_source.hpp"

namespace sanqu::property {

namespace {

/// Copies every line into the world.
class KeepingSink final : public intake::RecordSink, public intake::SubjectSink {
 public:
  explicit KeepingSink(World& world) : world_(world) {}

  void subject(const intake::CheckedSubject& subject) override {
    auto& kept = world_.subjects.emplace_back(subject);
    kept.subject_id = keep(subject.subject_id);
    kept.attributes = keep(subject.attributes);
  }
  void record(const intake::CheckedRecord& record) override {
    intake::CheckedRecord kept = record;
    kept.subject_id = keep(record.subject_id);
    kept.record_id = keep(record.record_id);
    kept.values = keep(record.values);
    world_.records.emplace_back(std::move(kept));
  }
  void status(const intake::CheckedStatus& status) override {
    intake::CheckedStatus kept = status;
    kept.record_id = keep(status.record_id);
    world_.records.emplace_back(std::move(kept));
  }
  void merge(const intake::CheckedMerge& merge) override {
    intake::CheckedMerge kept = merge;
    kept.subject_id = keep(merge.subject_id);
    kept.into = keep(merge.into);
    world_.records.emplace_back(std::move(kept));
  }
  void refused(const intake::RefusedLine& line) override {
    world_.refused.insert(world_.refused.end(), line.findings.begin(), line.findings.end());
  }

 private:
  std::string_view keep(std::string_view text) { return world_.texts.emplace_back(text); }
  std::span<const intake::FieldValue> keep(std::span<const intake::FieldValue> values) {
    auto& kept = world_.values.emplace_back(values.begin(), values.end());
    for (intake::FieldValue& value : kept) value.text = keep(value.text);
    return kept;
  }

  World& world_;
};

/// Union of subjects by number; the smallest number stands for its set.
class Sets {
 public:
  explicit Sets(std::size_t size) : parent_(size) {
    std::iota(parent_.begin(), parent_.end(), std::size_t{0});
  }
  std::size_t find(std::size_t at) {
    while (parent_[at] != at) at = parent_[at] = parent_[parent_[at]];
    return at;
  }
  void join(std::size_t a, std::size_t b) {
    a = find(a);
    b = find(b);
    parent_[std::max(a, b)] = std::min(a, b);
  }

 private:
  std::vector<std::size_t> parent_;
};

using RecordKey = std::pair<std::int32_t, std::string_view>;

/// To which set each line belongs.
class Grouping {
 public:
  explicit Grouping(const World& world) : world_(world), sets_(0) {
    for (const auto& line : world.subjects) number(line.subject_id);
    sets_ = Sets(numbers_.size() + 2 * world.records.size());  // lines may name unknown subjects
    for (const RecordLine& line : world.records) join(line);
  }

  std::vector<Chosen> groups() {
    std::map<std::size_t, Chosen> out;
    for (std::size_t i = 0; i < world_.subjects.size(); ++i) {
      out[sets_.find(number(world_.subjects[i].subject_id))].subjects.push_back(i);
    }
    for (std::size_t i = 0; i < world_.records.size(); ++i) {
      if (const auto subject = subject_of(world_.records[i])) {
        out[sets_.find(*subject)].records.push_back(i);
      }
    }
    std::vector<Chosen> groups;
    for (auto& [set, chosen] : out) groups.push_back(std::move(chosen));
    return groups;
  }

 private:
  std::size_t number(std::string_view subject_id) {
    return numbers_.try_emplace(subject_id, numbers_.size()).first->second;
  }
  void join(const RecordLine& line) {
    if (const auto* merge = std::get_if<intake::CheckedMerge>(&line)) {
      sets_.join(number(merge->subject_id), number(merge->into));
    } else if (const auto* record = std::get_if<intake::CheckedRecord>(&line)) {
      const std::size_t subject = number(record->subject_id);
      const RecordKey key{record->class_index, record->record_id};
      sets_.join(subject, of_record_.try_emplace(key, subject).first->second);
    }
  }
  std::optional<std::size_t> subject_of(const RecordLine& line) {
    if (const auto* merge = std::get_if<intake::CheckedMerge>(&line)) {
      return number(merge->subject_id);
    }
    if (const auto* record = std::get_if<intake::CheckedRecord>(&line)) {
      return number(record->subject_id);
    }
    const auto& status = std::get<intake::CheckedStatus>(line);
    const auto found = of_record_.find({status.class_index, status.record_id});
    if (found == of_record_.end()) return std::nullopt;
    return found->second;
  }

  const World& world_;
  Sets sets_;
  std::unordered_map<std::string_view, std::size_t> numbers_;
  std::map<RecordKey, std::size_t> of_record_;
};

std::string text_member(const JsonValue& object, std::string_view name) {
  const JsonValue* member = object.find(name);
  return member == nullptr ? "" : member->text;
}

Result<bool> read_lines(World& world, const std::string& folder, const JsonValue& run) {
  KeepingSink sink(world);
  const auto& catalogue = world.rules->catalogue;
  const auto subjects = TRY(intake::open_file_source(folder + "/" + text_member(run, "subjects")));
  TRY(intake::read_subjects(*subjects, catalogue, {}, sink));
  for (const JsonValue& file : run.find("records")->items) {
    const auto records = TRY(intake::open_file_source(folder + "/" + file.text));
    TRY(intake::read_records(*records, catalogue, {}, sink));
  }
  return true;
}

}  // namespace

Chosen World::everything() const {
  Chosen all;
  all.subjects.resize(subjects.size());
  all.records.resize(records.size());
  std::iota(all.subjects.begin(), all.subjects.end(), std::size_t{0});
  std::iota(all.records.begin(), all.records.end(), std::size_t{0});
  return all;
}

Result<std::unique_ptr<World>> read_world(const std::string& folder) {
  const std::string path = folder + "/run.json";
  const std::string text = TRY(cli::read_file(path));
  const JsonValue run = TRY(parse_json(path, text));
  auto world = std::make_unique<World>();
  world->seed = std::stoll(text_member(run, "seed"));
  world->as_of = Date::parse(text_member(run, "as_of")).value();
  const std::string known_at = text_member(run, "known_at");
  world->known_at = known_at.empty() ? Instant::max() : Instant::parse(known_at).value();
  world->rules = TRY(cli::load_rules(folder + "/" + text_member(run, "standard"),
                                     folder + "/" + text_member(run, "catalogue"), folder, ""));
  TRY(read_lines(*world, folder, run));
  return world;
}

std::vector<Chosen> groups_of(const World& world) { return Grouping(world).groups(); }

evaluation::Snapshot build_snapshot(const World& world, const Chosen& chosen, Date as_of,
                                    Errors& findings) {
  const auto& catalogue = world.rules->catalogue;
  evaluation::SnapshotBuilder builder(
      catalogue, evaluation::needed_columns(world.plan(), catalogue), as_of, world.known_at);
  cli::ToBuilder to_builder(builder);
  for (const std::size_t i : chosen.subjects) to_builder.subject(world.subjects[i]);
  for (const std::size_t i : chosen.records) {
    const RecordLine& line = world.records[i];
    if (const auto* record = std::get_if<intake::CheckedRecord>(&line)) {
      const auto added = to_builder.add(*record);
      if (!added) findings.insert(findings.end(), added.error().begin(), added.error().end());
    } else if (const auto* status = std::get_if<intake::CheckedStatus>(&line)) {
      to_builder.status(*status);
    } else {
      to_builder.merge(std::get<intake::CheckedMerge>(line));
    }
  }
  // A status line may come before its record does; that is no finding here.
  Errors histories;
  return builder.build(histories);
}

Chosen shuffled(Chosen chosen, std::mt19937_64& random) {
  std::ranges::shuffle(chosen.subjects, random);
  std::ranges::shuffle(chosen.records, random);
  return chosen;
}

Chosen reversed(Chosen chosen) {
  std::ranges::reverse(chosen.subjects);
  std::ranges::reverse(chosen.records);
  return chosen;
}

}  // namespace sanqu::property
