# SPDX-License-Identifier: Apache-2.0
"""Every C++ file is as clang-format-19 would write it (scripts/format writes it). Skipped where the tool is absent."""

import shutil
import subprocess
import sys
from pathlib import Path

import project


def main():
    top = project.root()
    tool = shutil.which("clang-format-19")
    if tool is None:
        print("skipped: clang-format-19 is not installed (scripts/setup installs it)")
        sys.exit(77)
    breaches = project.Breaches(top)
    paths = project.files(top, ["src", "tests", "bench"], project.CPP_ENDINGS)
    for start in range(0, len(paths), 50):
        some = [str(p) for p in paths[start:start + 50]]
        run = subprocess.run([tool, "--dry-run", "-ferror-limit=1", *some], capture_output=True, text=True, cwd=top)
        seen = set()
        for line in run.stderr.splitlines():
            parts = line.split(":")
            if len(parts) > 4 and "-Wclang-format-violations" in line and parts[0] not in seen:
                seen.add(parts[0])
                breaches.tell(Path(parts[0]), parts[1], "not formatted (run scripts/format)")
    breaches.done(len(paths))


main()
