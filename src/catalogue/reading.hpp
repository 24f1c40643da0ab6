// SPDX-License-Identifier: Apache-2.0
// Inside the catalogue room: the pieces of the loader. A catalogue is read in the order in which its parts name each
// other: head and legal bases, code sets, subjects, classes. Every function reports into `errors` and returns what it
// could read, so that one run shows all mistakes of all files.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/catalogue.hpp"
#include "core/yaml_fields.hpp"

namespace sanqu::catalogue {

/// What is being filled, and where findings go.
struct Reading {
  Catalogue& out;
  Errors& errors;
};

/// `plain`: snake_case. `dotted`: the same with dots (catalogue, attributes, bases with hyphens too).
/// `code`: what standards bodies use as codes: letters, digits, `_ . + -`, at most 64 bytes.
enum class IdForm : std::uint8_t { plain, dotted, code };

/// The key `id`; reported if absent or of the wrong form. Boolean words of YAML 1.1 must be quoted.
std::string read_id(YamlFields& fields, IdForm form);

enum class Needed : std::uint8_t { no, yes };
/// `key: {zh, en}` or `key: text` (Chinese).
Title read_title(YamlFields& fields, std::string_view key, Needed needed);
Title read_title_node(YamlFields& fields, const YamlNode& node);

/// A list of texts; each is checked by `check_text`.
std::vector<std::string> read_texts(YamlFields& fields, std::string_view key);
/// Names and titles: NFC, no control characters, no blanks at the ends.
void check_text(YamlFields& fields, const YamlNode& node, std::string_view text);

/// The key `basis`: ids of the catalogue's bases, or mappings {source, article, url}; a mapping with an id but no
/// source is the known basis at another article.
std::vector<LegalBasis> read_basis(YamlFields& fields, const std::vector<LegalBasis>& known);

/// Who owns each name of a class or code set; a second owner is a finding.
class NameTable {
 public:
  void add(YamlFields& fields, const YamlNode& at, const std::string& name,
           const std::string& owner);

 private:
  std::map<std::string, std::string, std::less<>> owner_of_;
};

void read_head(YamlFields& fields, Reading& reading);
void read_code_set(YamlFields& fields, Reading& reading);
void read_subjects(YamlFields& fields, Reading& reading);
void read_class(YamlFields& fields, Reading& reading);

enum class FieldOf : std::uint8_t { record, subject };
/// One data item; its names go to `names`.
Field read_field(YamlFields& fields, const Reading& reading, FieldOf of, NameTable& names);

/// The field's `default_from`: what an empty cell means, by conditions over the class's other fields.
void read_defaults(YamlFields& fields, const Catalogue& catalogue, const RecordClass& record_class,
                   Field& field);

/// Parses and checks one expression of a cross-field rule: names, codes, units, kinds; it must be true or false.
/// `guarded` holds the fields that are known to be present, and gets those that this text asks for.
void check_rule_text(const std::string& text, const Place& place, const RecordClass& record_class,
                     const Catalogue& catalogue, std::vector<std::string>& guarded, Errors& errors);

}  // namespace sanqu::catalogue
