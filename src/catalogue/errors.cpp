// SPDX-License-Identifier: Apache-2.0
#include "catalogue/errors.hpp"

namespace sanqu::catalogue::errors {

const ErrorCode k_unreadable = {"catalogue.unreadable", "无法读取“{0}”:{1}",
                                "`{0}` can't be read: {1}", "检查路径和权限。",
                                "Check the path and the permissions."};
const ErrorCode k_no_files = {"catalogue.no_files", "文件夹“{0}”中没有 .yaml 文件",
                              "There is no .yaml file in `{0}`", "目录文件夹形如 rules/catalogue。",
                              "A catalogue is a folder such as rules/catalogue."};
const ErrorCode k_no_catalogue = {"catalogue.no_catalogue", "没有一个文件写有“catalogue:”",
                                  "No file holds `catalogue:`",
                                  "在其中一个文件里写明目录的编号、版本和名称。",
                                  "One file states the catalogue's id, version and title."};
const ErrorCode k_second_catalogue = {"catalogue.second_catalogue",
                                      "“catalogue:”出现第二次(首次在 {0})",
                                      "`catalogue:` stands a second time (first in {0})",
                                      "一个目录只能有一处。", "A catalogue has exactly one."};
const ErrorCode k_too_many = {"catalogue.too_many", "{0}过多(至多 {2})",
                              "Too many {1} (at most {2})", "", ""};

const ErrorCode k_id_form = {
    "catalogue.id_form", "“{0}”不能作编号", "`{0}` can't be an id",
    "编号用小写字母、数字和下划线,以字母开头({1})。",
    "Ids are lower-case letters, digits and underscores, a letter first ({2})."};
const ErrorCode k_version_form = {"catalogue.version_form", "“{0}”不是版本号",
                                  "`{0}` is no version", "写成三段数字,如 2025.1.0。",
                                  "Three numbers, such as 2025.1.0."};
const ErrorCode k_duplicate_id = {"catalogue.duplicate_id", "编号“{0}”重复",
                                  "The id `{0}` stands twice", "改名或删去其一。",
                                  "Rename or remove one of them."};
const ErrorCode k_duplicate_name = {
    "catalogue.duplicate_name", "“{0}”既指“{1}”又指“{2}”", "`{0}` names both `{1}` and `{2}`",
    "编号、代码、名称和别名在同一类别或代码集内各指一物。",
    "Within a class or code set an id, code, title or alias names one thing only."};
const ErrorCode k_reserved_id = {"catalogue.reserved_id", "编号“{0}”是保留字",
                                 "The id `{0}` is reserved", "换一个名称。", "Choose another."};
const ErrorCode k_boolean_word = {"catalogue.boolean_word",
                                  "代码“{0}”会被许多 YAML 工具当作是/否值",
                                  "Many YAML tools read the code `{0}` as true or false",
                                  "加引号:\"{0}\"。", "Put it in quotes: \"{0}\"."};
const ErrorCode k_title_missing = {"catalogue.title_missing", "“{0}”没有名称", "`{0}` has no title",
                                   "写上 title: {zh: …, en: …},至少其一。",
                                   "Add `title: {zh: ..., en: ...}`, at least one of them."};
const ErrorCode k_control_character = {
    "catalogue.control_character", "“{0}”含控制字符、首尾空格或不是规范的 Unicode(NFC)文本",
    "`{0}` has a control character, blanks at an end, or text that isn't in Unicode form NFC",
    "删去它们。", "Remove them."};

const ErrorCode k_no_basis = {
    "catalogue.no_basis", "类别“{0}”没有法律依据", "The class `{0}` has no legal basis",
    "写上 basis:没有依据的信息不得归集。", "Add `basis`: nothing is collected without one."};
const ErrorCode k_basis_unknown = {"catalogue.basis_unknown", "没有编号为“{0}”的依据",
                                   "There is no basis with the id `{0}`",
                                   "在 catalogue 的 basis 中列出,或写 {source: …}。",
                                   "List it under `catalogue: basis:`, or write `{source: ...}`."};
const ErrorCode k_natural_person = {
    "catalogue.natural_person", "主体类型不能是自然人(“{0}”)",
    "A natural person can't be a kind of subject (`{0}`)",
    "本平台只评价组织和以经营身份出现的个体工商户。",
    "Only organisations are judged, and individual businesses in their business capacity."};
const ErrorCode k_identity_number = {"catalogue.identity_number", "不得归集个人身份证件信息(“{0}”)",
                                     "People's identity papers are not collected (`{0}`)",
                                     "删去这个字段。", "Remove the field."};
const ErrorCode k_personal_use = {"catalogue.personal_use", "个人信息字段“{0}”不能用于{1}",
                                  "The personal field `{0}` can't be used in {2}",
                                  "个人信息不参与评价、比对和计算。",
                                  "What is about a person takes no part in any computation."};
const ErrorCode k_personal_attribute = {
    "catalogue.personal_attribute", "主体属性“{0}”不能是个人信息",
    "The attribute `{0}` of a subject can't be personal",
    "属性都可用于评价;个人信息只能是某类记录的字段。",
    "Evaluations read attributes; personal data can only be a record's field."};

const ErrorCode k_code_set_unknown = {"catalogue.code_set_unknown", "没有代码集“{0}”",
                                      "There is no code set `{0}`", "是否指“{1}”?",
                                      "Do you mean `{1}`?"};
const ErrorCode k_codes_too_many = {
    "catalogue.codes_too_many", "多选字段“{0}”的代码集有 {1} 个代码,至多 62 个",
    "The code set of `{0}`, a field with several codes, has {1} codes; at most 62 fit",
    "改为单选(type: code),或拆分代码集。", "Use `type: code`, or split the code set."};
const ErrorCode k_no_codes = {"catalogue.no_codes", "代码集“{0}”没有代码",
                              "The code set `{0}` has no codes", "", ""};
const ErrorCode k_key_not_for_type = {"catalogue.key_not_for_type", "“{0}”不适用于 {1} 类型的字段",
                                      "`{0}` doesn't go with a field of type {1}",
                                      "删去它,或更改类型。", "Remove it, or change the type."};
const ErrorCode k_pattern = {
    "catalogue.pattern", "正则表达式“{0}”有误:{1}", "The regular expression `{0}` is wrong: {1}",
    "用 ECMAScript 写法,至多 200 字节。", "ECMAScript syntax, at most 200 bytes."};
const ErrorCode k_min_above_max = {"catalogue.min_above_max", "“{0}”的下限大于上限",
                                   "The minimum of `{0}` is above its maximum", "", ""};
const ErrorCode k_bound_form = {"catalogue.bound_form", "“{0}: {1}”不是这个字段可取的值",
                                "`{0}: {1}` is no value that this field can have",
                                "小数位不得多于 places,且不超出 {2}。",
                                "No more decimals than `places`, and within {2}."};
const ErrorCode k_head_form = {"catalogue.head_form", "“{0}”不是统一社会信用代码的前两位",
                               "`{0}` can't be the first two characters of a credit code",
                               "由 0-9 和大写字母组成(不含 I、O、S、V、Z),两位,加引号。",
                               "Two of 0-9 and A-Z without I, O, S, V, Z; in quotes."};
const ErrorCode k_head_taken = {"catalogue.head_taken", "代码前两位“{0}”已属于“{1}”",
                                "The first two characters `{0}` already belong to `{1}`", "", ""};

const ErrorCode k_field_unknown = {"catalogue.field_unknown", "类别“{0}”没有字段“{1}”",
                                   "The class `{0}` has no field `{1}`", "是否指“{2}”?",
                                   "Do you mean `{2}`?"};
const ErrorCode k_event_date = {
    "catalogue.event_date", "“{0}”不能作记录的日期", "`{0}` can't be the record's date",
    "event_date 须是本类别的必填日期字段(type: date, required: true)。",
    "`event_date` is a field of the class with `type: date, required: true`."};
const ErrorCode k_publication_field = {"catalogue.publication_field", "公示的 {0} 不能是“{1}”",
                                       "`{0}` of the publication can't be `{1}`", "应为{2}。",
                                       "It must be {3}."};
const ErrorCode k_period_missing = {"catalogue.period_missing", "代码“{0}”没有公示期",
                                    "There is no publication period for the code `{0}`",
                                    "在 periods 中补上。", "Add it to `periods`."};
const ErrorCode k_period_unknown = {"catalogue.period_unknown", "公示期“{0}”不对应任何代码",
                                    "The publication period `{0}` belongs to no code", "可用:{1}",
                                    "One of: {1}"};
const ErrorCode k_period_order = {
    "catalogue.period_order", "公示期“{0}”的最短期 {1} 个月大于最长期 {2} 个月",
    "Period `{0}`: the minimum of {1} months is above the maximum of {2}", "", ""};
const ErrorCode k_due_field = {
    "catalogue.due_field", "报送时限不能从“{0}”起算", "A time limit can't be counted from `{0}`",
    "due 的 from 须是本类别的必填日期字段(type: date, required: true)。",
    "`from` of `due` is a field of the class with `type: date, required: true`."};

const ErrorCode k_rule_name = {"catalogue.rule_name", "规则中的“{0}”不是本类别的字段",
                               "`{0}` in the rule is no field of this class", "是否指“{1}”?",
                               "Do you mean `{1}`?"};
const ErrorCode k_default_self = {"catalogue.default_self",
                                  "“{0}”的 default_from 不能以“{0}”自身为条件",
                                  "The default of `{0}` can't depend on `{0}` itself",
                                  "条件只用其他字段。", "Name other fields in the condition."};
const ErrorCode k_rule_code = {"catalogue.rule_code", "代码集“{1}”没有代码“{0}”",
                               "The code set `{1}` has no code `{0}`", "是否指“{2}”?",
                               "Do you mean `{2}`?"};
const ErrorCode k_rule_kind = {"catalogue.rule_kind", "规则此处需要{0},却是{2}",
                               "The rule needs {1} here, but this is {3}", "", ""};
const ErrorCode k_rule_unit = {"catalogue.rule_unit", "单位不同:{0}与{1}",
                               "The units differ: {0} and {1}",
                               "金额的数字要写单位,如 3000 yuan、0 yuan。",
                               "Amounts of money need a unit: 3000 yuan, 0 yuan."};
const ErrorCode k_rule_function = {"catalogue.rule_function", "规则中不能用函数“{0}”",
                                   "The function `{0}` can't be used in a rule", "可用:{1}",
                                   "One of: {1}"};
const ErrorCode k_rule_arguments = {"catalogue.rule_arguments", "函数“{0}”的参数不对",
                                    "The arguments of `{0}` are wrong", "写法:{1}", "Write: {1}"};
const ErrorCode k_rule_not_missing = {
    "catalogue.rule_not_missing", "“{0}”可能缺失,不能放在 not 或 != 之中",
    "`{0}` may be missing, so it can't stand under `not` or `!=`",
    "在同一串 and 中加上 present({0})。", "Add `present({0})` in the same chain of `and`."};

}  // namespace sanqu::catalogue::errors
