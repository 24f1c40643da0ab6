// SPDX-License-Identifier: Apache-2.0
// A small catalogue made by hand: what the unit tests of this room and of the evaluation room read against. Penalties that
// expire by their severity, commendations that never do, two kinds of subjects.
#pragma once

#include "catalogue/catalogue.hpp"

namespace sanqu::standards {

inline catalogue::Field sample_field(const char* id, catalogue::FieldType type) {
  catalogue::Field field;
  field.id = id;
  field.type = type;
  return field;
}

inline catalogue::Field sample_number(const char* id, catalogue::FieldType type,
                                      catalogue::Unit unit, int places, std::int64_t max) {
  catalogue::Field field = sample_field(id, type);
  field.unit = unit;
  field.places = places;
  field.min = 0;
  field.max = max;
  return field;
}

/// Fields by index: 0 decided_on, 1 severity, 2 fine, 3 valid_through, 4 corrected_on, 5 document_no.
inline catalogue::RecordClass sample_penalty() {
  using catalogue::FieldType;
  catalogue::RecordClass penalty;
  penalty.id = "penalty";
  penalty.basis = {{"law", "Law One", "1", "", ""}};
  penalty.polarity = catalogue::Polarity::negative;
  penalty.evaluation_allowed = true;
  penalty.repair_allowed = true;
  penalty.fields = {
      sample_field("decided_on", FieldType::date),
      sample_field("severity", FieldType::code),
      sample_number("fine", FieldType::money, catalogue::Unit::money, 2, 1'000'000'000'000),
      sample_field("valid_through", FieldType::date),
      sample_field("corrected_on", FieldType::date),
      sample_field("document_no", FieldType::text)};
  penalty.fields[0].required = true;
  penalty.fields[1].required = true;
  penalty.fields[1].code_set = 0;
  penalty.fields[3].until_forever = Date::parse("2099-12-31");
  penalty.event_date = 0;
  catalogue::Publication publication;
  publication.from_field = 0;
  publication.until_field = 3;
  publication.by_field = 1;
  publication.periods = {{"minor", 0, 3, ""}, {"general", 3, 12, ""}, {"serious", 6, 36, ""}};
  penalty.publication = publication;
  return penalty;
}

/// Fields by index: 0 given_on, 1 level.
inline catalogue::RecordClass sample_commendation() {
  using catalogue::FieldType;
  catalogue::RecordClass commendation;
  commendation.id = "commendation";
  commendation.basis = {{"law", "Law One", "2", "", ""}};
  commendation.polarity = catalogue::Polarity::positive;
  commendation.evaluation_allowed = true;
  commendation.fields = {sample_field("given_on", FieldType::date),
                         sample_number("level", FieldType::integer, catalogue::Unit::number, 0, 9)};
  commendation.fields[0].required = true;
  commendation.event_date = 0;
  return commendation;
}

/// Attributes by index: 0 name, 1 established_on, 2 employees. Kinds: 0 enterprise, 1 individual_business.
inline catalogue::Catalogue sample_catalogue() {
  using catalogue::FieldType;
  catalogue::Catalogue sample;
  sample.id = "sample";
  sample.version = "1.0.0";
  sample.basis = {{"law", "Law One", "1", "", ""}};
  sample.kinds = {{"enterprise", {"企业", "Enterprise"}, {}, ""},
                  {"individual_business", {"个体工商户", "Individual business"}, {}, ""}};
  catalogue::CodeSet severity;
  severity.id = "severity";
  severity.codes = {{"minor", {"轻微", "Minor"}, {}, "", ""},
                    {"general", {"一般", "General"}, {}, "", ""},
                    {"serious", {"严重", "Serious"}, {}, "", ""}};
  sample.code_sets = {severity};
  sample.attributes = {
      sample_field("name", FieldType::text), sample_field("established_on", FieldType::date),
      sample_number("employees", FieldType::integer, catalogue::Unit::count, 0, 100'000)};
  sample.classes = {sample_penalty(), sample_commendation()};
  return sample;
}

}  // namespace sanqu::standards
