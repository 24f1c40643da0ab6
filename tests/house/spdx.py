# SPDX-License-Identifier: Apache-2.0
"""Every source file begins with its one licence line (after #! where there is one)."""

import project

LINE = "SPDX-License-Identifier: Apache-2.0"
FOLDERS = ["src", "tests", "bench", "scripts"]
ENDINGS = project.CPP_ENDINGS + (".py", ".mjs", ".js", ".sh")


def main():
    top = project.root()
    breaches = project.Breaches(top)
    looked_at = 0
    for path in project.files(top, FOLDERS):
        is_script = path.suffix == "" and project.text_of(path).startswith("#!")
        if path.suffix not in ENDINGS and not is_script:
            continue
        looked_at += 1
        lines = project.text_of(path).splitlines()
        at = 1 if lines and lines[0].startswith("#!") else 0
        if len(lines) <= at or LINE not in lines[at]:
            breaches.tell(path, at + 1, f"the licence line `{LINE}` is missing")
    breaches.done(looked_at)


main()
