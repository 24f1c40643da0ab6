// SPDX-License-Identifier: Apache-2.0
#include "demo/words.hpp"

#include <iterator>

namespace sanqu::demo {

namespace {

constexpr District k_districts[] = {
    {"澜东区", "419902"}, {"澜西区", "419903"}, {"青槐区", "419904"}, {"云陌区", "419905"}};

constexpr std::string_view k_streets[] = {"槐影街", "听澜巷", "砚田坊", "锦鳞街",
                                          "杏雨里", "拾光坊", "青瓦巷", "棠梨街",
                                          "月埠街", "知鹤里", "墨池巷", "归帆街"};

constexpr std::string_view k_communities[] = {
    "槐影", "听澜", "砚田", "锦鳞", "杏雨", "拾光", "青瓦", "棠梨", "月埠", "知鹤", "墨池", "归帆",
    "霁川", "星陂", "稻浦", "半夏", "云陌", "雁汀", "石磬", "枕溪", "柳隐", "禾岸", "桐荫", "莲渚",
    "松岚", "芦荻", "橘畔", "枫浦", "桑榆", "麦垄", "鹭湾", "荷风", "菱汀", "蒲岸", "竹坞", "樟影"};

constexpr std::string_view k_parks[] = {
    "砚田智造产业园",   "棠梨生物医药产业园", "月埠物流产业园",     "归帆临港产业园",
    "青瓦文化创意园",   "知鹤软件园",         "墨池新材料产业园",   "锦鳞食品产业园",
    "杏雨现代农业园",   "云陌装备制造园",     "听澜电子信息产业园", "拾光数字经济园",
    "半夏中医药产业园", "霁川节能环保园",     "星陂高新技术园",     "稻浦农产品加工园"};

constexpr std::string_view k_first[] = {
    "恒", "瑞", "禾", "砚", "锦", "澄", "昱", "沐", "弘", "嘉", "启", "晟", "信", "诚", "德",
    "泰", "盛", "康", "乐", "福", "永", "同", "和", "聚", "鑫", "百", "万", "金", "银", "玉",
    "青", "云", "星", "晨", "朗", "润", "海", "川", "山", "林", "松", "柏", "竹", "梅", "兰",
    "春", "夏", "秋", "冬", "小", "大", "老", "新", "好", "美", "喜", "味", "香", "知", "拾"};

constexpr std::string_view k_second[] = {
    "源", "达", "丰", "茂", "顺", "隆", "昌", "荣", "华", "兴", "旺", "祥", "宁", "安", "泽",
    "远", "航", "通", "联", "创", "邦", "盟", "汇", "辰", "阳", "光", "明", "辉", "舟", "桥",
    "溪", "泉", "湖", "岩", "石", "木", "叶", "花", "果", "谷", "田", "园", "圃", "乡", "里",
    "舍", "居", "斋", "阁", "轩", "堂", "庭", "府", "庄", "家", "屿", "禾", "澄", "荷", "麦"};

constexpr std::string_view k_families[] = {"沈", "顾", "陆", "钱", "孟", "尹", "乔",
                                           "裴", "柳", "温", "骆", "简", "符", "桑",
                                           "甘", "卓", "虞", "苗", "齐", "凌"};

constexpr std::string_view k_nobodies[] = {"样例甲", "样例乙", "样例丙", "样例丁", "样例戊",
                                           "样例己", "样例庚", "样例辛", "样例壬", "样例癸"};

constexpr bool k_food = true, k_place = true, k_crowd = true, k_culture = true, k_dirty = true,
               k_hazard = true, k_no = false;

// clang-format off
constexpr Trade k_merchant_trades[] = {
    {"H", "62", k_food, k_no, k_crowd, k_no, k_no, k_no, 260, 170, 40, {"餐馆", "面馆", "小吃店", "饭店", "火锅店", "烧烤店"}},
    {"H", "62", k_food, k_no, k_no, k_no, k_no, k_no, 110, 40, 20, {"茶饮店", "咖啡馆", "甜品店", "豆浆坊", "馄饨铺", "米粉店"}},
    {"F", "52", k_food, k_no, k_no, k_no, k_no, k_no, 100, 190, 60, {"超市", "便利店", "水果店", "粮油店", "烟酒店", "副食店"}},
    {"F", "52", k_no, k_no, k_no, k_no, k_no, k_no, 210, 110, 30, {"服装店", "鞋店", "文具店", "眼镜店", "花店", "布艺店"}},
    {"F", "52", k_no, k_no, k_no, k_no, k_no, k_no, 60, 60, 30, {"五金店", "手机店", "电器店", "家具店", "书店", "乐器行"}},
    {"F", "52", k_no, k_place, k_no, k_no, k_no, k_no, 30, 40, 5, {"药房", "药店", "大药房", "保健品店", "医疗器械店", "药品经营部"}},
    {"F", "51", k_food, k_no, k_no, k_no, k_no, k_no, 30, 40, 60, {"粮油批发部", "水产批发部", "蔬菜批发部", "调味品商行", "冷冻食品批发部", "干货行"}},
    {"F", "51", k_no, k_no, k_no, k_no, k_no, k_no, 20, 20, 60, {"建材商行", "百货批发部", "日化商行", "五金机电商行", "纸品批发部", "包装材料商行"}},
    {"O", "80", k_no, k_place, k_no, k_no, k_no, k_no, 80, 110, 5, {"理发店", "美容店", "洗衣店", "养生馆", "美甲店", "足浴店"}},
    {"O", "81", k_no, k_no, k_no, k_no, k_dirty, k_no, 20, 70, 40, {"汽车修理店", "家电维修部", "手机维修店", "电动车行", "锁具维修部", "钟表维修部"}},
    {"H", "61", k_no, k_place, k_crowd, k_no, k_no, k_no, 30, 20, 5, {"旅馆", "民宿", "客栈", "招待所", "快捷酒店", "公寓酒店"}},
    {"R", "90", k_no, k_place, k_crowd, k_culture, k_no, k_no, 20, 10, 2, {"歌厅", "游艺厅", "网吧", "台球厅", "桌游馆", "健身房"}},
    {"C", "14", k_food, k_no, k_no, k_no, k_no, k_no, 20, 20, 20, {"糕点坊", "豆腐坊", "面条加工坊", "酱菜坊", "卤味坊", "米酒坊"}},
    {"Q", "84", k_no, k_place, k_no, k_no, k_no, k_no, 8, 20, 2, {"诊所", "口腔诊所", "中医诊所", "宠物医院", "护理站", "推拿诊所"}},
    {"L", "72", k_no, k_no, k_no, k_no, k_no, k_no, 20, 30, 40, {"图文社", "广告部", "照相馆", "打印店", "婚庆服务部", "信息服务部"}},
};

constexpr Trade k_enterprise_trades[] = {
    {"C", "34", k_no, k_no, k_no, k_no, k_dirty, k_hazard, 0, 0, 90, {"机械制造", "通用设备", "泵阀制造", "轴承", "精密机械", "模具制造"}},
    {"C", "35", k_no, k_no, k_no, k_no, k_dirty, k_hazard, 0, 0, 70, {"专用设备", "自动化装备", "包装机械", "农业机械", "医疗设备", "环保设备"}},
    {"C", "38", k_no, k_no, k_no, k_no, k_no, k_hazard, 0, 0, 60, {"电气设备", "电线电缆", "照明电器", "电源科技", "电机制造", "输配电设备"}},
    {"C", "39", k_no, k_no, k_no, k_no, k_no, k_no, 0, 0, 70, {"电子科技", "光电科技", "半导体材料", "智能终端", "电子元件", "通信设备"}},
    {"C", "26", k_no, k_no, k_no, k_no, k_dirty, k_hazard, 0, 0, 40, {"化工", "新材料", "涂料", "精细化工", "化学制品", "生物化工"}},
    {"C", "27", k_no, k_no, k_no, k_no, k_dirty, k_no, 0, 0, 35, {"药业", "生物制药", "中药饮片", "医药科技", "制药", "生物科技"}},
    {"C", "13", k_food, k_no, k_no, k_no, k_no, k_hazard, 0, 0, 50, {"农产品加工", "粮油加工", "肉类食品", "水产加工", "面粉", "果蔬加工"}},
    {"C", "17", k_no, k_no, k_no, k_no, k_dirty, k_hazard, 0, 0, 35, {"纺织", "印染", "家纺", "针织", "无纺布", "纱线"}},
    {"C", "33", k_no, k_no, k_no, k_no, k_dirty, k_hazard, 0, 0, 50, {"金属制品", "五金制造", "钢结构", "不锈钢制品", "金属加工", "铝业"}},
    {"C", "30", k_no, k_no, k_no, k_no, k_dirty, k_hazard, 0, 0, 25, {"建材", "混凝土", "玻璃制品", "石材", "陶瓷", "新型墙材"}},
    {"I", "65", k_no, k_no, k_no, k_no, k_no, k_no, 30, 30, 130, {"信息技术", "软件", "网络科技", "数据科技", "智能科技", "云计算"}},
    {"M", "75", k_no, k_no, k_no, k_no, k_no, k_no, 20, 20, 90, {"科技发展", "技术服务", "检测技术", "工程设计", "科技咨询", "知识产权服务"}},
    {"G", "54", k_no, k_no, k_no, k_no, k_no, k_hazard, 10, 10, 60, {"物流", "货运", "供应链", "仓储物流", "冷链物流", "运输"}},
    {"E", "50", k_no, k_no, k_no, k_no, k_no, k_hazard, 60, 90, 50, {"建筑工程", "装饰工程", "市政工程", "消防工程", "园林工程", "机电安装"}},
    {"F", "51", k_no, k_no, k_no, k_no, k_no, k_no, 180, 90, 90, {"贸易", "商贸", "进出口", "建材销售", "农资", "汽车销售"}},
    {"F", "52", k_food, k_no, k_crowd, k_no, k_no, k_no, 220, 110, 5, {"百货", "连锁超市", "商业管理", "食品销售", "生鲜", "购物中心"}},
    {"H", "62", k_food, k_no, k_crowd, k_no, k_no, k_no, 200, 40, 10, {"餐饮管理", "餐饮服务", "酒楼", "食品餐饮", "团膳服务", "茶文化"}},
    {"H", "61", k_no, k_place, k_crowd, k_no, k_no, k_no, 60, 10, 5, {"酒店", "酒店管理", "宾馆", "度假酒店", "旅业", "商务酒店"}},
    {"R", "90", k_no, k_place, k_crowd, k_culture, k_no, k_no, 60, 10, 5, {"文化娱乐", "影城", "游乐", "健身服务", "文化传媒", "旅行服务"}},
    {"L", "72", k_no, k_no, k_no, k_no, k_no, k_no, 90, 70, 60, {"企业管理", "人力资源", "商务服务", "广告传媒", "会展服务", "保安服务"}},
    {"K", "70", k_no, k_no, k_no, k_no, k_no, k_no, 30, 220, 10, {"物业服务", "物业管理", "房地产经纪", "房产营销", "置业", "城市服务"}},
    {"O", "80", k_no, k_place, k_no, k_no, k_no, k_no, 40, 130, 5, {"家政服务", "养老服务", "洗涤服务", "美容管理", "便民服务", "托育服务"}},
    {"N", "77", k_no, k_no, k_no, k_no, k_dirty, k_hazard, 0, 10, 20, {"环保科技", "环境工程", "再生资源", "水处理", "固废处置", "生态修复"}},
    {"P", "83", k_no, k_no, k_crowd, k_no, k_no, k_no, 40, 80, 5, {"教育咨询", "职业培训", "艺术培训", "体育培训", "教育科技", "驾驶培训"}},
};
// clang-format on

template <std::size_t N>
std::string numbered(const std::string_view (&titles)[N], int number) {
  const auto index = static_cast<std::size_t>(number);
  std::string title(titles[index % N]);
  if (index >= N) title = "第" + std::to_string(index / N + 1) + title;
  return title;
}

template <std::size_t N>
std::string_view at(const std::string_view (&words)[N], std::uint32_t number) {
  return words[number % N];
}

}  // namespace

std::span<const District> districts() { return k_districts; }
std::span<const Trade> merchant_trades() { return k_merchant_trades; }
std::span<const Trade> enterprise_trades() { return k_enterprise_trades; }

std::string street_title(int number) { return numbered(k_streets, number); }
std::string community_title(int number) { return numbered(k_communities, number); }
std::string park_title(int number) { return numbered(k_parks, number); }

std::string brand(std::uint32_t first, std::uint32_t second) {
  return std::string(at(k_first, first)) + std::string(at(k_second, second));
}

std::string family_brand(std::uint32_t number) {
  const std::string family(at(k_families, number));
  return number / std::size(k_families) % 2 == 0 ? family + "记" : "老" + family;
}

std::string_view nobody(std::uint32_t number) { return at(k_nobodies, number); }

}  // namespace sanqu::demo
