// SPDX-License-Identifier: Apache-2.0
// The standards room: the standard language, from text to a compiled plan (docs/standard-language.md).
// Owns: parsing, layers, the compiler with its duties, golden cases, printing. Never: touches storage or records.
// Start at `load_standard`; the steps are parse.cpp -> layers.cpp (layer_join.cpp) -> compile.cpp; plan.hpp is what comes out.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "standards/plan.hpp"
#include "standards/text.hpp"

namespace sanqu::standards {

/// Finds the text of a parent by id and version; none if it is not there.
struct StandardFile {
  std::string path;
  std::string text;
};
using FindParent =
    std::function<std::optional<StandardFile>(const std::string& id, const std::string& version)>;

/// A standard and the layers above it.
inline constexpr std::size_t k_layers_max = 8;

/// The child joined with its parents (section 9), or the text as it is where it extends nothing.
Result<StandardText> resolve_layers(StandardText child, const FindParent& find_parent);

struct LoadedStandard {
  StandardText text;  // resolved
  Plan plan;
  Errors warnings;
};

/// parse -> layers -> compile; all findings of the step that fails.
Result<LoadedStandard> load_standard(const StandardFile& file,
                                     const catalogue::Catalogue& catalogue,
                                     const FindParent& find_parent);

/// The resolved standard as text, each part with the file that it came from: `standard print`.
std::string print_standard(const StandardText& text, Lang lang);

/// A golden case (rules/standards/cases/<id>/*.yaml): a subject, its records, a day, and what must come out.
struct CaseValue {
  std::string name;
  std::string text;
  Place place;
};
struct CaseRecord {
  std::vector<CaseValue> values;  // class, record_id, event_date, fields
  Place place;
};
struct GoldenCase {
  std::string id;
  Title title;
  std::string source;
  Date as_of;
  std::optional<Instant> known_at;
  std::vector<CaseValue> subject;
  std::vector<CaseRecord> records;
  // What is expected; an absent part is not compared.
  std::optional<std::string> status;
  std::optional<std::string> reason;
  std::optional<std::string> points;
  std::optional<std::string> grade;
  std::optional<std::vector<std::string>> overrides;
  std::vector<CaseValue> indicators;
  std::optional<std::string> next_change;
  Place place;
};
Result<std::vector<GoldenCase>> parse_cases(const std::string& file, std::string_view text);

}  // namespace sanqu::standards
