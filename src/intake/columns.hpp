// SPDX-License-Identifier: Apache-2.0
// Which column of a file is which value of a class: by id, item code, title or alias, in either case of letters.
// An id beats a code, a code a title, a title an alias; what is still in doubt is refused, never guessed.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "intake/intake.hpp"
#include "intake/value_reader.hpp"

namespace sanqu::intake {

/// Columns that every class has, or a reserved class, or subjects.
enum class BuiltIn : std::uint8_t {
  class_,
  subject_id,
  record_id,
  recorded_at,
  of_class,
  status,
  effective_on,
  into,
  undone,
  kind,
  valid_from,
  zone_id,
  zone_kind,
  title,
  region,
  from,
  through,
};

inline constexpr std::size_t k_built_ins = 17;

std::string_view built_in_id(BuiltIn column);
bool is_built_in_id(std::string_view id);

/// A header as a source's column map knows it: folded, letters in lower case.
std::string mapped_key(std::string_view header);
inline constexpr std::string_view k_column_ignored = "-";

/// What a column is; `ignored` by the source's own map.
struct Target {
  enum class Role : std::uint8_t { unknown, built_in, field, ignored };
  Role role = Role::unknown;
  std::int32_t index = -1;  // a BuiltIn, or the index of a field
  bool operator==(const Target&) const = default;
};

/// The names under which the columns of one kind of line may come.
class ColumnNames {
 public:
  void add_built_in(BuiltIn column);
  void add_field(const catalogue::Field& field, std::int32_t index);
  /// One more name, as strong as an id: `event_date`.
  void add_name(std::string_view name, Target target) {
    add(name, target, Rank::id, std::string(name));
  }
  /// One more header of a built-in column, as strong as an item code: CF_XDR_SHXYM.
  void add_header(std::string_view name, BuiltIn column);

  /// What a header means in this source's files, whatever else it could mean: an id from above, or `-`. False, and the
  /// column is unknown, where there is no such id.
  bool map(std::string_view header, std::string_view id);

  struct Entry {
    Target target;
    std::uint8_t rank = 0;
    std::string id;      // of the target, for messages
    std::string rivals;  // ids of equal rank, where it is ambiguous
  };
  /// `name` is folded. nullptr if unknown.
  const Entry* find(std::string_view name) const;

 private:
  enum class Rank : std::uint8_t { id, item_code, title, alias, built_in_title };
  void add(std::string_view name, Target target, Rank rank, std::string id);
  using Entries = std::unordered_map<std::string, Entry, TextHash, std::equal_to<>>;
  Entries entries_;
  Entries mapped_;
};

/// The columns of one file as seen by one kind of line. Grows with the file's names (NDJSON).
class Columns {
 public:
  explicit Columns(ColumnNames names) : names_(std::move(names)) {}

  /// A source's own headers; before the first `extend`. The ids that are unknown here.
  ColumnMap map(const ColumnMap& map);

  bool knows(const std::string& name) const { return names_.find(name) != nullptr; }

  /// Two columns of one target: refused in a header; in NDJSON only where both stand in one line, which the
  /// reader of that line sees.
  enum class Twins : std::uint8_t { refused, allowed };

  /// Looks at the names that are new since the last call.
  void extend(const std::string& file, const std::vector<std::string>& file_names, Twins twins);
  std::span<const Target> targets() const { return targets_; }
  bool has(Target target) const;
  /// Ambiguous columns and (in a header) twins: no line can be read then.
  const Errors& errors() const { return errors_; }

 private:
  ColumnNames names_;
  std::vector<Target> targets_;
  Errors errors_;
};

}  // namespace sanqu::intake
