# SPDX-License-Identifier: Apache-2.0
"""Banned words (docs/glossary.md, last block) stand nowhere in code, interface, law as data and documents, and no file
is named after being useful. What has to be said all the same stands in allowed_words.txt, with its reason."""

import fnmatch
import re

import project

# Parts of a word split at _ and at capitals, in lower case.
BANNED = {
    "blacklist": "say `serious_dishonesty_list`",
    "blacklists": "say `serious_dishonesty_list`",
    "blacklisted": "say `serious_dishonesty_list`",
    "redlist": "say `commendation`",
    "redlists": "say `commendation`",
    "score": "say points, value or grade; only `quality_score` of a department is one",
    "scores": "say points, values or grades",
    "scored": "say evaluated",
    "scoring": "say evaluating",
    "scorecard": "say standard",
    "citizen": "there is no natural person here",
    "citizens": "there is no natural person here",
    "trustworthiness": "say credit, or name the fact",
    "untrustworthy": "say dishonest act, or name the list",
}
ALLOWED_WORDS = {"quality_score", "quality_scores", "QualityScore"}
BANNED_NAMES = {"util", "utils", "common", "helper", "helpers", "manager", "misc", "base"}
TEXT_ENDINGS = (".cpp", ".hpp", ".py", ".cmake", ".txt", ".md", ".yaml", ".yml", ".json", ".sql", ".mjs", ".js",
                ".ts", ".vue", ".sh", ".csv", ".ndjson")
FOLDERS = ["src", "tests", "api", "docs", "rules", "bench", "scripts", "web", "README.md", "CMakeLists.txt"]
WORD = re.compile(r"[A-Za-z][A-Za-z_]*")
PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
# The rule itself, and the page that lists the words, name them.
OWN_FILES = {"tests/house/words.py", "tests/house/allowed_words.txt", "tests/house/rules_notice.py"}


def read_allowed(top, breaches):
    """`path pattern | phrase | reason` a line: the phrase is not looked at in the files that match."""
    path = top / "tests/house/allowed_words.txt"
    allowed = []
    if path.is_file():
        for number, line in enumerate(project.text_of(path).splitlines(), 1):
            if not line.strip() or line.startswith("#"):
                continue
            parts = [part.strip() for part in line.split("|")]
            if len(parts) != 3 or not all(parts):
                breaches.tell(path, number, "write `path pattern | phrase | reason`")
                continue
            allowed.append((parts[0], parts[1]))
    return allowed


def check_text(path, name, text, allowed, breaches):
    for pattern, phrase in allowed:
        if fnmatch.fnmatch(name, pattern):
            text = re.sub(re.escape(phrase), lambda m: re.sub(r"[^\n]", " ", m.group(0)), text)
    for match in WORD.finditer(text):
        if match.group() in ALLOWED_WORDS:
            continue
        for part in PART.findall(match.group()):
            if part.lower() in BANNED:
                line = project.line_of(text, match.start())
                breaches.tell(path, line, f"`{match.group()}`: {BANNED[part.lower()]}")


def main():
    top = project.root()
    breaches = project.Breaches(top)
    allowed = read_allowed(top, breaches)
    looked_at = 0
    for path in project.files(top, FOLDERS):
        name = str(path.relative_to(top))
        for part in path.relative_to(top).parts:
            if BANNED_NAMES & set(part.split(".")[0].split("_")):
                breaches.tell(path, None, f"`{part}` says nothing: name the one thing that is in it")
        if path.suffix not in TEXT_ENDINGS and path.suffix or name in OWN_FILES:
            continue
        looked_at += 1
        check_text(path, name, project.text_of(path), allowed, breaches)
    breaches.done(looked_at)


main()
