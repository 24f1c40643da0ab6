# SPDX-License-Identifier: Apache-2.0
"""A rule that has never failed is no rule: each is broken on purpose in a small tree of its own and must tell the breach,
and must be content with the same tree unbroken."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SPDX = "// SPDX-License-Identifier: Apache-2.0\n"

# A small project that keeps every rule.
SOUND = {
    "src/rooms.txt": "core:\ncatalogue: core\n",
    "src/core/date.hpp": SPDX + "#pragma once\nint days();\n",
    "src/core/date.cpp": SPDX + '#include "core/date.hpp"\n\nint days() { return 1\'000; }  // 0.5 of a day\n',
    "src/core/es6_number.cpp": SPDX + "double value = 1.5;\n",
    "src/catalogue/field.cpp": SPDX + '#include "core/date.hpp"\n\nconst char* text = "a float";\n',
    "docs/page.md": "# Page one\n\n[other](other.md#the-part) and `src/core/date.hpp`, quality_score\n",
    "docs/other.md": "# Other\n\n## The part\n",
    "tests/house/length_exceptions.txt": "# none\n",
    "tests/house/allowed_words.txt": "docs/page.md | old blacklist | quoted title of a document\n",
    "tests/house/must_not_compile/points.cpp":
        SPDX + "// error: cannot convert\n#ifdef FORBIDDEN\nint* points = 1.5;\n#else\nint points = 1;\n#endif\n",
    ".clang-format": "BasedOnStyle: Google\nColumnLimit: 100\n",
}
LONG_FUNCTION = SPDX + "namespace a {\nint long_one(int a) {\n" + "  a += 1;\n" * 70 + "  return a;\n}\n}  // namespace a\n"
LONG_TEST = SPDX + 'TEST_CASE("x") {\n' + "  f();\n" * 70 + "}\n"
LONG_MEMBER = SPDX + "class A {\n public:\n  int b() const {\n" + "    f([] { g(); });\n" * 70 + "  }\n};\n"

# rule, file, what stands in it, what the rule must say
BROKEN = [
    ("layering", "src/core/date.hpp", SPDX + '#include "catalogue/field.hpp"\n', "no file of src/"),
    ("layering", "src/core/date.cpp", SPDX + '#include "catalogue/set.hpp"\n', "`core` may not include `catalogue`"),
    ("layering", "src/core/date.cpp", SPDX + '#include "date.hpp"\n', "no file of src/"),
    ("layering", "src/new_room/a.cpp", SPDX, "not in src/rooms.txt"),
    ("layering", "src/alone.cpp", SPDX, "belongs into a room"),
    ("layering", "src/rooms.txt", "core: catalogue\ncatalogue: core\n", "not listed above it"),
    ("layering", "src/rooms.txt", "core:\ncatalogue: core/other.hpp\n", "`catalogue` may not include `core`"),
    ("layering", "src/rooms.txt", "core: catalogue/field.hpp\ncatalogue: core\n", "not listed above it"),
    ("layering", "src/catalogue/field.cpp", SPDX + '#include "core/date.cpp"\n', "never included"),
    ("lengths", "src/core/date.cpp", SPDX + "int a;\n" * 600, "601 lines, at most 600"),
    ("lengths", "src/core/date.cpp", SPDX + "int " + "a" * 97 + ";\n", "102 characters, at most 100"),
    ("lengths", "src/core/date.cpp", SPDX + "// " + "a" * 130 + "\n", "133 characters, at most 130"),
    ("lengths", "src/core/date.cpp", LONG_FUNCTION, "date.cpp:3: a function of 73 lines"),
    ("lengths", "src/core/date_test.cpp", LONG_TEST, "date_test.cpp:2: a function of 72 lines"),
    ("lengths", "src/core/date.hpp", LONG_MEMBER, "date.hpp:4: a function of 72 lines"),
    ("lengths", "tests/house/length_exceptions.txt", "src/core/date.cpp:\n", "needs its reason"),
    ("words", "src/core/date.cpp", SPDX + "int blacklist;\n", "`blacklist`"),
    ("words", "src/core/date.cpp", SPDX + "int PersonScore;\n", "`PersonScore`"),
    ("words", "src/core/date.cpp", SPDX + "int person_score;\n", "`person_score`"),
    ("words", "src/core/date.cpp", SPDX + "// keeps the red-list or RedList, trustworthiness\n", "`trustworthiness`"),
    ("words", "docs/page.md", "the new blacklist\n", "docs/page.md:1"),
    ("words", "rules/a.yaml", "kind: citizen\n", "`citizen`"),
    ("words", "src/core/string_util.cpp", SPDX, "says nothing"),
    ("words", "src/common/date.cpp", SPDX, "says nothing"),
    ("words", "tests/house/allowed_words.txt", "docs/page.md | x\n", "path pattern | phrase | reason"),
    ("floating_point", "src/core/date.cpp", SPDX + "long double value;\n", "`double`"),
    ("floating_point", "src/catalogue/field.cpp", SPDX + "auto value = 0.5;\n", "`0.5`"),
    ("floating_point", "src/catalogue/field.cpp", SPDX + "auto value = 1e6;\n", "`1e6`"),
    ("floating_point", "src/catalogue/field.cpp", SPDX + "auto value = std::stod(text);\n", "`stod`"),
    ("floating_point", "src/catalogue/field.cpp", SPDX + "struct A { A(float); };\n", "`float`"),
    ("links", "docs/page.md", "[x](nowhere.md)\n", "leads nowhere"),
    ("links", "docs/page.md", "[x](other.md#no-part)\n", "no such heading"),
    ("links", "docs/page.md", "![x](picture.png)\n", "leads nowhere"),
    ("links", "docs/page.md", "see `src/core/time.hpp`\n", "does not exist"),
    ("links", "src/core/date.cpp", SPDX + "// see docs/time.md\n", "docs/time.md does not exist"),
    ("spdx", "src/core/date.cpp", "int a;\n", "licence line"),
    ("spdx", "scripts/run", "#!/bin/sh\necho\n", "licence line"),
    ("format", "src/core/date.cpp", SPDX + "int  a ;\n", "not formatted"),
    ("must_not_compile", "tests/house/must_not_compile/points.cpp", SPDX + "// error: x\nint a;\n", "variant compiles"),
    ("must_not_compile", "tests/house/must_not_compile/points.cpp", SPDX + "// error: x\nint a\n", "does not compile"),
    ("must_not_compile", "tests/house/must_not_compile/points.cpp",
     SPDX + "// error: deleted\n#ifdef FORBIDDEN\nint a\n#endif\n", "another reason"),
    ("must_not_compile", "tests/house/must_not_compile/points.cpp", SPDX + "int a;\n", "is missing"),
]


def write(top, name, text):
    path = top / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(rule, top):
    done = subprocess.run([sys.executable, str(HERE / f"{rule}.py"), "--root", str(top)], capture_output=True, text=True)
    return done.returncode, done.stdout + done.stderr


def main():
    wrong = 0
    rules = sorted({rule for rule, *_ in BROKEN})
    if shutil.which("clang-format-19") is None:
        rules.remove("format")
    with tempfile.TemporaryDirectory() as folder:
        top = Path(folder)
        for name, text in SOUND.items():
            write(top, name, text)
        write(top, "src/catalogue/set.hpp", SPDX + "#pragma once\n")
        for rule in rules:
            code, output = run(rule, top)
            if code != 0:
                print(f"{rule} complains about a sound tree:\n{output}")
                wrong += 1
        for rule, name, text, wanted in BROKEN:
            if rule not in rules:
                continue
            write(top, name, text)
            code, output = run(rule, top)
            if code != 1 or wanted not in output:
                print(f"{rule} does not notice ({wanted!r}) in {name}; it said:\n{output}")
                wrong += 1
            if name in SOUND:
                write(top, name, SOUND[name])
            else:
                (top / name).unlink()
                if not any((top / name).parent.iterdir()):
                    (top / name).parent.rmdir()
    print(f"{len(BROKEN)} breaches tried, {wrong} went wrong")
    sys.exit(1 if wrong else 0)


main()
