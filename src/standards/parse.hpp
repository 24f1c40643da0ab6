// SPDX-License-Identifier: Apache-2.0
// Inside the standards room: the pieces of the reader that parse*.cpp share. Every function reports into the fields'
// findings and returns what it could read.
#pragma once

#include <string>
#include <vector>

#include "core/yaml_fields.hpp"
#include "standards/text.hpp"

namespace sanqu::standards {

enum class Needed : std::uint8_t { no, yes };

/// An id: lower-case letters, digits, underscores, dots; starts with a letter. Reported if absent or wrong.
std::string parse_id(YamlFields& fields, std::string_view key);
void check_id(YamlFields& fields, const YamlNode& id);
bool is_version(std::string_view text);  // three numbers: 1.2.0

Title parse_title(YamlFields& fields, std::string_view key, Needed needed);

/// `{source, article, url, id}` or the id of one in `known`.
LegalBasis parse_basis(const std::string& file, const YamlNode& node,
                       const std::vector<LegalBasis>& known, Errors& errors);
/// The key `basis`: one or a list.
std::vector<LegalBasis> parse_basis_field(YamlFields& fields, const std::vector<LegalBasis>& known);

/// The key as an expression; not given if absent. A structure in its place is reported with the YAML trap's hint.
ExpressionText parse_expression_text(YamlFields& fields, std::string_view key);
ExpressionText parse_expression_node(const std::string& file, const YamlNode& node, Errors& errors);

SelectText parse_select(const std::string& file, const YamlNode& node, Errors& errors);
ConditionText parse_condition(YamlFields& fields, std::string_view key,
                              Needed needed = Needed::yes);
ConditionText parse_condition_node(const std::string& file, const YamlNode& node, Errors& errors);
/// `{count: SELECT}` and its like, without a comparison.
MeasureText parse_measure_map(const std::string& file, const YamlNode& node, Errors& errors);
/// `value: ...` of an indicator or group: count, sum(e), latest(e), an expression, ...
void parse_value(const std::string& file, const YamlNode& node, Errors& errors, MeasureText& out);

void parse_tables(YamlFields& top, StandardText& out);
void parse_dimensions(YamlFields& top, StandardText& out);

}  // namespace sanqu::standards
