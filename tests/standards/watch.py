#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""`standard check --watch` over three levels: it checks again when the file or a parent changes, however an editor writes,
and ends on Ctrl-C.

  watch.py --sanqu BIN
"""
import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = ROOT / "tests/golden/data"
SECONDS_MAX = 30


def lines_until(process, end):
    """What is said up to the line that begins with `end`."""
    said = []
    for line in process.stdout:
        said.append(line.rstrip("\n"))
        if line.startswith(end):
            return said
    sys.exit(f"ended before `{end}`: {said}")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--sanqu", required=True, type=Path)
    sanqu = parser.parse_args().sanqu.resolve()
    signal.alarm(SECONDS_MAX)  # a watcher that notices nothing
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder)
        for file in (GOLDEN / "levels").glob("*.yaml"):
            shutil.copy(file, work)
        process = subprocess.Popen(
            [sanqu, "standard", "check", "street.yaml", "--standards", ".", "--catalogue", GOLDEN / "catalogue", "--watch",
             "--format", "table", "--lang", "en"], cwd=work, stdout=subprocess.PIPE, text=True)
        first = lines_until(process, "monotone:")
        assert first[0] == "── check 1: street.yaml ──", first
        # The file, written in place: the parameter leaves its bounds.
        street = work / "street.yaml"
        street.write_text(street.read_text(encoding="utf-8").replace("{is: 35}", "{is: 80}"), encoding="utf-8")
        second = lines_until(process, "street.yaml: 1 errors")
        assert second[0] == "── check 2: street.yaml ──", second
        assert "standard.parameter_bounds" in second[1], second
        # The grandparent, written beside and renamed: the bounds are wider now; the city's still are not.
        national = work / "national.yaml"
        beside = work / "national.yaml.new"
        beside.write_text(national.read_text(encoding="utf-8").replace("[20, 40]", "[20, 90]"), encoding="utf-8")
        os.replace(beside, national)
        third = lines_until(process, "street.yaml: 1 errors")
        assert third[0] == "── check 3: ./national.yaml ──", third
        city = work / "city.yaml"
        city.write_text(city.read_text(encoding="utf-8").replace("[25, 40]", "[25, 90]"), encoding="utf-8")
        fourth = lines_until(process, "monotone:")
        assert fourth[0] == "── check 4: ./city.yaml ──", fourth
        process.send_signal(signal.SIGINT)
        assert process.wait() == -signal.SIGINT, process.returncode
    print("4 checks, ended by Ctrl-C")


if __name__ == "__main__":
    main()
