# SPDX-License-Identifier: Apache-2.0
"""docs/operators/desks.md is run as it stands, by a newcomer with curl and jq: every line must work. usage: newcomer.py PROGRAM"""
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys

from served import ROOT, Folder

PAGE = ROOT / "docs/operators/desks.md"
STARTS = "sanqu serve &"


def main():
    if not shutil.which("jq") or not shutil.which("curl"):
        print("skipped: jq or curl is missing\n0 passed, 0 failed, 1 skipped")
        sys.exit(77)
    program = pathlib.Path(sys.argv[1]).resolve()
    blocks = re.findall(r"^```sh\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.S | re.M)
    text = "".join(blocks)
    # A free port instead of 8080, and the server is ended by us.
    wait = ("sanqu serve --listen 127.0.0.1:0 > address 2> log & echo $! > server\n"
            "until grep -q http address; do kill -0 $(cat server); read -t 0.1 < <(:) || true; done\n")
    if text.count(STARTS) != 1 or text.count("U=http://127.0.0.1:8080/api/v1") != 1:
        sys.exit("FAILED: the page starts a server once and names its address once")
    text = text.replace(STARTS + "\n", wait)
    text = text.replace("U=http://127.0.0.1:8080/api/v1", "U=$(head -1 address)api/v1")
    with Folder() as folder:
        shell = subprocess.run(["bash", "-euo", "pipefail", "-c", text], cwd=folder, capture_output=True, check=False,
                               env={**os.environ, "PATH": f"{program.parent}:{os.environ['PATH']}"})
        pid = folder / "server"
        if pid.exists():
            os.kill(int(pid.read_text()), signal.SIGTERM)
        if shell.returncode != 0:
            print(f"FAILED: exit {shell.returncode}\n{shell.stdout.decode()[-1500:]}\n{shell.stderr.decode()[-1500:]}")
        print(f"{len(blocks) if shell.returncode == 0 else 0} passed, {0 if shell.returncode == 0 else 1} failed")
    sys.exit(1 if shell.returncode else 0)


main()
