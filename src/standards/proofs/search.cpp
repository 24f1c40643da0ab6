// SPDX-License-Identifier: Apache-2.0
// The bounded search for a counter-example. It proves nothing where it finds none; where it finds one, the pair is a golden
// case that anybody can run.
#include <fmt/core.h>
#include <algorithm>
#include <array>
#include <map>

#include "standards/proofs/proofs.hpp"
#include "standards/proofs/samples.hpp"

namespace sanqu::standards::proofs {

namespace {

constexpr std::size_t k_seeds_max = 120;
constexpr std::size_t k_candidates_max = 400;  // records of the class that are made
constexpr std::size_t k_usable_max = 80;       // of them, those that intake takes, for one more
constexpr std::size_t k_second_seeds_max = 3;  // seeds that get two more, in every pair of
constexpr std::size_t k_second_records_max = 40;
constexpr std::size_t k_batch = 2'000;

/// The records of a class in the seeds, as templates.
std::vector<CaseRecord> templates_of(const std::vector<GoldenCase>& seeds, const std::string& id) {
  std::vector<CaseRecord> out;
  for (const GoldenCase& seed : seeds)
    for (const CaseRecord& record : seed.records)
      for (const CaseValue& value : record.values)
        if (value.name == "class" && value.text == id && out.size() < 8) out.push_back(record);
  return out;
}

/// One more record, under an id and a key of its own: the same fact twice is no second fact.
GoldenCase with_record(const GoldenCase& before, CaseRecord record,
                       const catalogue::RecordClass& record_class) {
  GoldenCase after = before;
  const std::string number = std::to_string(before.records.size() + 1);
  bool named = false;
  for (CaseValue& value : record.values) {
    if (value.name == "record_id") {
      value.text = "more" + number;
      named = true;
    }
    for (const std::int32_t key : record_class.duplicate_key) {
      const auto& field = record_class.fields[static_cast<std::size_t>(key)];
      const bool free_text = field.type == catalogue::FieldType::text && field.pattern.empty();
      if (free_text && value.name == field.id) value.text += "-" + number;
    }
  }
  if (!named) record.values.insert(record.values.begin() + 1, {"record_id", "more" + number, {}});
  after.records.push_back(std::move(record));
  return after;
}

class Searching {
 public:
  Searching(const Plan& plan, const catalogue::Catalogue& catalogue, const Evaluate& evaluate)
      : plan_(plan), catalogue_(catalogue), evaluate_(evaluate), samples_(plan, catalogue) {}

  SearchResult run(const std::vector<MonotoneLine>& lines, std::vector<GoldenCase> seeds) {
    if (seeds.empty()) seeds = samples_.subjects(plan_.effective_from);
    if (seeds.size() > k_seeds_max) seeds.resize(k_seeds_max);
    for (GoldenCase& seed : seeds) {  // what the case expects is not asked here
      const GoldenCase whole = std::move(seed);
      seed = GoldenCase{};
      seed.id = whole.id;
      seed.as_of = whole.as_of;
      seed.known_at = whole.known_at;
      seed.subject = whole.subject;
      seed.records = whole.records;
    }
    std::map<std::int32_t, std::vector<const MonotoneLine*>> open;
    for (const MonotoneLine& line : lines)
      if (!line.obstacles.empty()) open[line.class_index].push_back(&line);
    for (const auto& [class_index, wanted] : open) search_class(class_index, wanted, seeds);
    return std::move(out_);
  }

 private:
  struct Pair {
    GoldenCase before;
    GoldenCase after;
  };

  void search_class(std::int32_t class_index, std::vector<const MonotoneLine*> wanted,
                    const std::vector<GoldenCase>& seeds) {
    const auto& record_class = catalogue_.classes[static_cast<std::size_t>(class_index)];
    const auto templates = templates_of(seeds, record_class.id);
    std::map<Date, std::vector<CaseRecord>> usable;
    std::vector<Pair> pairs;
    std::size_t seed_number = 0;
    for (const GoldenCase& seed : seeds) {
      const bool is_new = !usable.contains(seed.as_of);
      std::vector<CaseRecord>& records = usable[seed.as_of];
      if (is_new) records = usable_records(seed, class_index, templates);
      for (const CaseRecord& record : records)
        pairs.push_back({seed, with_record(seed, record, record_class)});
      if (seed_number++ >= k_second_seeds_max) continue;
      std::vector<const CaseRecord*> few;  // spread over all, for the first ones are the plainest
      const std::size_t step = std::max<std::size_t>(1, records.size() / k_second_records_max);
      for (std::size_t i = 0; i < records.size(); i += step) few.push_back(&records[i]);
      for (const CaseRecord* first : few) {
        const GoldenCase one = with_record(seed, *first, record_class);
        for (const CaseRecord* second : few)
          pairs.push_back({one, with_record(one, *second, record_class)});
      }
    }
    if (pairs.empty()) out_.untried.push_back(class_index);
    for (std::size_t at = 0; at < pairs.size() && !wanted.empty(); at += k_batch) {
      if (out_.cases >= k_search_cases_max) return;
      const std::size_t end = std::min(at + k_batch, pairs.size());
      try_pairs({pairs.begin() + static_cast<std::ptrdiff_t>(at),
                 pairs.begin() + static_cast<std::ptrdiff_t>(end)},
                wanted);
    }
  }

  /// Records that intake takes: the catalogue's own rules let some fields stand only together.
  std::vector<CaseRecord> usable_records(const GoldenCase& seed, std::int32_t class_index,
                                         const std::vector<CaseRecord>& templates) const {
    const auto& record_class = catalogue_.classes[static_cast<std::size_t>(class_index)];
    const auto made = samples_.records(class_index, seed.as_of, templates, k_candidates_max);
    GoldenCase bare = seed;
    bare.records.clear();
    std::vector<GoldenCase> cases;
    for (const CaseRecord& record : made) cases.push_back(with_record(bare, record, record_class));
    const std::vector<Outcome> outcomes = evaluate_(cases);
    std::vector<CaseRecord> out;
    for (std::size_t i = 0; i < made.size() && out.size() < k_usable_max; ++i)
      if (outcomes[i].valid) out.push_back(made[i]);
    return out;
  }

  void try_pairs(const std::vector<Pair>& pairs, std::vector<const MonotoneLine*>& wanted) {
    std::vector<GoldenCase> cases;
    for (const Pair& pair : pairs) {
      cases.push_back(pair.before);
      cases.push_back(pair.after);
    }
    const std::vector<Outcome> outcomes = evaluate_(cases);
    for (std::size_t i = 0; i < pairs.size(); ++i) {
      const Outcome& before = outcomes[2 * i];
      const Outcome& after = outcomes[2 * i + 1];
      if (!before.valid || !after.valid) continue;
      out_.cases += 1;
      judge(pairs[i], before, after, wanted);
    }
  }

  bool breaks(const MonotoneLine& line, const Outcome& before, const Outcome& after) const {
    if (!before.rated) return false;
    if (line.claim == Claim::rated) return !after.rated;
    if (!after.rated) return false;
    const bool negative = line.polarity == catalogue::Polarity::negative;
    if (line.claim == Claim::grade)
      return negative ? after.grade < before.grade : after.grade > before.grade;
    const bool may_not_rise = negative == more_points_are_better(plan_);
    return may_not_rise ? after.points > before.points : after.points < before.points;
  }

  void judge(const Pair& pair, const Outcome& before, const Outcome& after,
             std::vector<const MonotoneLine*>& wanted) {
    for (std::size_t i = 0; i < wanted.size();) {
      if (!breaks(*wanted[i], before, after)) {
        ++i;
        continue;
      }
      out_.found.push_back(
          {wanted[i]->class_index, wanted[i]->claim, pair.before, pair.after, before, after});
      wanted.erase(wanted.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  const Plan& plan_;
  const catalogue::Catalogue& catalogue_;
  const Evaluate& evaluate_;
  Samples samples_;
  SearchResult out_;
};

std::string quoted(const std::string& text) {
  const bool plain =
      !text.empty() && text.find_first_of(":#'\"{}[],&*!|>%@`\n") == std::string::npos &&
      text.front() != ' ' && text.back() != ' ' && text.front() != '-' && text.front() != '?';
  constexpr std::array<std::string_view, 8> k_words = {"on", "off", "yes",  "no",
                                                       "y",  "n",   "null", "~"};
  if (plain && std::find(k_words.begin(), k_words.end(), text) == k_words.end()) return text;
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

std::string mapping(const std::vector<CaseValue>& values) {
  std::string out;
  for (const CaseValue& value : values)
    if (!value.text.empty())
      out += (out.empty() ? "" : ", ") + value.name + ": " + quoted(value.text);
  return "{" + out + "}";
}

std::string one_case(const GoldenCase& golden, const Outcome& outcome,
                     const std::string& subject_id, const std::string& id, const Title& title,
                     const Plan& plan) {
  std::string out = fmt::format("  - case: {}\n    title: {{zh: {}, en: {}}}\n    as_of: {}\n", id,
                                quoted(title.zh), quoted(title.en), golden.as_of.text());
  if (golden.known_at) out += "    known_at: " + quoted(golden.known_at->text()) + "\n";
  std::vector<CaseValue> subject = golden.subject;
  std::erase_if(subject, [](const CaseValue& value) { return value.name == "subject_id"; });
  subject.insert(subject.begin(), {"subject_id", subject_id, {}});
  out += "    subject: " + mapping(subject) + "\n";
  if (!golden.records.empty()) out += "    records:\n";
  for (const CaseRecord& record : golden.records) out += "      - " + mapping(record.values) + "\n";
  if (!outcome.rated)
    return out + "    expect: {status: not_rated, reason: " + outcome.reason + "}\n";
  const std::string points =
      plan.has_points ? ", points: " + decimal_text(outcome.points, plan.places) : "";
  const std::string grade =
      outcome.grade < 0
          ? ""
          : ", grade: " + quoted(plan.grades[static_cast<std::size_t>(outcome.grade)].id);
  return out + "    expect: {status: rated" + points + grade + "}\n";
}

}  // namespace

SearchResult search(const Plan& plan, const catalogue::Catalogue& catalogue,
                    const std::vector<MonotoneLine>& lines, std::vector<GoldenCase> seeds,
                    const Evaluate& evaluate) {
  return Searching(plan, catalogue, evaluate).run(lines, std::move(seeds));
}

std::string as_golden_cases(const CounterExample& example, const Plan& plan,
                            const catalogue::Catalogue& catalogue) {
  const auto& record_class = catalogue.classes[static_cast<std::size_t>(example.class_index)];
  const std::string& subject_id = example.before_outcome.subject_id;
  return "cases:\n" +
         one_case(example.before, example.before_outcome, subject_id, "before",
                  {"反例:之前", "Counter-example: before"}, plan) +
         one_case(example.after, example.after_outcome, subject_id, "after",
                  {"反例:多一条“" + record_class.title.zh + "”之后",
                   "Counter-example: after one more " + record_class.id},
                  plan);
}

}  // namespace sanqu::standards::proofs
