# SPDX-License-Identifier: Apache-2.0
"""Include arrows between the rooms of src/ follow src/rooms.txt: a record flows left to right, an include right to left."""

import re

import project

INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def read_rooms(path, breaches):
    """The rooms in their order, each with the rooms (or single headers) it may include, all from rooms above: no cycles."""
    rooms = {}
    for number, line in enumerate(project.text_of(path).splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        name, _, uses = line.partition(":")
        name = name.strip()
        for used in uses.split():
            if used.split("/")[0] not in rooms:
                breaches.tell(path, number, f"`{name}` may include `{used}`, which is not listed above it")
        if name in rooms:
            breaches.tell(path, number, f"`{name}` stands twice")
        rooms[name] = set(uses.split())
    return rooms


def main():
    top = project.root()
    breaches = project.Breaches(top)
    rooms = read_rooms(top / "src/rooms.txt", breaches)
    source = top / "src"
    for folder in sorted(p for p in source.iterdir() if p.is_dir()):
        if folder.name not in rooms:
            breaches.tell(folder, None, "this room is not in src/rooms.txt")
    looked_at = 0
    for path in project.files(top, ["src"], project.CPP_ENDINGS):
        room = path.relative_to(source).parts[0]
        if path.parent == source:
            breaches.tell(path, None, "a source file belongs into a room")
            continue
        looked_at += 1
        text = project.text_of(path)
        for match in INCLUDE.finditer(text):
            target = match.group(1)
            line = project.line_of(text, match.start(1))
            if not (source / target).is_file():
                breaches.tell(path, line, f'"{target}" is no file of src/ (write "room/file.hpp")')
                continue
            used = target.split("/")[0]
            if used != room and not {used, target} & rooms.get(room, set()):
                breaches.tell(path, line, f"`{room}` may not include `{used}` (src/rooms.txt)")
            if target.endswith(".cpp"):
                breaches.tell(path, line, "a source file is never included")
    breaches.done(looked_at)


main()
