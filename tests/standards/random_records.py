#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The standards that ship, on random records of the classes that they read, by sanqu and by the reference.

  random_records.py --sanqu BIN [--seeds A..B] [--subjects N] [--records N] [WORD...]

The golden cases say what a method's author had in mind; this looks where nobody did. Codes, texts and numbers come from the
standard's own file, dates crowd at the ends of windows. What intake refuses is left out of the reference's input; at least
one subject of every standard must be rated, or the data said nothing.
"""
import argparse
import json
import random
import re
import subprocess
import sys
import tempfile
from datetime import date, timedelta
from pathlib import Path

import yaml

try:
    from re import _parser as regex_parser
except ImportError:  # before Python 3.11
    import sre_parse as regex_parser

sys.dont_write_bytecode = True
ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "reference"))
from differential import compare, seeds_of
from expressions import add_months
from reference import run_reference

CATALOGUE = ROOT / "rules/catalogue"
STANDARDS = ROOT / "rules/standards"
AS_OF = date(2026, 9, 30)
DAYS_LOOKED = 20  # for the day of the next change
KEPT_LEAST = 0.05  # of the lines: sums and parts that must fit are often refused


def read(path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


class Catalogue:
    def __init__(self):
        self.attributes, self.classes, self.kinds, self.codes = [], {}, [], {}
        for path in sorted(CATALOGUE.rglob("*.yaml")):
            raw = read(path)
            subjects = raw.get("subjects", {})
            self.attributes += subjects.get("attributes", [])
            self.kinds += [kind["id"] for kind in subjects.get("kinds", [])]
            self.classes.update((c["id"], c) for c in raw.get("classes", []))
            self.codes.update((s["id"], [c["id"] for c in s["codes"]]) for s in raw.get("code_sets", []))


class Writer:
    """Lines for one standard: whatever its file names is likely, the rest is rare."""

    def __init__(self, rng, catalogue, paths):
        self.rng, self.catalogue = rng, catalogue
        text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
        code = re.sub(r"(?m)#.*$|(?:title|reason|provisional|source|message): .*$", "", text)
        self.words = {}  # field -> what the file compares it with
        for name, some in re.findall(r"([\w.]+) (?:=|!=|in) (\([^)]*\)|'[^'\n]*')", code):
            self.words.setdefault(name.removeprefix("subject."), set()).update(re.findall(r"'([^'\n]+)'", some))
        for name, word in re.findall(r"has\(([\w.]+), '([^'\n]+)'\)", code):
            self.words.setdefault(name, set()).add(word)
        self.numbers = sorted({float(n) for n in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.-])", code)})
        self.months = sorted({int(n) for n in re.findall(r"months: (\d+)", code)} | {0, 12})
        self.classes = [c for name, c in catalogue.classes.items() if re.search(rf"\b{name}\b", code)]
        self.classes = self.classes or [catalogue.classes["registration"]]  # a standard may read attributes alone
        self.kinds = sorted({k for k in catalogue.kinds if re.search(rf"kinds: \[[^\]]*\b{k}\b", code)})
        self.attributes = [a for a in catalogue.attributes if re.search(rf"(?<![\w.]){re.escape(a['id'])}(?![\w.])", code)]

    def day(self):
        if self.rng.random() < 0.4:
            edge = add_months(AS_OF, -self.rng.choice(self.months))
            return edge + timedelta(days=self.rng.choice([-1, 0, 1, 2]))
        return AS_OF - timedelta(days=self.rng.randint(-20, 400))

    def number(self, field):
        places = 0 if field["type"] == "integer" else int(field.get("places", 2))
        low, high = float(field.get("min", -50)), float(field.get("max", 10**6))
        if self.rng.random() < 0.5 and self.numbers:
            value = self.rng.choice(self.numbers) + self.rng.choice([-1, 0, 0, 0, 1, 0.1])
        else:
            value = self.rng.uniform(low, min(high, low + self.rng.choice([5, 60, 200])))
        return f"{min(max(value, low), high):.{places}f}"

    def value(self, field):
        kind, words = field["type"], sorted(self.words.get(field["id"], ()))
        if kind == "date":
            return self.day().isoformat()
        if kind in ("code", "codes"):
            codes = self.catalogue.codes[field["code_set"]]
            likely = [c for c in codes if c in words] or codes
            chosen = self.rng.choice(likely if self.rng.random() < 0.8 else codes)
            more = self.rng.choice(codes)
            return f"{chosen};{more}" if kind == "codes" and more != chosen and self.rng.random() < 0.3 else chosen
        if kind == "boolean":
            return self.rng.choice(["true", "true", "false"])
        if kind == "text":
            if "pattern" in field:
                fitting = [w for w in words if re.fullmatch(field["pattern"], w)]
                seed = self.rng.randint(1, 3)  # few different ones, so that they meet
                return self.rng.choice(fitting) if fitting else sample(random.Random(seed), field["pattern"])
            return self.rng.choice(words if words and self.rng.random() < 0.85 else ["B1", "B2", "b1"])
        return self.number(field)

    def line(self, fields, present):
        return {f["id"]: self.value(f) for f in fields
                if f.get("personal") != "true" and (f.get("required") == "true" or self.rng.random() < present)}

    def subjects(self, count):
        for n in range(count):
            kind = self.rng.choice(self.kinds if self.kinds and self.rng.random() < 0.95 else self.catalogue.kinds)
            yield {"subject_id": f"S{n:03}", "kind": kind, **self.line(self.attributes, 0.93)}

    def records(self, subjects, count):
        for n in range(count):
            class_ = self.rng.choice(self.classes)
            record = {"class": class_["id"], "subject_id": f"S{int(subjects * self.rng.random() ** 2):03}", "record_id": f"r{n}",
                      **self.line(class_["fields"], self.rng.choice([0.5, 0.95]))}
            yield record
            if self.rng.random() < 0.05:
                yield {"class": "record_status", "of_class": class_["id"], "record_id": f"r{n}",
                       "status": self.rng.choice(["repaired", "withdrawn", "in_force"]), "effective_on": self.day().isoformat()}


def sample(rng, pattern):
    """A text that the pattern matches."""
    def of(tokens):
        out = ""
        for word, what in tokens:
            name = str(word)
            if name == "LITERAL":
                out += chr(what)
            elif name == "IN":
                kind, one = rng.choice(what)
                out += chr(one) if str(kind) == "LITERAL" else chr(rng.randint(*one))
            elif name == "MAX_REPEAT":
                low, high, inner = what
                out += "".join(of(inner) for _ in range(rng.randint(low, min(high, low + 2))))
            elif name == "SUBPATTERN":
                out += of(what[-1])
            elif name == "BRANCH":
                out += of(rng.choice(what[1]))
            else:
                raise ValueError(f"{pattern}: {name}")
        return out
    return of(regex_parser.parse(pattern))


def write(path, lines):
    path.write_text("".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines), encoding="utf-8")


def run_sanqu(binary, standard, folder, refused=None):
    command = [binary, "evaluate", "--standard", standard, "--catalogue", CATALOGUE, "--subjects", folder / "subjects.ndjson",
               "--records", folder / "records.ndjson", "--as-of", AS_OF.isoformat(), "--today", "2026-11-24",
               "--format", "ndjson", "--explain", *(["--refused", refused] if refused else [])]
    return subprocess.run(command, capture_output=True, text=True, timeout=120)


def keep_accepted(binary, standard, folder, records):
    """The records that intake takes; a history line goes with its record."""
    refused = folder / "refused.ndjson"
    done = run_sanqu(binary, standard, folder, refused)
    if done.returncode not in (0, 1):
        sys.exit(f"{standard.name}: exit {done.returncode}\n{done.stderr[:2000]}")
    lines = set()
    if refused.exists():
        for text in refused.read_text(encoding="utf-8").splitlines():
            finding = json.loads(text)
            if not finding["file"].endswith("records.ndjson"):
                sys.exit(f"{standard.name}: a subject was refused: {text[:500]}")
            lines.add(finding["line"])
    gone = {records[n - 1]["record_id"] for n in lines}
    return [record for record in records if record["record_id"] not in gone]


def run(binary, catalogue, standard, seed, given):
    """(differences, rated, share of lines kept)."""
    raw = read(standard)
    parent = [p for p in STANDARDS.rglob("*.yaml") if raw.get("extends", "-").split("@")[0] == p.stem]
    writer = Writer(random.Random(f"{standard.stem} {seed}"), catalogue, [standard, *parent])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write(folder / "subjects.ndjson", writer.subjects(given.subjects))
        records = list(writer.records(given.subjects, given.records))
        write(folder / "records.ndjson", records)
        kept = keep_accepted(binary, standard, folder, records)
        write(folder / "records.ndjson", kept)
        done = run_sanqu(binary, standard, folder)
        if done.returncode != 0:
            return [("*", "exit", 0, f"{done.returncode}: {done.stderr[:500]}")], 0, 0
        theirs = [json.loads(line) for line in done.stdout.splitlines()]
        for path in (standard, *parent):  # the reference looks for a parent in the standard's own folder
            (folder / path.name).write_bytes(path.read_bytes())
        ours = run_reference(str(folder / standard.name), str(CATALOGUE), str(folder / "subjects.ndjson"),
                             [str(folder / "records.ndjson")], AS_OF.isoformat(), None, DAYS_LOOKED)
    last_day = (AS_OF + timedelta(days=DAYS_LOOKED)).isoformat()
    rated = sum(line["status"] == "rated" for line in ours)
    return compare(ours, theirs, last_day), rated, len(kept) / len(records)


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sanqu", required=True)
    arguments.add_argument("--seeds", type=seeds_of, default=range(1, 2))
    arguments.add_argument("--subjects", type=int, default=30)
    arguments.add_argument("--records", type=int, default=1800)
    arguments.add_argument("words", nargs="*")
    given = arguments.parse_args()
    catalogue, failed, rated_all = Catalogue(), 0, 0
    standards = [p for p in sorted(STANDARDS.rglob("*.yaml")) if "cases" not in p.relative_to(STANDARDS).parts]
    chosen = [p for p in standards if not given.words or any(word in p.stem for word in given.words)]
    for standard in chosen:
        rated = 0
        for seed in given.seeds:
            differences, now, kept = run(Path(given.sanqu).resolve(), catalogue, standard, seed, given)
            rated += now
            for subject, path, ours, theirs in differences[:8]:
                print(f"{standard.stem} seed {seed}: {subject} {path}: reference {ours}, sanqu {theirs}")
            if kept < KEPT_LEAST:
                print(f"{standard.stem} seed {seed}: only {kept:.0%} of the lines were taken")
            failed += bool(differences) or kept < KEPT_LEAST
        if rated == 0:
            print(f"{standard.stem}: nobody was rated")
            failed += 1
        rated_all += rated
        print(f"{standard.stem}: {rated} of {given.subjects * len(given.seeds)} rated, {kept:.0%} of the lines taken")
    print(f"{len(chosen)} standards, {rated_all} subjects rated, {failed} runs differ")
    return 1 if failed or not chosen else 0


if __name__ == "__main__":
    sys.exit(main())
