# SPDX-License-Identifier: Apache-2.0
"""Shops and their records for the tests of studies, from a seed: penalties before and after the day of the rating, late
ones, corrected ones, some repaired or withdrawn, some shops merged. What is worth how much is left to the standard."""

import csv
import datetime
import random

DAY = datetime.date(2025, 6, 30)
END = datetime.date(2026, 6, 30)
COLUMNS = ["class", "subject_id", "record_id", "document_no", "decided_on", "severity", "award_name", "awarded_on",
           "of_class", "status", "effective_on", "into", "recorded_at"]


def at(day):
    return day.isoformat() + "T08:00:00+08:00"


def days(count):
    return datetime.timedelta(days=count)


class Shops:
    def __init__(self, seed, count):
        self.draw = random.Random(seed)
        self.subjects, self.lines = [], []
        for number in range(count):
            self.add(number)
        for into, merged in [(3 + i, 40 + i) for i in range(16)]:
            self.line(**{"class": "subject_merge", "subject_id": self.subjects[merged]["subject_id"],
                         "into": self.subjects[into]["subject_id"], "recorded_at": at(DAY + days(60))})

    def line(self, **cells):
        self.lines.append({name: cells.get(name, "") for name in COLUMNS})

    def add(self, number):
        draw = self.draw
        kind = "enterprise" if draw.random() < 0.3 else "individual_business"
        opened = DAY - days(draw.choice([60, 300, 700, 1500, 2500, 5000]) + draw.randrange(50))
        shop = {"subject_id": f"S{number:05d}", "kind": kind, "opened_on": opened.isoformat(),
                "street": draw.choice(["东街", "西街", "南街", ""]) if draw.random() < 0.9 else "小巷"}
        self.subjects.append(shop)
        care = draw.random()
        for i in range(draw.choice([0, 0, 0, 1, 1, 2, 4])):
            if draw.random() < care:
                continue
            self.penalty(shop, f"b{i}", DAY - days(draw.randrange(700)), care)
        for i in range(draw.choice([0, 0, 1, 2])):
            if draw.random() < care * 1.1:
                continue
            self.penalty(shop, f"a{i}", DAY + days(1 + draw.randrange(400)), care)
        # The first and the last day that count, and the days beside them.
        edge = {0: DAY, 1: DAY + days(1), 2: END, 3: END + days(1)}.get(number % 12)
        if edge is not None:
            self.penalty(shop, "e", edge, care)
        for i in range(draw.choice([0, 0, 0, 1, 3])):
            day = DAY + days(draw.randrange(-700, 300 if care > 0.5 else 30))
            self.line(**{"class": "award", "subject_id": shop["subject_id"], "record_id": f"{shop['subject_id']}w{i}",
                         "award_name": f"w{i}", "awarded_on": day.isoformat(), "recorded_at": at(day)})

    def penalty(self, shop, name, day, care):
        draw = self.draw
        severity = draw.choices(["minor", "general", "serious"], [4, 5, 1 + 2 * (1 - care)])[0]
        record = f"{shop['subject_id']}{name}"
        recorded = day + days(draw.randrange(30))
        cells = {"class": "penalty", "subject_id": shop["subject_id"], "record_id": record, "document_no": record,
                 "decided_on": day.isoformat(), "severity": severity, "recorded_at": at(recorded)}
        self.line(**cells)
        if draw.random() < 0.1:  # corrected: another day, another severity
            moved = day + days(draw.randrange(-20, 20))
            self.line(**dict(cells, decided_on=moved.isoformat(), severity="minor", recorded_at=at(recorded + days(40))))
        if draw.random() < 0.15:
            self.line(**{"class": "record_status", "of_class": "penalty", "record_id": record,
                         "status": draw.choice(["repaired", "withdrawn", "suspended"]),
                         "effective_on": (recorded + days(20)).isoformat(), "recorded_at": at(recorded + days(50))})

    def write(self, folder):
        for name, rows in [("subjects.csv", self.subjects), ("records.csv", self.lines)]:
            with open(folder / name, "w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
