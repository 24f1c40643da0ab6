# SPDX-License-Identifier: Apache-2.0
"""The JSON Schema of one kind of rules: accepts what ships, refuses the files in broken/, each for its own reason.

  test_schema.py NAME FILES   rules/NAME/ (or rules/NAME.yaml), at least so many files; rules/schema/NAME.schema.json;
                              tests/NAME/broken/

Schema and loader may not drift apart: what the schema says of keys, types and words is what the loader takes. Every
file that ships names the schema for editors, and every file in broken/ says in its first line what is wrong.
"""

import json
import pathlib
import sys

import jsonschema
import yaml

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAME, FILES_MIN = sys.argv[1], int(sys.argv[2])
SCHEMA = ROOT / f"rules/schema/{NAME}.schema.json"
RULES = ROOT / f"rules/{NAME}"
BROKEN = ROOT / f"tests/{NAME}/broken"


class PlainLoader(yaml.SafeLoader):
    """Dates stay text, as in the program's own reader."""


PlainLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(path: pathlib.Path):
    return yaml.load(path.read_text(encoding="utf-8"), Loader=PlainLoader)


def place_of(error: jsonschema.ValidationError) -> str:
    return "/".join(str(step) for step in error.absolute_path)


def deepest(error: jsonschema.ValidationError) -> str:
    """All messages below an error, for `any of` and the like."""
    return " | ".join([error.message] + [deepest(inner) for inner in error.context])


def editor_line(path: pathlib.Path) -> str:
    depth = len(path.relative_to(ROOT / "rules").parts) - 1
    return f"# yaml-language-server: $schema={'../' * depth}schema/{SCHEMA.name}"


def check_good(validator: jsonschema.Draft7Validator) -> list[str]:
    failures = []
    files = sorted(RULES.rglob("*.yaml")) if RULES.is_dir() else [RULES.with_suffix(".yaml")]
    if len(files) < FILES_MIN:
        failures.append(f"only {len(files)} files in {RULES}")
    for path in files:
        name = path.relative_to(ROOT)
        if path.read_text(encoding="utf-8").splitlines()[0] != editor_line(path):
            failures.append(f"{name}: the first line should be `{editor_line(path)}`")
        for error in validator.iter_errors(read(path)):
            failures.append(f"{name}: {place_of(error)}: {deepest(error)[:400]}")
    return failures


def check_broken(validator: jsonschema.Draft7Validator) -> list[str]:
    failures = []
    files = sorted(BROKEN.glob("*.yaml"))
    if len(files) < 2:
        failures.append(f"only {len(files)} files in {BROKEN}")
    for path in files:
        wanted = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        place, word = wanted.split(": ", 1)
        found = [(place_of(error), deepest(error)) for error in validator.iter_errors(read(path))]
        if not any(at == place and word in message for at, message in found):
            failures.append(f"{path.name}: wanted `{wanted}`, found {found}")
        if len(found) != 1:
            failures.append(f"{path.name}: one finding was wanted, found {len(found)}: {found}")
    return failures


def main() -> int:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    failures = check_good(validator) + check_broken(validator)
    for failure in failures:
        print(failure)
    print(f"{NAME} schema:", "ok" if not failures else f"{len(failures)} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
