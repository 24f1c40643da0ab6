# SPDX-License-Identifier: Apache-2.0
"""Random expressions of a known sign. `Writer.amount` never gives a negative number, so that an
indicator's `adverse` is known: it lowers where a minus stands before it."""
from decimal import Decimal

# What comes up only when asked for, because the page leaves it open or the two sides are known to
# differ; README.md tells each one's question.
OPEN_TOPICS = ("units", "any_row", "mean_by", "group_missing", "veto_percentile",
               "ended_publication", "missing_value", "missing_limits", "points_of_missing",
               "round_sign", "rising_bounds", "open_range", "reason_order")


def topics_of(text):
    """The topics of `--wild all` or `--wild a,b`."""
    topics = OPEN_TOPICS if text == "all" else tuple(filter(None, text.split(",")))
    unknown = set(topics) - set(OPEN_TOPICS)
    if unknown:
        raise SystemExit(f"unknown topics {sorted(unknown)}; there are {', '.join(OPEN_TOPICS)}")
    return topics


class Writer:
    """Writes over one random standard: its catalogue, parameters and tables."""

    def __init__(self, rng, catalogue, wild=()):
        self.rng, self.wild = rng, wild
        self.classes = {c["id"]: c for c in catalogue["classes"]
                        if c["evaluation"] == "allowed"}
        self.levels = [c["id"] for c in catalogue["code_sets"][0]["codes"]]
        self.acts = [c["id"] for c in catalogue["code_sets"][1]["codes"]]
        self.zone_kinds = [c["id"] for c in catalogue["code_sets"][2]["codes"]]
        self.kinds = [k["id"] for k in catalogue["subjects"]["kinds"]]
        self.parameters, self.tables = {}, {}

    def number(self, low=0, high=10, places=1):
        """Decimal text between the bounds."""
        units = self.rng.randint(round(low * 10**places), round(high * 10**places))
        text = f"{Decimal(units).scaleb(-places):f}"
        return text.rstrip("0").rstrip(".") if "." in text else text

    def day(self):
        return f"{self.rng.randint(2021, 2026)}-{self.rng.randint(1, 12):02}-" \
               f"{self.rng.randint(1, 28):02}"

    def rounded(self, amount):
        text = f"round({amount}, {self.rng.randint(0, 2)})"
        return text if "round_sign" in self.wild else f"max({text}, 0)"

    def required(self, class_, name):
        return any(f["id"] == name and f.get("required") for f in self.classes[class_]["fields"])

    # ---- over a record ----

    def record_condition(self, class_, depth=1):
        """class_ names the event date's field and what may be missing."""
        rng, event = self.rng, self.classes[class_]["event_date"]
        if depth > 0 and rng.random() < 0.45:
            left = self.record_condition(class_, depth - 1)
            right = self.record_condition(class_, depth - 1)
            return rng.choice([f"{left} and {right}", f"({left} or {right})",
                               f"{left} or {right}"])
        level, act = rng.choice(self.levels), rng.choice(self.acts)
        operator = rng.choice(["<", "<=", ">", ">="])
        unequal = f"level != '{level}'"
        if not self.required(class_, "level"):
            unequal = f"present(level) and {unequal}"
        choices = [
            f"level = '{level}'", unequal, f"level in ('{level}', '{rng.choice(self.levels)}')",
            f"amount {operator} {rng.choice([1, 5, 20])} wan",
            f"amount {operator} {rng.choice([10000, 50000])} yuan",
            f"amount + {rng.choice([1, 2])} wan {operator} {rng.choice([30000, 70000])} yuan",
            f"ratio {operator} {rng.randint(0, 8)}", f"ratio = {rng.randint(0, 4)}",
            f"size {operator} {self.number(1, 8)}", f"cost / ratio {operator} 3",
            f"has(acts, '{act}')", f"present(acts) and not has(acts, '{act}')",
            "flagged = true", "flagged", "present(flagged) and not flagged",
            "missing(ended_on)", "present(ended_on)", f"ended_on {operator} {self.day()}",
            f"{event} {operator} {self.day()}",
            f"months_between({event}, ended_on) {operator} {rng.choice([1, 3, 6])} months",
            f"days_between({event}, ended_on) {operator} {rng.choice([0, 30, 90])} days",
            f"months_since({event}) {operator} {rng.choice([6, 12, 18])} months",
            f"open_days {operator} {rng.choice([30, 90])} days",
            f"subject.zone.kind = '{rng.choice(self.zone_kinds)}'",
            f"subject.employees {operator} {rng.choice([10, 50])}",
            f"subject.kind = '{rng.choice(self.kinds)}'",
            f"as_of {operator} {self.day()}", f"round(cost, 0) {operator} {rng.randint(5, 40)}",
            f"abs(change) {operator} 5", "batch_no = 'B1'"]
        return rng.choice(choices)

    def amount(self, class_, depth=2, unit=None):
        """An expression over a record that is never negative. Its unit is number or points; the two
        do not add, and a product may have one factor with points."""
        rng, event = self.rng, self.classes[class_]["event_date"]
        unit = unit or rng.choice(["number", "points"])
        if depth > 0 and rng.random() < 0.6:
            a, b = (self.amount(class_, depth - 1, unit) for _ in range(2))
            plain = self.amount(class_, 0, "number")
            return rng.choice([
                f"({a} + {b})", f"min({a}, {b})", f"max({a}, {b})",
                f"if({self.record_condition(class_, 0)}, {a}, {b})",
                self.rounded(a), f"{self.number(0, 3, 2)} * {a}",
                f"({a}) * ({plain})", f"({a}) / ratio", f"({a}) / 8"])
        tables = [f"{t}({self.table_keys(keys, event)})"
                  for t, keys in self.tables.items() if keys != ["number"]]
        if unit == "points":
            rates = list(self.parameters)
            return rng.choice(rates + ["abs(change)",
                                       f"{rng.choice(rates)} * {rng.choice(tables)}"])
        choices = [self.number(0, 20), "cost", "size", "ratio", "cost",
                   f"amount / ({rng.choice(['10000 yuan', '5 wan'])})"]
        if "units" in self.wild:
            choices += [f"{self.number(0, 2)} * months_since({event})", "people * 0.5",
                        f"abs(days_between({event}, ended_on)) * 0.1"]
        return rng.choice(choices + tables * 2)

    def table_keys(self, keys, event):
        words = {"severity": "level", "money": "amount", "days": "open_days",
                 "months": f"months_between({event}, ended_on)", "number": "cost"}
        return ", ".join(words[k] for k in keys)

    # ---- over the subject ----

    def subject_condition(self, depth=1):
        rng = self.rng
        if depth > 0 and rng.random() < 0.4:
            left, right = self.subject_condition(depth - 1), self.subject_condition(depth - 1)
            return rng.choice([f"{left} and {right}", f"({left} or {right})"])
        operator = rng.choice(["<", "<=", ">", ">="])
        return rng.choice([
            f"months_since(established_on) {operator} {rng.choice([6, 24, 60])}",
            f"established_on {operator} {self.day()}",
            f"zone.kind = '{rng.choice(self.zone_kinds)}'",
            f"present(zone.kind) and zone.kind != '{rng.choice(self.zone_kinds)}'",
            f"zone.kind in ('park', '{rng.choice(self.zone_kinds)}')",
            f"employees {operator} {rng.choice([1, 20, 60])}",
            f"capital {operator} {rng.choice([10, 50])} wan",
            f"local_share {operator} {rng.choice([20, 50])} percent",
            "rural = true", "missing(rural)", "rural", f"has(trades, '{rng.choice(self.acts)}')",
            f"kind = '{rng.choice(self.kinds)}'", f"as_of {operator} {self.day()}",
            f"index / 10 {operator} {rng.randint(1, 9)}",
            f"min(index, 40) {operator} {rng.randint(10, 60)}"])

    def subject_amount(self, depth=1):
        """Never negative, may be missing; a number over attributes."""
        rng = self.rng
        if depth > 0 and rng.random() < 0.5:
            a, b = self.subject_amount(depth - 1), self.subject_amount(depth - 1)
            return rng.choice([f"({a} + {b})", f"max({a}, {b})", f"({a}) / 7",
                               f"if({self.subject_condition(0)}, {a}, {b})"])
        return rng.choice(["index", "capital / (20 wan)", "index * 0.25",
                           self.rounded("index")])
