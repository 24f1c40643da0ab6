#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Places and neighbours that fail, through the program: faults.py SANQU.

  - a disk that is full in the middle of an import (a small tmpfs in a mount namespace of its own): storage.full, exit 4, the
    store is whole, and with room again the same command completes;
  - a write that fails with an error of the system (a file size limit): exit 4, the store is whole, the repeat completes;
  - a file system mounted read-only: storage.read_only, exit 4; reading still works where there is nothing to write;
  - a reader beside an import: it sees the state before, whole, until the import is committed, and then the state after;
  - a second writer: it waits, and says storage.locked; the first one is not disturbed.
"""
import os
import pathlib
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile

from shop_store import DAY_OF_IMPORT, IMPORT, Store, fail, make_base, penalties


def check_refused(done, code, what):
    said = done.stderr.decode()
    if done.returncode != 4 or code not in said:
        fail(f"{what}: exit {done.returncode}, said\n{said}")


def check_unharmed(store, before, what):
    store.run("store", "check")
    if store.ratings(DAY_OF_IMPORT) != before:
        fail(f"{what}: ratings changed although the import failed")


def check_completes(store, lines, after, what):
    store.run(*IMPORT, stdin=lines, may=(1,))  # five shops are unknown
    store.run("store", "check")
    if store.ratings(DAY_OF_IMPORT) != after:
        fail(f"{what}: the repeat's ratings differ from those of an undisturbed run")


def failing_write(base, folder, lines, before, after):
    store = Store(base.program, folder / "limited.db")
    shutil.copy(base.path, store.path)
    limit = 400_000  # of each file: the write-ahead log of the import grows beyond it

    def limited():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write then fails with EFBIG
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(store.command(*IMPORT), input=lines, capture_output=True, check=False, preexec_fn=limited)
    check_refused(done, "storage.", "write error")
    check_unharmed(store, before, "write error")
    check_completes(store, lines, after, "write error")
    store.path.unlink()


def may_mount():
    tried = subprocess.run(["unshare", "-Umr", "sh", "-c", "mount -t tmpfs none /mnt"], capture_output=True, check=False)
    return tried.returncode == 0


def run_in_tmpfs(script, place, base, lines):
    """A shell in its own mount namespace: `place` is a small tmpfs that holds a copy of the base as shop.db."""
    size = base.path.stat().st_size + 1_200_000
    setting = f"set -e; mount -t tmpfs -o size={size} none {place}; cp {base.path} {place}/shop.db; cd /; set +e\n"
    return subprocess.run(["unshare", "-Umr", "sh", "-c", setting + script], input=lines, capture_output=True, check=False)


def words_of(store, *words):
    return " ".join(f"'{word}'" for word in store.command(*words))


def full_disk(base, folder, lines, before, after):
    place = folder / "small"
    place.mkdir()
    store = Store(base.program, place / "shop.db")
    copied = folder / "from_full.db"
    script = (f"{words_of(store, *IMPORT)}; code=$?\n"
              f"{words_of(store, 'store', 'check')} >/dev/null 2>&1 || code=check$?\n"
              f"cp {store.path} {copied}; ls {place} >&2; echo \"code $code\"\n")
    done = run_in_tmpfs(script, place, base, lines)
    said = done.stdout.decode()
    if "code 4" not in said or "storage.full" not in done.stderr.decode():
        fail(f"full disk: {said}\n{done.stderr.decode()}")
    store = Store(base.program, copied)
    check_unharmed(store, before, "full disk")
    check_completes(store, lines, after, "full disk")
    copied.unlink()


def read_only_place(base, folder, lines):
    place = folder / "read_only"
    place.mkdir()
    store = Store(base.program, place / "shop.db")
    script = f"mount -o remount,ro {place}; {words_of(store, *IMPORT)}; echo \"code $?\"\n"
    done = run_in_tmpfs(script, place, base, lines)
    said = done.stdout.decode()
    if "code 4" not in said or "storage.read_only" not in done.stderr.decode():
        fail(f"read-only place: {said}\n{done.stderr.decode()}")


def neighbours(base, folder, lines, before, after):
    store = Store(base.program, folder / "shared.db")
    shutil.copy(base.path, store.path)
    importing = subprocess.Popen(store.command(*IMPORT), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    half = len(lines) // 2
    importing.stdin.write(lines[:half])  # more than a pipe holds: the import has begun when this returns
    importing.stdin.flush()
    if store.ratings(DAY_OF_IMPORT) != before:
        fail("a reader saw a part of an import")
    second = subprocess.run(store.command(*IMPORT), input=lines, capture_output=True, check=False)
    check_refused(second, "storage.locked", "second writer")
    if store.ratings(DAY_OF_IMPORT) != before:
        fail("a reader saw a part of an import, after the second writer gave up")
    importing.stdin.write(lines[half:])
    importing.stdin.close()
    importing.stdout.read()
    importing.stderr.read()
    if importing.wait() != 1:  # five shops are unknown
        fail(f"the first writer ended with {importing.returncode}")
    if store.ratings(DAY_OF_IMPORT) != after:
        fail("after the import a reader does not see all of it")
    store.path.unlink()


def main():
    program = os.path.abspath(sys.argv[1])
    random_numbers = random.Random(20261124)
    with tempfile.TemporaryDirectory(prefix="sanqu_faults_") as name:
        folder = pathlib.Path(name)
        base = make_base(program, folder)
        before = base.ratings(DAY_OF_IMPORT)
        lines = penalties(random_numbers)
        imported = Store(program, folder / "imported.db")
        shutil.copy(base.path, imported.path)
        imported.run(*IMPORT, stdin=lines, may=(1,))
        after = imported.ratings(DAY_OF_IMPORT)
        if after == before:
            fail("the import changed no rating: the test is empty")
        failing_write(base, folder, lines, before, after)
        neighbours(base, folder, lines, before, after)
        if may_mount():
            full_disk(base, folder, lines, before, after)
            read_only_place(base, folder, lines)
            print("write error, neighbours, full disk, read-only place: as they should be")
        else:
            print("write error, neighbours: as they should be; no mount namespace here: full disk and read-only place not tried")


main()
