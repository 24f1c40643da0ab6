#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Medicare's four measure files as subjects of the catalogue beside this file.

One hospital a line, "7 out of 10" as 7, "Not Available" as missing. The four files hold the
hospitals in the same order and are read side by side; the file of totals is not read here.
"""

import sys
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tables

# attribute -> (file, its column)
MEASURES = {
    "clinical.mort_30_ami": ("hvbp_clinical_outcomes.csv", "MORT-30-AMI Measure Score"),
    "clinical.mort_30_hf": ("hvbp_clinical_outcomes.csv", "MORT-30-HF Measure Score"),
    "clinical.mort_30_pn": ("hvbp_clinical_outcomes.csv", "MORT-30-PN Measure Score"),
    "clinical.mort_30_copd": ("hvbp_clinical_outcomes.csv", "MORT-30-COPD Measure Score"),
    "clinical.mort_30_cabg": ("hvbp_clinical_outcomes.csv", "MORT-30-CABG Measure Score"),
    "clinical.comp_hip_knee": ("hvbp_clinical_outcomes.csv", "COMP-HIP-KNEE Measure Score"),
    "engagement.base": ("hvbp_person_and_community_engagement.csv", "Hcahps Base Score"),
    "engagement.consistency": (
        "hvbp_person_and_community_engagement.csv",
        "Hcahps Consistency Score",
    ),
    "safety.hai_1": ("hvbp_safety.csv", "HAI-1 Measure Score"),
    "safety.hai_2": ("hvbp_safety.csv", "HAI-2 Measure Score"),
    "safety.combined_ssi": ("hvbp_safety.csv", "Combined SSI Measure Score"),
    "safety.hai_5": ("hvbp_safety.csv", "HAI-5 Measure Score"),
    "safety.hai_6": ("hvbp_safety.csv", "HAI-6 Measure Score"),
    "efficiency.mspb_1": ("hvbp_efficiency_and_cost_reduction.csv", "MSPB-1 Measure Score"),
}
SUBJECT_COLUMNS = ["subject_id", "state", *MEASURES]
RECORD_COLUMNS = ["class", "subject_id", "record_id", "event_date"]


def points(text):
    """Points as published: "7 out of 10" or "7"; "Not Available" is missing."""
    return None if text == "Not Available" else int(text.removesuffix(" out of 10"))


def subjects(data):
    files = list(dict.fromkeys(name for name, _ in MEASURES.values()))
    for rows in zip(*(tables.read_csv(data / name) for name in files), strict=True):
        row_of = dict(zip(files, rows))
        hospitals = {row["Facility ID"] for row in rows}
        if len(hospitals) != 1:
            raise SystemExit(f"the files are not in the same order: {sorted(hospitals)}")
        yield (
            rows[0]["Facility ID"],
            rows[0]["State"],
            *(points(row_of[name][column]) for name, column in MEASURES.values()),
        )


def records(data):
    return ()


if __name__ == "__main__":
    tables.run_conversion(
        __doc__,
        "cms-hvbp-2024",
        {"subjects": (SUBJECT_COLUMNS, subjects), "records": (RECORD_COLUMNS, records)},
    )
