#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Pages whose examples are run, so that a reader gets what the page shows: test_examples.py SANQU [--reset].

In a page a block ```yaml NAME is a piece of the file NAME; pieces of one name follow one another. A block ```console holds
commands (`$ ...`), each with all that it says below it, run in a folder with the files as they stand so far. --reset writes
what came out into the page: read the difference before you keep it."""
import difflib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
PAGES = ["docs/write-a-standard.md"]
BLOCK = re.compile(r"^```(yaml|console)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def said(command, folder, sanqu):
    environment = {"PATH": f"{sanqu.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "HOME": str(folder)}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, check=False, timeout=60)
    return done.stdout.decode()


def run_page(page, sanqu):
    """The page as it would be if what comes out now were right, and how many commands it has."""
    text = page.read_text(encoding="utf-8")
    out, at, count = "", 0, 0
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for block in BLOCK.finditer(text):
            kind, file, body = block.groups()
            out += text[at:block.start()]
            at = block.end()
            if kind == "yaml" and file:
                path = folder / file
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("a", encoding="utf-8") as stream:
                    stream.write(body)
            if kind == "console":
                commands = [line[2:] for line in body.splitlines() if line.startswith("$ ")]
                count += len(commands)
                body = "".join(f"$ {command}\n{said(command, folder, sanqu)}" for command in commands)
            out += f"```{kind}{' ' + file if file else ''}\n{body}```"
    return out + text[at:], count


def main():
    sanqu = pathlib.Path(sys.argv[1]).resolve()
    failed = commands = 0
    for name in PAGES:
        page = ROOT / name
        now, count = run_page(page, sanqu)
        commands += count
        text = page.read_text(encoding="utf-8")
        if count == 0:
            sys.exit(f"{name}: nothing to run")
        if now == text:
            continue
        if "--reset" in sys.argv:
            page.write_text(now, encoding="utf-8")
            print(f"written: {name}")
            continue
        failed += 1
        sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), now.splitlines(True), name, "what came out"))
    print(f"{len(PAGES)} pages, {commands} commands, {failed} pages differ")
    sys.exit(1 if failed else 0)


main()
