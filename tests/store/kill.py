#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""kill -9 in the middle of an import and of a due-list run: kill.py SANQU ROUNDS [SEED].

Each round takes a fresh copy of a store, starts the command, kills it at a random point (import: after a random number of bytes
went down its pipe; due-list: after a random part of the time that a whole run takes) and then demands:
  - the store is whole (`sanqu store check`),
  - the batch is there whole or not at all,
  - the same command again completes, and every rating is as if nothing had happened,
  - a full run then finds nothing to change.
"""
import json
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

from shop_store import DAY_OF_IMPORT, IMPORT, LINES, Store, fail, make_base, penalties

DAY_OF_DUE = "2026-12-20"


def check_after(store, reference, day, what):
    store.run("store", "check")
    if store.ratings(day) != reference:
        fail(f"{what}: the ratings differ from those of an undisturbed run")
    # The told clock stands at the day's end, so that one more batch is of the next day: that day's due-list comes first.
    store.run("evaluate", "--due", day=day)
    for line in store.run("evaluate", "--full", day=day).splitlines():
        if json.loads(line)["changed"] != 0:
            fail(f"{what}: the full run found something to change: {line}")


def kill_import(base, folder, lines, reference, random_numbers):
    store = Store(base.program, folder / "killed.db")
    shutil.copy(base.path, store.path)
    process = subprocess.Popen(store.command(*IMPORT), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # A third of the kills come after the last byte, when the ratings are worked out and committed.
    at = len(lines) if random_numbers.randrange(3) == 0 else random_numbers.randrange(len(lines))
    process.stdin.write(lines[:at])
    process.stdin.flush()
    if at == len(lines):
        process.stdin.close()
        time.sleep(random_numbers.random() * 0.6)  # any moment is as good as any other
    process.send_signal(signal.SIGKILL)
    process.wait()
    store.run("store", "check")
    batches = store.batches()
    if len(batches) not in (1, 2):
        fail(f"import killed at byte {at}: {len(batches)} batches")
    whole = len(batches) == 2
    if whole and batches[0]["read"] != LINES:
        fail(f"import killed at byte {at}: a batch of {batches[0]['read']} lines")
    # What had committed is known again as the very same file (exit 0); else five shops are unknown (exit 1).
    store.run(*IMPORT, stdin=lines, may=(0,) if whole else (1,))
    check_after(store, reference, DAY_OF_IMPORT, f"import killed at byte {at}")
    store.path.unlink()
    return whole


def kill_due(imported, folder, reference, seconds, random_numbers):
    store = Store(imported.program, folder / "killed.db")
    shutil.copy(imported.path, store.path)
    process = subprocess.Popen(store.command("evaluate", "--due", day=DAY_OF_DUE), stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    time.sleep(random_numbers.random() * seconds)  # any moment is as good as any other
    process.send_signal(signal.SIGKILL)
    process.wait()
    store.run("store", "check")
    store.run("evaluate", "--due", day=DAY_OF_DUE)
    check_after(store, reference, DAY_OF_DUE, "due-list run killed")
    store.path.unlink()


def main():
    program, rounds = sys.argv[1], int(sys.argv[2])
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else random.randrange(1_000_000)
    print(f"seed {seed}")
    random_numbers = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="sanqu_kill_") as name:
        folder = pathlib.Path(name)
        base = make_base(program, folder)
        lines = penalties(random_numbers)
        imported = Store(program, folder / "imported.db")
        shutil.copy(base.path, imported.path)
        imported.run(*IMPORT, stdin=lines, may=(1,))  # five shops are unknown
        after_import = imported.ratings(DAY_OF_IMPORT)
        if after_import == base.ratings(DAY_OF_IMPORT):
            fail("the import changed no rating: the test is empty")
        whole = sum(kill_import(base, folder, lines, after_import, random_numbers) for _ in range(rounds))

        done = Store(program, folder / "done.db")
        shutil.copy(imported.path, done.path)
        began = time.monotonic()
        runs = done.run("evaluate", "--due", day=DAY_OF_DUE).splitlines()
        changed = sum(json.loads(line)["changed"] for line in runs)
        seconds = time.monotonic() - began
        if changed == 0:
            fail("nothing was due: the test is empty")
        after_due = done.ratings(DAY_OF_DUE)
        for _ in range(rounds):
            kill_due(imported, folder, after_due, seconds, random_numbers)
        print(f"{rounds} imports killed ({whole} had committed), {rounds} due-list runs killed ({changed} results each): "
              "all whole")


main()
