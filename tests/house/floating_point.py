# SPDX-License-Identifier: Apache-2.0
"""No floating point in the rooms whose numbers become results: no float or double as a type, no literal with a point,
no library call that makes one. A deleted constructor from double is the opposite of a use."""

import re

import project

ROOMS = ["src/core", "src/catalogue", "src/demo", "src/intake", "src/standards", "src/evaluation"]
EXEMPT = {
    # RFC 8785 defines the canonical form of a JSON number by the IEEE 754 binary64 nearest to it.
    "src/core/es6_number.cpp",
}
FOUND = re.compile(
    r"\b(?:float|double|float_t|double_t)\b"
    r"|\b(?:strtod|strtof|strtold|stod|stof|stold|atof)\b"
    r"|(?<![\w.'])\d[\d']*\.\d[\d']*(?:[eE][+-]?\d+)?[fFlL]?\b"
    r"|(?<![\w.'])\d[\d']*[eE][+-]?\d+\b")
DELETED = re.compile(r"\((?:float|double)\s*\w*\)\s*=\s*delete\s*;")


def main():
    top = project.root()
    breaches = project.Breaches(top)
    looked_at = 0
    for path in project.files(top, ROOMS, project.CPP_ENDINGS):
        looked_at += 1
        if str(path.relative_to(top)) in EXEMPT:
            continue
        code = project.without_comments_and_strings(project.text_of(path))
        code = DELETED.sub(lambda m: " " * len(m.group()), code)
        for match in FOUND.finditer(code):
            breaches.tell(path, project.line_of(code, match.start()), f"floating point: `{match.group()}`")
    breaches.done(looked_at)


main()
