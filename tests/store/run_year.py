#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs simulated years in a folder of its own: run_year.py PROGRAM COUNT [FIRST_SEED]. Every seed is printed by the program."""
import subprocess
import sys
import tempfile

program, count = sys.argv[1], int(sys.argv[2])
first = int(sys.argv[3]) if len(sys.argv) > 3 else 1
with tempfile.TemporaryDirectory(prefix="sanqu_year_") as folder:
    seeds = [str(seed) for seed in range(first, first + count)]
    sys.exit(subprocess.run([program, folder, *seeds], check=False).returncode)
