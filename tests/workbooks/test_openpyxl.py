# SPDX-License-Identifier: Apache-2.0
"""Workbooks written by openpyxl, in both of its modes (shared and inline strings, absolute targets), read back.

  test_openpyxl.py READ_WORKBOOK"""

import datetime
import random
import sys
import tempfile
from decimal import ROUND_HALF_UP, Context, Decimal
from pathlib import Path

try:
    import openpyxl
    from openpyxl.cell import WriteOnlyCell
except ImportError:
    print("python3-openpyxl is not installed")
    sys.exit(77)

from reading import Reading, run_tests

FOLDER = tempfile.TemporaryDirectory(prefix="workbooks_")
HERE = Path(FOLDER.name)
NAMES = ["编号", "名称", "日期", "金额", "是否"]
MODES = [False, True]


def write(rows, write_only, name="a.xlsx", number_format=None, change=None):
    book = openpyxl.Workbook(write_only=write_only)
    sheet = book.create_sheet("数据") if write_only else book.active
    for row in rows:
        cells = []
        for value in row:
            if write_only and isinstance(value, (datetime.date, datetime.datetime)):
                cell = WriteOnlyCell(sheet, value=value)
                cell.number_format = number_format or "yyyy-mm-dd"
                value = cell
            cells.append(value)
        sheet.append(cells)
    if not write_only and number_format:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.is_date:
                    cell.number_format = number_format
    if change:
        change(book, sheet)
    path = HERE / name
    book.save(path)
    return path


def same(found, wanted):
    assert found == wanted, f"\n  found  {found}\n  wanted {wanted}"


def test_every_kind_of_value():
    rows = [NAMES, ["a", "老店", datetime.date(2026, 3, 2), 12.505, True],
            ["b", "<&>\"',\n新店 ", datetime.datetime(2026, 3, 2, 8, 30), 0.1 + 0.2, False],
            [7, None, datetime.date(1900, 3, 1), -1e-7, None], ["🏪𬭸", "=文本", None, 10**14, None]]
    rows[4][1] = "文本"
    for write_only in MODES:
        for through_pipe in (False, True):
            read = Reading(write(rows, write_only), *NAMES, through_pipe=through_pipe)
            same(read.errors, [])
            same(read.names, NAMES)
            same(read.rows(), [["a", "老店", "2026-03-02", "12.505", "true"],
                               ["b", "<&>\"',\n新店 ", "2026-03-02T08:30:00+08:00", "0.3", "false"],
                               ["7", "", "1900-03-01", "-0.0000001", ""],
                               ["🏪𬭸", "文本", "", "100000000000000", ""]])
            same(list(read.lines), [2, 3, 4, 5])


def test_formats_of_dates():
    for number_format in ["yyyy/m/d", 'yyyy"年"m"月"d"日"', '[$-804]yyyy"年"m"月"d"日";@', "yyyy年m月d日", "d-mmm-yy",
                          "m/d/yy", "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"", "yyyy\\-mm\\-dd"]:
        for write_only in MODES:
            path = write([NAMES, ["a", "b", datetime.date(2026, 12, 31), 1, None]], write_only,
                         number_format=number_format)
            same(Reading(path, *NAMES).rows(), [["a", "b", "2026-12-31", "1", ""]])


def test_1904():
    path = write([NAMES, ["a", "b", datetime.date(2026, 3, 2), 1, None]], False,
                 change=lambda book, sheet: setattr(book, "epoch", openpyxl.utils.datetime.CALENDAR_MAC_1904))
    same(Reading(path, *NAMES).rows(), [["a", "b", "2026-03-02", "1", ""]])


def test_formula_without_result():
    for write_only in MODES:
        read = Reading(write([NAMES, ["a", "b", None, "=1+1", None], ["c", "=A1", None, 2, None]], write_only), *NAMES)
        same([line["troubles"] for line in read.lines.values()], [{"3": "formula"}, {"1": "formula"}])
        same(read.lines[2]["raw"], "a,b,,#FORMULA!,")


def test_merged_title_header_and_data():
    def merge(book, sheet):
        sheet.insert_rows(1, 2)
        sheet["A1"] = "行政处罚信息表"
        sheet.merge_cells("A1:E1")
        sheet.merge_cells("C5:C6")
    rows = [NAMES, ["a", "b", "x", 1, None], ["c", "d", "y", 2, None], ["e", "f", None, 3, None]]
    read = Reading(write(rows, False, change=merge), *NAMES)
    same(read.names, NAMES)
    same(read.rows(), [["a", "b", "x", "1", ""], ["c", "d", "y", "2", ""], ["e", "f", "", "3", ""]])
    same(read.lines[6]["troubles"], {"2": "merged"})
    assert any("header is row 3" in notice for notice in read.notices), read.notices


def test_hidden_sheets():
    def hide(book, sheet):
        sheet.sheet_state = "hidden"
        book.create_chartsheet("图")
        other = book.create_sheet("报送")
        other.append(NAMES)
        other.append(["z", "", "", 1])
    read = Reading(write([NAMES, ["a", "b", None, 1, None]], False, change=hide), *NAMES)
    same(read.rows(), [["z", "", "", "1", ""]])
    same(read.notices[:2], ["The hidden sheet `Sheet` was not read", "The sheet `报送` was read; its header is row 1"])


def test_rich_text():
    try:
        from openpyxl.cell.rich_text import CellRichText, TextBlock
        from openpyxl.cell.text import InlineFont
    except ImportError:
        return
    rich = CellRichText("沪", TextBlock(InlineFont(b=True), "市监"), "罚")
    read = Reading(write([NAMES, ["a", rich, None, 1, None]], False), *NAMES)
    same(read.rows(), [["a", "沪市监罚", "", "1", ""]])


def test_random_numbers_are_the_15_digits_of_a_spreadsheet():
    rng = random.Random(20261124)
    context = Context(prec=15, rounding=ROUND_HALF_UP)
    values = [rng.choice([rng.uniform(-1e6, 1e6), rng.uniform(0, 1), round(rng.uniform(0, 1e5), 2),
                          rng.randint(-10**12, 10**12), rng.uniform(0, 1e-6)]) for _ in range(3000)]
    for write_only in MODES:
        read = Reading(write([["编号", "金额"]] + [[f"n{i}", v] for i, v in enumerate(values)], write_only), *NAMES)
        found = [row[1] for row in read.rows()]
        for text, value in zip(found, values, strict=True):
            # openpyxl writes 16 digits of a float.
            wanted = context.create_decimal(f"{value:.16g}" if isinstance(value, float) else value)
            assert Decimal(text) == wanted and "E" not in text, f"{value!r}: {text}"


def test_long_numbers_show_that_digits_are_lost():
    for write_only in MODES:
        rows = [NAMES, [913700001234567890, "b", None, 1, None], [9.137e17, "b", None, 1, None],
                ["913700001234567890", "b", None, 1, None]]
        same([row[0] for row in Reading(write(rows, write_only), *NAMES).rows()],
             ["9.13700001234568E+17", "9.137E+17", "913700001234567890"])


def test_many_rows():
    """Memory doesn't grow with the rows."""
    rows = [[f"名{j}" for j in range(20)]] + [[f"第{i}行{j}" if j % 3 else i * 1.25 for j in range(20)] for i in range(20000)]
    for write_only in MODES:
        read = Reading(write(rows, write_only, "many.xlsx"), "名1", "名2")
        same(len(read.lines), 20000)
        same(read.rows()[19999][:3], ["24998.75", "第19999行1", "第19999行2"])


sys.exit(run_tests(dict(globals())))
