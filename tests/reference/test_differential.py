#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The differential test can fail: against a stand-in command it passes as long as that says what
the reference says, and finds each single change. The generator is the same for the same seed, its
seeds cover the language and its files fit the schemas."""
import filecmp
import json
import os
import stat
import subprocess
import sys
import tempfile
import unittest

import jsonschema
import yaml

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
from generate import generate  # noqa: E402
from random_expressions import OPEN_TOPICS  # noqa: E402
from random_indicators import EACH_KINDS, VALUE_KINDS  # noqa: E402


class Plain(yaml.SafeLoader):
    """Dates stay text, as JSON has them."""


Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in some if not tag.endswith("timestamp")]
    for first, some in yaml.SafeLoader.yaml_implicit_resolvers.items()}
STAND_IN = f"""#!{sys.executable} -B
import json, os, sys
sys.path.insert(0, {HERE!r})
import reference
words = [w for w in sys.argv[2:] if w != "--explain"]
at = words.index("--format")
sys.argv = [sys.argv[0]] + words[:at] + words[at + 2:]
out, sys.stdout = sys.stdout, __import__("io").StringIO()
reference.main()
lines = [json.loads(l) for l in sys.stdout.getvalue().splitlines()]
change = os.environ.get("CHANGE")
rated = [l for l in lines if l["status"] == "rated" and l["dimensions"]][-1]
if change == "points":
    rated["points"] = rated["points"][:-1] + str(9 - int(rated["points"][-1]))
if change == "value":
    rated["dimensions"][-1]["indicators"][-1]["value"] = "0.000000000000000001"
if change == "override":
    rated["overrides"].append("one_more")
if change == "line":
    lines.remove(rated)
if change == "refuse":
    sys.stderr.write("standard does not compile\\n")
    sys.exit(3)
for l in lines:
    out.write(json.dumps(l) + "\\n")
"""


class Differential(unittest.TestCase):
    def differ(self, folder, change):
        command = os.path.join(folder, "stand_in")
        with open(command, "w", encoding="utf-8") as file:
            file.write(STAND_IN)
        os.chmod(command, os.stat(command).st_mode | stat.S_IXUSR)
        return subprocess.run(
            [sys.executable, "-B", os.path.join(HERE, "differential.py"), "--sanqu", command,
             "--seeds", "1..1", "--subjects", "20", "--records", "150", "--keep",
             os.path.join(folder, "seeds")],
            env={**os.environ, "CHANGE": change}, capture_output=True, text=True)

    def test_equal_passes_and_every_change_is_found(self):
        with tempfile.TemporaryDirectory() as folder:
            done = self.differ(folder, "")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            for change in ("points", "value", "override", "line", "refuse"):
                done = self.differ(folder, change)
                self.assertEqual(done.returncode, 1, change)
                self.assertIn("seed 1:", done.stdout)

    def test_a_seed_gives_the_same_bytes(self):
        with tempfile.TemporaryDirectory() as folder:
            one, two = (os.path.join(folder, n) for n in ("one", "two"))
            generate(7, one, 20, 150)
            generate(7, two, 20, 150)
            self.assertEqual(sorted(os.listdir(one)), sorted(os.listdir(two)))
            files = [n for n in os.listdir(one) if os.path.isfile(os.path.join(one, n))]
            self.assertEqual(filecmp.cmpfiles(one, two, files, shallow=False), (files, [], []))

    def test_files_fit_the_schemas(self):
        rules = os.path.join(HERE, "..", "..", "rules", "schema")
        with tempfile.TemporaryDirectory() as folder:
            for seed in range(1, 13):
                generate(seed, folder, 12, 80, wild=OPEN_TOPICS if seed > 8 else ())
                for schema, name in (("catalogue", "catalogue/catalogue"),
                                     ("standard", "standard")):
                    with open(os.path.join(rules, f"{schema}.schema.json")) as file:
                        checker = jsonschema.Draft7Validator(json.load(file))
                    with open(os.path.join(folder, f"{name}.yaml"), encoding="utf-8") as file:
                        found = list(checker.iter_errors(yaml.load(file, Loader=Plain)))
                    self.assertEqual([f"{seed} {list(e.path)}: {e.message}"[:300]
                                      for e in found[:3]], [])

    def test_seeds_cover_the_language(self):
        seen = set()
        with tempfile.TemporaryDirectory() as folder:
            for seed in range(1, 31):
                seen |= set(generate(seed, os.path.join(folder, str(seed)), 12, 80)["features"])
        wanted = set(EACH_KINDS) | set(VALUE_KINDS) | {
            "veto", "cap", "floor", "set", "step_up", "step_down", "points", "when_exists",
            "when_none", "when_count", "when_sum", "when_max", "when_min", "when_latest",
            "when_distinct", "when_months_since", "when_all", "when_any", "when_not"}
        self.assertEqual(wanted - seen, set())


if __name__ == "__main__":
    unittest.main()
