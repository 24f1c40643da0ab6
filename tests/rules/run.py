#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The normative rules R1 to R18 of the standard language, each by cases whose figures were worked out by hand.

  run.py --sanqu BIN

Three things are run by the real command:
  standards/cases/   one subject each: `sanqu standard test`, and once more with --explain, where every sum must agree (R15)
  driven/            several subjects, histories, ranks and frozen runs: `sanqu evaluate`, compared member by member
and a rule that no case names is a failure. A case names its rule by its id: r4_..., r11_...
"""
import argparse
import json
import re
import subprocess
import sys
import tempfile
from fractions import Fraction
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
CATALOGUE = HERE / "catalogue"
STANDARDS = HERE / "standards"
RULES = range(1, 19)
SECONDS_MAX = 60
NO_RECORDS = "class,subject_id,record_id\n"  # an empty file is refused, a header without lines is not


class PlainLoader(yaml.SafeLoader):
    """Dates and figures stay as they are written."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers
            if tag in ("tag:yaml.org,2002:bool", "tag:yaml.org,2002:null", "tag:yaml.org,2002:int")]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)


def ndjson(lines):
    """A line's values as text, as a department's file has them."""
    def text(value):
        if isinstance(value, list):
            return ";".join(map(str, value))
        return {True: "true", False: "false"}.get(value, str(value)) if isinstance(value, bool) else str(value)
    return "".join(json.dumps({k: text(v) for k, v in line.items()}, ensure_ascii=False) + "\n" for line in lines)


class Suite:
    def __init__(self, sanqu):
        self.sanqu = sanqu
        self.failures = []
        self.ran = []
        self.folder = None

    def fail(self, where, what):
        self.failures.append(f"{where}: {what}")

    def call(self, *arguments):
        return subprocess.run([self.sanqu, *map(str, arguments)], capture_output=True, text=True, encoding="utf-8",
                              timeout=SECONDS_MAX)

    def evaluate(self, where, standard, subjects, records, arguments):
        """The results by subject; also holds every explanation to its sums."""
        subject_file, record_file = self.folder / "subjects.ndjson", self.folder / "records.ndjson"
        subject_file.write_text(ndjson(subjects), encoding="utf-8")
        record_file.write_text(ndjson(records) or NO_RECORDS, encoding="utf-8")
        done = self.call("evaluate", "--standard", standard, "--catalogue", CATALOGUE, "--subjects", subject_file,
                         "--records", record_file, "--format", "ndjson", "--lang", "en", "--explain", *arguments)
        if done.returncode != 0:
            self.fail(where, f"exit {done.returncode}: {done.stderr.strip()}")
            return {}
        results = {}
        for line in done.stdout.splitlines():
            result = json.loads(line)
            results[result["subject_id"]] = result
            for problem in sums_that_differ(result):
                self.fail(where, f"{result['subject_id']}: {problem} (R15)")
        return results


def number(value):
    return Fraction(0) if value is None else Fraction(value)


def took(limits):
    return sum((number(limit["took"]) for limit in limits), Fraction(0))


def sums_that_differ(result):
    """The three sums of docs/formats/result.md."""
    if result["status"] != "rated" or result.get("points") is None:
        return
    total = sum((number(result[part]) for part in ("base", "sharing", "total_limit", "override_points")), Fraction(0))
    for dimension in result["dimensions"]:
        inner = number(dimension["base"]) + number(dimension["weighing"]) + took(dimension["limits"])
        for indicator in dimension["indicators"]:
            parts = number(indicator["base"]) + number(indicator["rounding"]) + took(indicator["limits"])
            parts += sum((number(record["contribution"]) for record in indicator["records"]), Fraction(0))
            if indicator["points"] is not None and parts != number(indicator["points"]):
                yield f"indicator {indicator['id']}: parts {parts}, points {indicator['points']}"
            inner += number(indicator["points"])
        if dimension["points"] is not None and inner != number(dimension["points"]):
            yield f"dimension {dimension['id']}: parts {inner}, points {dimension['points']}"
        total += number(dimension["points"])
    if total != number(result["points"]):
        yield f"total: parts {total}, points {result['points']}"


def run_golden_cases(suite):
    """Every standard with its own cases, by the command that authors use."""
    for standard in sorted(STANDARDS.glob("*.yaml")):
        name = read(standard)["standard"]
        cases = [case for file in sorted((STANDARDS / "cases" / name).glob("*.yaml")) for case in read(file)["cases"]]
        if not cases:
            continue
        done = suite.call("standard", "test", standard, "--catalogue", CATALOGUE, "--lang", "en")
        if done.returncode != 0:
            suite.fail(standard.name, (done.stdout + done.stderr).strip())
        counted = re.search(rf"^{re.escape(name)}@\S+ (\d+) passed", done.stdout, re.MULTILINE)
        if done.returncode == 0 and (counted is None or int(counted.group(1)) != len(cases)):
            suite.fail(standard.name, f"{len(cases)} cases are written, the command says: {done.stdout}")
        suite.ran += [case["case"] for case in cases]
        for case in cases:
            explain_case(suite, standard, case)


def explain_case(suite, standard, case):
    subject = {"subject_id": "case", **case["subject"]}
    records = [record if record["class"] == "record_status" else {"subject_id": "case", **record}
               for record in case.get("records", [])]
    arguments = ["--as-of", case["as_of"]] + (["--known-at", case["known_at"]] if "known_at" in case else [])
    suite.evaluate(f"{standard.name} {case['case']}", standard, [subject], records, arguments)


def compare(expected, got):
    """Members that differ; of an object only the members that are named."""
    for member, wanted in expected.items():
        have = got.get(member)
        if member == "reason" and isinstance(have, dict):
            have = have["id"]
        if isinstance(wanted, dict):
            if not isinstance(have, dict):
                yield f"{member}: expected {wanted}, got {have}"
            else:
                yield from compare(wanted, have)
        elif wanted != have and str(wanted) != str(have):
            yield f"{member}: expected {wanted}, got {have}"


def run_driven(suite):
    for file in sorted((HERE / "driven").glob("*.yaml")):
        text = read(file)
        standard = next(path for path in STANDARDS.glob("*.yaml") if read(path)["standard"] == text["standard"])
        frozen = suite.folder / f"{file.stem}.run"
        for run in text["runs"]:
            run_one(suite, file, text, standard, run, frozen)


def run_one(suite, file, text, standard, run, frozen):
    where = f"{file.name} {run['case']}"
    suite.ran.append(run["case"])
    subjects = [line for line in text["subjects"] if line["subject_id"] in run.get("subjects", [line["subject_id"]])]
    known = {line["subject_id"] for line in subjects}
    records = [line for line in text["records"] + run.get("more_records", []) if line["subject_id"] in known]
    arguments = [argument for argument in run["args"] if argument != "--explain"]
    for option, wanted in (("--save-run", run.get("save_run")), ("--run", run.get("use_run"))):
        arguments += [option, frozen] if wanted else []
    for subject in run.get("only", []):
        arguments += ["--subject", subject]
    results = suite.evaluate(where, standard, subjects, records, arguments)
    if "only" in run and sorted(results) != sorted(run["only"]):
        suite.fail(where, f"results of {sorted(results)}")
    for subject, expected in run["expect"].items():
        if subject not in results:
            suite.fail(where, f"no result of {subject}")
            continue
        for difference in compare(expected, results[subject]):
            suite.fail(where, f"{subject}: {difference}")
    for difference in explanations_that_differ(run.get("indicators", {}), results):
        suite.fail(where, difference)
    names = {result["rank"]["run"] for result in results.values() if result.get("rank")}
    if run.get("save_run"):
        text["run_name"] = names
    if run.get("use_run") and names != text["run_name"]:
        suite.fail(where, f"the run is named {names}, not {text['run_name']}: a result names its run (R16)")
    if run.get("other_run") and names == text["run_name"]:
        suite.fail(where, "another distribution has the same name (R16)")


def explanations_that_differ(expected, results):
    """Contributions before the limit, and one line for what each limit took (R15)."""
    for subject, indicators in expected.items():
        all_indicators = {indicator["id"]: indicator for dimension in results[subject]["dimensions"]
                          for indicator in dimension["indicators"]}
        for name, wanted in indicators.items():
            got = {"limits": {limit["kind"]: limit["took"] for limit in all_indicators[name]["limits"]},
                   "records": {record["record_id"]: record["contribution"] for record in all_indicators[name]["records"]}}
            for part, values in wanted.items():
                if values != got[part]:
                    yield f"{subject}.{name} {part}: expected {values}, got {got[part]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sanqu", required=True, type=Path)
    suite = Suite(parser.parse_args().sanqu.resolve())
    with tempfile.TemporaryDirectory() as folder:
        suite.folder = Path(folder)
        run_golden_cases(suite)
        run_driven(suite)
    named = {int(match.group(1)) for match in (re.match(r"r(\d+)_", case) for case in suite.ran) if match}
    for rule in RULES:
        if rule not in named:
            suite.fail(f"R{rule}", "no case names this rule")
    for case in suite.ran:
        if re.match(r"r\d+_", case) is None:
            suite.fail(case, "the id of a case begins with its rule: r4_...")
    for failure in suite.failures:
        print("FAILED", failure)
    print(f"{len(suite.ran)} cases of {len(named)} rules, {len(suite.failures)} failures")
    return 1 if suite.failures else 0


if __name__ == "__main__":
    sys.exit(main())
