#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Batch = single = incremental, over random standards and data.

  run.py --program BIN --seeds A..B [--subjects N] [--records N] [--keep DIR] [--break]

Each seed is generated into a folder (tests/reference/generate.py) and given to the program, which
prints the seed and the first difference of each check. The folder of a failing seed is kept. With
--break one result is altered, and a seed passes if every check noticed. Exit 1 if any seed fails.
"""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "reference"))
from generate import generate  # noqa: E402

SECONDS_A_SEED = 120


def seeds_of(text):
    first, _, last = text.partition("..")
    return range(int(first), int(last or first) + 1)


def run_seed(given, seed, folder):
    """True if the program found nothing wrong."""
    generate(seed, folder, given.subjects, given.records)
    command = [given.program, folder] + ["--break"] * given.breaks
    try:
        return subprocess.run(command, timeout=SECONDS_A_SEED).returncode == 0
    except subprocess.TimeoutExpired:
        print(f"seed {seed}: not done after {SECONDS_A_SEED} seconds", flush=True)
        return False


def main():
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    words.add_argument("--program", required=True)
    words.add_argument("--seeds", type=seeds_of, required=True)
    words.add_argument("--subjects", type=int, default=60)
    words.add_argument("--records", type=int, default=600)
    words.add_argument("--keep", help="where folders of failing seeds go")
    words.add_argument("--break", dest="breaks", action="store_true")
    given = words.parse_args()
    top = given.keep or tempfile.mkdtemp(prefix="same_results_")
    os.makedirs(top, exist_ok=True)
    failed = []
    for seed in given.seeds:
        folder = os.path.join(top, f"seed_{seed}")
        shutil.rmtree(folder, ignore_errors=True)
        if run_seed(given, seed, folder):
            shutil.rmtree(folder)
            continue
        failed.append(seed)
        print(f"  in {folder}", flush=True)
    if not failed and not given.keep:
        os.rmdir(top)
    print(f"{len(given.seeds)} seeds, failed: {' '.join(map(str, failed)) or 'none'}")
    return 1 if failed or not given.seeds else 0


if __name__ == "__main__":
    sys.exit(main())
