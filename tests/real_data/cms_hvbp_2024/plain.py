#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Medicare's rule in plain Python with fractions, without Sanqu: a second opinion.

Reads FOLDER/subjects.csv, writes results in the form of `sanqu evaluate --format ndjson` (the
parts that the comparison reads).
"""

import json
import sys
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tables

WEIGHT = Fraction(1, 4)


def six_places(value):
    """Rounded half away from zero (nothing here is negative)."""
    units = int(value * 10**6 + Fraction(1, 2))
    return f"{units // 10**6}.{units % 10**6:06}"


def domains(row):
    """The four domain results, 0 to 100; None where missing."""

    def available(prefix):
        return [int(text) for name, text in row.items() if name.startswith(prefix) and text]

    def mean_of_ten(values):
        return Fraction(10 * sum(values), len(values)) if len(values) >= 2 else None

    survey = available("engagement.")
    spending = available("efficiency.")
    return {
        "clinical_outcomes": mean_of_ten(available("clinical.")),
        "engagement": Fraction(sum(survey)) if len(survey) == 2 else None,
        "safety": mean_of_ten(available("safety.")),
        "efficiency": Fraction(10 * spending[0]) if spending else None,
    }


def results(folder):
    for row in tables.read_csv(folder / "subjects.csv"):
        parts = domains(row)
        there = [value for value in parts.values() if value is not None]
        rated = len(there) >= 3
        total = sum(there) / len(there) if rated else None
        yield {
            "subject_id": row["subject_id"],
            "status": "rated" if rated else "not_rated",
            "points": six_places(total) if rated else None,
            "grade": "with_total" if rated else None,
            "dimensions": [
                {"id": name, "points": None if value is None else str(value * WEIGHT)}
                for name, value in parts.items()
            ],
        }


if __name__ == "__main__":
    for result in results(Path(sys.argv[1])):
        print(json.dumps(result))
