// SPDX-License-Identifier: Apache-2.0
#include "studies/groups.hpp"

#include <algorithm>
#include <array>
#include <map>

#include <fmt/core.h>

#include "studies/errors.hpp"

namespace sanqu::studies {

using catalogue::Catalogue;
using catalogue::Field;
using catalogue::FieldType;

namespace {

constexpr std::array<int, 4> k_age_years = {1, 3, 5, 10};  // a band begins at each
constexpr std::size_t k_county_digits = 6;                 // of a GB/T 2260 division code
const Group k_missing_group = {"missing", {"未填", "not stated"}};
const Group k_others_group = {"others", {"其他", "others"}};

/// Groups as they are met: the key decides the order in which they are shown.
class Dividing {
 public:
  Dividing(std::string id, Title title, std::size_t subjects) {
    out_.id = std::move(id);
    out_.title = std::move(title);
    keys_.resize(subjects);
  }
  void put(std::size_t subject, std::int64_t key) {
    keys_[subject] = key;
    ++sizes_[key];
  }
  /// `group_of_key` names a group; keys are shown in ascending order.
  template <typename GroupOfKey>
  Grouping finish(GroupOfKey group_of_key) {
    std::map<std::int64_t, std::uint16_t> index;
    for (const auto& [key, size] : sizes_) {
      index.emplace(key, static_cast<std::uint16_t>(out_.groups.size()));
      out_.groups.push_back(group_of_key(key));
    }
    out_.group_of.reserve(keys_.size());
    for (const std::int64_t key : keys_) out_.group_of.push_back(index.at(key));
    return std::move(out_);
  }

 private:
  Grouping out_;
  std::vector<std::int64_t> keys_;
  std::map<std::int64_t, std::size_t> sizes_;
};

constexpr std::int64_t k_key_missing = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t k_key_others = k_key_missing - 1;

Group age_group(std::int64_t band) {
  const auto at = static_cast<std::size_t>(band);
  if (at == 0) return {"0", {"不满1年", "under 1 year"}};
  const int from = k_age_years[at - 1];
  if (at == k_age_years.size()) {
    return {std::to_string(from),
            {fmt::format("{}年以上", from), fmt::format("{} years and more", from)}};
  }
  const int below = k_age_years[at];
  return {std::to_string(from),
          {fmt::format("{}年至不满{}年", from, below), fmt::format("{} to {} years", from, below)}};
}

std::int64_t age_band(Date from, Date as_of) {
  const int months = full_months_between(from, as_of);
  std::int64_t band = 0;
  for (const int years : k_age_years) band += months >= years * 12 ? 1 : 0;
  return band;
}

const evaluation::Column& column_of(const Frame& frame, std::size_t attribute) {
  return frame.snapshot.attributes[attribute];
}

Grouping by_kind(const Frame& frame) {
  const Catalogue& catalogue = frame.catalogue;
  Dividing dividing("kind", {"主体类型", "kind of subject"}, frame.snapshot.subjects());
  const auto& kinds = column_of(frame, catalogue.attributes.size());
  for (std::size_t s = 0; s < frame.snapshot.subjects(); ++s) {
    dividing.put(s, evaluation::is_special(kinds.at(s)) ? k_key_missing : kinds.at(s));
  }
  return dividing.finish([&](std::int64_t key) {
    if (key == k_key_missing) return k_missing_group;
    const auto& kind = catalogue.kinds[static_cast<std::size_t>(key)];
    return Group{kind.id, kind.title};
  });
}

Grouping by_age(const Frame& frame, const Field& field, std::size_t attribute) {
  Dividing dividing(field.id, {"年限", "age"}, frame.snapshot.subjects());
  const auto& days = column_of(frame, attribute);
  for (std::size_t s = 0; s < frame.snapshot.subjects(); ++s) {
    const std::int64_t day = days.at(s);
    dividing.put(s, evaluation::is_special(day)
                        ? k_key_missing
                        : age_band(Date::from_days(static_cast<std::int32_t>(day)), frame.as_of));
  }
  return dividing.finish(
      [](std::int64_t key) { return key == k_key_missing ? k_missing_group : age_group(key); });
}

Grouping by_code(const Frame& frame, const Field& field, std::size_t attribute) {
  Dividing dividing(field.id, field.title, frame.snapshot.subjects());
  const auto& values = column_of(frame, attribute);
  for (std::size_t s = 0; s < frame.snapshot.subjects(); ++s) {
    dividing.put(s, evaluation::is_special(values.at(s)) ? k_key_missing : values.at(s));
  }
  return dividing.finish([&](std::int64_t key) {
    if (key == k_key_missing) return k_missing_group;
    if (field.type == FieldType::boolean) {
      return key != 0 ? Group{"true", {"是", "yes"}} : Group{"false", {"否", "no"}};
    }
    const auto& set = frame.catalogue.code_sets[static_cast<std::size_t>(field.code_set)];
    const auto& code = set.codes[static_cast<std::size_t>(key)];
    return Group{code.id, code.title.zh.empty() && code.title.en.empty() ? Title{code.id, code.id}
                                                                         : code.title};
  });
}

/// Texts by size; of division codes the county's six digits.
Grouping by_text(const Frame& frame, const Field& field, std::size_t attribute) {
  const auto& values = column_of(frame, attribute);
  const std::size_t subjects = frame.snapshot.subjects();
  std::map<std::string, std::size_t> sizes;
  std::vector<std::string> texts(subjects);
  for (std::size_t s = 0; s < subjects; ++s) {
    if (evaluation::is_special(values.at(s))) continue;
    texts[s] = frame.snapshot.texts.text(values.at(s));
    if (field.id == "region") texts[s] = texts[s].substr(0, k_county_digits);
    ++sizes[texts[s]];
  }
  std::vector<std::pair<std::size_t, std::string>> largest;
  for (const auto& [text, size] : sizes) largest.emplace_back(size, text);
  std::ranges::stable_sort(largest, [](const auto& a, const auto& b) { return a.first > b.first; });
  if (largest.size() > k_text_groups_max) largest.resize(k_text_groups_max);
  std::vector<std::string> shown;
  for (const auto& [size, text] : largest) shown.push_back(text);
  std::ranges::sort(shown);
  Dividing dividing(field.id, field.title, subjects);
  for (std::size_t s = 0; s < subjects; ++s) {
    if (texts[s].empty()) {
      dividing.put(s, k_key_missing);
      continue;
    }
    const auto at = std::ranges::lower_bound(shown, texts[s]);
    const bool is_shown = at != shown.end() && *at == texts[s];
    dividing.put(s, is_shown ? at - shown.begin() : k_key_others);
  }
  return dividing.finish([&](std::int64_t key) {
    if (key == k_key_missing) return k_missing_group;
    if (key == k_key_others) return k_others_group;
    const std::string& text = shown[static_cast<std::size_t>(key)];
    return Group{text, {text, text}};
  });
}

bool can_group(const Field& field) {
  if (field.personal || field.id == "name") return false;
  return field.type == FieldType::code || field.type == FieldType::boolean ||
         field.type == FieldType::date || field.type == FieldType::text;
}

}  // namespace

std::vector<std::string> usual_groupings(const Catalogue& catalogue) {
  constexpr std::array k_usual = {"size",  "established_on", "region",
                                  "rural", "industry",       "zone.kind"};
  std::vector<std::string> out = {"kind"};
  for (const char* id : k_usual) {
    if (catalogue.find_attribute(id) >= 0) out.emplace_back(id);
  }
  return out;
}

Result<bool> check_groupings(const std::vector<std::string>& ids, const Catalogue& catalogue) {
  Errors found;
  for (const std::string& id : ids) {
    if (id == "kind") continue;
    const std::int32_t attribute = catalogue.find_attribute(id);
    if (attribute >= 0 && can_group(catalogue.attributes[static_cast<std::size_t>(attribute)])) {
      continue;
    }
    found.push_back(make_error(errors::k_grouping_unknown, {}, {id}));
  }
  if (!found.empty()) return refuse_all(std::move(found));
  return true;
}

void need_groupings(const std::vector<std::string>& ids, const Catalogue& catalogue,
                    evaluation::NeededColumns& needed) {
  for (const std::string& id : ids) {
    const std::int32_t attribute = catalogue.find_attribute(id);
    if (attribute >= 0) needed.attributes[static_cast<std::size_t>(attribute)] = true;
  }
}

std::vector<Grouping> group_subjects(const Frame& frame, const std::vector<std::string>& ids) {
  std::vector<Grouping> out;
  for (const std::string& id : ids) {
    if (id == "kind") {
      out.push_back(by_kind(frame));
      continue;
    }
    const auto attribute = static_cast<std::size_t>(frame.catalogue.find_attribute(id));
    const Field& field = frame.catalogue.attributes[attribute];
    switch (field.type) {
      case FieldType::date: out.push_back(by_age(frame, field, attribute)); break;
      case FieldType::text: out.push_back(by_text(frame, field, attribute)); break;
      default: out.push_back(by_code(frame, field, attribute)); break;
    }
  }
  return out;
}

}  // namespace sanqu::studies
