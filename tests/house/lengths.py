# SPDX-License-Identifier: Apache-2.0
"""Lengths: a file at most 600 lines (a warning above 400), a function 70 lines, a line of code 100 characters, a line of
comment or Python 130. Exceptions stand in length_exceptions.txt, each with its reason."""

import re

import project

FILE_LINES_MAX = 600
FILE_LINES_GOOD = 400
FUNCTION_LINES_MAX = 70
CODE_COLUMNS_MAX = 100
COMMENT_COLUMNS_MAX = 130

# What can't be broken: Chinese text has no blanks to break at, and an address is one word.
UNBREAKABLE = re.compile(r"[\u3000-\u9fff\uff00-\uffef]|https?://")
# What may open a brace without being a function.
NO_FUNCTION = re.compile(
    r"^(?:inline\s+)?(?:namespace|class|struct|enum|union|extern|template\s*<[^{}]*>\s*(?:class|struct)|requires)\b")
# What may stand between the end of one statement and the beginning of the next.
BEFORE_HEAD = re.compile(r"(?:\s+|#[^\n]*\n|(?:public|private|protected)\s*:(?!:))*")
TEST_CASE = re.compile(r"^(?:TEST_CASE|TEST_CASE_TEMPLATE|SCENARIO)\b")
PARAMETERS_END = re.compile(
    r"\)\s*(?:const|noexcept|override|final|mutable|&|&&|->[\w:<>,\s*&]+|\s)*(?::[^;]*)?$", re.DOTALL)


def read_exceptions(top):
    """`path: reason` a line; the reason is not optional."""
    path = top / "tests/house/length_exceptions.txt"
    exceptions = {}
    if path.is_file():
        for line in project.text_of(path).splitlines():
            if line.strip() and not line.startswith("#"):
                name, _, reason = line.partition(":")
                exceptions[name.strip()] = reason.strip()
    return path, exceptions


def functions(code):
    """(first line, last line) of every outermost function body in code without comments and strings."""
    found = []
    stack = []  # True where the brace opened a function
    statement = 0  # where the present statement begins
    for match in re.finditer(r"[{};]", code):
        at = match.start()
        if match.group() == ";":
            statement = at + 1
        elif match.group() == "{":
            lead = BEFORE_HEAD.match(code, statement, at)
            head = code[lead.end():at].strip()
            is_inside = any(is_function for is_function, _ in stack)
            is_function = not is_inside and not NO_FUNCTION.match(head) and (
                bool(TEST_CASE.match(head)) or bool(PARAMETERS_END.search(head)))
            first = project.line_of(code, lead.end())
            stack.append((is_function, first))
            statement = at + 1
        else:
            if stack:
                is_function, first = stack.pop()
                if is_function:
                    found.append((first, code.count("\n", 0, at) + 1))
            statement = at + 1
    return found


def check_lines(path, text, code, breaches):
    raw_lines = set()
    for match in project.CPP_TOKEN.finditer(text):
        if match.group(0).startswith('R"'):
            raw_lines.update(range(project.line_of(text, match.start()), project.line_of(text, match.end()) + 1))
    code_lines = code.split("\n")
    for number, line in enumerate(text.split("\n"), 1):
        if number in raw_lines or UNBREAKABLE.search(line):
            continue
        is_comment = not code_lines[number - 1].strip() and line.strip().startswith(("//", "#"))
        most = COMMENT_COLUMNS_MAX if is_comment else CODE_COLUMNS_MAX
        if len(line) > most:
            breaches.tell(path, number, f"{len(line)} characters, at most {most}")


def main():
    top = project.root()
    breaches = project.Breaches(top)
    exceptions_path, exceptions = read_exceptions(top)
    for name, reason in exceptions.items():
        if len(reason) < 20:
            breaches.tell(exceptions_path, None, f"the exception of {name} needs its reason")
        if not (top / name).is_file():
            breaches.tell(exceptions_path, None, f"{name} is no file any more")
    looked_at = 0
    for path in project.files(top, ["src", "tests", "bench", "scripts"], project.CPP_ENDINGS + (".py",)):
        looked_at += 1
        text = project.text_of(path)
        lines = text.count("\n") + (0 if text.endswith("\n") else 1)
        if str(path.relative_to(top)) not in exceptions:
            if lines > FILE_LINES_MAX:
                breaches.tell(path, None, f"{lines} lines, at most {FILE_LINES_MAX}")
            elif lines > FILE_LINES_GOOD:
                breaches.warn(path, None, f"{lines} lines, better at most {FILE_LINES_GOOD}")
        if path.suffix == ".py":
            for number, line in enumerate(text.split("\n"), 1):
                if len(line) > COMMENT_COLUMNS_MAX and not UNBREAKABLE.search(line):
                    breaches.tell(path, number, f"{len(line)} characters, at most {COMMENT_COLUMNS_MAX}")
            continue
        code = project.without_comments_and_strings(text)
        check_lines(path, text, code, breaches)
        for first, last in functions(code):
            if last - first + 1 > FUNCTION_LINES_MAX:
                breaches.tell(path, first, f"a function of {last - first + 1} lines, at most {FUNCTION_LINES_MAX}")
    breaches.done(looked_at)


main()
