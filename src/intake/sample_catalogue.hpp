// SPDX-License-Identifier: Apache-2.0
// A small catalogue made by hand: what the tests, the fuzzers and the benchmark of this room read against.
// One class with a field of every type, a rule, a pattern and a personal field; two kinds of subjects.
#pragma once

#include "catalogue/catalogue.hpp"

namespace sanqu::intake {

inline catalogue::Field sample_field(const char* id, catalogue::FieldType type) {
  catalogue::Field field;
  field.id = id;
  field.type = type;
  return field;
}

inline std::vector<catalogue::CodeSet> sample_code_sets() {
  catalogue::CodeSet severity;
  severity.id = "severity";
  severity.title = {"失信程度", "Severity"};
  severity.codes = {{"minor", {"轻微", "Minor"}, {"轻微失信"}, "", ""},
                    {"general", {"一般", "General"}, {}, "", ""},
                    {"serious", {"严重", "Serious"}, {}, "", ""}};
  catalogue::CodeSet kinds;
  kinds.id = "penalty_kind";
  kinds.title = {"处罚类别", "Kind of penalty"};
  kinds.codes = {{"warning", {"警告", "Warning"}, {}, "", ""},
                 {"fine", {"罚款", "Fine"}, {}, "", ""},
                 {"other", {"其他", "Other"}, {}, "其他-", ""}};
  return {severity, kinds};
}

inline catalogue::RecordClass sample_penalty() {
  using catalogue::FieldType;
  catalogue::RecordClass penalty;
  penalty.id = "administrative_penalty";
  penalty.title = {"行政处罚", "Administrative penalty"};
  penalty.subject_columns = {"CF_XDR_SHXYM"};

  catalogue::Field document_no = sample_field("document_no", FieldType::text);
  document_no.code = "CF_WSH";
  document_no.title = {"决定书文号", "Document number"};
  document_no.length_max = 20;
  document_no.required = true;
  catalogue::Field severity = sample_field("severity", FieldType::code);
  severity.title = {"失信程度", "Severity"};
  severity.code_set = 0;
  catalogue::Field kinds = sample_field("kinds", FieldType::codes);
  kinds.title = {"处罚类别", "Kinds of penalty"};
  kinds.code_set = 1;
  catalogue::Field fine = sample_field("fine", FieldType::money);
  fine.title = {"罚款金额(万元)", "Fine"};
  fine.aliases = {"罚款金额"};
  fine.unit = catalogue::Unit::money;
  fine.places = 2;
  fine.input_shift = 4;
  fine.min = 0;
  fine.max = 1'000'000'000'000;
  catalogue::Field decided_on = sample_field("decided_on", FieldType::date);
  decided_on.code = "CF_JDRQ";
  decided_on.title = {"处罚决定日期", "Decided on"};
  decided_on.required = true;
  catalogue::Field valid_through = sample_field("valid_through", FieldType::date);
  valid_through.title = {"有效期至", "Valid through"};
  valid_through.until_forever = Date::parse("2099-12-31");
  catalogue::Field staff = sample_field("staff", FieldType::integer);
  staff.unit = catalogue::Unit::count;
  staff.min = 0;
  staff.max = 1000;
  catalogue::Field rate = sample_field("rate", FieldType::decimal);
  rate.places = 3;
  catalogue::Field summary = sample_field("summary", FieldType::boolean);
  catalogue::Field office_code = sample_field("office_code", FieldType::text);
  office_code.pattern = "[0-9A-HJ-NPQRTUWXY]{18}";
  catalogue::Field legal_representative = sample_field("legal_representative", FieldType::text);
  legal_representative.title = {"法定代表人", "Legal representative"};
  legal_representative.personal = true;

  penalty.fields = {document_no, severity, kinds,   fine,        decided_on,          valid_through,
                    staff,       rate,     summary, office_code, legal_representative};
  penalty.event_date = 4;
  penalty.rules = {{"fine_amount",
                    "has(kinds, 'fine')",
                    "present(fine)",
                    {"处罚类别含罚款时须填罚款金额", "A fine needs its amount"}},
                   {"serious_fine",
                    "severity = 'serious' and present(fine)",
                    "fine >= 5 wan",
                    {"严重失信的罚款不少于五万元", "A serious fine is at least 50,000 yuan"}}};
  return penalty;
}

inline catalogue::Catalogue sample_catalogue() {
  using catalogue::FieldType;
  catalogue::Catalogue sample;
  sample.id = "sample";
  sample.version = "1.0.0";
  sample.uscc_scheme = true;
  sample.kinds = {{"enterprise", {"企业", "Enterprise"}, {"91"}, ""},
                  {"individual_business", {"个体工商户", "Individual business"}, {"92"}, ""}};
  sample.code_sets = sample_code_sets();
  catalogue::Field name = sample_field("name", FieldType::text);
  name.title = {"名称", "Name"};
  catalogue::Field established_on = sample_field("established_on", FieldType::date);
  established_on.title = {"成立日期", "Established on"};
  sample.attributes = {name, established_on};

  catalogue::RecordClass commendation;
  commendation.id = "commendation";
  commendation.title = {"荣誉表彰", "Commendation"};
  catalogue::Field given_on = sample_field("given_on", FieldType::date);
  given_on.required = true;
  commendation.fields = {given_on, sample_field("level", FieldType::text)};
  commendation.event_date = 0;
  sample.classes = {sample_penalty(), commendation};
  return sample;
}

}  // namespace sanqu::intake
