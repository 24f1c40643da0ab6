# SPDX-License-Identifier: Apache-2.0
"""What the house rules share: the files of the project, C++ without comments and strings, and how breaches are told."""

import os
import re
import sys
from pathlib import Path

SKIPPED_FOLDERS = {".git", "build", "node_modules", "__pycache__", ".cache", "out"}  # out: what the browser saw
CPP_ENDINGS = (".cpp", ".hpp")


def root() -> Path:
    """The project's root, or the tree named on the command line (the rules' own test gives one)."""
    if len(sys.argv) > 2 and sys.argv[1] == "--root":
        return Path(sys.argv[2])
    return Path(__file__).resolve().parents[2]


def files(top: Path, folders, endings=None):
    """Every file below the folders of `top` with one of the endings, as sorted paths. A folder may be a file."""
    found = []
    for folder in folders:
        start = top / folder
        if start.is_file():
            found.append(start)
            continue
        for directory, names, file_names in os.walk(start):
            names[:] = sorted(n for n in names if n not in SKIPPED_FOLDERS)
            found += [Path(directory) / n for n in file_names]
    return sorted(p for p in found if endings is None or p.name.endswith(tuple(endings)))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


CPP_TOKEN = re.compile(
    r"""//[^\n]*                                   # line comment
      | /\*.*?\*/                                  # block comment
      | R"(?P<tag>[^()\s\\]{0,16})\(.*?\)(?P=tag)" # raw string
      | "(?:\\.|[^"\\\n])*"                        # string
      | (?<![0-9a-fA-FxX])'(?:\\.[^'\n]*|[^'\\\n])'  # character, not a digit separator
    """,
    re.VERBOSE | re.DOTALL,
)


def without_comments_and_strings(code: str) -> str:
    """The code with comments and literals as blanks; lines and columns stay where they are."""

    def blank(match):
        return re.sub(r"[^\n]", " ", match.group(0))

    return CPP_TOKEN.sub(blank, code)


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


class Breaches:
    """Collects what is wrong; `done` prints it and ends the script."""

    def __init__(self, top: Path):
        self.top = top
        self.told = []
        self.warned = []

    def _place(self, path: Path, line) -> str:
        name = path.relative_to(self.top) if path.is_absolute() else path
        return f"{name}:{line}" if line else str(name)

    def tell(self, path: Path, line, what: str):
        self.told.append(f"{self._place(path, line)}: {what}")

    def warn(self, path: Path, line, what: str):
        self.warned.append(f"{self._place(path, line)}: warning: {what}")

    def done(self, looked_at: int):
        for entry in self.warned + self.told:
            print(entry)
        if looked_at == 0:
            print("nothing was looked at: the rule does not see the project")
            sys.exit(1)
        print(f"{looked_at} looked at, {len(self.told)} breaches, {len(self.warned)} warnings")
        sys.exit(1 if self.told else 0)
