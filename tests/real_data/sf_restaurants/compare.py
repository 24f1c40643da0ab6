#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""San Francisco's published results against ours, and a reason for every difference.

The City's result for an inspection and the violations it published for it come from two files that
do not always agree. Where our result, worked out from the violations, is not the City's, `kind_of`
finds what would have to be added to or taken from the published violations to make it so. Strong
reasons are tried first: the exact violations found elsewhere in the files, then rows that stand
twice, then what the figures alone allow. What none explains is counted as `unexplained`.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from datetime import date
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import tables

DEDUCTION = {"High Risk": 7, "Moderate Risk": 4, "Low Risk": 2}
FOLLOW_UP_DAYS = 31  # a follow-up that lists what the routine inspection found
KINDS = {
    "moved": "none on the day; exactly this sum stands on another day, without any visit",
    "at_follow_up": "exactly the missing sum stands under a visit within a month without result",
    "none_published": "no violation is published for it; the City's result is below 100",
    "some_missing": "whole violations are missing: the City took off more than is published",
    "doubled": "rows stand twice; each taken once, the City's result comes out exactly",
    "other_visit": "another visit on the same day: its violations stand under the same date",
    "all_surplus": "the City's result is 100 although violations are published",
    "some_surplus": "whole violations are too many: the City took off less than is published",
    "category": "one violation counts in another category (High as Moderate: 3, as Low: 5)",
    "unexplained": "nothing above",
}


def day_number(text):
    return date(int(text[:4]), int(text[4:6]), int(text[6:])).toordinal()


class Published:
    """The City's two files by business and day."""

    def __init__(self, data):
        self.official = []  # (key, the City's result), one an inspection
        self.visits = defaultdict(list)  # key -> has the visit a result?
        self.violations = defaultdict(list)  # key -> [(type, deduction)]
        self.days = defaultdict(set)  # business -> days with violations
        for row in tables.read_csv(data / "inspections.csv"):
            key = (row["business_id"], row["date"])
            self.visits[key].append(bool(row["Score"]))
            if row["Score"]:
                self.official.append((key, int(row["Score"])))
        for row in tables.read_csv(data / "violations.csv"):
            key = (row["business_id"], row["date"])
            self.violations[key].append((row["ViolationTypeID"], DEDUCTION[row["risk_category"]]))
            self.days[row["business_id"]].add(row["date"])

    def deduction(self, key):
        return sum(points for _, points in self.violations.get(key, ()))

    def elsewhere(self, key):
        """The violations of the same business that belong to no result: [(kind, [deductions])]."""
        business, day = key
        found = []
        for other in sorted(self.days[business] - {day}):
            visits = self.visits.get((business, other))
            deductions = [points for _, points in self.violations[business, other]]
            if visits is None and key not in self.violations:
                found.append(("moved", deductions))
            elif (
                visits
                and not any(visits)
                and 0 < day_number(other) - day_number(day) <= FOLLOW_UP_DAYS
            ):
                found.append(("at_follow_up", deductions))
        return found


def fewest(values, wanted, again):
    """The fewest of `values` with the sum `wanted`, each once or (`again`) often; None if none."""
    best = {0: ()}
    for value in sorted(values, reverse=True):
        totals = range(wanted - value + 1) if again else sorted(best, reverse=True)
        for total in totals:
            if total in best and total + value <= wanted:
                ways = [best[total] + (value,), best.get(total + value)]
                best[total + value] = min((way for way in ways if way is not None), key=len)
    return best.get(wanted)


def kind_of(published, key, official, ours):
    """The kind of one difference, and the violations (7, 4, 2) that it comes to."""
    rows = published.violations.get(key, [])
    if ours > official:
        missing = ours - official
        for kind, deductions in published.elsewhere(key):
            if sum(deductions) == missing:
                return kind, tuple(deductions)
        whole = fewest((7, 4, 2), missing, again=True)  # none for 1, 3 and 5
        if whole is None:
            return "unexplained", ()
        return "some_missing" if rows else "none_published", whole
    surplus = official - ours
    if 100 - sum(dict(rows).values()) == official:
        return "doubled", tuple(
            points for _, points in (Counter(rows) - Counter(set(rows))).elements()
        )
    whole = fewest([points for _, points in rows], surplus, again=False)
    if whole is None:
        if surplus in (3, 5) and 7 in dict(rows).values():
            return "category", (7, 7 - surplus)
        return "unexplained", ()
    if len(published.visits[key]) > 1:
        return "other_visit", whole
    return "all_surplus" if official == 100 else "some_surplus", whole


def repeated_rows(published):
    """Days with a result and equal rows: how often the City counts all, how often each once."""
    counted = Counter()
    for key, official in sorted(set(published.official)):
        rows = published.violations.get(key, [])
        if len(set(rows)) == len(rows):
            continue
        whole, once = 100 - published.deduction(key), 100 - sum(dict(rows).values())
        counted["all" if whole == official else "once" if once == official else "neither"] += 1
    return dict(counted)


def compare(data, results):
    """`results`: parsed lines of `sanqu evaluate --format ndjson`."""
    published = Published(data)
    ours = {}
    for result in results:
        if result["status"] != "rated" or result["subject_id"] in ours:
            raise SystemExit(f"not one rated result: {result['subject_id']}")
        ours[result["subject_id"]] = int(result["points"])
    expected = {"/".join(key) for key, _ in published.official}
    if expected != set(ours):
        raise SystemExit(f"other subjects than published: {sorted(expected ^ set(ours))[:5]}")
    kinds = Counter({kind: 0 for kind in KINDS})
    whole_count = Counter()
    candidates = Counter()
    details = []
    for key, official in published.official:
        got = ours["/".join(key)]
        if got == official:
            continue
        kind, whole = kind_of(published, key, official, got)
        kinds[kind] += 1
        if got > official:
            candidates.update({name for name, _ in published.elsewhere(key)})
        if kind != "category":
            side = "missing" if got > official else "surplus"
            whole_count.update(f"{side} {value}" for value in whole)
        details.append(
            {
                "subject_id": "/".join(key),
                "official": official,
                "ours": got,
                "kind": kind,
                "violations": list(whole),
            }
        )
    matches = len(published.official) - len(details)
    return {
        "official": len(published.official),
        "subjects": len(ours),
        "matches": matches,
        "mismatches": len(details),
        "kinds": dict(kinds),
        "whole_violations": dict(sorted(whole_count.items())),
        "candidates": dict(candidates),
        "repeated_rows": repeated_rows(published),
        "details": details,
    }


def print_summary(summary, stream=sys.stdout):
    rate = 100 * summary["matches"] / summary["official"]
    print(
        f"San Francisco: {summary['matches']} of {summary['official']} results match ({rate:.2f}%),"
        f" {summary['mismatches']} differ",
        file=stream,
    )
    for kind, count in summary["kinds"].items():
        print(f"  {count:4}  {kind:<15} {KINDS[kind]}", file=stream)
    print(
        "  whole violations: "
        + ", ".join(f"{n} x {name}" for name, n in summary["whole_violations"].items()),
        file=stream,
    )
    print(
        "  inspections that lack violations and have others of the business to look among: "
        + ", ".join(f"{kind} {n}" for kind, n in summary["candidates"].items()),
        file=stream,
    )
    print(f"  equal rows: the City counts {summary['repeated_rows']}", file=stream)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("results", type=Path, help="NDJSON of sanqu evaluate (or plain.py)")
    parser.add_argument("--data", type=Path, default=tables.DATA / "sf-restaurants")
    parser.add_argument("--details", action="store_true", help="every difference, one a line")
    args = parser.parse_args()
    tables.require_data(args.data)
    with open(args.results, encoding="utf-8") as stream:
        summary = compare(args.data, map(json.loads, stream))
    print_summary(summary)
    if args.details:
        for detail in summary["details"]:
            print(json.dumps(detail))
    return 1 if summary["kinds"]["unexplained"] else 0


if __name__ == "__main__":
    sys.exit(main())
