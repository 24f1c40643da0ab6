#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Differential test: random standards and data through the command and through the reference.

  differential.py --sanqu BIN --seeds A..B [--subjects N] [--records N] [--next-change-days N]
                  [--wild all|TOPIC,...] [--keep DIR] [--show N]

Prints the first differences of each seed, readable, with the folder that reproduces them; exit 1 on
any. A seed's folder is kept only where something differs.
"""
import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta

from generate import generate
from random_expressions import topics_of
from reference import run_reference

SCALARS = ("standard", "as_of", "status", "reason", "points", "grade")


def id_of(value):
    """A name may stand alone or in an object with its texts."""
    return value.get("id") if isinstance(value, dict) else value


def shape(line):
    """A line of either side, cut to what both must say: {path: value}. Absent is null."""
    flat = {word: id_of(line.get(word)) for word in SCALARS}
    flat["overrides"] = [id_of(o) for o in line.get("overrides") or []]
    rank = line.get("rank")
    for word in ("place", "of", "percentile"):
        flat[f"rank.{word}"] = rank.get(word) if isinstance(rank, dict) else None
    for dimension in line.get("dimensions") or []:
        flat[f"{dimension['id']}.points"] = dimension.get("points")
        for indicator in dimension.get("indicators") or []:
            path = f"{dimension['id']}.{indicator['id']}"
            flat[f"{path}.value"] = indicator.get("value")
            flat[f"{path}.points"] = indicator.get("points")
    return flat


def compare_line(ours, theirs, last_day):
    """[(path, reference, sanqu)] of one subject."""
    left, right = shape(ours), shape(theirs)
    if ours["status"] == theirs.get("status") == "not_rated":
        # A subject that is not rated may still show the parts that were worked out.
        right = {p: v for p, v in right.items() if p in left}
    paths = list(left) + [p for p in right if p not in left]
    found = [(p, left.get(p), right.get(p)) for p in paths if left.get(p) != right.get(p)]
    if last_day is not None and ours["reason"] != "evaluation.not_ranked":
        # The reference looked no further than last_day. QUESTION section 12: of an unranked subject
        # under grades by percentile the points, which nobody is shown, may change.
        change = theirs.get("next_change")
        change = change if change and change <= last_day else None
        if change != ours["next_change"]:
            found.append(("next_change", ours["next_change"], theirs.get("next_change")))
    return found


def compare(ours, theirs, last_day=None):
    """[(subject, path, reference, sanqu)] of all lines, and of their order."""
    ids = [line["subject_id"] for line in theirs]
    by_id = dict(zip(ids, theirs))
    found = []
    for line in ours:
        subject = line["subject_id"]
        if subject not in by_id:
            found.append((subject, "line", "there", "absent"))
        else:
            found += [(subject, *d) for d in compare_line(line, by_id[subject], last_day)]
    known = {line["subject_id"] for line in ours}
    found += [(s, "line", "absent", "there") for s in ids if s not in known]
    if not found and ids != [line["subject_id"] for line in ours]:
        found.append(("*", "lines", "in the input's order", "in another"))
    if len(set(ids)) != len(ids):
        found.append(("*", "lines", "one a subject", "several"))
    return found


def run_sanqu(binary, folder, run):
    """The command's lines, or the text of what went wrong."""
    command = [binary, "evaluate", "--standard", run["standard"], "--catalogue", run["catalogue"],
               "--subjects", run["subjects"], "--records", *run["records"],
               "--as-of", run["as_of"], "--format", "ndjson", "--explain"]
    if run["known_at"]:
        command += ["--known-at", run["known_at"]]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    if done.returncode != 0:
        lines = done.stderr.strip().splitlines()
        return None, f"exit {done.returncode}\n    " + "\n    ".join(lines[:12])
    return [json.loads(line) for line in done.stdout.splitlines() if line], None


def run_seed(binary, seed, folder, given):
    """(differences, text of a failure or None)."""
    run = generate(seed, folder, given.subjects, given.records, given.wild)

    def path(name):
        return os.path.join(folder, name)
    days, last_day = given.next_change_days, None
    if days:
        last_day = (date.fromisoformat(run["as_of"]) + timedelta(days=days)).isoformat()
    ours = run_reference(path(run["standard"]), path(run["catalogue"]), path(run["subjects"]),
                         [path(r) for r in run["records"]], run["as_of"], run["known_at"], days)
    theirs, failure = run_sanqu(binary, folder, run)
    return ([] if failure else compare(ours, theirs, last_day)), failure


def report(seed, folder, differences, failure, show):
    print(f"seed {seed}: {failure or f'{len(differences)} differences'}")
    for subject, path, ours, theirs in differences[:show]:
        print(f"  {subject:8} {path:32} reference {ours!s:24} sanqu {theirs!s}")
    print(f"  in {folder}")


def seeds_of(text):
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)


def main():
    arguments = argparse.ArgumentParser(description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sanqu", required=True)
    arguments.add_argument("--seeds", type=seeds_of, required=True)
    arguments.add_argument("--subjects", type=int, default=60)
    arguments.add_argument("--records", type=int, default=900)
    arguments.add_argument("--next-change-days", type=int)
    arguments.add_argument("--wild", type=topics_of, default=())
    arguments.add_argument("--keep", default=os.path.join(
        tempfile.gettempdir(), f"sanqu_seeds_{os.getpid()}"))
    arguments.add_argument("--show", type=int, default=8)
    given = arguments.parse_args()
    binary, failed, began = os.path.abspath(given.sanqu), [], time.monotonic()
    for seed in given.seeds:
        folder = os.path.join(given.keep, str(seed))
        shutil.rmtree(folder, ignore_errors=True)
        differences, failure = run_seed(binary, seed, folder, given)
        if differences or failure:
            failed.append(seed)
            report(seed, folder, differences, failure, given.show)
        else:
            shutil.rmtree(folder)
    seconds = time.monotonic() - began
    print(f"{len(given.seeds)} seeds, {len(failed)} differ {failed if failed else ''} "
          f"in {seconds:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
