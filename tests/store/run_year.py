#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs simulated years in a folder of its own: run_year.py PROGRAM COUNT [FIRST_SEED]. Every seed is printed by the program.
Then one year without its due-list, which must fail: the test can."""
import subprocess
import sys
import tempfile

program, count = sys.argv[1], int(sys.argv[2])
first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
with tempfile.TemporaryDirectory(prefix="sanqu_year_") as folder:
    seeds = [str(seed) for seed in range(first, first + count)]
    code = subprocess.run([program, folder, *seeds], check=False).returncode
    broken = subprocess.run([program, folder, "--without-due", "1001"], check=False, capture_output=True, text=True)
    if "the full run changed" not in broken.stderr:
        sys.exit(f"a year without its due-list went unnoticed: {broken.stdout}{broken.stderr}")
    sys.exit(code)
