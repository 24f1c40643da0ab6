#!/usr/bin/python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the sample beside it: 云桥街, a street that does not exist, with 40 merchants and two years of records as its
departments would send them (Chinese headers, one file a class). Always the same bytes: the seed is fixed.

All names are invented. The credit codes are of nobody: their organization code begins with DEMX, and both check digits
are right but for one merchant's, on purpose."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

HERE = Path(__file__).resolve().parent
AS_OF = date(2026, 9, 30)
REGION = "330802"
CODE_CHARACTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ZONE = "yunqiao"
rng = random.Random(20260930)

MARKET_OFFICE, MARKET_OFFICE_CODE = "云桥区市场监督管理局(样例)", "11330802DEMX00901X"
STREET_OFFICE = "云桥街管理办公室(样例)"

NAMES = ["沈记馄饨铺", "老码头面馆", "春和茶庄", "三味药膳馆", "云桥小笼", "望江酒楼", "禾木咖啡", "福顺烤鸭店",
         "阿桂米粉", "竹里书店", "锦年布艺", "四季鲜果行", "康宁大药房", "同兴五金", "晨光文具", "一品豆坊",
         "海晏海鲜行", "青禾烘焙", "明镜眼镜", "老街理发", "宝华金银加工", "石桥旅社", "拾光照相馆", "江南糕团店",
         "百味卤品", "顺达手机维修", "双喜婚庆用品", "绿野花店", "和顺粮油", "木一玩具", "知味火锅", "南风女装",
         "北辰运动用品", "安心宠物店", "亮洁洗衣", "桥头便利店"]
ENTERPRISES = ["云桥百货有限公司", "云桥老酒坊有限公司", "衡记食品有限公司", "清波旅行服务有限公司"]


def organization_code(body):
    """GB 11714: the ninth character of an organization code."""
    digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    total = sum(digits.index(c) * w for c, w in zip(body, (3, 7, 9, 10, 5, 8, 4, 2)))
    check = (11 - total % 11) % 11
    return body + ("X" if check == 10 else str(check))


def credit_code(head, number):
    """GB 32100-2015: head, division, organization code, check character."""
    start = head + REGION + organization_code(f"DEMX{number:04d}")
    total = sum(CODE_CHARACTERS.index(c) * pow(3, i, 31) for i, c in enumerate(start))
    return start + CODE_CHARACTERS[(31 - total % 31) % 31]


def some_day(first, last):
    return first + timedelta(days=rng.randrange(max((last - first).days, 0) + 1))


def write(name, header, rows):
    with open(HERE / name, "w", newline="", encoding="utf-8") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(header)
        lines.writerows(rows)


class Merchant:
    def __init__(self, number, name, kind):
        self.name, self.kind = name, kind
        self.code = credit_code("91" if kind == "企业" else "92", number)
        self.established = some_day(date(2009, 3, 1), date(2024, 12, 1))
        # How well it is run, 0 to 9: what the records below follow.
        self.care = rng.choice((1, 2, 3, 3, 4, 5, 5, 6, 6, 7, 8, 9))


def make_merchants():
    merchants = [Merchant(301 + i, f"云桥街{name}", "个体工商户") for i, name in enumerate(NAMES)]
    merchants += [Merchant(401 + i, name, "企业") for i, name in enumerate(ENTERPRISES)]
    merchants[5].care, merchants[16].care, merchants[24].care = 2, 1, 0
    merchants[0].care = merchants[2].care = merchants[12].care = 9
    merchants[11].established = date(2026, 6, 18)             # too new to be rated
    merchants[27].established = date(2026, 4, 8)              # rated from 2026-10-08 on
    wrong = merchants[30]                                     # a check digit that does not fit
    wrong.code = wrong.code[:-1] + ("0" if wrong.code[-1] != "0" else "1")
    return merchants


def make_subjects(merchants):
    trades = {"药": "批发和零售业", "面": "住宿和餐饮业", "旅": "住宿和餐饮业"}
    rows = []
    for merchant in merchants:
        trade = next((t for word, t in trades.items() if word in merchant.name), "批发和零售业")
        people = rng.randrange(1, 9) if merchant.kind == "个体工商户" else rng.randrange(8, 60)
        rows.append([merchant.code, merchant.name, merchant.kind, merchant.established, trade, people, ZONE, "街区"])
    write("subjects.csv", ["统一社会信用代码", "商户名称", "主体类型", "成立日期", "行业门类", "从业人数", "所属信用区编号",
                           "信用区类型"], rows)


def make_registrations(merchants):
    write("registrations.csv", ["信息类别", "统一社会信用代码", "记录编号", "企业名称", "核准日期", "登记事项", "登记机关"],
          [["登记注册基本信息", m.code, f"DJ{i:04d}", m.name, m.established, "设立登记", MARKET_OFFICE]
           for i, m in enumerate(merchants, 1)])


# violation, severity, kinds, fine in 10,000 yuan
VIOLATIONS = [("未明码标价", "轻微", "警告", ""), ("占道经营", "轻微", "罚款", "0.02"), ("未按规定公示营业执照", "轻微", "警告", ""),
              ("销售超过保质期的食品", "一般", "罚款;没收非法财物", "0.5"), ("虚假宣传", "一般", "罚款", "1.2"),
              ("计量器具不合格", "一般", "罚款", "0.2"), ("未落实进货查验", "一般", "罚款", "0.5"),
              ("销售假冒注册商标商品", "严重", "罚款;没收非法财物", "5"), ("生产经营掺假食品", "严重", "罚款", "10")]


def make_penalties(merchants):
    rows, repaired = [], []
    for merchant in merchants:
        count = max(0, rng.choice((0, 0, 1, 1, 2)) - merchant.care // 5) + (3 if merchant.care <= 1 else 0)
        for _ in range(count):
            worst = 9 if merchant.care <= 2 else 7
            violation, severity, kinds, fine = VIOLATIONS[rng.randrange(worst)]
            day = some_day(max(merchant.established, date(2024, 9, 1)), date(2026, 9, 10))
            number = f"CF{len(rows) + 1:04d}"
            rows.append(["行政处罚", merchant.code, number, merchant.name,
                         "个体工商户" if merchant.kind == "个体工商户" else "法人及非法人组织",
                         f"云市监罚〔{day.year}〕{len(rows) + 1}号", violation, f"检查发现该单位{violation}", "相关法律法规", kinds,
                         f"依法作出处罚:{kinds.replace(';', '、')}", fine, "0.1" if "没收" in kinds else "", day,
                         day.replace(year=day.year + 3, day=min(day.day, 28)), MARKET_OFFICE, MARKET_OFFICE_CODE, "云桥区信用办(样例)", MARKET_OFFICE_CODE,
                         severity])
            if severity == "一般" and merchant.care >= 3 and (AS_OF - day).days > 120:
                repaired.append(["record_status", "行政处罚", number, "已修复", day + timedelta(days=110)])
    write("penalties.csv", ["信息类别", "CF_XDR_SHXYM", "记录编号", "行政相对人名称", "行政相对人类别", "行政处罚决定书文号", "违法行为类型",
                            "违法事实", "处罚依据", "处罚类别", "处罚内容", "罚款金额(万元)", "没收金额(万元)", "处罚决定日期", "处罚有效期", "处罚机关",
                            "处罚机关统一社会信用代码", "数据来源单位", "数据来源单位统一社会信用代码", "失信程度"], rows)
    write("repairs.csv", ["信息类别", "所属信息类别", "记录编号", "状态", "生效日期"], repaired)


def make_merits(merchants):
    awards, works, commitments = [], [], []
    for merchant in merchants:
        since = max(merchant.established, date(2024, 1, 15))
        if merchant.care >= 7:
            for _ in range(rng.randrange(0, 3)):
                level, by = rng.choice((("市级", "衢桥市文明办(样例)"), ("区级", "云桥区政府(样例)"), ("园区、街区、社区", STREET_OFFICE)))
                day = some_day(since, date(2026, 8, 20))
                awards.append(["诚实守信相关荣誉", merchant.code, f"RY{len(awards) + 1:04d}", "诚信经营示范商户", "诚信示范", level, day,
                               day.replace(year=day.year + 2, day=min(day.day, 28)), by])
        if merchant.care >= 6 and rng.random() < 0.6:
            for _ in range(rng.randrange(1, 4)):
                kind, amount, hours = rng.choice((("公益捐赠", rng.randrange(2, 40) * 100, ""), ("志愿服务", "", rng.randrange(4, 60))))
                works.append(["公益慈善", merchant.code, f"GY{len(works) + 1:04d}", f"证{len(works) + 1:05d}", kind,
                              some_day(since, date(2026, 9, 12)), amount, hours, "云桥慈善会(样例)"])
        if rng.random() < 0.7 and since < date(2026, 2, 1):
            made = some_day(since, date(2026, 2, 1))
            settled = made + timedelta(days=180)
            kept = rng.random() < 0.55 + merchant.care / 20
            open_still = settled > AS_OF
            commitments.append(["信用承诺及其履行", merchant.code, f"CN{len(commitments) + 1:04d}",
                                f"{REGION}{made:%Y%m%d}{len(commitments) + 1:06d}", merchant.name, "主动型", "诚信经营承诺",
                                "明码标价、不售假冒伪劣商品", made, "未到期" if open_still else "全部履行" if kept else "全部未履行",
                                "" if open_still or kept else "未做到明码标价", "" if open_still or kept else "责令改正并公示",
                                "" if open_still else settled, STREET_OFFICE])
    write("commendations.csv", ["信息类别", "统一社会信用代码", "记录编号", "荣誉名称", "表彰类别", "表彰级别", "表彰日期", "有效期至", "表彰单位"],
          awards)
    write("public_benefit.csv", ["信息类别", "统一社会信用代码", "记录编号", "证明编号", "公益类别", "日期", "捐赠金额(元)",
                                 "志愿服务总时长(小时)", "证明单位"], works)
    write("commitments.csv", ["信息类别", "承诺人代码", "记录编号", "承诺编码", "承诺人名称", "承诺类型", "承诺事由", "承诺内容", "承诺作出日期",
                              "承诺履行状态", "未履行的承诺内容", "违诺责任追究内容", "承诺履行状态认定日期", "承诺受理单位"], commitments)


def make_complaints(merchants):
    rows = []
    for merchant in merchants:
        for _ in range(max(0, rng.choice((0, 0, 1, 2, 3)) - merchant.care // 3)):
            day = some_day(max(merchant.established, date(2025, 3, 1)), date(2026, 9, 15))
            upheld = rng.random() < 0.5
            rows.append(["投诉举报", merchant.code, f"TS{len(rows) + 1:04d}", f"12315-{day:%Y%m%d}-{len(rows) + 1:03d}",
                         rng.choice(("商品质量", "价格", "售后服务", "食品安全")), day, min(day + timedelta(days=5), AS_OF),
                         "是" if upheld else "否", "调解成功", "云桥区消费者协会(样例)"])
    write("complaints.csv", ["信息类别", "统一社会信用代码", "记录编号", "投诉编号", "投诉事项", "接收日期", "办结日期", "是否属实", "处理结果", "处理单位"], rows)


def make_reviews(merchants):
    """The street's own review, twice a year: four parts and extra points."""
    rows = []
    most = (("主体资格规范", "zt", 17), ("经营行为规范", "jy", 55), ("自律制度规范", "zl", 20), ("消费维权规范", "wq", 8))
    for name, day in (("2025秋", date(2025, 11, 18)), ("2026春", date(2026, 5, 20))):
        for merchant in merchants:
            if merchant.established > day or (merchant.care == 3 and day.year == 2026):
                continue
            for part, item, top in most:
                points = top if part == "主体资格规范" else round(top * (0.62 + merchant.care / 25) * 2 + rng.randrange(-1, 2)) / 2
                rows.append(["街区商户评价", merchant.code, f"{name}-{merchant.code[-6:]}-{item}", name, part, item,
                             f"{min(points, top):g}", day, STREET_OFFICE])
            if merchant.care >= 7:
                rows.append(["街区商户评价", merchant.code, f"{name}-{merchant.code[-6:]}-fj", name, "附加分", "volunteering",
                             rng.randrange(1, 5), day, STREET_OFFICE])
    write("reviews.csv", ["信息类别", "统一社会信用代码", "记录编号", "评价批次", "评价部分", "评价项目代码", "得分", "评价日期", "评价单位"], rows)


def make_list(merchants):
    worst = merchants[24]
    write("dishonesty_list.csv", ["信息类别", "统一社会信用代码", "记录编号", "单位名称", "名单类别", "列入决定文书号", "列入事由", "列入依据", "列入日期",
                                  "列入机关"],
          [["严重失信主体名单", worst.code, "MD0001", worst.name, "市场监督管理严重违法失信名单", "云市监列〔2026〕1号",
            "生产经营掺假食品,情节严重", "市场监督管理严重违法失信名单管理办法", "2026-03-16", MARKET_OFFICE]])


def make_faulty(merchants):
    """What departments also send: every line of this file is refused, each for another reason."""
    good = merchants[0].code
    header = ["信息类别", "统一社会信用代码", "记录编号", "荣誉名称", "表彰级别", "表彰日期", "表彰单位"]
    write("faulty.csv", header, [
        ["诚实守信相关荣誉", good, "F1", "诚信经营示范商户", "区级", "2027-03-01", STREET_OFFICE],
        ["诚实守信相关荣誉", good, "F2", "诚信经营示范商户", "宇宙级", "2026-03-01", STREET_OFFICE],
        ["诚实守信相关荣誉", good, "F3", "诚信经营示范商户", "区级", "2026-02-30", STREET_OFFICE],
        ["诚实守信相关荣誉", good, "F4", "", "区级", "2026-03-01", STREET_OFFICE],
        ["诚实守信相关荣誉", credit_code("92", 999), "F5", "诚信经营示范商户", "区级", "2026-03-01", STREET_OFFICE],
        ["好人好事", good, "F6", "诚信经营示范商户", "区级", "2026-03-01", STREET_OFFICE]])


def main():
    merchants = make_merchants()
    make_subjects(merchants)
    make_registrations(merchants)
    make_penalties(merchants)
    make_merits(merchants)
    make_complaints(merchants)
    make_reviews(merchants)
    make_list(merchants)
    make_faulty(merchants)


main()
