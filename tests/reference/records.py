# SPDX-License-Identifier: Apache-2.0
"""Catalogue, subjects, records and history lines (docs/formats), and which of them exist at two
times: rules R1 (versions), R2 (status), R5 (merges) and R6 (attributes). Input is taken as good:
what intake refuses is not this reference's matter."""
import csv
import io
import json
import os
import re
from datetime import date, datetime, time, timedelta, timezone
from fractions import Fraction
from types import SimpleNamespace

from expressions import add_months, nfc
from language import read_yaml

SHANGHAI = timezone(timedelta(hours=8))
EVER = datetime(1, 1, 2, tzinfo=timezone.utc)
MONEY_UNITS = {"yuan": Fraction(1), "wan_yuan": Fraction(10000), "fen": Fraction(1, 100)}


def read_date(text):
    found = re.fullmatch(r"(\d{4})[-/年]?(\d{1,2})[-/月]?(\d{1,2})日?", text)
    return date(*(int(part) for part in found.groups()))


def read_time(text):
    """A time, or a date's first moment in Shanghai."""
    if "T" in text:
        return datetime.fromisoformat(text.replace("Z", "+00:00"))
    return datetime.combine(read_date(text), time(0), SHANGHAI)


def read_catalogue(folder):
    """The fields of attributes and of classes, the kinds and the classes' publication."""
    files = sorted(os.path.join(d, f) for d, _, names in os.walk(folder)
                   for f in names if f.endswith((".yaml", ".yml")))
    result = SimpleNamespace(kinds=[], attributes={}, classes={}, aliases={})
    for path in files:
        raw = read_yaml(path) or {}
        for code_set in raw.get("code_sets", []):
            for code in code_set["codes"]:
                for alias in code.get("aliases", []):
                    result.aliases[(code_set["id"], nfc(alias))] = code["id"]
        subjects = raw.get("subjects") or {}
        result.kinds += [k["id"] for k in subjects.get("kinds", [])]
        result.attributes.update((f["id"], f) for f in subjects.get("attributes", []))
        for part in raw.get("classes", []):
            result.classes[part["id"]] = SimpleNamespace(
                id=part["id"], event_date=part["event_date"],
                publication=part.get("publication"),
                fields={f["id"]: f for f in part["fields"]})
    return result


def read_value(field, text, aliases):
    """A cell's text as the field's value; an empty cell is missing."""
    if text is None or text == "":
        return None
    kind = field["type"]
    if kind == "text":
        return nfc(text)
    if kind == "code":
        return aliases.get((field["code_set"], nfc(text)), nfc(text))
    if kind == "codes":
        parts = [nfc(p.strip()) for p in re.split("[;;、]", text) if p.strip()]
        return frozenset(aliases.get((field["code_set"], p), p) for p in parts)
    if kind == "date":
        return read_date(text)
    if kind == "boolean":
        return text == "true"
    if kind == "money":
        return Fraction(text) * MONEY_UNITS[field.get("unit", "yuan")]
    return Fraction(text)


def text_of(value):
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def read_lines(path):
    """The lines of a CSV or NDJSON file as dicts of text."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        text = file.read()
    if text.startswith("{"):
        for line in text.splitlines():
            if line.strip():
                yield {k: text_of(v) for k, v in json.loads(
                    line, parse_float=str, parse_int=str).items()}
    else:
        yield from csv.DictReader(io.StringIO(text))


class Data:
    """All that was ever said: subject lines, record versions, status and merge lines."""

    def __init__(self, catalogue):
        self.catalogue = catalogue
        self.subjects, self.versions, self.statuses, self.merges = {}, {}, {}, {}

    def add_subjects(self, lines):
        fields = self.catalogue.attributes
        for number, line in enumerate(lines):
            values = {k: read_value(f, line.get(k), self.catalogue.aliases)
                      for k, f in fields.items()}
            kinds = self.catalogue.kinds
            values["kind"] = line.get("kind") or (kinds[0] if len(kinds) == 1 else None)
            valid = line.get("valid_from")
            recorded = line.get("recorded_at")
            self.subjects.setdefault(line["subject_id"], []).append(SimpleNamespace(
                number=number, values=values, valid_from=read_date(valid) if valid else date.min,
                recorded_at=read_time(recorded) if recorded else EVER))

    def add_records(self, lines):
        for line in lines:
            name = line["class"]
            recorded = read_time(line["recorded_at"]) if line.get("recorded_at") else EVER
            if name == "record_status":
                self.statuses.setdefault((line["of_class"], line["record_id"]), []).append(
                    (read_date(line["effective_on"]), recorded, line["status"]))
            elif name == "subject_merge":
                self.merges.setdefault(line["subject_id"], []).append(
                    (recorded, line["into"], line.get("undone") == "true"))
            else:
                self.versions.setdefault((name, line["record_id"]), []).append(
                    (recorded, self.read_record(name, line)))

    def read_record(self, name, line):
        class_ = self.catalogue.classes[name]
        values = {k: read_value(f, line.get(k), self.catalogue.aliases)
                  for k, f in class_.fields.items()}
        if values[class_.event_date] is None and line.get("event_date"):
            values[class_.event_date] = read_date(line["event_date"])
        return SimpleNamespace(class_=class_, id=line["record_id"], values=values,
                               subject=line["subject_id"], event=values[class_.event_date])

    def known(self, known_at):
        return Known(self, known_at)


class Known:
    """What the data said at `known_at`."""

    def __init__(self, data, known_at):
        self.catalogue = data.catalogue
        self.survivors = {}
        for subject, lines in data.merges.items():
            lines = [m for m in lines if m[0] <= known_at]
            if lines and not max(lines)[2]:
                self.survivors[subject] = max(lines)[1]
        self.subjects = {}
        for subject, lines in data.subjects.items():
            lines = [s for s in lines if s.recorded_at <= known_at]
            if lines:
                self.subjects[subject] = sorted(
                    lines, key=lambda s: (s.valid_from, s.recorded_at))
        self.statuses = {key: sorted(s for s in lines if s[1] <= known_at)
                         for key, lines in data.statuses.items()}
        self.records = {}
        for versions in data.versions.values():
            versions = [v for v in versions if v[0] <= known_at]
            if versions:  # R1: the latest recorded version, whole
                record = max(versions, key=lambda v: v[0])[1]
                self.records.setdefault(self.survivor(record.subject), []).append(record)

    def survivor(self, subject):
        """R5, also along a chain of merges."""
        for _ in range(len(self.survivors) + 1):
            if subject not in self.survivors:
                return subject
            subject = self.survivors[subject]
        raise ValueError(f"merges in a circle: {subject}")

    def evaluated(self):
        """In the order in which the input first names them, in lines that exist at known_at (R1).
        QUESTION R5: a subject that is merged into another has no result of its own."""
        return sorted((s for s in self.subjects if s not in self.survivors),
                      key=lambda s: min(line.number for line in self.subjects[s]))

    def attributes(self, subject, as_of):
        """R6: the latest `valid_from` on or before as_of, then the latest recorded.
        QUESTION R6: with no line valid yet every attribute (and the kind) is missing."""
        valid = [s for s in self.subjects[subject] if s.valid_from <= as_of]
        return valid[-1].values if valid else {}

    def later_attribute_dates(self, subject, as_of):
        return [s.valid_from for s in self.subjects[subject] if s.valid_from > as_of]

    def status(self, record, as_of):
        """R2: the latest `effective_on` on or before as_of, then the latest recorded; a record in
        force whose publication has ended is expired. QUESTION R2: any other status stands."""
        lines = [s for s in self.statuses.get((record.class_.id, record.id), [])
                 if s[0] <= as_of]
        status = lines[-1][2] if lines else "in_force"
        last = last_day(record)
        return "expired" if status == "in_force" and last and as_of > last else status


def last_day(record):
    """The last day of publication, or None for ever."""
    publication = record.class_.publication
    if not publication:
        return None
    until = publication.get("until")
    if until and record.values[until] is not None:
        for_ever = record.class_.fields[until].get("until_forever")
        if for_ever and record.values[until] >= read_date(for_ever):
            return None
        return record.values[until]
    code = record.values[publication["by"]] if "by" in publication else "all"
    period = publication["periods"].get(code)
    start = record.values[publication["from"]]
    if start is None or period is None or "max_months" not in period:
        return None
    return add_months(start, int(period["max_months"]))
