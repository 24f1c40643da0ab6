#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The hard line: a line about a natural person is refused and counted, and its content is kept nowhere. persons.py SANQU

Sends such lines in every format and in every disguise that departments' files show (category column, identity number as the code,
in a text, in the responsible person's name, in a line that is broken besides), looks at everything the program says and does with
them, and then searches the bytes of the store, of its log and of the temporary folder for what must not be there.
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
HEADER = ["行政相对人名称", "行政相对人类别", "CF_XDR_SHXYM", "决定书文号", "处罚决定日期", "失信程度", "处罚类别", "罚款金额(万元)",
          "违法行为类型", "违法事实", "处罚依据", "处罚内容", "处罚有效期", "处罚机关", "处罚机关统一社会信用代码", "数据来源单位",
          "数据来源单位统一社会信用代码", "法定代表人", "备注"]


def identity_number(serial):
    """GB 11643-1999 with a right check character; the person does not exist."""
    digits = f"41990119500101{serial:03}"
    weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
    return digits + "10X98765432"[sum(int(d) * w for d, w in zip(digits, weights)) % 11]


def line(**given):
    values = {"行政相对人名称": "某店", "行政相对人类别": "个体工商户", "CF_XDR_SHXYM": "92330802DEMX03020C", "决定书文号": "罚1",
              "处罚决定日期": "2026/03/02", "失信程度": "轻微", "处罚类别": "警告", "违法行为类型": "占道", "违法事实": "占道经营",
              "处罚依据": "条例", "处罚内容": "警告", "处罚有效期": "2027/03/02", "处罚机关": "城管局",
              "处罚机关统一社会信用代码": "11330802MB0XXXXXXX", "数据来源单位": "城管局", "数据来源单位统一社会信用代码": "11330802MB0XXXXXXX"}
    values.update(given)
    return [values.get(name, "") for name in HEADER]


def person_lines(marker):
    """Each with a name and a number of its own that nobody may find again."""
    numbers = [identity_number(i + 1) for i in range(8)]
    secrets = [f"{marker}甲", f"{marker}乙", f"{marker}丙", f"{marker}丁", f"{marker}戊", f"{marker}己", *numbers]
    lines = [
        line(行政相对人名称=f"{marker}甲", 行政相对人类别="自然人", CF_XDR_SHXYM="", 备注=numbers[0]),
        line(行政相对人名称=f"{marker}乙", 行政相对人类别="个人", CF_XDR_SHXYM=numbers[1], 处罚决定日期="明天"),
        line(行政相对人名称=f"{marker}丙", CF_XDR_SHXYM=numbers[2]),
        line(行政相对人名称=f"{marker}丁", 违法事实=f"{marker}丁(身份证{numbers[3]})占道"),
        line(法定代表人=numbers[4], 行政相对人名称=f"{marker}戊"),
        line(行政相对人名称=f"{marker}己", 行政相对人类别=" 自然人 ", 失信程度="不知道", 决定书文号=numbers[5]),
        line(备注=f"本人{numbers[6]}", 处罚决定日期="2026-13-40"),
        line(决定书文号=numbers[7]),
    ]
    return lines, secrets


def csv_text(lines):
    return "\r\n".join(",".join(cells) for cells in [HEADER, *lines]) + "\r\n"


def write_inputs(folder):
    """(path, secrets, lines) by format; the folder is not searched, the store's is."""
    import openpyxl
    out = []
    lines, secrets = person_lines("甄贾")
    good = line(决定书文号="罚100")
    path = folder / "utf8.csv"
    path.write_bytes(b"\xef\xbb\xbf" + csv_text([good, *lines]).encode())
    out.append((path, secrets, len(lines)))
    lines, secrets = person_lines("乌有")
    path = folder / "gb.csv"
    path.write_bytes(csv_text([line(决定书文号="罚101"), *lines]).encode("gb18030"))
    out.append((path, secrets, len(lines)))
    lines, secrets = person_lines("子虚")
    path = folder / "lines.ndjson"
    rows = [dict(zip(HEADER, cells)) for cells in [line(决定书文号="罚102"), *lines]]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    out.append((path, secrets, len(lines)))
    lines, secrets = person_lines("亡是")
    path = folder / "book.xlsx"
    book = openpyxl.Workbook()
    for cells in [HEADER, line(决定书文号="罚103"), *lines]:
        book.active.append(cells)
    book.save(path)
    out.append((path, secrets, len(lines)))
    # Broken lines about persons: an open quote, a cell too many, a character that is none.
    lines, secrets = person_lines("无何")
    broken = csv_text([line(决定书文号="罚104")]).encode()
    broken += (",".join(lines[0]) + ",一格太多\r\n").encode()
    broken += ",".join(lines[1]).encode() + b"\xff\r\n"
    broken += ("\"" + ",".join(lines[2]) + "\r\n").encode()
    path = folder / "broken.csv"
    path.write_bytes(broken)
    out.append((path, [secrets[0], secrets[1], *secrets[6:9]], None))
    return out


def found_in(data, secrets):
    return [secret for secret in secrets
            if any(secret.encode(code) in data for code in ("utf-8", "gb18030", "utf-16-le", "utf-16-be"))]


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    problems = []
    with tempfile.TemporaryDirectory(prefix="sanqu_persons_") as name:
        top = pathlib.Path(name)
        inputs, place, temporary = top / "inputs", top / "store", top / "tmp"
        for folder in (inputs, place, temporary):
            folder.mkdir()
        environment = dict(os.environ, TMPDIR=str(temporary))

        def run(*words, stdin=None):
            command = [program, *words, "--store", f"sqlite:{place / 's.db'}", "--lang", "zh", "--today", "2026-09-30"]
            done = subprocess.run(command, cwd=place, env=environment, input=stdin, capture_output=True, check=False)
            if done.returncode not in (0, 1):
                problems.append(f"{words}: exit {done.returncode}\n{done.stderr.decode()}")
            return done.stdout + done.stderr

        run("init", "--catalogue", str(ROOT / "rules" / "catalogue"))
        subjects = "subject_id,name\n92330802DEMX03020C,云桥街老码头面馆\n"
        run("import", "--class", "subject", "--source", "局", "-", stdin=subjects.encode())
        every_secret = []
        for path, secrets, count in write_inputs(inputs):
            every_secret += secrets
            words = ["import", "--class", "administrative_penalty", "--source", "城管局"]
            said = run(*words, "--format", "json", str(path))
            receipts = [text for text in said.decode(errors="replace").splitlines() if text.startswith("{")]
            if not receipts:
                problems.append(f"{path.name}: no receipt\n{said.decode(errors='replace')}")
                continue
            receipt = json.loads(receipts[0])
            if count is not None and receipt["persons_refused"] != count:
                problems.append(f"{path.name}: {receipt['persons_refused']} lines refused as persons, not {count}\n{receipt}")
            if count is not None and receipt["accepted"] != 1:
                problems.append(f"{path.name}: {receipt['accepted']} lines accepted, not 1\n{said.decode()}")
            again = run(*words, "--format", "table", "-", stdin=path.read_bytes() + b"\n")
            for secret in found_in(said + again, secrets):
                problems.append(f"{path.name}: the program says {secret}")
        looked = b"".join(run(*words) for words in (
            ("quarantine", "list", "--format", "table"), ("quarantine", "list", "--format", "json"),
            ("quarantine", "export", "--batch", "2"), ("quarantine", "retry"), ("receipt", "--format", "json"),
            ("quality", "--format", "json"), ("subject", "show", "92330802DEMX03020C", "--format", "json"),
            ("subject", "search", "甄贾")))
        for secret in found_in(looked.replace("甄贾".encode(), b""), every_secret):
            problems.append(f"a command says {secret}")
        searched = 0
        for path in sorted([*place.rglob("*"), *temporary.rglob("*")]):
            if path.is_file():
                searched += 1
                for secret in found_in(path.read_bytes(), every_secret):
                    problems.append(f"{path.relative_to(top)} holds {secret}")
        if searched == 0:
            problems.append("nothing was searched: the test is empty")
        # The search itself must be able to find: what is there is found.
        if not found_in((place / "s.db").read_bytes(), ["云桥街老码头面馆"]):
            problems.append("the search does not find what the store has")
    if problems:
        print("\n".join(problems[:40]))
        sys.exit(1)
    print(f"{len(every_secret)} names and numbers, {searched} files searched: nothing of them is kept")


main()
