#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The SQL form against the engine: random standards over random data (tests/reference/generate.py), by
`sanqu evaluate` and by a database that runs what `sanqu standard sql` prints.

  differential.py --sanqu BIN --database sqlite|postgresql --seeds A..B [--subjects N] [--records N]
                  [--wild all|TOPIC,...] [--keep DIR] [--show N] [--covered SHARE]

Compares status, reason, points, grade, overrides, rank and the points of every indicator and dimension.
Standards that have no SQL form are counted by clause; fewer covered than SHARE (0 to 1) fails, as do more than
one unchecked subject in ten. Exit 77:
the database is not installed.
"""
import argparse
import collections
import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "reference"))
from databases import SQLITE_OLDEST, Postgresql, SqlError, Sqlite, find_postgresql  # noqa: E402
from differential import run_sanqu, seeds_of  # noqa: E402
from generate import generate  # noqa: E402
from random_expressions import topics_of  # noqa: E402


class NoStandard(Exception):
    """The generator made one that does not compile; that is the reference test's to tell."""


def flat_of_engine(line):
    """{column: value} of a result, as the query calls them; only what the engine tells."""
    reason = line.get("reason")
    flat = {"status": line["status"], "reason": reason and reason["id"],
            "points": line.get("points"), "grade": line.get("grade"), "overrides": None}
    if line["status"] == "rated":
        flat["overrides"] = "".join(f"{o};" for o in line.get("overrides") or [])
    rank = line.get("rank") or {}
    if "rank" in line:
        for column, word in (("rank place", "place"), ("rank of", "of"), ("percentile", "percentile")):
            flat[column] = rank.get(word)
    for dimension in line.get("dimensions") or []:
        flat[f"dimension {dimension['id']}"] = dimension.get("points")
        for indicator in dimension.get("indicators") or []:
            flat[f"indicator {indicator['id']}"] = indicator.get("points")
    return flat


def text_of(value):
    return value if value is None else str(value)


def compare(engine, rows):
    """[(subject, column, engine, database)]; numbers are compared as the text that they are shown as."""
    found = []
    if [line["subject_id"] for line in engine] != [row["subject_id"] for row in rows]:
        return [("*", "subjects", [line["subject_id"] for line in engine][:8],
                 [row["subject_id"] for row in rows][:8])]
    for line, row in zip(engine, rows):
        if row["status"] == "unchecked":  # a number beyond what is proved; says nothing, so never wrong
            continue
        for column, value in flat_of_engine(line).items():
            there = row.get(column) if column in row else None
            if text_of(value) != text_of(there):
                found.append((line["subject_id"], column, value, there))
    return found


def sql_of(binary, folder, run, dialect, part):
    """(text, None), or (None, codes and clauses of what was refused)."""
    command = [binary, "standard", "sql", run["standard"], "--catalogue", run["catalogue"],
               "--dialect", dialect, "--part", part, "--as-of", run["as_of"], "--lang", "en"]
    if run["known_at"]:
        command += ["--known-at", run["known_at"]]
    if part == "data":
        command += ["--subjects", run["subjects"]]
        command += ["--records", *run["records"]] if run["records"] else []
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60)
    if done.returncode == 0:
        return done.stdout, None
    if done.returncode == 3 and "[standard." in done.stderr:
        raise NoStandard(done.stderr)
    refused = [line for line in done.stderr.splitlines() if "evaluation.sql_" in line]
    if done.returncode != 3 or not refused:
        raise SqlError(f"sanqu standard sql --part {part}: exit {done.returncode}\n{done.stderr}")
    return None, refused


def shape_of(refusal):
    """`indicator x: no SQL form for ... [code]` without the name."""
    where, _, what = refusal.partition(": ")
    kind = "indicator," + where.split(",")[-1] if where.startswith("indicator") else where.split(" ")[0]
    return f"{kind}: {what}"


def check_run(binary, folder, run, database):
    """(differences, refusals, subjects, those that were not checked)."""
    query, refused = sql_of(binary, folder, run, database.name, "query")
    if refused:
        return [], refused, 0, 0
    tables, _ = sql_of(binary, folder, run, database.name, "tables")
    data, _ = sql_of(binary, folder, run, database.name, "data")
    engine, failure = run_sanqu(binary, folder, run)
    if failure:
        raise SqlError(failure)
    rows = database.run(tables + data, query)
    return compare(engine, rows), [], len(engine), sum(r["status"] == "unchecked" for r in rows)


def open_database(name):
    if name == "sqlite":
        if sqlite3.sqlite_version_info < SQLITE_OLDEST:
            sys.exit(77)
        return Sqlite()
    programs = find_postgresql()
    if not programs:
        print("PostgreSQL is not installed (scripts/setup bench installs it)")
        sys.exit(77)
    return Postgresql(programs)


def run_seeds(given, database):
    binary, failed, began = os.path.abspath(given.sanqu), [], time.monotonic()
    refusals, covered, subjects, unchecked, skipped = collections.Counter(), 0, 0, 0, 0
    for seed in given.seeds:
        folder = os.path.join(given.keep, str(seed))
        shutil.rmtree(folder, ignore_errors=True)
        try:
            run = generate(seed, folder, given.subjects, given.records, given.wild)
            differences, refused, count, open_count = check_run(binary, folder, run, database)
            failure = None
        except (NoStandard, IndexError):  # IndexError: no grade was cut for an override to name
            skipped += 1
            continue
        except SqlError as problem:
            differences, refused, count, open_count, failure = [], [], 0, 0, str(problem)
        refusals.update({shape_of(r) for r in refused})
        covered += 0 if refused else 1
        subjects += count
        unchecked += open_count
        if not differences and not failure:
            shutil.rmtree(folder)
            continue
        failed.append(seed)
        print(f"seed {seed}: {failure or f'{len(differences)} differences'}")
        for subject, column, ours, theirs in differences[:given.show]:
            print(f"  {subject:8} {column:32} engine {ours!s:24} {database.name} {theirs!s}")
        print(f"  in {folder}")
    for what, times in refusals.most_common():
        print(f"  refused in {times:3} standards: {what}")
    share = covered / max(len(given.seeds) - skipped, 1)
    print(f"{database.name}: {len(given.seeds) - skipped} standards, {covered} have an SQL form ({share:.0%}), "
          f"{subjects} subjects compared, {unchecked} of them unchecked, {len(failed)} differ {failed if failed else ''} "
          f"in {time.monotonic() - began:.1f} s")
    return 1 if failed or share < given.covered or unchecked * 10 > subjects else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__,
                                        formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--sanqu", required=True)
    arguments.add_argument("--database", choices=("sqlite", "postgresql"), required=True)
    arguments.add_argument("--seeds", type=seeds_of, required=True)
    arguments.add_argument("--subjects", type=int, default=60)
    arguments.add_argument("--records", type=int, default=900)
    arguments.add_argument("--wild", type=topics_of, default=())
    arguments.add_argument("--keep", default=os.path.join(
        tempfile.gettempdir(), f"sanqu_sql_seeds_{os.getpid()}"))
    arguments.add_argument("--show", type=int, default=8)
    arguments.add_argument("--covered", type=float, default=0.0)
    given = arguments.parse_args()
    database = open_database(given.database)
    try:
        return run_seeds(given, database)
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(main())
