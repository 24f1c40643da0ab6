// SPDX-License-Identifier: Apache-2.0
// The catalogue room: what may be collected, shown and used, as data from `rules/catalogue` (docs/formats/catalogue.md).
// Owns: record classes with their fields, code sets, subject kinds and attributes, legal bases.
// Never: holds a record. Start at `load_catalogue`; everything else here is plain immutable data.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/date.hpp"
#include "core/result.hpp"

namespace sanqu::catalogue {

/// A text in Chinese and English; where one is absent the other stands for it.
struct Title {
  std::string zh;
  std::string en;
  const std::string& in(Lang lang) const {
    return lang == Lang::zh ? (zh.empty() ? en : zh) : (en.empty() ? zh : en);
  }
  bool operator==(const Title&) const = default;
};

/// A legal or normative source: statute, regulation, standard.
struct LegalBasis {
  std::string id;
  std::string source;
  std::string article;
  std::string url;
  std::string provisional;
  bool operator==(const LegalBasis&) const = default;
};

struct Code {
  std::string id;
  Title title;
  std::vector<std::string> aliases;
  std::string prefix;  // values that begin with it are this code too: `其他-`; empty: none
  std::string provisional;
};

struct CodeSet {
  std::string id;
  Title title;
  std::vector<Code>
      codes;  // in the declared order; a code's index is its value everywhere in the program
  std::string provisional;
  /// By id, title, alias or prefix, in this order; none if unknown. `text` in NFC.
  std::optional<std::int32_t> find(std::string_view text) const;
  /// By id alone; -1 if there is none.
  std::int32_t find_id(std::string_view code_id) const;
  /// Every name of every code, for `find`; filled by the loader. A set made by hand works without it.
  std::map<std::string, std::int32_t, std::less<>> names;
  void index_names();
};

enum class FieldType : std::uint8_t { text, code, codes, date, integer, decimal, money, boolean };
enum class Unit : std::uint8_t { number, count, money, days, months, percent, points };

/// What an empty cell of a coded field means: the code, where `when` holds for the record.
struct DefaultRule {
  std::string when;  // an expression over the other fields of the record
  std::int32_t code = -1;
  std::vector<LegalBasis> basis;
  std::string provisional;
};

/// One data item of a class, or one attribute of a subject. Numbers are kept in units of 10^-places
/// (money: fen, places 2); dates as days; codes as index, several codes as bits; booleans as 0 and 1.
struct Field {
  std::string id;
  std::string code;  // the item code of the data standard: CF_WSH
  Title title;
  std::vector<std::string> aliases;
  FieldType type = FieldType::text;
  Unit unit = Unit::number;
  int places = 0;       // 0 to 6; money 2
  int input_shift = 0;  // money written in wan_yuan: 4; fen: -2; yuan: 0
  std::int64_t min =
      std::numeric_limits<std::int64_t>::min();  // in kept units, inclusive; dates in days
  std::int64_t max = std::numeric_limits<std::int64_t>::max();
  std::int32_t code_set = -1;  // index into Catalogue::code_sets
  std::uint32_t length_max = 200;
  std::string pattern;
  bool required = false;
  bool personal = false;
  std::optional<Date> until_forever;
  std::vector<DefaultRule> default_from;  // of type code; the first that holds
  std::string provisional;
};

struct PublicationPeriod {
  std::string code;    // of the severity field, or `all`
  int min_months = 0;  // 0: it may be repaired at once
  int max_months = 0;  // 0: published on the first day only
  std::string provisional;
};

/// How long a record is published, and so in force: see docs/formats/catalogue.md, Expiry.
struct Publication {
  std::int32_t from_field = -1;
  std::int32_t until_field = -1;  // -1: none
  std::int32_t by_field = -1;     // -1: one period `all`
  std::vector<PublicationPeriod>
      periods;  // by_field's code index -> periods[index]; without by_field one entry
};

/// By when a record must have come in: so many working days from a date of its own, whose day is not counted.
struct Due {
  int working_days = 0;
  std::int32_t from_field = -1;  // index into fields: a required date
  std::vector<LegalBasis> basis;
  std::string provisional;
};

struct CrossFieldRule {
  std::string id;
  std::string when;
  std::string must;
  Title message;
};

enum class Sharing : std::uint8_t { public_, on_authorisation, internal };
enum class Polarity : std::uint8_t { negative, positive, neutral };

struct RecordClass {
  std::string id;
  Title title;
  std::vector<LegalBasis> basis;
  std::vector<Title> supplied_by;
  Sharing sharing = Sharing::internal;
  Polarity polarity = Polarity::neutral;
  bool evaluation_allowed = false;
  std::vector<Field> fields;
  std::int32_t event_date = -1;  // index into fields: a required date
  std::vector<std::int32_t> duplicate_key;
  std::vector<std::string> subject_columns;  // further headers of the subject's id: CF_XDR_SHXYM
  std::optional<Publication> publication;
  std::optional<Due> due;  // none: there is no time limit (catalogue/timeliness.hpp)
  bool repair_allowed = false;
  std::vector<LegalBasis> repair_basis;
  std::vector<CrossFieldRule> rules;
  std::string provisional;
  /// By id (`event_date` is the event date's field); -1 if there is none.
  std::int32_t find_field(std::string_view id) const;
};

struct SubjectKind {
  std::string id;
  Title title;
  std::vector<std::string> uscc_heads;  // first characters of the credit codes of this kind
  std::string provisional;
};

struct Catalogue {
  std::string id;
  std::string version;
  Title title;
  bool uscc_scheme = false;  // subject ids are unified social credit codes (GB 32100-2015)
  std::vector<LegalBasis> basis;
  std::string provisional;
  std::vector<SubjectKind> kinds;
  std::vector<Field> attributes;  // without the built-in `kind`
  std::vector<CodeSet> code_sets;
  std::vector<RecordClass> classes;

  std::int32_t find_kind(std::string_view id) const;  // -1 if there is none
  std::int32_t find_attribute(std::string_view id) const;
  std::int32_t find_code_set(std::string_view id) const;
  std::int32_t find_class(std::string_view id) const;
};

inline constexpr std::size_t k_codes_in_field_max =
    62;  // of a field with several codes: bits of an int64
inline constexpr std::size_t k_files_max = 1000;
inline constexpr std::size_t k_fields_max = 500;  // of a class; attributes of subjects
inline constexpr std::size_t k_classes_max = 1000;
inline constexpr std::size_t k_codes_max = 100'000;  // of a set
inline constexpr int k_period_months_max = 1200;
inline constexpr int k_due_working_days_max = 1000;
inline constexpr std::uint32_t k_text_length_max = 5000;
inline constexpr std::int64_t k_number_max =
    1'000'000'000'000;  // default bound of integer and decimal
inline constexpr std::int64_t k_money_yuan_max = 10'000'000'000'000;  // default bound of money

/// One file of a catalogue: its path (for messages) and its text.
struct CatalogueFile {
  std::string path;
  std::string text;
};

/// Reads and checks a whole catalogue; all findings together, each with file, line and column.
Result<Catalogue> load_catalogue(const std::vector<CatalogueFile>& files);

/// The same from a folder: every *.yaml below it, in the order of their paths.
Result<Catalogue> load_catalogue_folder(const std::string& folder);

}  // namespace sanqu::catalogue
