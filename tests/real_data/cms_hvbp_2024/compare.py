#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Medicare's published totals and domain results (12 decimals) against ours (6), rounded half away
from zero.

For a domain the unweighted published result times its weight, 0.25, is our dimension; a missing
domain must be missing in both. The published weighted result already has the missing domains'
weight shared out: it is the unweighted one divided by the number of domains that are there, and
that is compared too.
"""

import argparse
import json
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tables

WEIGHT = Fraction(1, 4)
TOTAL = "Total Performance Score"
DOMAINS = {  # our dimension -> the unweighted and the weighted column
    "clinical_outcomes": (
        "Unweighted Normalized Clinical Outcomes Domain Score",
        "Weighted Normalized Clinical Outcomes Domain Score",
    ),
    "engagement": (
        "Unweighted Person And Community Engagement Domain Score",
        "Weighted Person And Community Engagement Domain Score",
    ),
    "safety": ("Unweighted Normalized Safety Domain Score", "Weighted Safety Domain Score"),
    "efficiency": (
        "Unweighted Normalized Efficiency And Cost Reduction Domain Score",
        "Weighted Efficiency And Cost Reduction Domain Score",
    ),
}


def units(value, places=6):
    """A fraction in units of 10^-places, rounded half away from zero; missing stays missing."""
    if value is None:
        return None
    scaled = abs(value) * 10**places
    rounded = int(scaled + Fraction(1, 2))
    return rounded if value >= 0 else -rounded


def published(text):
    return None if text == "Not Available" else Fraction(text)


def number(text):
    """Ours: decimal text, a fraction "3/4", or null."""
    return None if text is None else Fraction(text)


def compare_hospital(row, result):
    """For one hospital: [(part, "equal" | "differs" | "missing in both" | "missing in one")]."""
    found = []

    def check(part, official, ours):
        if (official is None) != (ours is None):
            found.append((part, "missing in one"))
        elif official is None:
            found.append((part, "missing in both"))
        else:
            found.append((part, "equal" if official == ours else "differs"))

    dimensions = {
        dimension["id"]: number(dimension.get("points")) for dimension in result["dimensions"]
    }
    there = sum(1 for value in dimensions.values() if value is not None)
    for name, (unweighted, weighted) in DOMAINS.items():
        official, ours = published(row[unweighted]), dimensions[name]
        check(name, None if official is None else units(official * WEIGHT), units(ours))
        if official is not None and row[weighted] != "Not Available":
            # Both columns are published: this checks the rule, not our rounding.
            check("share_out", units(Fraction(row[weighted]), 9), units(official / there, 9))
    check("total", units(published(row[TOTAL])), units(number(result["points"])))
    return found


def compare(data, results):
    """`results`: parsed lines of `sanqu evaluate --format ndjson --explain`."""
    ours = {result["subject_id"]: result for result in results}
    counts = {part: Counter() for part in (*DOMAINS, "share_out", "total")}
    details = []
    hospitals = 0
    for row in tables.read_csv(data / "hvbp_tps.csv"):
        hospitals += 1
        result = ours.pop(row["Facility ID"], None)
        if result is None:
            raise SystemExit(f"no result for {row['Facility ID']}")
        if (result["status"] == "rated") != (row[TOTAL] != "Not Available"):
            details.append(
                {"subject_id": row["Facility ID"], "part": "status", "ours": result["status"]}
            )
        for part, outcome in compare_hospital(row, result):
            counts[part][outcome] += 1
            if outcome in ("differs", "missing in one"):
                details.append({"subject_id": row["Facility ID"], "part": part, "outcome": outcome})
    if ours:
        raise SystemExit(f"hospitals that are not published: {sorted(ours)[:5]}")
    return {
        "official": hospitals,
        "matches": counts["total"]["equal"] + counts["total"]["missing in both"],
        "parts": {part: dict(count) for part, count in counts.items()},
        "details": details,
    }


def print_summary(summary, stream=sys.stdout):
    rate = 100 * summary["matches"] / summary["official"]
    print(
        f"Medicare: {summary['matches']} of {summary['official']} totals match ({rate:.2f}%)",
        file=stream,
    )
    for part, count in summary["parts"].items():
        print(
            f"  {part:<18} " + ", ".join(f"{n} {outcome}" for outcome, n in sorted(count.items())),
            file=stream,
        )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "results", type=Path, help="NDJSON of sanqu evaluate --explain (or plain.py)"
    )
    parser.add_argument("--data", type=Path, default=tables.DATA / "cms-hvbp-2024")
    parser.add_argument("--details", action="store_true", help="every difference, one a line")
    args = parser.parse_args()
    tables.require_data(args.data)
    with open(args.results, encoding="utf-8") as stream:
        summary = compare(args.data, map(json.loads, stream))
    print_summary(summary)
    if args.details:
        for detail in summary["details"]:
            print(json.dumps(detail))
    return 1 if summary["details"] else 0


if __name__ == "__main__":
    sys.exit(main())
