// SPDX-License-Identifier: Apache-2.0
// Licences and penalties are the 28 and 30 items of 双公示 (2018 edition) in their order, with the kinds and numbers of identity
// papers that the platform must ignore; the other templates are such as departments make for themselves.
#include "demo/templates.hpp"

namespace sanqu::demo {

namespace {

Template make_subject() {
  Template form;
  form.class_id = "subject";
  form.titles = {"统一社会信用代码", "主体名称", "主体类型", "成立日期",
                 "所属区域",         "行业门类", "行业大类", "企业规模",
                 "注册资本(万元)",   "从业人数", "登记状态", "有效自"};
  form.dates = {3, 11};
  form.numbers = {8, 9};
  form.code = 0;
  form.name = 1;
  form.category = 2;
  form.takes_faults = false;
  return form;
}

Template make_zone() {
  Template form;
  form.class_id = "zone";
  form.titles = {"zone_id", "kind", "title", "region"};
  form.takes_faults = false;
  return form;
}

Template make_membership() {
  Template form;
  form.class_id = "zone_membership";
  form.titles = {"zone_id", "subject_id", "from", "through"};
  form.dates = {2, 3};
  form.takes_faults = false;
  return form;
}

Template make_status() {
  Template form;
  form.class_id = "record_status";
  form.titles = {"所属信息类别", "记录编号", "状态", "生效日期"};
  form.dates = {3};
  form.takes_faults = false;
  return form;
}

Template make_merge() {
  Template form;
  form.class_id = "subject_merge";
  form.titles = {"统一社会信用代码", "并入主体"};
  form.takes_faults = false;
  return form;
}

Template make_registration() {
  Template form;
  form.class_id = "registration";
  form.titles = {"统一社会信用代码", "企业名称", "核准日期", "登记事项",
                 "登记内容",         "住所",     "登记机关"};
  form.dates = {2};
  form.code = 0;
  form.key = 3;
  form.day = 2;
  form.text = 1;
  return form;
}

Template make_licence() {
  Template form;
  form.class_id = "administrative_licence";
  form.titles = {"行政相对人名称",
                 "行政相对人类别",
                 "行政相对人代码_1(统一社会信用代码)",
                 "行政相对人代码_2(工商注册号)",
                 "行政相对人代码_3(组织机构代码)",
                 "行政相对人代码_4(税务登记号)",
                 "行政相对人代码_5(事业单位证书号)",
                 "行政相对人代码_6(社会组织登记证号)",
                 "法定代表人",
                 "法定代表人证件类型",
                 "法定代表人证件号码",
                 "证件类型",
                 "证件号码",
                 "行政许可决定文书名称",
                 "行政许可决定文书号",
                 "许可类别",
                 "许可证书名称",
                 "许可编号",
                 "许可内容",
                 "许可决定日期",
                 "有效期自",
                 "有效期至",
                 "许可机关",
                 "许可机关统一社会信用代码",
                 "当前状态",
                 "数据来源单位",
                 "数据来源单位统一社会信用代码",
                 "备注"};
  form.item_codes = {
      "XK_XDR_MC",   "XK_XDR_LB",   "XK_XDR_SHXYM", "XK_XDR_GSZC", "XK_XDR_ZZJG", "XK_XDR_SWDJ",
      "XK_XDR_SYDW", "XK_XDR_SHZZ", "XK_FRDB",      "XK_FR_ZJLX",  "XK_FR_ZJHM",  "XK_XDR_ZJLX",
      "XK_XDR_ZJHM", "XK_XKWS",     "XK_WSH",       "XK_XKLB",     "XK_XKZS",     "XK_XKBH",
      "XK_NR",       "XK_JDRQ",     "XK_YXQZ",      "XK_YXQZI",    "XK_XKJG",     "XK_XKJGDM",
      "XK_ZT",       "XK_LYDW",     "XK_LYDWDM",    "BZ"};
  form.dates = {19, 20, 21};
  form.code = 2;
  form.key = 14;
  form.day = 19;
  form.text = 18;
  form.word = 15;
  form.wrong_word = "备案";
  form.category = 1;
  form.name = 0;
  form.papers = 11;
  form.papers_number = 12;
  return form;
}

Template make_penalty() {
  Template form;
  form.class_id = "administrative_penalty";
  form.titles = {"行政相对人名称",
                 "行政相对人类别",
                 "行政相对人代码_1(统一社会信用代码)",
                 "行政相对人代码_2(工商注册号)",
                 "行政相对人代码_3(组织机构代码)",
                 "行政相对人代码_4(税务登记号)",
                 "行政相对人代码_5(事业单位证书号)",
                 "行政相对人代码_6(社会组织登记证号)",
                 "法定代表人",
                 "法定代表人证件类型",
                 "法定代表人证件号码",
                 "证件类型",
                 "证件号码",
                 "行政处罚决定书文号",
                 "违法行为类型",
                 "违法事实",
                 "处罚依据",
                 "处罚类别",
                 "处罚内容",
                 "罚款金额(万元)",
                 "没收违法所得、没收非法财物的金额(万元)",
                 "暂扣或吊销证照名称及编号",
                 "处罚决定日期",
                 "处罚有效期",
                 "公示截止期",
                 "处罚机关",
                 "处罚机关统一社会信用代码",
                 "数据来源单位",
                 "数据来源单位统一社会信用代码",
                 "备注",
                 "失信程度"};
  form.item_codes = {"CF_XDR_MC",   "CF_XDR_LB",   "CF_XDR_SHXYM", "CF_XDR_GSZC", "CF_XDR_ZZJG",
                     "CF_XDR_SWDJ", "CF_XDR_SYDW", "CF_XDR_SHZZ",  "CF_FRDB",     "CF_FR_ZJLX",
                     "CF_FR_ZJHM",  "CF_XDR_ZJLX", "CF_XDR_ZJHM",  "CF_WSH",      "CF_WFXW",
                     "CF_SY",       "CF_YJ",       "CF_CFLB",      "CF_NR",       "CF_NR_FK",
                     "CF_NR_WFFF",  "CF_NR_ZKDX",  "CF_JDRQ",      "CF_YXQ",      "CF_GSJZQ",
                     "CF_CFJG",     "CF_CFJGDM",   "CF_SJLY",      "CF_SJLYDM",   "BZ",
                     "失信程度"};
  form.dates = {22, 23, 24};
  form.numbers = {19, 20};
  form.code = 2;
  form.key = 13;
  form.day = 22;
  form.text = 15;
  form.word = 17;
  form.wrong_word = "责令改正";
  form.amount = 19;
  form.category = 1;
  form.name = 0;
  form.papers = 11;
  form.papers_number = 12;
  return form;
}

Template make_inspection() {
  Template form;
  form.class_id = "inspection";
  form.titles = {"统一社会信用代码", "检查编号", "检查日期", "检查机关", "检查事项",    "检查结果",
                 "问题序号",         "发现问题", "问题程度", "问题范围", "整改完成日期"};
  form.dates = {2, 10};
  form.code = 0;
  form.key = 1;
  form.day = 2;
  form.text = 4;
  form.word = 5;
  form.wrong_word = "一般";
  return form;
}

Template make_abnormal() {
  Template form;
  form.class_id = "abnormal_operation";
  form.titles = {"统一社会信用代码", "企业名称", "列入原因", "列入日期",
                 "列入决定机关名称", "移出日期", "移出原因"};
  form.dates = {3, 5};
  form.code = 0;
  form.day = 3;
  form.text = 1;
  form.word = 2;
  form.wrong_word = "其他";
  return form;
}

Template make_complaint() {
  Template form;
  form.class_id = "complaint";
  form.titles = {"统一社会信用代码", "投诉编号", "投诉事项", "接收日期", "答复日期",
                 "办结日期",         "是否属实", "处理结果", "处理单位"};
  form.dates = {3, 4, 5};
  form.code = 0;
  form.key = 1;
  form.day = 3;
  form.text = 2;
  form.word = 7;
  form.wrong_word = "已转办";
  return form;
}

}  // namespace

const Template& subject_template() {
  static const Template form = make_subject();
  return form;
}
const Template& zone_template() {
  static const Template form = make_zone();
  return form;
}
const Template& membership_template() {
  static const Template form = make_membership();
  return form;
}
const Template& status_template() {
  static const Template form = make_status();
  return form;
}
const Template& merge_template() {
  static const Template form = make_merge();
  return form;
}
const Template& registration_template() {
  static const Template form = make_registration();
  return form;
}
const Template& licence_template() {
  static const Template form = make_licence();
  return form;
}
const Template& penalty_template() {
  static const Template form = make_penalty();
  return form;
}
const Template& inspection_template() {
  static const Template form = make_inspection();
  return form;
}
const Template& abnormal_template() {
  static const Template form = make_abnormal();
  return form;
}
const Template& complaint_template() {
  static const Template form = make_complaint();
  return form;
}

}  // namespace sanqu::demo
