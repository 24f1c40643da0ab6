#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The City's rule in plain Python over the converted files, without Sanqu: a second opinion.

Reads FOLDER/subjects.csv and FOLDER/records.csv, writes results in the form of `sanqu evaluate
--format ndjson` (the parts that the comparison reads).
"""

import json
import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tables

DEDUCTION = {"High Risk": 7, "Moderate Risk": 4, "Low Risk": 2}


def grade(points):
    for name, least in (("good", 91), ("adequate", 86), ("needs_improvement", 71)):
        if points >= least:
            return name
    return "poor"


def results(folder):
    points = {row["subject_id"]: 100 for row in tables.read_csv(folder / "subjects.csv")}
    for row in tables.read_csv(folder / "records.csv"):
        points[row["subject_id"]] -= DEDUCTION[row["risk_category"]]
    for subject, left in points.items():
        total = max(left, 0)
        yield {
            "subject_id": subject,
            "status": "rated",
            "points": str(total),
            "grade": grade(total),
            "dimensions": [{"id": "inspection", "points": str(left - 100)}],
        }


if __name__ == "__main__":
    for result in results(Path(sys.argv[1])):
        print(json.dumps(result))
