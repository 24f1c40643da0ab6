# SPDX-License-Identifier: Apache-2.0
"""Wrong code must not compile. Each file of must_not_compile/ is right as it stands and wrong with -DFORBIDDEN; its line
`// error: PATTERN` says what the compiler has to complain about, so that it fails for the right reason."""

import concurrent.futures
import re
import subprocess
import sys

import project


def compiles(compiler, top, path, forbidden):
    command = [compiler, "-std=c++23", "-fsyntax-only", "-Wall", "-Wextra", "-Wconversion", "-Werror",
               "-I", str(top / "src"), *(["-DFORBIDDEN"] if forbidden else []), str(path)]
    run = subprocess.run(command, capture_output=True, text=True, env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"})
    return run.returncode == 0, run.stderr


def main():
    arguments = [a for a in sys.argv[1:] if not a.startswith("--")]
    compiler = arguments[-1] if arguments and "--root" not in sys.argv else "g++"
    top = project.root()
    breaches = project.Breaches(top)
    paths = project.files(top, ["tests/house/must_not_compile"], (".cpp",))
    pool = concurrent.futures.ThreadPoolExecutor(2)
    runs = {(path, forbidden): pool.submit(compiles, compiler, top, path, forbidden)
            for path in paths for forbidden in (False, True)}
    for path in paths:
        wanted = re.search(r"^// error: (.+)$", project.text_of(path), re.MULTILINE)
        if wanted is None:
            breaches.tell(path, None, "the line `// error: PATTERN` is missing")
            continue
        is_good, messages = runs[path, False].result()
        if not is_good:
            breaches.tell(path, None, f"the right variant does not compile:\n{messages}")
        is_good, messages = runs[path, True].result()
        if is_good:
            breaches.tell(path, None, "the forbidden variant compiles")
        elif not re.search(wanted.group(1), messages):
            breaches.tell(path, None, f"fails for another reason than `{wanted.group(1)}`:\n{messages}")
    breaches.done(len(paths))


main()
