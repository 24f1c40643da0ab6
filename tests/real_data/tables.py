# SPDX-License-Identifier: Apache-2.0
"""What the two conversions share: where the published data lie, and how a line is written.

The data are read where they lie, beside the project (`../shared/data`); nothing of them is kept
here. Every line is written as soon as it is read, so that a conversion can feed a pipe.
"""

import argparse
import csv
import json
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
DATA = PROJECT.parent / "shared" / "data"
SKIPPED = 77  # the exit code that ctest counts as skipped


def require_data(folder):
    """The folder, or the end of the program: without data it is skipped, not passed."""
    if not folder.is_dir():
        print("skipped: ../shared/data is not there")
        sys.exit(SKIPPED)
    return folder


def read_csv(path):
    """The rows of a published file, one by one, as {column: text}."""
    with open(path, newline="", encoding="utf-8-sig") as stream:
        yield from csv.DictReader(stream)


def write_csv(rows, columns, stream):
    """Missing values (None) are empty cells."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow(["" if value is None else value for value in row])


def write_ndjson(rows, columns, stream):
    """Missing values are null."""
    for row in rows:
        stream.write(json.dumps(dict(zip(columns, row)), ensure_ascii=False) + "\n")


def run_conversion(description, default_folder, tables):
    """The command line of both. `tables`: name -> (columns, function from data folder to rows)."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument(
        "--data", type=Path, default=DATA / default_folder, help="the published files"
    )
    parser.add_argument("--format", choices=["csv", "ndjson"], default="csv")
    target = parser.add_mutually_exclusive_group(required=True)
    target.add_argument("--into", type=Path, metavar="FOLDER", help="write one file a table")
    target.add_argument(
        "--print", choices=sorted(tables), dest="printed", help="write one table to standard output"
    )
    args = parser.parse_args()
    require_data(args.data)
    write = write_csv if args.format == "csv" else write_ndjson
    if args.printed:
        columns, rows = tables[args.printed]
        write(rows(args.data), columns, sys.stdout)
        return
    args.into.mkdir(parents=True, exist_ok=True)
    for name, (columns, rows) in tables.items():
        with open(args.into / f"{name}.{args.format}", "w", newline="", encoding="utf-8") as stream:
            write(rows(args.data), columns, stream)
