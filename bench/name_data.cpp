// SPDX-License-Identifier: Apache-2.0
#include "name_data.hpp"

#include <array>
#include <utility>

#include "registry/name_fold.hpp"

namespace sanqu::bench {

namespace {

using Words = std::vector<std::string_view>;

const Words k_districts = {"卧龙区", "宛城区", "高新区", "示范区"};
const Words k_counties = {"邓州市", "唐河县", "方城县", "镇平县", "内乡县", "淅川县",
                          "西峡县", "南召县", "社旗县", "桐柏县", "新野县"};
const Words k_far_places = {"河南",   "郑州市", "洛阳市", "信阳市", "襄阳市",
                            "湖北省", "上海",   "深圳市", "中",     ""};
const Words k_trades = {
    "餐饮",     "餐饮管理", "商贸",     "贸易",   "科技",     "信息技术", "建筑工程", "建筑劳务",
    "装饰工程", "建材",     "农业",     "农牧",   "种植",     "养殖",     "食品",     "酒店管理",
    "物流",     "运输",     "汽车服务", "汽修",   "医药",     "医疗器械", "大药房",   "文化传媒",
    "广告",     "教育咨询", "企业管理", "物业",   "房地产",   "置业",     "电子商务", "网络科技",
    "机械",     "电气",     "环保科技", "新能源", "纺织",     "服饰",     "美容美发", "超市",
    "烟酒店",   "便利店",   "火锅店",   "面馆",   "早餐店",   "水果店",   "五金店",   "通讯",
    "眼镜",     "家具",     "玉器",     "艾草",   "生物科技", "园林绿化", "劳务派遣", "人力资源"};
const Words k_forms = {"有限公司", "有限公司",     "有限公司",     "有限公司", "有限公司",
                       "有限公司", "有限责任公司", "股份有限公司", "合伙企业", "个体工商户"};
const Words k_shops = {"店", "经营部", "商行", "门市部", "中心", "工作室", "馆", ""};

// The nearer to the beginning, the more often.
constexpr std::string_view k_characters =
    "华盛鑫源宏达兴隆金鼎泰和信诚瑞丰天润恒通福安康永利祥云大东方新世纪中原豫宛龙凤凰卧梅溪白河"
    "伏牛山楚汉光明德仁义礼智百姓家乐美佳好运来旺顺发万千嘉禾绿野春秋江海洋星辰日月阳晨曦朝晖"
    "玉石翠珠宝贵锦绣文博雅思远志高飞腾跃翔宇宙航亿联众合力创想梦启程领先锋标杆卓越尚品优格调"
    "独山镇靳岗蒲陆营茶庵谢庄潦七里园枣林梁寨王村青华英庙掘地坪石桥安皋双铺解环红泥湾黄台官瓦"
    "店张衡仲景医圣诸葛躬耕武侯祠府衙知画苑丹霞蝶莲荷菊兰竹松柏桃李杏柳槐榆桐枫杉樱棠蕙芷若溪";

Words characters_of_words() {
  Words out;
  for (std::size_t at = 0; at < k_characters.size(); at += 3) {
    out.push_back(k_characters.substr(at, 3));
  }
  return out;
}

std::string_view one_of(const Words& words, Dice& dice) { return words[dice.below(words.size())]; }

std::string word(Dice& dice) {
  std::string out;
  const std::size_t length = dice.one_in(4) ? 3 : dice.one_in(12) ? 4 : 2;
  for (std::size_t i = 0; i < length; ++i) out += any_character(dice);
  if (dice.one_in(60)) {
    out.clear();
    for (int i = 0; i < 3; ++i) out += static_cast<char>('A' + dice.below(26));
  }
  return out;
}

std::string place(Dice& dice) {
  std::string out;
  const std::size_t kind = dice.below(100);
  if (kind < 30) {
    out = "南阳市";
  } else if (kind < 55) {
    out = "南阳市" + std::string(one_of(k_districts, dice));
  } else if (kind < 62) {
    out = "南阳";
  } else if (kind < 70) {
    out = one_of(k_districts, dice);
  } else if (kind < 92) {
    out = one_of(k_counties, dice);
  } else {
    out = one_of(k_far_places, dice);
  }
  return out;
}

std::string code(bool is_individual, Dice& dice) {
  constexpr std::string_view k_signs = "0123456789ABCDEFGHJKLMNPQRTUWXY";
  constexpr std::array<std::string_view, 13> k_regions = {
      "411302", "411303", "411321", "411322", "411323", "411324", "411325",
      "411326", "411327", "411328", "411329", "411330", "411381"};
  std::string out = is_individual ? "92" : "91";
  out += k_regions[dice.below(k_regions.size())];
  for (int i = 0; i < 10; ++i) out += k_signs[dice.below(k_signs.size())];
  return out;
}

std::string name(bool is_individual, Dice& dice) {
  std::string out = place(dice) + word(dice) + std::string(one_of(k_trades, dice));
  if (is_individual) {
    out += one_of(k_shops, dice);
    if (dice.one_in(5)) out += "(个体工商户)";
  } else {
    out += one_of(k_forms, dice);
    if (dice.one_in(40)) out += "第" + std::to_string(1 + dice.below(9)) + "分公司";
  }
  return out;
}

}  // namespace

std::uint64_t Dice::next() {
  state_ += 0x9E3779B97F4A7C15U;
  std::uint64_t z = state_;
  z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
  z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
  return z ^ (z >> 31);
}

std::string_view any_character(Dice& dice) {
  static const Words all = characters_of_words();
  // The lesser of two throws: the beginning of the list comes more often.
  return all[std::min(dice.below(all.size()), dice.below(all.size()))];
}

InventedSubject invented_subject(Dice& dice) {
  const bool is_individual = dice.below(100) < 65;
  InventedSubject out{code(is_individual, dice), name(is_individual, dice), ""};
  if (dice.one_in(10)) out.former_name = name(is_individual, dice);
  return out;
}

std::u32string with_error(std::u32string_view text, Dice& dice) {
  std::u32string out(text);
  const char32_t other = registry::characters_of(any_character(dice)).front();
  const std::size_t at = dice.below(out.size());
  switch (dice.below(4)) {
    case 0: out[at] = other; break;
    case 1: out.insert(at, 1, other); break;
    case 2: out.erase(at, 1); break;
    default: std::swap(out[at], out[at + 1 < out.size() ? at + 1 : at - 1]); break;
  }
  return out;
}

}  // namespace sanqu::bench
