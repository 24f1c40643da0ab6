#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Two published methods of other countries, evaluated by Sanqu and compared with what their
authorities published.

For each data set: the published files are converted into a temporary folder, worked out by a plain
script, by the second implementation of the standard language (tests/reference) and by the given
`sanqu` (once from files, once through a pipe), and each is compared with the official results. The
figures must be the ones below, no better and no worse; docs/real-data.md explains them. Without
the data the test is skipped (exit code 77).
"""

import argparse
import importlib.util
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema
import yaml

sys.dont_write_bytecode = True
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))
import tables

SCHEMAS = tables.PROJECT / "rules" / "schema"
REFERENCE = tables.PROJECT / "tests" / "reference" / "reference.py"

SF_FIGURES = {
    "official": 13684,
    "subjects": 13681,
    "matches": 13462,
    "mismatches": 222,
    "kinds": {
        "moved": 24,
        "at_follow_up": 16,
        "none_published": 94,
        "some_missing": 50,
        "doubled": 7,
        "other_visit": 11,
        "all_surplus": 13,
        "some_surplus": 5,
        "category": 2,
        "unexplained": 0,
    },
    "candidates": {"moved": 25, "at_follow_up": 17},
    "repeated_rows": {"all": 5, "once": 6},
}
CMS_FIGURES = {
    "official": 2474,
    "matches": 2474,
    "details": [],
    "parts": {
        "clinical_outcomes": {"equal": 2413, "missing in both": 61},
        "engagement": {"equal": 2467, "missing in both": 7},
        "safety": {"equal": 2107, "missing in both": 367},
        "efficiency": {"equal": 2472, "missing in both": 2},
        "share_out": {"equal": 9459},
        "total": {"equal": 2474},
    },
}

failures = 0


def expect(what, got, wanted):
    global failures
    if got == wanted:
        print(f"ok: {what}")
        return
    failures += 1
    print(f"FAILED: {what}\n  got    {str(got)[:2000]}\n  wanted {str(wanted)[:2000]}")


class YamlWithTextDates(yaml.SafeLoader):
    """A schema speaks of JSON, where a date is text."""


YamlWithTextDates.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def schema_findings(validator, document):
    def place(error):
        return "/".join(map(str, error.absolute_path))

    return [f"{place(error)}: {error.message}" for error in validator.iter_errors(document)]


MISTAKES = [
    ("a misspelt word", "indicators:", "indicatorz:"),
    ("no scope", "scope:", "scopes:"),
    ("more than six places", "places: ", "places: 1"),
]


def check_catalogue_schema():
    """Both catalogues follow theirs."""
    schema = json.loads((SCHEMAS / "catalogue.schema.json").read_text(encoding="utf-8"))
    validator = jsonschema.Draft7Validator(schema)
    for path in sorted(HERE.glob("*/catalogue/*.yaml")):
        document = yaml.load(path.read_text(encoding="utf-8"), YamlWithTextDates)
        name = path.relative_to(HERE)
        expect(f"{name} follows its schema", schema_findings(validator, document), [])


def check_standard_schema():
    """Both standards follow the schema; three mistakes that an editor should show do not."""
    schema = json.loads((SCHEMAS / "standard.schema.json").read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    for path in sorted(HERE.glob("*/standard.yaml")):
        text = path.read_text(encoding="utf-8")
        name = path.parent.name
        found = schema_findings(validator, yaml.load(text, YamlWithTextDates))
        expect(f"{name}/standard.yaml follows its schema", found, [])
        for what, old, new in MISTAKES:
            altered = yaml.load(text.replace(old, new, 1), YamlWithTextDates)
            found = schema_findings(validator, altered)
            expect(f"{name}/standard.yaml altered ({what}) does not", bool(found), True)


def read_ndjson(path):
    with open(path, encoding="utf-8") as stream:
        yield from map(json.loads, stream)


def inputs(folder, subjects, records, as_of):
    return [
        "--standard",
        str(HERE / folder / "standard.yaml"),
        "--catalogue",
        str(HERE / folder / "catalogue"),
        "--subjects",
        str(subjects),
        "--records",
        str(records),
        "--as-of",
        as_of,
    ]


def sanqu_command(sanqu, *given):
    return [str(sanqu), "evaluate", *inputs(*given), "--format", "ndjson", "--explain"]


def run_into(command, path, what, piped=None):
    """Runs it into a file, the output of `piped` on its standard input; both must end with 0."""
    with open(path, "w", encoding="utf-8") as stream:
        source = subprocess.Popen(piped, stdout=subprocess.PIPE) if piped else None
        done = subprocess.run(
            command,
            stdin=source.stdout if source else subprocess.DEVNULL,
            stdout=stream,
            stderr=subprocess.PIPE,
            text=True,
        )
        if source:
            source.stdout.close()
            expect("the conversion in the pipe ends well", source.wait(), 0)
    expect(
        f"{what} ends well",
        (done.returncode, done.stderr[-1000:] if done.returncode else ""),
        (0, ""),
    )


def module_of(folder):
    """compare.py of one data set, as a module of its own name."""
    spec = importlib.util.spec_from_file_location(f"{folder}_compare", HERE / folder / "compare.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def outcome_of(path):
    return {
        result["subject_id"]: (result["status"], result.get("points"), result.get("grade"))
        for result in read_ndjson(path)
    }


def check_figures(what, compare, data, path, figures):
    summary = compare.compare(data, read_ndjson(path))
    for name, wanted in figures.items():
        expect(f"{what}: {name}", summary[name], wanted)
    compare.print_summary(summary)


def check_set(folder, data, figures, as_of, piped_table, sanqu, work):
    compare = module_of(folder)
    scripts = HERE / folder
    subprocess.run([sys.executable, str(scripts / "convert.py"), "--into", str(work)], check=True)
    run_into(
        [sys.executable, str(scripts / "plain.py"), str(work)],
        work / "plain.ndjson",
        "the plain script",
    )
    check_figures(f"{folder}, plain script", compare, data, work / "plain.ndjson", figures)
    files = {name: work / f"{name}.csv" for name in ("subjects", "records")}
    reference = [
        sys.executable,
        "-B",
        str(REFERENCE),
        *inputs(folder, files["subjects"], files["records"], as_of),
    ]
    run_into(reference, work / "reference.ndjson", "the reference")
    check_figures(f"{folder}, reference", compare, data, work / "reference.ndjson", figures)
    if sanqu is None:
        return
    run_into(
        sanqu_command(sanqu, folder, files["subjects"], files["records"], as_of),
        work / "files.ndjson",
        "sanqu from files",
    )
    check_figures(f"{folder}, sanqu", compare, data, work / "files.ndjson", figures)
    expect(
        f"{folder}: sanqu and the plain script agree on status, points and grade",
        outcome_of(work / "files.ndjson") == outcome_of(work / "plain.ndjson"),
        True,
    )
    conversion = [
        sys.executable,
        str(HERE / folder / "convert.py"),
        "--print",
        piped_table,
        "--format",
        "ndjson",
    ]
    through = {**files, piped_table: "-"}
    run_into(
        sanqu_command(sanqu, folder, through["subjects"], through["records"], as_of),
        work / "pipe.ndjson",
        "sanqu from a pipe",
        conversion,
    )
    same = (work / "files.ndjson").read_bytes() == (work / "pipe.ndjson").read_bytes()
    expect(f"{folder}: the same bytes through a pipe", same, True)


def check_sf(sanqu, work):
    data = tables.DATA / "sf-restaurants"
    check_set("sf_restaurants", data, SF_FIGURES, "2018-12-31", "records", sanqu, work)
    # The comparison itself must be able to fail: one point more is one match fewer, and no
    # whole violation makes one point.
    results = list(read_ndjson(work / "plain.ndjson"))
    changed = next(result for result in results if result["points"] == "90")
    changed["points"] = "91"
    summary = module_of("sf_restaurants").compare(data, results)
    expect(
        "sf_restaurants: a wrong result is found",
        (summary["matches"], summary["kinds"]["unexplained"]),
        (13461, 1),
    )
    if sanqu is not None:
        for result in read_ndjson(work / "files.ndjson"):
            total = 100 + sum(int(dimension["points"]) for dimension in result["dimensions"])
            if total != int(result["points"]):
                expect(
                    f"sf_restaurants: the explanation of {result['subject_id']} sums up",
                    total,
                    result["points"],
                )


def check_cms(sanqu, work):
    data = tables.DATA / "cms-hvbp-2024"
    check_set("cms_hvbp_2024", data, CMS_FIGURES, "2023-10-01", "subjects", sanqu, work)
    results = list(read_ndjson(work / "plain.ndjson"))
    results[0]["points"] = "15.583334"  # published 15.583333333333
    summary = module_of("cms_hvbp_2024").compare(data, results)
    expect(
        "cms_hvbp_2024: a wrong total is found",
        summary["parts"]["total"],
        {"equal": 2473, "differs": 1},
    )
    if sanqu is None:
        return
    # Every published hospital has a total, so the rule for those without one is tried on altered
    # lines: with two domains there is no total.
    kept = ("subject_id", "state", "clinical.", "safety.")
    with open(work / "two_domains.csv", "w", encoding="utf-8") as stream:
        stream.write((work / "subjects.csv").read_text(encoding="utf-8").splitlines()[0] + "\n")
        for row in tables.read_csv(work / "subjects.csv"):
            cells = [cell if name.startswith(kept) else "" for name, cell in row.items()]
            stream.write(",".join(cells) + "\n")
    run_into(
        sanqu_command(
            sanqu, "cms_hvbp_2024", work / "two_domains.csv", work / "records.csv", "2023-10-01"
        ),
        work / "two_domains.ndjson",
        "sanqu on two domains",
    )
    outcomes = outcome_of(work / "two_domains.ndjson")
    expect(
        "cms_hvbp_2024: two domains are no total",
        (len(outcomes), set(outcomes.values())),
        (2474, {("not_rated", None, None)}),
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--sanqu",
        type=Path,
        help="the program; without it only the scripts and the reference are compared",
    )
    args = parser.parse_args()
    check_catalogue_schema()
    check_standard_schema()
    if failures == 0:
        tables.require_data(tables.DATA / "sf-restaurants")
        tables.require_data(tables.DATA / "cms-hvbp-2024")
        for check in (check_sf, check_cms):
            with tempfile.TemporaryDirectory() as work:
                check(args.sanqu, Path(work))
    print(f"{failures} failed" if failures else "all figures are as published in docs/real-data.md")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
