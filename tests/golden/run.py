# SPDX-License-Identifier: Apache-2.0
"""Golden tests: a page of Markdown is a test. It holds a command and all that the command says.

  run.py SANQU [--reset] [FILE|FOLDER...]

A page has one block ```sh (the command, run by bash in tests/golden with `sanqu` on its path and an empty folder $W), then
```stdout and ```stderr with what comes out (left out where nothing does), then `Exit code: N`. A carriage return is
shown as ␍ and the empty folder as $W. --reset writes what came out into the page: read the difference before you keep it."""

import difflib
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
COMMAND = re.compile(r"^```sh\n(.*?)^```\n", re.DOTALL | re.MULTILINE)
SECONDS_MAX = 60


def shown(data, folder):
    return data.decode("utf-8", "backslashreplace").replace("\r", "␍").replace(folder, "$W")


def block(name, text):
    if not text:
        return ""
    end = "" if text.endswith("\n") else "\n(no line end)\n"
    return f"\n```{name}\n{text}{end}```\n"


def run_page(page, sanqu):
    """The page as it would be if what comes out now were right."""
    text = page.read_text(encoding="utf-8")
    command = COMMAND.search(text)
    if command is None:
        sys.exit(f"{page}: no ```sh block")
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PATH": f"{sanqu.parent}:{os.environ['PATH']}", "LC_ALL": "C.UTF-8", "W": folder, "HOME": folder,
                       "TMPDIR": folder}
        done = subprocess.run(["bash", "-c", command.group(1)], cwd=HERE, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=SECONDS_MAX)
        return (text[:command.end()] + block("stdout", shown(done.stdout, folder)) +
                block("stderr", shown(done.stderr, folder)) + f"\nExit code: {done.returncode}\n")


def pages_of(arguments):
    for argument in arguments or [HERE]:
        path = Path(argument).resolve()
        yield from [path] if path.is_file() else sorted(path.rglob("*.md"))


def main():
    arguments = sys.argv[1:]
    reset = "--reset" in arguments
    arguments = [a for a in arguments if a != "--reset"]
    sanqu, failed, count = Path(arguments[0]).resolve(), 0, 0
    for page in pages_of(arguments[1:]):
        count += 1
        before, after = page.read_text(encoding="utf-8"), run_page(page, sanqu)
        if before == after:
            continue
        failed += 1
        name = str(page.relative_to(HERE))
        if reset:
            page.write_text(after, encoding="utf-8")
            print(f"written: {name}")
        else:
            sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), after.splitlines(True), name, "now"))
    if count == 0:
        sys.exit("no pages found")
    print(f"{count} pages, {failed} {'written' if reset else 'differ'}")
    return 1 if failed and not reset else 0


sys.exit(main())
