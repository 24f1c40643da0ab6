#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""San Francisco's inspections and violations as subjects and records of our catalogue.

A subject is one business on one day for which the City published a result (three pairs of results
share a business and a day: they are one subject, for their violations can't be told apart). A
record is one row of the violations file for such a subject; violations of visits without a result
(follow-ups, complaints) are left out, for no subject stands for them.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tables

SUBJECT_COLUMNS = ["subject_id", "business_no", "inspected_on"]
RECORD_COLUMNS = [
    "class",
    "subject_id",
    "record_id",
    "found_on",
    "risk_category",
    "violation_type",
    "description",
    "row_no",
]


def subject_id(row):
    return f"{row['business_id']}/{row['date']}"


def subjects(data):
    seen = set()
    for row in tables.read_csv(data / "inspections.csv"):
        key = subject_id(row)
        if row["Score"] and key not in seen:
            seen.add(key)
            yield key, row["business_id"], row["date"]


def records(data):
    known = {key for key, _, _ in subjects(data)}
    for number, row in enumerate(tables.read_csv(data / "violations.csv"), start=1):
        key = subject_id(row)
        if key in known:
            # The catalogue has the City's own words as aliases: High Risk, Moderate Risk, Low Risk.
            yield (
                "violation",
                key,
                f"row-{number}",
                row["date"],
                row["risk_category"],
                row["ViolationTypeID"],
                row["description"],
                number,
            )


if __name__ == "__main__":
    tables.run_conversion(
        __doc__,
        "sf-restaurants",
        {"subjects": (SUBJECT_COLUMNS, subjects), "records": (RECORD_COLUMNS, records)},
    )
