# SPDX-License-Identifier: Apache-2.0
"""A store of fifteen hundred shops, driven through the program: what the crash and fault tests do their worst to."""
import json
import pathlib
import random
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATA = ROOT / "tests" / "golden" / "data"
SHOPS = 1500
LINES = 6000
DAY_OF_BASE = "2026-05-01"
DAY_OF_IMPORT = "2026-06-01"


def fail(what):
    print(f"FAILED: {what}")
    sys.exit(1)


class Store:
    def __init__(self, program, path):
        self.program, self.path = program, path

    def command(self, *words, day=DAY_OF_IMPORT):
        return [self.program, *words, "--store", f"sqlite:{self.path}", "--today", day, "--lang", "en"]

    def run(self, *words, day=DAY_OF_IMPORT, stdin=None, may=(0,)):
        done = subprocess.run(self.command(*words, day=day), input=stdin, capture_output=True, check=False)
        if done.returncode not in may:
            fail(f"{words}: exit {done.returncode}\n{done.stderr.decode()}")
        return done.stdout.decode()

    def ratings(self, day):
        return self.run("evaluate", "--standard", "shop.credit", "--all", "--as-of", day, "--format", "ndjson", day=day)

    def batches(self):
        return [json.loads(line) for line in self.run("receipt", "--limit", "100").splitlines()]


def replaced(text, what, by):
    if what not in text:
        fail(f"the test's data changed: no {what}")
    return text.replace(what, by)


def make_base(program, folder):
    catalogue = folder / "catalogue"
    catalogue.mkdir()
    for file in (DATA / "catalogue").iterdir():
        text = replaced(file.read_text(encoding="utf-8"), "subject_scheme: uscc", "subject_scheme: foreign")
        (catalogue / file.name).write_text(text, encoding="utf-8")
    standard = folder / "shop.yaml"
    text = (DATA / "standards" / "shop.yaml").read_text(encoding="utf-8")
    standard.write_text(replaced(text, "rank: {within: [street], minimum: 3}", ""), encoding="utf-8")
    base = Store(program, folder / "base.db")
    base.run("init", "--catalogue", str(catalogue), day=DAY_OF_BASE)
    shops = "subject_id,kind,name,opened_on\n" + "".join(
        f"S{i:05},individual_business,Shop {i},2019-01-01\n" for i in range(SHOPS))
    base.run("import", "--class", "subject", "--source", "office", "-", stdin=shops.encode(), day=DAY_OF_BASE)
    base.run("standard", "publish", str(standard), "--author", "Zhang", "--approver", "Li",
             "--active-from", "2026-01-01", day=DAY_OF_BASE)
    base.run("evaluate", "--full", day=DAY_OF_BASE)
    return base


def penalties(random_numbers):
    lines = []
    for i in range(LINES):
        decided = f"202{random_numbers.randrange(3, 6)}-{random_numbers.randrange(1, 13):02}-{random_numbers.randrange(1, 28):02}"
        lines.append(json.dumps({"subject_id": f"S{random_numbers.randrange(SHOPS + 5):05}", "record_id": f"P{i}",
                                 "document_no": f"doc {i}", "decided_on": decided,
                                 "severity": random_numbers.choice(["minor", "general", "serious"])}))
    return ("\n".join(lines) + "\n").encode()


IMPORT = ("import", "--class", "penalty", "--source", "enforcement", "-")
