#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The store against its peers, on one machine in one run: bench/store.py SANQU [RECORDS...]   (default 1000000)

For each size: durable import of a CSV of records (every check, receipt) against `sqlite3 .import` of the same file into one
plain table; full evaluation from the store against the same from files; one record end to end, process start included;
memory; size on disk.
Prints a Markdown table. What is compared gives the same results: the two evaluations are held against each other.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[1]
DATA = ROOT / "tests" / "golden" / "data"
RECORDS_A_SHOP = 10
DAY = "2026-06-01"
LATER = "2026-06-02"
UPDATES = 60


def timed(command, stdin=None, out=subprocess.DEVNULL):
    """Seconds, and the peak memory of this command in MiB."""
    began = time.monotonic()
    process = subprocess.Popen(command, stdin=stdin, stdout=out, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{command}: {error.decode()}")
    return seconds, usage.ru_maxrss / 1024


def write_rules(folder):
    catalogue = folder / "catalogue"
    catalogue.mkdir()
    for file in (DATA / "catalogue").iterdir():
        text = file.read_text(encoding="utf-8").replace("subject_scheme: uscc", "subject_scheme: foreign")
        (catalogue / file.name).write_text(text, encoding="utf-8")
    standard = folder / "shop.yaml"
    text = (DATA / "standards" / "shop.yaml").read_text(encoding="utf-8")
    standard.write_text(text.replace("rank: {within: [street], minimum: 3}", ""), encoding="utf-8")
    return catalogue, standard


def write_data(folder, records):
    numbers = random.Random(1)
    shops = max(records // RECORDS_A_SHOP, 1)
    subjects = folder / "subjects.csv"
    with subjects.open("w", encoding="utf-8") as out:
        out.write("subject_id,kind,name,opened_on\n")
        for i in range(shops):
            out.write(f"S{i:08},individual_business,云桥街第{i}号小店,2019-01-01\n")
    lines = folder / "records.csv"
    with lines.open("w", encoding="utf-8") as out:
        out.write("class,subject_id,record_id,document_no,decided_on,severity,fine\n")
        for i in range(records):
            out.write(f"penalty,S{numbers.randrange(shops):08},P{i:09},云罚〔2025〕{i}号,202{numbers.randrange(3, 6)}-"
                      f"{numbers.randrange(1, 13):02}-{numbers.randrange(1, 28):02},"
                      f"{('minor', 'general', 'serious')[numbers.randrange(3)]},{numbers.randrange(9000)}\n")
    return subjects, lines


def percentile(values, part):
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]


def measure(program, records, rows):
    with tempfile.TemporaryDirectory(prefix="sanqu_bench_store_", dir=os.environ.get("SANQU_BENCH_TMP")) as name:
        folder = pathlib.Path(name)
        catalogue, standard = write_rules(folder)
        subjects, lines = write_data(folder, records)
        store = f"sqlite:{folder / 's.db'}"

        def sanqu(*words, day=DAY):
            return [program, *words, "--store", store, "--today", day]

        timed(sanqu("init", "--catalogue", str(catalogue)))
        timed(sanqu("import", "--class", "subject", "--source", "a", "--no-evaluation", str(subjects)))
        timed(sanqu("standard", "publish", str(standard), "--author", "Zhang", "--approver", "Li", "--active-from", "2026-01-01"))
        importing, memory = timed(sanqu("import", "--class", "penalty", "--source", "b", "--no-evaluation", str(lines)))
        plain, _ = timed(["sqlite3", str(folder / "plain.db"), "-cmd", ".mode csv", f".import {lines} t"])
        rows.append((records, "import, durable", f"{importing:.2f} s, {records / importing:,.0f} records/s",
                     f"sqlite3 .import {plain:.2f} s", f"{importing / plain:.2f}", f"{memory:,.0f} MiB"))
        from_store, from_files = folder / "store.csv", folder / "files.csv"
        with from_store.open("wb") as out:
            loading, memory = timed(sanqu("evaluate", "--standard", "shop.credit", "--all", "--as-of", DAY,
                                          "--format", "csv", "--no-next-change"), out=out)
        with from_files.open("wb") as out:
            files, _ = timed([program, "evaluate", "--standard", str(standard), "--catalogue", str(catalogue), "--subjects",
                              str(subjects), "--records", str(lines), "--as-of", DAY, "--today", DAY, "--format", "csv",
                              "--no-next-change"], out=out)
        if from_store.read_bytes() != from_files.read_bytes():
            sys.exit("the store and the files give different results: no figures")
        rows.append((records, "evaluate all", f"{loading:.2f} s", f"from files {files:.2f} s", f"{loading / files:.2f}",
                     f"{memory:,.0f} MiB"))
        full, memory = timed(sanqu("evaluate", "--full", "--threads", "2"))
        rows.append((records, "first full run, results and next changes written", f"{full:.2f} s", "", "", f"{memory:,.0f} MiB"))
        singles = []
        for i in range(UPDATES):
            one = folder / "one.csv"
            one.write_text("class,subject_id,record_id,document_no,decided_on,severity\n"
                           f"penalty,S{i:08},N{i},新{i}号,2026-05-01,general\n", encoding="utf-8")
            singles.append(timed(sanqu("import", "--class", "penalty", "--source", "b", str(one), day=LATER))[0])
        starts = [timed([program, "--version"])[0] for _ in range(UPDATES)]
        rows.append((records, "one record, new process to new rating", f"median {percentile(singles, 0.5) * 1000:.1f} ms, "
                     f"p99 {percentile(singles, 0.99) * 1000:.1f} ms",
                     f"start of the program alone {percentile(starts, 0.5) * 1000:.1f} ms", "", ""))
        size = (folder / "s.db").stat().st_size
        rows.append((records, "size on disk", f"{size / 2**20:,.0f} MiB, {size / records:.0f} bytes a record",
                     f"plain table {(folder / 'plain.db').stat().st_size / 2**20:,.0f} MiB", "", ""))


def main():
    program = str(pathlib.Path(sys.argv[1]).resolve())
    sizes = [int(word) for word in sys.argv[2:]] or [1_000_000]
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} before the run")
    rows = []
    for size in sizes:
        measure(program, size, rows)
    print("\n| records | job | sanqu | peer | ratio | peak memory |\n|---:|---|---|---|---:|---:|")
    for row in rows:
        print("| " + " | ".join(f"{cell:,}" if isinstance(cell, int) else cell for cell in row) + " |")


main()
