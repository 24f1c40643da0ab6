#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A store's ratings by the store's own file: the views of `sanqu standard sql --part views` and the query, run by
SQLite on the store (read only), against `sanqu evaluate`.

  store.py --sanqu BIN

The sample street, with memberships of zones that begin and end, a merge and a correction, on the days around each.
"""
import argparse
import csv
import io
import os
import sqlite3
import subprocess
import sys
import tempfile

from against_engine import text_of
from databases import SQLITE_OLDEST

STREET = os.path.abspath("samples/street")
STANDARDS = ("rules/standards/local/qz.tumen_street.yaml", "rules/standards/local/wendeng.street.yaml")
DAYS = ("2025-12-31", "2026-01-01", "2026-03-01", "2026-09-30", "2026-12-31", "2027-01-01")
FILES = (("subject", "subjects"), ("registration", "registrations"), ("administrative_penalty", "penalties"),
         ("record_status", "repairs"), ("commendation", "commendations"),
         ("public_benefit", "public_benefit"), ("commitment", "commitments"), ("complaint", "complaints"),
         ("street_review", "reviews"), ("serious_dishonesty_list", "dishonesty_list"))
MORE = {
    "zone": ("zone_id,kind,title,region\nyunqiao,street,云桥街,330802\npark,park,园区,330802\n"),
    "zone_membership": ("zone_id,subject_id,from,through\n"
                        "park,92330802DEMX03020C,2026-01-01,2026-12-31\n"
                        "park,92330802DEMX030399,2025-01-01,2025-12-31\n"
                        "park,92330802DEMX030474,2026-03-01,\n"
                        "yunqiao,92330802DEMX030474,2026-09-01,\n"),
    "subject_merge": "subject_id,into\n92330802DEMX03063R,92330802DEMX03071L\n",
}


def sanqu(binary, folder, *words):
    done = subprocess.run([binary, *words], cwd=folder, capture_output=True, text=True, timeout=120)
    if done.returncode not in (0, 1):
        raise SystemExit(f"sanqu {' '.join(words)}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def build(binary, folder):
    sanqu(binary, folder, "init")
    for class_id, name in FILES:
        sanqu(binary, folder, "import", "--class", class_id, "--source", "城管局", f"{STREET}/{name}.csv")
    for class_id, text in MORE.items():
        path = os.path.join(folder, f"{class_id}.csv")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        sanqu(binary, folder, "import", "--class", class_id, "--source", "信用办", path)
    # A correction of one mark: the same record again.
    with open(f"{STREET}/reviews.csv", encoding="utf-8") as file:
        lines = file.read().splitlines()
    cells = lines[1].split(",")
    cells[6] = "11"
    path = os.path.join(folder, "corrected.csv")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join([lines[0], ",".join(cells)]) + "\n")
    sanqu(binary, folder, "import", "--class", "street_review", "--source", "城管局", path)


def check(binary, folder, path, day):
    """Differences of one standard on one day."""
    standard = os.path.abspath(path)
    name = os.path.basename(path).removesuffix(".yaml")
    words = ["standard", "sql", standard, "--dialect", "sqlite"]
    views = sanqu(binary, folder, *words, "--part", "views")
    query = sanqu(binary, folder, *words, "--as-of", day)
    with sqlite3.connect(f"file:{folder}/sanqu.db?mode=ro", uri=True) as database:
        database.executescript(views)
        found = database.execute(query)
        names = [column[0] for column in found.description]
        rows = {row[0]: dict(zip(names, row)) for row in found}
    engine = csv.DictReader(io.StringIO(sanqu(
        binary, folder, "evaluate", "--standard", name, "--as-of", day, "--all", "--format", "csv")))
    lines = {line["subject_id"]: line for line in engine}
    wrong = [(s, "line", s in lines, s in rows) for s in lines.keys() ^ rows.keys()]
    for subject in lines.keys() & rows.keys():
        for word in ("status", "reason", "points", "grade", "overrides"):
            got = (text_of(rows[subject][word]) or "").rstrip(";")
            if lines[subject][word] != got:
                wrong.append((subject, word, lines[subject][word], got))
    return wrong, sum(line["status"] == "rated" for line in lines.values())


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--sanqu", required=True)
    binary = os.path.abspath(arguments.parse_args().sanqu)
    if sqlite3.sqlite_version_info < SQLITE_OLDEST:
        return 77
    failed = 0
    with tempfile.TemporaryDirectory() as folder:
        build(binary, folder)
        for path in STANDARDS:
            sanqu(binary, folder, "standard", "publish", os.path.abspath(path),
                  "--author", "Zhang", "--approver", "Li", "--active-from", "2020-01-01")
            for day in DAYS:
                wrong, rated = check(binary, folder, path, day)
                failed += len(wrong)
                print(f"{os.path.basename(path)} {day}: {rated} rated, {len(wrong)} differences")
                for subject, word, ours, theirs in wrong[:6]:
                    print(f"  {subject} {word}: engine {ours}, sqlite {theirs}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
