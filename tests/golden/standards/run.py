#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What the compiler says of a standard, word for word: bad/ has a file for every refusal and warning, good/ what is accepted.

  run.py --sanqu BIN [--reset] [WORD...]

Beside each NAME.yaml stand NAME.zh.txt and NAME.en.txt, the whole output of `sanqu standard check`. --reset writes them
anew: read the difference before you keep it. With WORDs only the files whose name holds one of them are run.
A file in bad/ is named after the code that it provokes (`unit.points.yaml`: standard.unit), and a code that no file provokes
is a failure, unless EXCEPTIONS says why.
"""
import argparse
import difflib
import re
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
CATALOGUE = "../../rules/catalogue"
SECONDS_MAX = 60
SOURCES = ("src/standards/errors.cpp", "src/core/yaml.cpp", "src/core/yaml_fields.cpp", "src/core/expression.cpp")
EXCEPTIONS = {
    "standard.no_data_reaches": "needs data: tests/golden/standard/good/check_data.md",
    "standard.data_meets_error": "needs data: tests/golden/standard/good/check_data_errors.md",
    "standard.not_reached": "given by `sanqu standard test`: tests/golden/standard/bad/not_reached.md",
}
# Files that are named after what they show; the code that they provoke.
OTHER_NAMES = {"yaml.anchor": "yaml.feature", "yaml.tag": "yaml.feature", "yaml.comma": "yaml.syntax", "yaml.tab": "yaml.syntax",
               "negative_weight": "yaml.wrong_form"}
EXIT_GOOD, EXIT_REFUSED = 0, 3


def declared_codes():
    codes = set()
    for source in SOURCES:
        text = (ROOT / source).read_text(encoding="utf-8")
        codes |= set(re.findall(r'const ErrorCode k_\w+ = \{\s*"([a-z_.]+)"', text))
    return codes


def wanted_code(name, codes):
    """unit.points -> standard.unit; yaml.syntax -> yaml.syntax."""
    if name in OTHER_NAMES:
        return OTHER_NAMES[name]
    for code in (name, f"standard.{name}", f"standard.{name.rsplit('.', 1)[0]}"):
        if code in codes:
            return code
    return None


def check(sanqu, path, language):
    done = subprocess.run([sanqu, "standard", "check", path.relative_to(HERE), "--catalogue", CATALOGUE, "--standards", ".",
                           "--lang", language, "--format", "table"], cwd=HERE, capture_output=True, text=True,
                          encoding="utf-8", timeout=SECONDS_MAX)
    return done.stdout + done.stderr, done.returncode


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sanqu", required=True, type=Path)
    parser.add_argument("--reset", action="store_true")
    parser.add_argument("words", nargs="*")
    options = parser.parse_args()
    sanqu = options.sanqu.resolve()
    codes = declared_codes()
    failures, seen, files = [], set(), 0
    for path in sorted(HERE.glob("bad/*.yaml")) + sorted(HERE.glob("good/*.yaml")):
        if options.words and not any(word in path.name for word in options.words):
            continue
        files += 1
        name = path.relative_to(HERE)
        outputs = {}
        for language in ("zh", "en"):
            said, exit_code = check(sanqu, path, language)
            outputs[language] = said
            beside = path.with_suffix(f".{language}.txt")
            if options.reset:
                beside.write_text(said, encoding="utf-8")
            kept = beside.read_text(encoding="utf-8") if beside.is_file() else ""
            if said != kept:
                failures.append(f"{name} ({language})\n" + "".join(difflib.unified_diff(
                    kept.splitlines(True), said.splitlines(True), "expected", "got")))
        found = set(re.findall(r"\[([a-z_.]+)\]$", outputs["en"], re.MULTILINE))
        seen |= found
        failures += judge(path, exit_code, found, outputs["en"], codes)
    if not options.words:
        failures += [f"{code}: no file in bad/ provokes it" for code in sorted(codes - seen - set(EXCEPTIONS))]
        failures += [f"{code}: an exception that is provoked after all" for code in sorted(seen & set(EXCEPTIONS))]
        failures += check_duties()
    for failure in failures:
        print("FAILED", failure)
    print(f"{files} standards, {len(seen)} of {len(codes)} codes, {len(EXCEPTIONS)} exceptions, {len(failures)} failures")
    return 1 if failures else 0


def check_duties():
    """Every duty of duties.txt is kept by the files that it names: the code, at the place."""
    failures, rows = [], 0
    for line in (HERE / "duties.txt").read_text(encoding="utf-8").splitlines():
        cells = [cell.strip(" `") for cell in line.strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 5 or cells[0] in ("duty", "---"):
            continue
        rows += 1
        _, name, severity, code, place = cells
        said = (HERE / f"bad/{name}.en.txt").read_text(encoding="utf-8")
        if not re.search(rf"^{severity}: [^ ]*{re.escape(place)}: .* \[{re.escape(code)}\]$", said, re.MULTILINE):
            failures.append(f"duties.txt: {name}: no {severity} {code} at {place}")
    return failures + ([] if rows else ["duties.txt: no rows"])


def judge(path, exit_code, found, said, codes):
    """Right exit code, and the code that the name promises; a good file has no error."""
    name = path.relative_to(HERE)
    if path.parent.name == "good":
        return [] if exit_code == EXIT_GOOD and "error: " not in said else [f"{name}: exit {exit_code}: {said}"]
    wanted = wanted_code(path.stem, codes)
    failures = []
    if wanted is None:
        failures.append(f"{name}: names no code")
    elif wanted not in found:
        failures.append(f"{name}: {wanted} expected, got {sorted(found)}")
    is_error = "error: " in said
    if exit_code != (EXIT_REFUSED if is_error else EXIT_GOOD):
        failures.append(f"{name}: exit {exit_code}")
    return failures


if __name__ == "__main__":
    sys.exit(main())
