#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Each rule R1 to R18 by name, with numbers worked out by hand from docs/standard-language.md."""
import json
import os
import sys
import tempfile
import textwrap
import unittest
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from expressions import add_months, months_between, parse, round_half_away  # noqa: E402
from grades import first_grade  # noqa: E402
from language import read_grades, read_cell  # noqa: E402
from reference import run_reference, value_text  # noqa: E402

CATALOGUE = """
catalogue: {id: t, version: 1.0.0, title: {en: T}, subject_scheme: foreign}
subjects:
  kinds: [{id: enterprise}, {id: shop}]
  attributes:
    - {id: size, type: integer}
    - {id: area, type: text}
    - {id: founded, type: date}
code_sets:
  - {id: severity, codes: [{id: minor}, {id: general}, {id: serious}]}
classes:
  - id: fine
    event_date: decided_on
    publication:
      from: decided_on
      until: shown_until
      by: severity
      periods: {minor: {max_months: 3}, general: {max_months: 12}}
    fields:
      - {id: decided_on, type: date, required: true}
      - {id: shown_until, type: date}
      - {id: paid_on, type: date}
      - {id: severity, type: code, code_set: severity}
      - {id: amount, type: money}
      - {id: no, type: text}
      - {id: weight, type: decimal, places: 2}
      - {id: label, type: text}
"""
HEAD = "standard: t.s\nversion: 1.0.0\nlanguage: 1\nscope: {kinds: [enterprise]}\n"
GRADES = "grades: [{id: A, from: 50}, {id: B, from: 0}, {id: C}]\n"


class Case(unittest.TestCase):
    def run_case(self, standard, records=(), subjects=None, as_of="2025-06-15", known_at=None,
                 days=None, catalogue=CATALOGUE, more=None):
        """The lines by subject; the standard's head and grades are added where they lack."""
        standard = textwrap.dedent(standard)
        if "standard:" not in standard:
            standard = HEAD + standard
        if "grades:" not in standard:
            standard += GRADES
        with tempfile.TemporaryDirectory() as folder:
            def put(name, text):
                os.makedirs(os.path.dirname(os.path.join(folder, name)), exist_ok=True)
                with open(os.path.join(folder, name), "w", encoding="utf-8") as file:
                    file.write(text)
                return os.path.join(folder, name)
            put("catalogue/c.yaml", catalogue)
            for name, text in (more or {}).items():
                put(name, text)
            subjects = subjects or [{"subject_id": "s", "kind": "enterprise"}]
            lines = run_reference(
                put("standard.yaml", standard), os.path.join(folder, "catalogue"),
                put("subjects", "".join(json.dumps(s) + "\n" for s in subjects)),
                [put("records", "".join(json.dumps(r) + "\n" for r in records))],
                as_of, known_at, days)
        return {line["subject_id"]: line for line in lines}

    def one(self, indicator, records=(), points="points: {places: 3}", **more):
        """One indicator's (value, points) of subject s; its lines are indented here."""
        body = textwrap.indent(textwrap.dedent(indicator).strip(), " " * 8)
        standard = (f"{points}\ndimensions:\n  - id: d\n    indicators:\n      - id: i\n"
                    f"{body}\n" + more.pop("extra", ""))
        line = self.run_case(standard, records, **more)["s"]
        if line["status"] != "rated":
            return (line["reason"], None)
        found = line["dimensions"][0]["indicators"][0]
        return (found["value"], found["points"])


def fine(record_id, decided_on, subject="s", **fields):
    return {"class": "fine", "subject_id": subject, "record_id": record_id,
            "decided_on": decided_on, **fields}


def status(record_id, word, effective_on, recorded_at):
    return {"class": "record_status", "of_class": "fine", "record_id": record_id, "status": word,
            "effective_on": effective_on, "recorded_at": recorded_at}


COUNT = "select: {class: fine}\nvalue: count"


class Records(Case):
    def test_R1_the_latest_known_version_counts_whole(self):
        records = [fine("a", "2025-01-10", amount="10", recorded_at="2025-01-11"),
                   fine("a", "2023-01-10", amount="20", recorded_at="2025-03-01T08:00:00+08:00")]
        window = "select: {class: fine, window: {months: 12}}\nvalue: sum(amount / (1 yuan))"
        self.assertEqual(self.one(window, records, known_at="2025-02-01"), ("10", "10.000"))
        # The correction moves the event date out of the window, from its very moment.
        self.assertEqual(self.one(window, records, known_at="2025-03-01T00:00:00Z"), ("0", "0.000"))
        self.assertEqual(
            self.one(window, records, known_at="2025-03-01T07:59:59+08:00"), ("10", "10.000"))
        self.assertEqual(self.one(window, records, known_at="2025-01-10T23:59:59+08:00"),
                         ("0", "0.000"))

    def test_R2_status_in_effect_on_as_of_visible_at_known_at(self):
        records = [fine("a", "2025-01-10"),
                   status("a", "suspended", "2025-03-01", "2025-03-02"),
                   status("a", "in_force", "2025-04-01", "2025-04-02"),
                   status("a", "repaired", "2025-07-01", "2025-05-01")]
        for as_of, known_at, count in (("2025-02-28", "2026-01-01", "1"),
                                       ("2025-03-01", "2026-01-01", "0"),
                                       ("2025-03-01", "2025-03-01", "1"),
                                       ("2025-04-01", "2026-01-01", "1"),
                                       ("2025-07-01", "2026-01-01", "0"),
                                       ("2025-07-01", "2025-04-30", "1")):
            self.assertEqual(self.one(COUNT, records, as_of=as_of, known_at=known_at)[0], count)
        named = "select: {class: fine, status: [suspended, repaired]}\nvalue: count"
        self.assertEqual(self.one(named, records, as_of="2025-03-15")[0], "1")
        self.assertEqual(self.one(named, records, as_of="2025-07-15")[0], "0")  # repaired: never

    def test_R2_a_publication_expires_the_day_after_its_last(self):
        # 30 November plus three months, clamped: 28 February is the last day in force.
        records = [fine("a", "2024-11-30", severity="minor")]
        self.assertEqual(self.one(COUNT, records, as_of="2025-02-28")[0], "1")
        self.assertEqual(self.one(COUNT, records, as_of="2025-03-01")[0], "0")
        expired = "select: {class: fine, status: [expired]}\nvalue: count"
        self.assertEqual(self.one(expired, records, as_of="2025-03-01")[0], "1")
        records = [fine("a", "2024-11-30", severity="minor", shown_until="2024-12-31"),
                   fine("b", "2020-01-01", severity="serious")]  # no period: never
        self.assertEqual(self.one(COUNT, records, as_of="2025-01-01")[0], "1")

    def test_R3_future(self):
        records = [fine("a", "2025-06-15"), fine("b", "2025-06-16"),
                   fine("c", "2025-01-01", paid_on="2025-06-16")]
        self.assertEqual(self.one(COUNT, records)[0], "2")
        paid = ("select: {class: fine, window: {date: paid_on, months: 12}, missing_date: %s}\n"
                "value: count")
        self.assertEqual(self.one(paid % "exclude", records)[0], "0")

    def test_R4_missing_date(self):
        records = [fine("a", "2025-01-01"), fine("b", "2025-01-01", paid_on="2025-02-01")]
        paid = ("select: {class: fine, window: {date: paid_on, months: 12}, missing_date: %s}\n"
                "value: count")
        self.assertEqual(self.one(paid % "exclude", records)[0], "1")
        self.assertEqual(self.one(paid % "include", records)[0], "2")

    def test_R5_merged_subjects(self):
        subjects = [{"subject_id": x, "kind": k} for x, k in
                    (("s", "enterprise"), ("t", "shop"), ("u", "shop"))]
        records = [fine("a", "2025-01-01"), fine("b", "2025-01-01", subject="t"),
                   fine("c", "2025-01-01", subject="u")]
        records += [{"class": "subject_merge", "subject_id": a, "into": b, "recorded_at": at,
                     "undone": undone}
                    for a, b, at, undone in (("t", "s", "2025-03-01", False),
                                             ("u", "t", "2025-03-05", False),
                                             ("t", "s", "2025-04-01", True))]
        for known_at, count in (("2025-02-28", "1"), ("2025-03-01", "2"), ("2025-03-05", "3"),
                                ("2025-04-01", "1")):
            got = self.one(COUNT, records, subjects=subjects, known_at=known_at)
            self.assertEqual(got[0], count, known_at)

    def test_R6_attributes_valid_on_as_of_known_at_known_at(self):
        subjects = [{"subject_id": "s", "kind": "enterprise", "size": 1},
                    {"subject_id": "s", "kind": "enterprise", "size": 2,
                     "valid_from": "2025-03-01", "recorded_at": "2025-02-01"},
                    {"subject_id": "s", "kind": "enterprise", "size": 3,
                     "valid_from": "2025-03-01", "recorded_at": "2025-05-01"}]
        for as_of, known_at, size in (("2025-02-28", "2026-01-01", "1"),
                                      ("2025-03-01", "2026-01-01", "3"),
                                      ("2025-03-01", "2025-04-30", "2"),
                                      ("2025-03-01", "2025-01-31", "1")):
            self.assertEqual(self.one("value: size\nmissing: 0", subjects=subjects, as_of=as_of,
                                      known_at=known_at)[0], size)


class Values(Case):
    def scope(self, **values):
        return SimpleNamespace(as_of=date(2025, 2, 28), name=lambda n: values[n])

    def truth(self, text, **values):
        return parse(text)(self.scope(**values))

    def test_R7_two_truth_values(self):
        for text in ("x < 3", "x >= 3", "x = 3", "x != 3", "x in (1, 2)", "has(x, 'a')",
                     "x + 1 > 0", "0 < x / 2"):
            self.assertIs(self.truth(text, x=None), False, text)
        self.assertIs(self.truth("missing(x) and not present(x)", x=None), True)
        self.assertIsNone(self.truth("1 + x * 2", x=None))
        self.assertIsNone(self.truth("max(1, x)", x=None))
        self.assertIsNone(self.truth("1 / (x - x)", x=Fraction(1)))
        self.assertIs(self.truth("x != 'b' and present(x) or false", x="a"), True)
        self.assertEqual(self.truth("if(x > 1, 1, 2)", x=None), 2)

    def test_R8_nothing_selected(self):
        for value, missing in (("count", "0"), ("sum(weight)", "0"), ("distinct(no)", "0")):
            self.assertEqual(self.one(f"select: {{class: fine}}\nvalue: {value}"), ("0", "0.000"))
        self.assertEqual(self.one("select: {class: fine}\nvalue: exists"), ("false", "0.000"))
        for value in ("max(weight)", "min(weight)", "latest(weight)", "months_since(paid_on)",
                      "share\nof: {class: fine}", "count\nper: size"):
            text = f"select: {{class: fine}}\nvalue: {value}\nmissing: 7"
            self.assertEqual(self.one(text), (None, "7.000"), value)
        text = "select: {class: fine}\nvalue: max(weight)\nmissing: not_rated"
        self.assertEqual(self.one(text), ("evaluation.missing_part", None))
        # An exposure of zero is missing too.
        subjects = [{"subject_id": "s", "kind": "enterprise", "size": 0}]
        self.assertEqual(self.one("select: {class: fine}\nvalue: count\nper: size\nmissing: 1",
                                  subjects=subjects), (None, "1.000"))

    def test_R9_order_never_by_arrival(self):
        records = [fine("b1", "2025-02-01", weight="3"), fine("a2", "2025-02-01", weight="2"),
                   fine("c", "2025-01-01", weight="9")]
        latest = "select: {class: fine}\nvalue: latest(weight)\nmissing: 0"
        for arrived in (records, records[::-1]):
            self.assertEqual(self.one(latest, arrived)[0], "2")  # "a2" before "b1", bytes ascending
        worst = ("select: {class: fine}\neach: {points: -weight}\n"
                 "group: {by: record_id, order: [result, lowest], take: 1}")
        self.assertEqual(self.one(worst, records)[1], "-9.000")
        newest = worst.replace("[result, lowest]", "[decided_on, newest]")
        self.assertEqual(self.one(newest, records)[1], "-2.000")
        oldest = worst.replace("[result, lowest]", "[decided_on, oldest]")
        self.assertEqual(self.one(oldest, records)[1], "-9.000")

    def test_R10_codes_compare_after_nfc(self):
        records = [fine("a", "2025-02-01", label="Cafe\u0301")]  # e and a combining accent
        text = "select: {class: fine, where: \"label = 'Caf\u00e9'\"}\nvalue: count"
        self.assertEqual(self.one(text, records)[0], "1")

    def test_R11_ages(self):
        self.assertEqual(add_months(date(2024, 1, 31), 1), date(2024, 2, 29))
        self.assertEqual(add_months(date(2024, 3, 31), -1), date(2024, 2, 29))
        for first, last, months in ((date(2024, 1, 31), date(2024, 2, 29), 1),
                                    (date(2024, 1, 31), date(2024, 2, 28), 0),
                                    (date(2024, 2, 29), date(2025, 2, 28), 12),
                                    (date(2024, 2, 29), date(2024, 3, 28), 0),
                                    (date(2025, 3, 1), date(2025, 2, 1), 0),
                                    (date(2025, 3, 1), date(2025, 3, 1), 0)):
            self.assertEqual(months_between(first, last), months, (first, last))
        self.assertEqual(self.truth("months_since(d)", d=date(2024, 2, 29)), 12)
        self.assertEqual(self.truth("days_between(d, 2024-02-28)", d=date(2024, 3, 1)), -2)

    def test_values_round_and_print(self):
        self.assertEqual(round_half_away(Fraction(-5, 2), 0), -3)
        self.assertEqual(round_half_away(Fraction(25, 1000), 2), Fraction(3, 100))
        self.assertEqual(value_text(Fraction(1, 3)), "1/3")
        self.assertEqual(value_text(Fraction(-1, 8)), "-0.125")
        self.assertEqual(value_text(Fraction(100)), "100")
        self.assertEqual(self.truth("2 wan + 3 yuan * 2 - -1"), 20007)
        self.assertTrue(read_cell("-3..30")(Fraction(-3)))
        self.assertFalse(read_cell("> 3")(Fraction(3)))

    def test_a_window_is_open_at_its_far_end(self):
        records = [fine("a", "2025-02-28"), fine("b", "2025-03-01")]
        months = "select: {class: fine, window: {months: 3}}\nvalue: count"
        self.assertEqual(self.one(months, records, as_of="2025-05-31")[0], "1")
        days = "select: {class: fine, window: {days: 1}}\nvalue: count"
        self.assertEqual(self.one(days, records, as_of="2025-03-01")[0], "1")
        since = "select: {class: fine, window: {since: 2025-03-01}}\nvalue: count"
        self.assertEqual(self.one(since, records, as_of="2025-05-31")[0], "1")


class Points(Case):
    def test_R12_order_of_work(self):
        # -100 x 0.5 = -50, limited to -30; -10; together -40 -> x 10 / 4 employees = -100
        # -> floor -33.35 -> one place: -33.4 -> (5 - 33.4) x 0.5 = -14.2 -> 100 - 14.2.
        records = [fine("a", "2024-01-01", weight="100"), fine("b", "2025-06-01", weight="10")]
        line = self.run_case("""
            points: {places: 1, base: 100}
            dimensions:
              - id: d
                base: 5
                weight: 0.5
                indicators:
                  - id: i
                    select: {class: fine, window: {months: 24}}
                    each: {points: -weight, floor: -30}
                    decay: {by: decided_on, steps: [[12, 1], [24, 0.5]]}
                    per: {of: size, times: 10}
                    missing: 0
                    floor: -33.35
            """, records, [{"subject_id": "s", "kind": "enterprise", "size": 4}])["s"]
        indicator = line["dimensions"][0]["indicators"][0]
        self.assertEqual((indicator["value"], indicator["points"]), ("-100", "-33.4"))
        self.assertEqual(line["dimensions"][0]["points"], "-14.2")
        self.assertEqual(line["points"], "85.8")

    def test_R12_groups(self):
        # Groups: n1 100-30-20 -> floor 60; n2 100-5 = 95; c alone 100-1 = 99.
        records = [fine("a", "2025-01-01", no="n1", weight="30"),
                   fine("b", "2025-03-01", no="n1", weight="20"),
                   fine("d", "2025-02-01", no="n2", weight="5"),
                   fine("c", "2024-12-01", weight="1")]
        text = ("select: {class: fine}\neach: {points: -weight}\nmissing: 0\n"
                "group: {by: no, base: 100, floor: 60, cap: 100%s}")
        for more, points in (("", "254.000"), (", take: 2", "155.000"),
                             (", combine: mean", "84.667"),
                             (", take: 2, weights: [0.5, 0.3]", "58.500"),
                             (", order: [result, highest], take: 1", "99.000")):
            self.assertEqual(self.one(text % more, records)[1], points, more)
        records = [fine("a", "2025-01-01", no="n1", weight="30"),
                   fine("b", "2025-01-02", no="n2", weight="10")]
        mean = ("select: {class: fine}\neach: {points: weight}\nmissing: 3\n"
                "group: {by: no, combine: {mean_by: weight}}")
        self.assertEqual(self.one(mean, records)[1], "25.000")  # (900 + 100) / 40
        self.assertEqual(self.one(mean, [])[1], "3.000")

    def test_points_of_a_value(self):
        records = [fine(x, "2025-01-01") for x in "abc"]
        text = "select: {class: fine}\nvalue: count\npoints: "
        for points, expected in (("{per_unit: 2.5}", "7.500"), ("value * value", "9.000"),
                                 ("{steps: [[1, 30], [3, 50], [4, 60]]}", "50.000"),
                                 ("{steps: [[4, 60]]}", "0.000"),
                                 ("{linear: [[0, 0], [2, 10], [5, 20]]}", "13.333"),
                                 ("{linear: [[4, 1], [5, 20]]}", "1.000"),
                                 ("{linear: [[1, 1], [2, 20]]}", "20.000"),
                                 ("{table: t}", "8.000")):
            extra = "tables: {t: {keys: [number], rows: [[\"< 3\", 1], [\"3..4\", 8], [any, 2]]}}\n"
            self.assertEqual(self.one(text + points, records, extra=extra)[1], expected)

    def test_rounding_places(self):
        two = """
            points: {places: 0, round_at: %s}
            dimensions:
              - {id: d, indicators: [{id: i, value: 1.5 / 1}, {id: j, value: 1.5 / 1}]}
              - {id: e, weight: 0.5, indicators: [{id: k, value: 0.5 / 1}]}
            """
        for stage, total in (("indicator", "5"),   # 2 + 2, and 0.5 x 1 -> 1
                             ("dimension", "3"),   # 3, and 0.25 -> 0
                             ("total", "3")):      # 3.25
            self.assertEqual(self.run_case(two % stage)["s"]["points"], total, stage)

    def test_missing_parts(self):
        standard = """
            points: {places: 2, base: 10, minimum_dimensions: 1, missing_dimension: %s}
            dimensions:
              - {id: d, weight: 0.75, indicators: [{id: i, value: 20 / 1}]}
              - id: e
                weight: 0.5
                combine: mean
                minimum: 2
                indicators:
                  - {id: j, value: size, missing: unavailable}
                  - {id: k, value: 8 / 1}
            """
        # 10 + 15 x 1.25 / 0.75
        self.assertEqual(self.run_case(standard % "share_out")["s"]["points"], "35.00")
        self.assertEqual(self.run_case(standard % "zero")["s"]["points"], "25.00")
        line = self.run_case(standard % "not_rated")["s"]
        self.assertEqual((line["status"], line["points"], line["grade"]),
                         ("not_rated", None, None))
        size = [{"subject_id": "s", "kind": "enterprise", "size": 4}]
        self.assertEqual(
            self.run_case(standard % "zero", subjects=size)["s"]["points"], "28.00")
        none = standard.replace("minimum_dimensions: 1", "minimum_dimensions: 2")
        self.assertEqual(self.run_case(none % "zero")["s"]["status"], "not_rated")


OVERRIDES = """
points: {places: 0, base: 80, cap: 90}
dimensions: [{id: d, indicators: [{id: i, select: {class: fine}, value: count}]}]
grades: [{id: A, from: 70}, {id: B, from: 50}, {id: C, from: 30}, {id: D}]
overrides:
"""


class Grades(Case):
    def grade(self, *overrides, records=()):
        text = OVERRIDES + "".join(f"  - {{id: o{n}, {o}}}\n" for n, o in enumerate(overrides))
        line = self.run_case(text, records)["s"]
        return line["grade"], line["points"], line["overrides"]

    def test_R13_overrides_in_order(self):
        yes = ", when: true"
        self.assertEqual(self.grade("cap: B, when: points > 79", "step_up: 1" + yes),
                         ("A", "80", ["o0", "o1"]))
        self.assertEqual(self.grade("step_up: 1" + yes, "cap: B" + yes)[0], "B")
        self.assertEqual(self.grade("cap: A" + yes), ("A", "80", ["o0"]))  # changed nothing
        self.assertEqual(self.grade("step_down: 9" + yes)[0], "D")
        self.assertEqual(self.grade("veto: C" + yes, "step_up: 3" + yes, "floor: A" + yes,
                                    "set: B" + yes, "veto: A" + yes),
                         ("C", "80", ["o0", "o1", "o2", "o3", "o4"]))
        self.assertEqual(self.grade("veto: C" + yes, "step_down: 1" + yes)[0], "D")
        self.assertEqual(self.grade("set: D" + yes, "floor: C" + yes)[0], "C")
        self.assertEqual(self.grade("points: {take: 31}" + yes, "cap: D, when: points < 49"),
                         ("C", "49", ["o0"]))
        self.assertEqual(self.grade("points: {add: 31}" + yes)[1], "90")  # the total's cap
        self.assertEqual(self.grade("points: {set: 30}" + yes)[:2], ("C", "30"))
        per = "step_down: 1, per: {count: {class: fine, window: {months: 12}}}"
        self.assertEqual(self.grade(per)[::2], ("A", []))
        two = [fine("a", "2025-01-01"), fine("b", "2025-02-01")]
        self.assertEqual(self.grade(per, records=two), ("C", "82", ["o0"]))

    def test_R13_steps_pass_over_special_grades(self):
        special = OVERRIDES.replace("{id: B, from: 50}, {id: C", "{id: B, from: 50}, "
                                    "{id: M, special: true}, {id: C")
        for overrides, grade in ((["step_down: 1"], "B"), (["step_down: 2"], "C"),
                                 (["set: M", "step_down: 1"], "C"), (["set: M", "step_up: 1"], "B"),
                                 (["set: C", "step_up: 1"], "B"), (["step_down: 9"], "D"),
                                 (["set: M", "cap: C"], "C"), (["set: M", "floor: B"], "B"),
                                 (["set: M", "cap: B"], "M")):
            text = special + "".join(
                f"  - {{id: o{n}, {o}, when: true}}\n" for n, o in enumerate(overrides))
            self.assertEqual(self.run_case(text)["s"]["grade"], grade, overrides)

    def test_R14_not_rated_is_decided_first(self):
        standard = """
            standard: t.s
            version: 1.0.0
            scope:
              kinds: [enterprise]
              where: present(size)
              not_rated: [{id: small, when: size < 3}, {id: young, when: months_since(founded) < 6}]
            points: {places: 0}
            dimensions: [{id: d, indicators: [{id: i, value: size}]}]
            overrides: [{id: o, veto: C, when: true}]
            """
        def subject(name, **values):
            return {"subject_id": name, "kind": "enterprise", **values}
        lines = self.run_case(standard, subjects=[
            {"subject_id": "shop", "kind": "shop", "size": 9}, subject("unsized"),
            subject("small", size=2, founded="2025-06-01"),
            subject("young", size=3, founded="2024-12-16"),
            subject("rated", size=3, founded="2024-12-15")])
        reasons = {name: line["reason"] for name, line in lines.items()}
        self.assertEqual(reasons, {"shop": "scope.kind", "unsized": "scope.where",
                                   "small": "small", "young": "young", "rated": None})
        self.assertEqual(lines["young"]["overrides"], [])
        self.assertEqual(lines["rated"]["grade"], "C")

    def test_R15_parts_sum_to_the_total(self):
        records = [fine(str(n), "2025-01-01", weight=str(n)) for n in range(4)]
        line = self.run_case("""
            points: {places: 1, base: 50}
            dimensions:
              - {id: d, indicators: [{id: i, select: {class: fine}, each: {points: weight / 7}}]}
              - {id: e, cap: 2, indicators: [{id: j, select: {class: fine}, value: count}]}
            """, records)["s"]
        self.assertEqual([d["points"] for d in line["dimensions"]], ["0.9", "2.0"])
        self.assertEqual(line["points"], "52.9")

    def test_grades_by_bounds(self):
        def of(points, scale):
            standard = SimpleNamespace(graded_by="points", grades=read_grades(scale)[1])
            return first_grade(SimpleNamespace(standard=standard, points=Fraction(points)), None).id
        risk = [{"id": "A", "through": "30"}, {"id": "B", "above": "30", "through": "45"},
                {"id": "D", "above": "45"}]
        self.assertEqual([of(p, risk) for p in ("-1", "30", "30.5", "45", "46")],
                         ["A", "A", "B", "B", "D"])
        credit = [{"id": "A", "above": "90"}, {"id": "M", "special": "true"},
                  {"id": "B", "from": "70"}, {"id": "C"}]
        self.assertEqual([of(p, credit) for p in ("90.001", "90", "70", "69.999")],
                         ["A", "B", "B", "C"])

    def test_grades_by_conditions_from_the_worst(self):
        standard = """
            grades:
              by: conditions
              scale: [{id: A}, {id: B, when: {exists: {class: fine}}},
                      {id: C, when: {count: {class: fine}, is: ">= 2"}}]
            """
        for count, grade in enumerate("ABC"):
            records = [fine(str(n), "2025-01-01") for n in range(count)]
            line = self.run_case(standard, records)["s"]
            self.assertEqual((line["grade"], line["points"]), (grade, None))

    def test_conditions(self):
        records = [fine("a", "2025-01-01", weight="2", amount="600"),
                   fine("b", "2025-03-31", weight="3", amount="500")]
        all_fines = "{class: fine}"
        for when, holds in ((f"{{sum: {all_fines}, of: amount, is: '> 1000 yuan'}}", True),
                            (f"{{sum: {all_fines}, of: amount, is: '> 0.11 wan'}}", False),
                            (f"{{max: {all_fines}, of: weight, is: '= 3'}}", True),
                            (f"{{min: {all_fines}, of: weight, is: '>= 3'}}", False),
                            (f"{{latest: {all_fines}, of: weight, is: '= 3'}}", True),
                            (f"{{distinct: {all_fines}, of: weight, is: '= 2'}}", True),
                            (f"{{months_since: {all_fines}, of: decided_on, is: '= 2'}}", True),
                            (f"{{none: {all_fines}}}", False),
                            ("{max: {class: fine, where: weight > 9}, of: weight, is: '< 99'}",
                             False),
                            ("{all: [value_of(i) = 2, {not: {any: [points < 5]}}]}", True)):
            matched = self.grade(f"set: D, when: {when}", records=records)[2]
            self.assertEqual(bool(matched), holds, when)


class Ranks(Case):
    STANDARD = """
        points: {places: 0}
        dimensions: [{id: d, indicators: [{id: i, value: size, missing: not_rated}]}]
        rank: {within: [area], minimum: 3}
        overrides: [{id: o, veto: C, when: size = 9}]
        """

    def subjects(self, **groups):
        return [{"subject_id": f"{area}{n}", "kind": "enterprise", "area": area, "size": size}
                for area, sizes in groups.items() for n, size in enumerate(sizes)]

    def ranks(self, standard=STANDARD, **groups):
        lines = self.run_case(standard, subjects=self.subjects(**groups))
        return {k: line["rank"] and tuple(line["rank"].values()) for k, line in lines.items()}

    def test_R16_places_and_percentiles(self):
        ranks = self.ranks(n=[5, 5, 7, 1, 3, 3], m=[1, 2])
        self.assertEqual(ranks["n2"], (1, 6, "83.333"))
        self.assertEqual(ranks["n0"], (2, 6, "50.000"))
        self.assertEqual(ranks["n1"], (2, 6, "50.000"))
        self.assertEqual(ranks["n4"], (4, 6, "16.667"))
        self.assertEqual(ranks["n3"], (6, 6, "0.000"))
        self.assertIsNone(ranks["m0"])  # below the minimum

    def test_R17_peers_are_rated_and_without_a_veto(self):
        ranks = self.ranks(n=[1, 2, 3, 9, None])
        self.assertEqual(ranks["n2"], (1, 3, "66.667"))
        self.assertIsNone(ranks["n3"])
        self.assertIsNone(ranks["n4"])
        self.assertIsNone(self.ranks(n=[1, 2, 9])["n0"])

    def test_grades_by_percentile(self):
        standard = self.STANDARD + """
        grades: {by: percentile, scale: [{id: A, from: 50}, {id: B}, {id: C, special: true}]}
        """
        lines = self.run_case(standard, subjects=self.subjects(n=[1, 2, 3, 4, 9], m=[1]))
        self.assertEqual([lines[f"n{n}"]["grade"] for n in range(5)], ["B", "B", "A", "A", "C"])
        self.assertEqual(lines["m0"]["status"], "not_rated")


class Rules(Case):
    def test_R18_parameters_tables_decay(self):
        extra = ("parameters: {p: {unit: points, values: [{from: 2020-01-01, is: 4}, "
                 "{from: 2025-06-15, is: 5}, {from: 2025-06-16, is: 6}]}}\n"
                 "tables:\n  t:\n    keys: [severity, money]\n    rows:\n"
                 "      - [minor, any, 0.5]\n      - [[minor, general], '< 10000', 1]\n"
                 "      - [general, missing, 7]\n      - [general, '>= 10000', 1.5]\n")
        text = "select: {class: fine}\neach: {points: \"p * t(severity, amount)\"}"
        for severity, amount, points in (
                ("minor", "99999", "2.500"), ("general", "9999.99", "5.000"),
                ("general", "10000", "7.500"), ("general", None, "35.000")):
            records = [fine("a", "2025-06-01", severity=severity, amount=amount)]
            self.assertEqual(self.one(text, records, extra=extra)[1], points)
        records = [fine("a", "2025-06-01", severity="serious")]
        self.assertEqual(self.one(text, records, extra=extra)[0], "evaluation.no_table_row")
        decay = ("select: {class: fine, window: {months: 12}}\nvalue: count\n"
                 "decay: {by: paid_on, steps: [[3, 1], [6, 0.5]]}")
        for paid_on, factor in (("2025-03-16", "1"), ("2025-03-15", "0.5"), ("2024-12-15", "0"),
                                (None, "1"), ("2025-06-16", "0")):
            records = [fine("a", "2025-06-01", paid_on=paid_on)]
            self.assertEqual(self.one(decay, records)[0], factor, paid_on)

    def test_extends(self):
        parent = HEAD.replace("t.s", "t.parent") + GRADES + textwrap.dedent("""
            points: {places: 0, base: 10}
            parameters: {p: {unit: points, bounds: [1, 9], is: 2}}
            dimensions:
              - id: d
                cap: 5
                indicators:
                  - {id: i, select: {class: fine}, value: count, points: {per_unit: p}}
            """)
        child = """
            standard: t.child
            version: 2.0.0
            extends: t.parent@1.0.0
            scope: {where: present(size), not_rated: [{id: big, when: size > 8}]}
            parameters: {p: {is: 3}}
            dimensions:
              - {id: d, indicators: [{id: j, value: size, missing: 0}]}
              - {id: e, indicators: [{id: k, value: size, missing: 0}]}
            overrides: [{id: o, cap: C, when: size = 7}]
            grades: [{id: A, title: {zh: 甲}}]
            """
        records = [fine("a", "2025-01-01")]
        for size, expected in ((1, ("rated", "15", "B")), (7, ("rated", "22", "C")),
                               (9, ("not_rated", None, None)), (None, ("not_rated", None, None))):
            subjects = [{"subject_id": "s", "kind": "enterprise", "size": size}]
            line = self.run_case(child, records, subjects, more={"parent.yaml": parent})["s"]
            self.assertEqual((line["status"], line["points"], line["grade"]), expected)
            self.assertEqual(line["standard"], "t.child@2.0.0")

    def test_three_levels(self):
        """Each adds to those above; a veto above is not hidden by a reason below."""
        top = HEAD.replace("t.s", "t.top") + GRADES + textwrap.dedent("""
            points: {places: 0, base: 10}
            parameters: {p: {unit: points, bounds: [1, 9], is: 2}}
            dimensions:
              - {id: d, cap: 50, indicators: [{id: i, select: {class: fine}, value: count, points: {per_unit: p}}]}
            overrides: [{id: v, veto: C, when: {count: {class: fine}, is: '> 1'}}]
            """)
        middle = """
            standard: t.middle
            version: 1.0.0
            extends: t.top@1.0.0
            parameters: {p: {bounds: [2, 5]}}
            dimensions: [{id: d, indicators: [{id: j, value: size, missing: 0}]}]
            """
        leaf = """
            standard: t.leaf
            version: 1.0.0
            extends: t.middle@1.0.0
            scope: {where: present(size), not_rated: [{id: fined, when: {exists: {class: fine}}}]}
            parameters: {p: {is: 4}}
            """
        more = {"top.yaml": top, "middle.yaml": textwrap.dedent(middle)}
        subjects = [{"subject_id": "s", "kind": "enterprise", "size": 3}]
        for count, expected in ((0, ("rated", "13", None)), (1, ("not_rated", None, "fined")),
                                (2, ("rated", "21", None))):
            records = [fine(f"r{n}", "2025-01-01") for n in range(count)]
            line = self.run_case(leaf, records, subjects, more=more)["s"]
            self.assertEqual((line["status"], line["points"], line["reason"]), expected)
        self.assertEqual(line["grade"], "C")

    def test_next_change_day_by_day(self):
        # The publication's last day is 10 July; the window of 2 months ends on 10 June's eve.
        records = [fine("a", "2025-04-10", severity="minor")]
        standard = """
            points: {places: 0}
            dimensions: [{id: d, indicators: [{id: i, select: {class: fine}, value: count}]}]
            """
        line = self.run_case(standard, records, as_of="2025-06-15", days=40)["s"]
        self.assertEqual(line["next_change"], "2025-07-11")
        later = [{"subject_id": "s", "kind": "enterprise"},
                 {"subject_id": "s", "kind": "enterprise", "size": 1, "valid_from": "2025-07-01"}]
        line = self.run_case(standard, records, later, as_of="2025-06-15", days=40)["s"]
        self.assertEqual(line["next_change"], "2025-07-01")
        self.assertIsNone(self.run_case(standard, records, days=20)["s"]["next_change"])


if __name__ == "__main__":
    unittest.main()
