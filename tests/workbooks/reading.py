# SPDX-License-Identifier: Apache-2.0
"""What read_workbook says of a file, for the tests beside it."""

import json
import resource
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(sys.argv[1]).resolve()


class Reading:
    def __init__(self, path, *names, through_pipe=False):
        data = Path(path).read_bytes() if through_pipe else None
        done = subprocess.run([PROGRAM, "-" if through_pipe else path, *names], input=data, capture_output=True,
                              timeout=120, check=False)
        if done.returncode not in (0, 1):
            raise AssertionError(f"{path}: ended with {done.returncode}: {done.stderr.decode()}")
        items = [json.loads(line) for line in done.stdout.decode().splitlines()]
        self.names = next((item["names"] for item in items if "names" in item), None)
        self.lines = {item["line"]: item for item in items if "cells" in item}
        self.notices = [item["text"] for item in items if "notice" in item]
        self.errors = [item["error"] for item in items if "error" in item]
        self.findings = [(item["line"], item["finding"]) for item in items if "finding" in item]

    def rows(self):
        return [line["cells"] for line in self.lines.values()]


def most_memory_mib():
    """Of any reading so far, or of this very process before it became one, if that was more."""
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024


def run_tests(tests):
    failed = 0
    for name, test in tests.items():
        if not name.startswith("test_"):
            continue
        try:
            test()
        except AssertionError as problem:
            failed += 1
            print(f"FAILED {name}: {problem}")
        else:
            print(f"passed {name}")
    return 1 if failed else 0
