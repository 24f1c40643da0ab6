# SPDX-License-Identifier: Apache-2.0
"""Documents stay true: every relative link, every anchor in it, and every path of the project named in `backticks` in a
document or in a comment of the sources (docs/...) exists."""

import re

import project

LINK = re.compile(r"(?<!\!)\[[^\]]*\]\(([^)\s]+)(?:\s+\"[^\"]*\")?\)|!\[[^\]]*\]\(([^)\s]+)\)")
NAMED = re.compile(r"`((?:docs|src|rules|tests|scripts|bench|api|web)/[\w./*-]*)`")
IN_CODE = re.compile(r"(?<![\w/.-])docs/[\w./-]+\.md\b")
FENCE = re.compile(r"^```.*?^```", re.MULTILINE | re.DOTALL)
EXTERNAL = re.compile(r"^[a-z][a-z0-9+.-]*:")


def anchor_of(heading):
    """The anchor that the usual Markdown renderers give a heading."""
    plain = re.sub(r"[`*]", "", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")


def anchors(path):
    text = FENCE.sub("", project.text_of(path))
    return {anchor_of(match) for match in re.findall(r"^#+\s+(.*)$", text, re.MULTILINE)}


def check_link(top, path, line, target, breaches):
    if EXTERNAL.match(target):
        return
    name, _, anchor = target.partition("#")
    linked = path if not name else (top / name.lstrip("/") if name.startswith("/") else path.parent / name)
    if not linked.exists():
        breaches.tell(path, line, f"the link `{target}` leads nowhere")
    elif anchor and linked.suffix == ".md" and anchor not in anchors(linked):
        breaches.tell(path, line, f"`{target}`: there is no such heading")


def main():
    top = project.root()
    breaches = project.Breaches(top)
    looked_at = 0
    for path in project.files(top, ["README.md", "docs", "rules", "bench", "tests"], (".md",)):
        looked_at += 1
        raw = project.text_of(path)
        text = FENCE.sub(lambda m: re.sub(r"[^\n]", " ", m.group(0)), raw)
        for match in LINK.finditer(text):
            check_link(top, path, project.line_of(text, match.start()), match.group(1) or match.group(2), breaches)
        for match in NAMED.finditer(text):
            name = match.group(1)
            is_there = any(top.glob(name)) if "*" in name else (top / name).exists()
            if not is_there:
                breaches.tell(path, project.line_of(text, match.start()), f"`{name}` does not exist")
    for path in project.files(top, ["src", "tests", "rules", "scripts", "bench"],
                              project.CPP_ENDINGS + (".py", ".yaml", ".txt")):
        if path.name in ("links.py", "rules_notice.py"):
            continue
        looked_at += 1
        text = project.text_of(path)
        for match in IN_CODE.finditer(text):
            if not (top / match.group(0)).exists():
                breaches.tell(path, project.line_of(text, match.start()), f"{match.group(0)} does not exist")
    breaches.done(looked_at)


main()
