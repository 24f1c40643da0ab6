# SPDX-License-Identifier: Apache-2.0
"""Real output held against docs/formats/result.md: the schema, the order of members, and that every sum of an explanation
agrees to the last digit (rule R15). Over the sample street, with each standard that fits it.

  check_results.py SANQU"""

import csv
import io
import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import jsonschema

ROOT = Path(__file__).resolve().parents[2]
SAMPLE = ROOT / "samples/street"
STANDARDS = ["rules/standards/local/wendeng.street.yaml", "rules/standards/local/qz.tumen_street.yaml",
             "tests/result/ranked.yaml"]
FAULTY = {"subjects.csv", "faulty.csv"}
ORDER = ["subject_id", "standard", "as_of", "status", "reason", "points", "grade", "grade_title", "rank", "rank_reason",
         "overrides", "next_change", "uscc_check", "dimensions", "base", "sharing", "total_limit", "override_points",
         "actions", "to_next_grade"]

failures = []


def check(good, what):
    if not good:
        failures.append(what)


def run(sanqu, standard, *more):
    records = sorted(str(p) for p in SAMPLE.glob("*.csv") if p.name not in FAULTY)
    done = subprocess.run(
        [sanqu, "evaluate", "--standard", standard, "--catalogue", "rules/catalogue", "--subjects", str(SAMPLE / "subjects.csv"),
         "--records", *records, "--as-of", "2026-09-30", "--lang", "en", *more], cwd=ROOT, capture_output=True, text=True)
    check(done.returncode == 0, f"{standard} {more}: exit {done.returncode}\n{done.stderr[:2000]}")
    return done.stdout


def took(limits):
    return sum((Decimal(limit["took"]) for limit in limits), Decimal(0))


def check_sums(result):
    where = f"{result['standard']} {result['subject_id']}"
    total = sum(Decimal(result[part])
                for part in ("base", "sharing", "total_limit", "override_points"))
    for dimension in result["dimensions"]:
        if dimension["points"] is None:
            continue
        total += Decimal(dimension["points"])
        parts = Decimal(dimension["base"]) + Decimal(dimension["weighing"]) + took(dimension["limits"])
        for indicator in dimension["indicators"]:
            if indicator["points"] is None:
                continue
            parts += Decimal(indicator["points"])
            own = Decimal(indicator["base"]) + took(indicator["limits"]) + Decimal(indicator["rounding"])
            own += sum((Decimal(r["contribution"]) for r in indicator["records"] if r["contribution"]), Decimal(0))
            check(own == Decimal(indicator["points"]), f"{where}: {indicator['id']} sums to {own}, says {indicator['points']}")
        check(parts == Decimal(dimension["points"]), f"{where}: {dimension['id']} sums to {parts}, says {dimension['points']}")
    check(total == Decimal(result["points"]), f"{where}: the total sums to {total}, it says {result['points']}")


def check_standard(sanqu, standard, validator):
    explained = [json.loads(line) for line in run(sanqu, standard, "--format", "ndjson", "--explain").splitlines()]
    plain = [json.loads(line) for line in run(sanqu, standard, "--format", "ndjson").splitlines()]
    whole = json.loads(run(sanqu, standard, "--format", "json"))
    cells = list(csv.DictReader(io.StringIO(run(sanqu, standard, "--format", "csv"))))
    check(len(explained) == 40, f"{standard}: {len(explained)} results")
    check(whole["results"] == plain, f"{standard}: json and ndjson differ")
    grades = [r["grade"] for r in plain if r["grade"]]
    check(whole["summary"]["rated"] == len(grades), f"{standard}: the summary's count of rated subjects")
    check(sum(whole["summary"]["grades"].values()) == len(grades), f"{standard}: the summary's grades")
    check([c["points"] for c in cells] == [r["points"] or "" for r in plain], f"{standard}: csv and ndjson differ")
    for result in explained:
        for problem in validator.iter_errors(result):
            check(False, f"{standard} {result['subject_id']}: {problem.message[:200]} at {list(problem.path)}")
        check(list(result) == [m for m in ORDER if m in result], f"{standard}: order of members {list(result)}")
        if result["status"] == "rated":
            check_sums(result)
    short = [{k: v for k, v in r.items() if k in ORDER[:13]} for r in explained]
    check(short == plain, f"{standard}: --explain changes the scalars")
    once = run(sanqu, standard, "--format", "ndjson", "--explain", "--threads", "1")
    many = run(sanqu, standard, "--format", "ndjson", "--explain", "--threads", "7")
    check(once == many, f"{standard}: another number of threads, other bytes")
    return len(explained)


def check_run(sanqu, work):
    """A subject placed in a saved run stands where it stood; a changed run has another name."""
    standard = "tests/result/ranked.yaml"
    saved = work / "run.json"
    all_of_them = [json.loads(line) for line in run(sanqu, standard, "--format", "ndjson", "--save-run", str(saved)).splitlines()]
    again = [json.loads(line) for line in run(sanqu, standard, "--format", "ndjson", "--run", str(saved)).splitlines()]
    check(all_of_them == again, "ranks in the saved run differ from the run's own")
    check(any(r["rank"] for r in again), "nobody is ranked: this checks nothing")
    value = json.loads(saved.read_text(encoding="utf-8"))
    value["groups"][0]["steps"][0][1] += 5
    value["groups"][0]["size"] += 5
    saved.write_text(json.dumps(value, indent=1), encoding="utf-8")
    other = [json.loads(line) for line in run(sanqu, standard, "--format", "ndjson", "--run", str(saved)).splitlines()]
    names = {r["rank"]["run"] for r in again if r["rank"]} | {r["rank"]["run"] for r in other if r["rank"]}
    check(len(names) == 2, f"a changed run keeps its name: {names}")


def main():
    import tempfile
    sanqu = str(Path(sys.argv[1]).resolve())
    schema = json.loads((ROOT / "docs/formats/result.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    seen = sum(check_standard(sanqu, standard, validator) for standard in STANDARDS)
    with tempfile.TemporaryDirectory() as work:
        check_run(sanqu, Path(work))
    for failure in failures[:30]:
        print(failure)
    print(f"{seen} results, {len(failures)} failures")
    return 1 if failures else 0


sys.exit(main())
