#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The standards that ship and their golden cases, without sanqu: by the JSON Schemas and by tests/reference.

Every file of rules/standards follows its schema, is provisional only with a reason in Chinese, has a title in both languages
wherever a user sees one, and has cases; every case gives what it says under the reference evaluator; every credit code in a
case is one whose check digits are right. `sanqu standard test` runs the same cases; here a second reader agrees with them.
  test_standards.py [WORD]   only the standards whose id holds WORD
"""
import json
import re
import shutil
import sys
import tempfile
from datetime import date, datetime, timezone
from fractions import Fraction
from pathlib import Path

import jsonschema
import yaml

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))
import records as reference_records
from language import read_standard, read_yaml
from reference import evaluate, next_changes, points_text

STANDARDS = ROOT / "rules" / "standards"
CODE_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
FAR = datetime(2100, 1, 1, tzinfo=timezone.utc)

failures = []


def fail(where, what):
    failures.append(f"{where}: {what}")


class PlainLoader(yaml.SafeLoader):
    """A schema speaks of JSON, where a date is text."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()}


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)


def validator(name):
    schema = json.loads((ROOT / "rules/schema" / name).read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    return jsonschema.Draft7Validator(schema)


def check_schema(checker, path):
    for error in checker.iter_errors(read(path)):
        place = "/".join(map(str, error.absolute_path))
        fail(path.relative_to(ROOT), f"{place}: {error.message[:300]}")


def walk(node, place=""):
    yield place, node
    children = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    for key, child in children:
        yield from walk(child, f"{place}/{key}")


def check_words(path, raw):
    """Titles in two languages on all that a user sees; a basis on all that lowers; reasons in Chinese."""
    name = path.relative_to(ROOT)
    known = {basis.get("id") for basis in raw["basis"]}
    for place, node in walk(raw):
        if not isinstance(node, dict):
            continue
        titled = re.search(r"/(dimensions|indicators|scale|overrides|grades)/\d+$", place)
        whole = {"zh", "en"}
        parent_dimension = "extends" in raw and re.search(r"/dimensions/\d+$", place)
        if (titled or place == "") and not parent_dimension and set(node.get("title", {})) != whole:
            fail(name, f"{place}: title in zh and en wanted")
        if "/not_rated/" in place and "when" in node and set(node.get("reason", {})) != whole:
            fail(name, f"{place}: reason in zh and en wanted")
        if re.search(r"/indicators/\d+$", place) and "basis" not in node:
            fail(name, f"{place}: no basis")
        for basis in node.get("basis", []) if isinstance(node.get("basis"), list) else [node.get("basis")]:
            if isinstance(basis, str) and basis not in known:
                fail(name, f"{place}: unknown basis {basis}")
        if "provisional" in node and not re.search("[\u4e00-\u9fff]", str(node["provisional"])):
            fail(name, f"{place}: provisional without a reason in Chinese")


def check_code(where, code):
    """GB 32100-2015 and GB 11714 check characters."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = (11 - sum(int(c, 36) * w for c, w in zip(code[8:16], weights)) % 11) % 11
    inner = "X" if rest == 10 else str(rest)
    total = sum(CODE_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(code[:17]))
    if len(code) != 18 or code[16] != inner or code[17] != CODE_ALPHABET[-total % 31]:
        fail(where, f"{code} is no credit code")


def text_lines(values):
    return {k: str(v) for k, v in values.items()}


def check_required(where, catalogue, record):
    """Intake would refuse a line without these."""
    class_ = catalogue.classes.get(record["class"])
    if class_ is None:
        if record["class"] != "record_status":
            fail(where, f"unknown class {record['class']}")
        return
    given = set(record) | ({class_.event_date} if "event_date" in record else set())
    for field in class_.fields.values():
        if field.get("required") == "true" and field["id"] not in given:
            fail(where, f"{record['record_id']} lacks {field['id']}")
    known = set(class_.fields) | {"class", "record_id", "event_date", "recorded_at"}
    for name in set(record) - known:
        fail(where, f"{record['record_id']}: {record['class']} has no {name}")


def run_case(where, standard, catalogue, case):
    subject = text_lines(case["subject"])
    if subject["kind"] != "zone":  # an area has a number of its own, and no credit code
        check_code(where, subject["subject_id"])
    for name in set(subject) - set(catalogue.attributes) - {"subject_id", "kind"}:
        fail(where, f"no attribute {name}")
    data = reference_records.Data(catalogue)
    data.add_subjects([subject])
    lines = [{"subject_id": subject["subject_id"], **text_lines(r)} for r in case.get("records", [])]
    for line in lines:
        check_required(where, catalogue, {k: v for k, v in line.items() if k != "subject_id"})
    data.add_records(lines)
    as_of = date.fromisoformat(case["as_of"])
    known = data.known(reference_records.read_time(case["known_at"]) if "known_at" in case else FAR)
    results = evaluate(standard, known, as_of)
    result, expect = results[subject["subject_id"]], case["expect"]
    got = {"status": result.status, "reason": result.reason, "grade": result.grade,
           "points": points_text(result.points, standard.places) if result.points is not None else None,
           "overrides": result.overrides}
    got["indicators"] = {n: points_text(result.run.indicator(n).points, standard.places)
                         for n in expect.get("indicators", {})} if result.run else {}
    if "next_change" in expect:
        days = (date.fromisoformat(expect["next_change"]) - as_of).days + 1
        change = next_changes(standard, known, as_of, results, days).get(subject["subject_id"])
        got["next_change"] = change.isoformat() if change else None
    for word, wanted in expect.items():
        if not same(got[word], wanted):
            fail(where, f"{word}: got {got[word]}, wanted {wanted}")


def same(got, wanted):
    if isinstance(wanted, dict):
        return all(same(got.get(k), v) for k, v in wanted.items())
    try:
        return Fraction(got) == Fraction(wanted)
    except (TypeError, ValueError):
        return got == wanted


def main():
    word = sys.argv[1] if len(sys.argv) > 1 else ""
    for_standards, for_cases = validator("standard.schema.json"), validator("cases.schema.json")
    catalogue = reference_records.read_catalogue(ROOT / "rules/catalogue")
    paths = sorted(p for p in STANDARDS.rglob("*.yaml") if "cases" not in p.relative_to(STANDARDS).parts)
    ran = 0
    with tempfile.TemporaryDirectory() as folder:
        for path in paths:  # the reference looks for a parent in the child's own folder
            shutil.copy(path, folder)
        for path in paths:
            raw = read(path)
            if word not in raw["standard"]:
                continue
            check_schema(for_standards, path)
            check_words(path, raw)
            standard = read_standard(Path(folder) / path.name)
            seen = set()
            files = sorted((STANDARDS / "cases" / raw["standard"]).glob("*.yaml"))
            for file in files:
                check_schema(for_cases, file)
                for case in read_yaml(file)["cases"]:
                    where = f"{file.relative_to(STANDARDS)}: {case['case']}"
                    if case["case"] in seen:
                        fail(where, "the id is used twice")
                    seen.add(case["case"])
                    run_case(where, standard, catalogue, case)
                    ran += 1
            if not seen:
                fail(path.relative_to(ROOT), "no cases")
    print("\n".join(failures) or f"{ran} cases of {len(paths)} standards agree")
    return 1 if failures or not ran else 0


if __name__ == "__main__":
    sys.exit(main())
