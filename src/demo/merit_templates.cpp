// SPDX-License-Identifier: Apache-2.0
// Templates of merits, promises, contracts, taxes, reviews and courts: one line an event, as the offices keep their lists.
#include "demo/templates.hpp"

namespace sanqu::demo {

namespace {

Template make_commendation() {
  Template form;
  form.class_id = "commendation";
  form.titles = {"统一社会信用代码", "荣誉名称", "表彰类别", "表彰级别",
                 "表彰日期",         "有效期至", "表彰单位", "文号"};
  form.dates = {4, 5};
  form.code = 0;
  form.key = 1;
  form.day = 4;
  form.text = 6;
  form.word = 3;
  form.wrong_word = "优秀";
  return form;
}

Template make_benefit() {
  Template form;
  form.class_id = "public_benefit";
  form.titles = {"统一社会信用代码",     "证明编号", "公益类别", "日期", "捐赠金额(元)",
                 "志愿服务总时长(小时)", "证明单位"};
  form.dates = {3};
  form.numbers = {4, 5};
  form.code = 0;
  form.key = 1;
  form.day = 3;
  form.text = 6;
  form.word = 2;
  form.wrong_word = "赞助";
  return form;
}

Template make_commitment() {
  Template form;
  form.class_id = "commitment";
  form.titles = {"承诺编码",         "承诺人名称",
                 "承诺人代码",       "承诺人类别",
                 "承诺类型",         "承诺事由",
                 "承诺内容",         "违诺责任",
                 "承诺作出日期",     "承诺有效期",
                 "承诺履行状态",     "未履行的承诺内容",
                 "违诺责任追究内容", "承诺履行状态认定日期",
                 "承诺受理单位",     "承诺受理单位代码",
                 "公开类型"};
  form.dates = {8, 9, 13};
  form.code = 2;
  form.key = 0;
  form.day = 8;
  form.text = 6;
  form.word = 10;
  form.wrong_word = "履行中断";
  form.category = 3;
  form.name = 1;
  return form;
}

Template make_contract() {
  Template form;
  form.class_id = "contract_performance";
  form.titles = {
      "乙方统一社会信用代码", "合同编号",     "合同名称",     "合同类型",     "采购人(甲方)",
      "甲方统一社会信用代码", "供应商(乙方)", "主要标的名称", "数量",         "单价",
      "合同金额(万元)",       "履约期限",     "采购方式",     "合同签订日期", "履约状态",
      "履约认定日期"};
  form.dates = {11, 13, 15};
  form.numbers = {10};
  form.code = 0;
  form.key = 1;
  form.day = 13;
  form.text = 2;
  form.word = 14;
  form.wrong_word = "部分验收";
  form.amount = 10;
  return form;
}

Template make_tax() {
  Template form;
  form.class_id = "tax_credit_grade";
  form.titles = {"统一社会信用代码", "评价年度", "评价级别", "评价得分", "评定日期", "评定单位"};
  form.dates = {4};
  form.numbers = {1, 3};
  form.code = 0;
  form.key = 1;
  form.day = 4;
  form.text = 5;
  form.word = 2;
  form.wrong_word = "E级";
  return form;
}

Template make_review() {
  Template form;
  form.class_id = "street_review";
  form.titles = {"统一社会信用代码", "评价批次", "评价部分", "评价项目代码", "得分",
                 "评价日期",         "评价单位"};
  form.dates = {5};
  form.numbers = {4};
  form.code = 0;
  form.key = 1;
  form.day = 5;
  form.text = 6;
  form.word = 2;
  form.wrong_word = "环境卫生";
  return form;
}

Template make_list() {
  Template form;
  form.class_id = "serious_dishonesty_list";
  form.titles = {"统一社会信用代码", "单位名称", "名单类别", "列入决定文书号", "列入事由",
                 "列入依据",         "列入日期", "列入机关", "移出日期"};
  form.dates = {6, 8};
  form.code = 0;
  form.key = 3;
  form.day = 6;
  form.text = 4;
  form.word = 2;
  form.wrong_word = "重点关注名单";
  return form;
}

Template make_judgment() {
  Template form;
  form.class_id = "judgment";
  form.titles = {"统一社会信用代码", "案号", "类别",       "诉讼地位",       "法院",
                 "裁判日期",         "案由", "标的额(元)", "未履行金额(元)", "履行情况",
                 "履行完毕日期"};
  form.dates = {5, 10};
  form.numbers = {7, 8};
  form.code = 0;
  form.key = 1;
  form.day = 5;
  form.text = 6;
  form.word = 3;
  form.wrong_word = "代理人";
  return form;
}

Template make_defaulter() {
  Template form;
  form.class_id = "judgment_defaulter";
  form.titles = {
      "统一社会信用代码", "被执行人名称",           "案号",     "执行法院", "执行依据文号",
      "立案时间",         "生效法律文书确定的义务", "履行情况", "具体情形", "发布时间"};
  form.dates = {5, 9};
  form.code = 0;
  form.key = 2;
  form.day = 9;
  form.text = 6;
  form.word = 7;
  form.wrong_word = "终结本次执行";
  return form;
}

}  // namespace

const Template& commendation_template() {
  static const Template form = make_commendation();
  return form;
}
const Template& benefit_template() {
  static const Template form = make_benefit();
  return form;
}
const Template& commitment_template() {
  static const Template form = make_commitment();
  return form;
}
const Template& contract_template() {
  static const Template form = make_contract();
  return form;
}
const Template& tax_template() {
  static const Template form = make_tax();
  return form;
}
const Template& review_template() {
  static const Template form = make_review();
  return form;
}
const Template& list_template() {
  static const Template form = make_list();
  return form;
}
const Template& judgment_template() {
  static const Template form = make_judgment();
  return form;
}
const Template& defaulter_template() {
  static const Template form = make_defaulter();
  return form;
}

}  // namespace sanqu::demo
