#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The examples of docs/standard-language.md compile: test_reference_page.py SANQU. Its ```yaml blocks together are one
standard; what stands between them (a dimension that holds the indicators, an indicator around a group) is here. Then each
block is broken once, so that a page that nobody reads can't pass."""
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "standard-language.md"
AROUND_GROUP = """- id: inspections
  title: {zh: 检查, en: Inspections}
  kind: [basic, hard]
  adverse: true
  basis: street-method
  select: {class: inspection}
  each: {points: "-finding_points"}
  missing: 100
"""
OTHER_DIMENSION = """  - id: other_N
    title: {zh: 其他, en: Other}
    indicators:
      - {id: commendations_N, title: {zh: 表彰, en: Merits}, kind: [basic, soft], basis: street-method,
         select: {class: commendation}, value: count, cap: N}
"""


def indented(text, columns):
    return "".join(" " * columns + line for line in text.splitlines(True))


def assembled(blocks):
    head, scope, points, tables, dimensions, indicator, group, grades, overrides = blocks
    head = re.sub(r"^extends:.*\n", "", head, flags=re.MULTILINE)
    inside = indented(indicator, 6) + indented(AROUND_GROUP, 6) + indented(group, 8)
    dimensions = dimensions.replace("indicators: [...]\n", "indicators:\n" + inside)
    others = "".join(OTHER_DIMENSION.replace("N", str(n)) for n in (2, 3))
    return head + scope + points + tables + dimensions + others + grades + overrides


def check(sanqu, folder, text):
    path = folder / "page.yaml"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run([sanqu, "standard", "check", str(path), "--catalogue", str(ROOT / "rules" / "catalogue"),
                           "--lang", "en", "--format", "table"], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def main():
    sanqu = str(pathlib.Path(sys.argv[1]).resolve())
    blocks = re.findall(r"^```yaml\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    if len(blocks) != 9:
        sys.exit(f"{len(blocks)} examples on the page, 9 expected: say here where the new one belongs")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        code, said = check(sanqu, folder, assembled(blocks))
        if code != 0:
            sys.exit(f"the page's examples don't compile:\n{said}")
        for broken in range(len(blocks)):
            changed = list(blocks)
            changed[broken] = re.sub(r"^( *)([a-z-])", r"\1no_such_word: 1\n\1\2", changed[broken], count=1, flags=re.MULTILINE)
            if check(sanqu, folder, assembled(changed))[0] == 0:
                sys.exit(f"example {broken + 1} was broken, and nobody noticed")
    print(f"{len(blocks)} examples compile as one standard; each one broken is noticed")


main()
