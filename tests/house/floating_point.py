# SPDX-License-Identifier: Apache-2.0
"""No floating point in the rooms whose numbers become results: no float or double as a type, no literal with a point,
no library call that makes one. A deleted constructor from double is the opposite of a use."""

import re

import project

ROOMS = ["src/core", "src/catalogue", "src/demo", "src/intake", "src/standards", "src/evaluation",
         "src/studies"]
EXEMPT = {
    # RFC 8785 defines the canonical form of a JSON number by the IEEE 754 binary64 nearest to it.
    "src/core/es6_number.cpp",
    # Statistics about results, which never become one.
    "src/studies/discrimination.hpp", "src/studies/discrimination.cpp", "src/studies/discrimination_test.cpp",
    "src/studies/validation.hpp", "src/studies/validation.cpp", "src/studies/validation_sentences.cpp",
    "src/studies/validation_json.cpp",
}
EXEMPT_FOLDERS = ("src/studies/page/",)  # drawings: lengths in pixels
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
        name = str(path.relative_to(top))
        if name in EXEMPT or name.startswith(EXEMPT_FOLDERS):
            continue
        code = project.without_comments_and_strings(project.text_of(path))
        code = DELETED.sub(lambda m: " " * len(m.group()), code)
        for match in FOUND.finditer(code):
            breaches.tell(path, project.line_of(code, match.start()), f"floating point: `{match.group()}`")
    breaches.done(looked_at)


main()
