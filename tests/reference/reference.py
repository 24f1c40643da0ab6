#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The second implementation of the standard language, as a command: NDJSON like
`sanqu evaluate --format ndjson --explain`. It is an oracle for tests and never used by sanqu.

  reference.py --standard F --catalogue DIR --subjects F --records F... --as-of D [--known-at T]
               [--next-change-days N]
"""
import argparse
import json
import sys
from datetime import date, datetime, timedelta, timezone

from expressions import round_half_away
from grades import evaluate
from language import read_standard
from records import Data, read_catalogue, read_date, read_lines, read_time


def decimal(value, places):
    """A number with exactly `places` decimals, rounded half away where it has more."""
    units = int(round_half_away(value, places) * 10**places)
    sign, digits = ("-" if units < 0 else ""), str(abs(units)).rjust(places + 1, "0")
    return sign + (digits if places == 0 else digits[:-places] + "." + digits[-places:])


def value_text(value):
    """An indicator's value: decimal text where it is exact within 18 places, else n/d."""
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, frozenset):
        return ";".join(sorted(value))
    if (value * 10**18).denominator != 1:
        return f"{value.numerator}/{value.denominator}"
    text = decimal(value, 18).rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def points_text(value, places):
    return None if value is None else decimal(value, places)


def line_of(subject, result, standard, as_of):
    places = standard.places
    line = {"subject_id": subject, "standard": standard.name, "as_of": as_of.isoformat(),
            "status": result.status, "reason": result.reason,
            "points": points_text(result.points, places), "grade": result.grade,
            "overrides": result.overrides, "rank": None, "dimensions": []}
    if result.rank:
        line["rank"] = {"place": result.rank[0], "of": result.rank[1],
                        "percentile": decimal(result.rank[2], 3)}
    for dimension in standard.dimensions if result.run else []:
        indicators = [(i.id, result.run.indicator(i.id)) for i in dimension.indicators]
        line["dimensions"].append({
            "id": dimension.id, "points": points_text(result.run.dimension(dimension.id), places),
            "indicators": [{"id": name, "value": value_text(kept.value),
                            "points": points_text(kept.points, places)}
                           for name, kept in indicators]})
    return line


def signature(result, standard):
    """What a next change may change: everything of section 12 but the rank."""
    run = result.run
    points = [run.indicator(i.id).points for d in standard.dimensions for i in d.indicators] \
        if run else []
    return (result.status, result.reason, result.points, result.grade, result.overrides, points)


def next_changes(standard, known, as_of, results, days):
    """Day by day: {subject: first date on which something changes}."""
    found, before = {}, {s: signature(r, standard) for s, r in results.items()}
    for subject in results:
        later = known.later_attribute_dates(subject, as_of)
        if later and (min(later) - as_of).days <= days:
            found[subject] = min(later)
    for step in range(1, days + 1):
        day = as_of + timedelta(days=step)
        if all(s in found and found[s] <= day for s in results):
            break
        for subject, result in evaluate(standard, known, day).items():
            if found.get(subject, date.max) > day and \
                    signature(result, standard) != before[subject]:
                found[subject] = day
    return found


def run_reference(standard, catalogue, subjects, records, as_of, known_at=None, days=None):
    """All lines, in the order in which the input first names the subjects."""
    data = Data(read_catalogue(catalogue))
    data.add_subjects(read_lines(subjects))
    for path in records:
        data.add_records(read_lines(path))
    standard = read_standard(standard)
    as_of = read_date(as_of)
    known = data.known(read_time(known_at) if known_at else datetime.now(timezone.utc))
    results = evaluate(standard, known, as_of)
    changes = next_changes(standard, known, as_of, results, days) if days else {}
    lines = []
    for subject in (s for s in known.evaluated() if s in results):
        line = line_of(subject, results[subject], standard, as_of)
        if days:
            line["next_change"] = changes[subject].isoformat() if subject in changes else None
        lines.append(line)
    return lines


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    for word in ("--standard", "--catalogue", "--subjects", "--as-of"):
        arguments.add_argument(word, required=True)
    arguments.add_argument("--records", nargs="+", required=True)
    arguments.add_argument("--known-at")
    arguments.add_argument("--next-change-days", type=int)
    given = arguments.parse_args()
    for line in run_reference(given.standard, given.catalogue, given.subjects, given.records,
                              given.as_of, given.known_at, given.next_change_days):
        sys.stdout.write(json.dumps(line, ensure_ascii=False, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
