// SPDX-License-Identifier: Apache-2.0
#include "api/public_items.hpp"

#include <doctest/doctest.h>

namespace sanqu::api {

TEST_CASE(
    "a record in words: titles for codes, money in yuan whatever the file's unit, nothing "
    "personal") {
  catalogue::Catalogue catalogue;
  catalogue.code_sets.push_back({});
  catalogue::Code& minor = catalogue.code_sets[0].codes.emplace_back();
  minor.id = "minor";
  minor.title = {.zh = "轻微", .en = "minor"};
  catalogue::RecordClass of;
  const auto add = [&of](const char* id, const char* zh,
                         catalogue::FieldType type) -> catalogue::Field& {
    catalogue::Field field;
    field.id = id;
    field.title.zh = zh;
    field.type = type;
    return of.fields.emplace_back(field);
  };
  add("severity", "失信程度", catalogue::FieldType::code).code_set = 0;
  add("fine", "罚款金额(万元)", catalogue::FieldType::money);
  add("representative", "法定代表人", catalogue::FieldType::text).personal = true;
  add("remark", "备注", catalogue::FieldType::text);
  const std::string content =
      R"({"fine":"100.00","severity":"minor","representative":"某人","stray":"x","remark":""})";
  CHECK(public_items_json(content, of, catalogue, Lang::zh) ==
        R"([{"field":"severity","title":"失信程度","text":"轻微"},)"
        R"({"field":"fine","title":"罚款金额","text":"100.00元"}])");
}

}  // namespace sanqu::api
