# SPDX-License-Identifier: Apache-2.0
"""One subject under one standard on one day, over exact fractions (sections 2 to 8 and R1 to R18).

`SubjectRun` is phase one: everything up to the points and which overrides hold; grades.py is
phase two. Every part is worked out when asked for and kept, so an indicator may read others."""
from fractions import Fraction
from types import SimpleNamespace

from expressions import StandardError, add_months, months_between, round_half_away

# The page gives the reasons of `not_rated` conditions (their ids) and of an overflow; the others'
# ids are QUESTION section 2, and stand here so that they can be brought to the page's in one place.
REASONS = {"kind": "scope.kind", "where": "scope.where", "missing": "evaluation.missing_part",
           "table": "evaluation.no_table_row", "unranked": "evaluation.not_ranked"}


class NotRated(Exception):
    def __init__(self, reason):
        super().__init__(reason)
        self.reason = reason


def limit(value, limits, scope):
    low, high = (part(scope) if part else None for part in limits)
    if low is not None and value < low:
        value = low
    if high is not None and value > high:
        value = high
    return value


def number_of(value):
    """A true/false value counts 1 or 0."""
    return Fraction(int(value)) if isinstance(value, bool) else value


class Scope:
    """Names of an expression: the fields of a record or, without one, the bare attributes."""

    def __init__(self, run, record=None, extra=None):
        self.run, self.record, self.extra, self.as_of = run, record, extra or {}, run.as_of

    def name(self, word):
        if word in self.extra:
            return self.extra[word]
        if word == "as_of":
            return self.as_of
        if word.startswith("subject."):
            return self.run.attribute(word[8:])
        if self.record is not None and word in self.record.values:
            return self.record.values[word]
        if word in self.run.standard.parameters:
            return self.run.parameter(word)
        if self.record is None:
            return self.run.attribute(word)
        raise StandardError(f"unknown name {word}")

    def table(self, name, keys):
        table = self.run.standard.tables.get(name)
        if table is None:
            raise StandardError(f"unknown function {name}")
        for cells, result in table.rows:  # R18: the first row that matches wins
            if all(cell(key) for cell, key in zip(cells, keys)):
                return result
        if table.otherwise is None:
            raise NotRated(REASONS["table"])
        return table.otherwise

    def value_of(self, name):
        return self.run.indicator(name).value

    def points_of(self, name):
        return self.run.points_of(name)


class SubjectRun:
    def __init__(self, standard, known, subject, as_of):
        self.standard, self.known, self.subject, self.as_of = standard, known, subject, as_of
        self.attributes = known.attributes(subject, as_of)
        self.scope = Scope(self)
        self.indicators = {i.id: i for d in standard.dimensions for i in d.indicators}
        self.dimensions = {d.id: d for d in standard.dimensions}
        self.kept, self.under_way = {}, set()

    def attribute(self, name):
        if name != "kind" and name not in self.known.catalogue.attributes:
            raise StandardError(f"unknown name {name}")
        return self.attributes.get(name)

    def parameter(self, name):
        """R18: the last value whose `from` is not after as_of.
        QUESTION R18: missing before the first."""
        value = None
        for start, number in self.standard.parameters[name]:
            if start is None or start <= self.as_of:
                value = number
        return value

    def keep(self, key, make):
        if key not in self.kept:
            if key in self.under_way:
                raise StandardError(f"circular: {key}")
            self.under_way.add(key)
            self.kept[key] = make()
        return self.kept[key]

    # ---- select ----

    def select(self, select):
        return self.keep(id(select), lambda: [
            r for r in self.known.records.get(self.subject, []) if self.selected(select, r)])

    def window_date(self, select, record):
        return record.values[select.date] if select.date else record.event

    def selected(self, select, record):
        if record.class_.id not in select.classes:
            return False
        day = self.window_date(select, record)
        if day is None:  # R4
            if not select.include_missing:
                return False
        elif day > self.as_of:  # R3
            return False
        elif select.months is not None and day <= add_months(self.as_of, -select.months):
            return False
        elif select.days is not None and (self.as_of - day).days >= select.days:
            return False
        elif select.since is not None and day < select.since:
            return False
        if self.known.status(record, self.as_of) not in select.statuses:
            return False
        return select.where is None or select.where(Scope(self, record)) is True

    # ---- value ----

    def decay_factor(self, decay, record):
        if decay is None:
            return Fraction(1)
        day = record.values[decay.by]
        if day is None:
            return decay.steps[0][1]
        for months, factor in decay.steps:
            if add_months(self.as_of, -months) < day <= self.as_of:
                return factor
        return Fraction(0)

    def contribution(self, indicator, record):
        """R12: points -> decay -> limit, of one record."""
        points = indicator.each.points(Scope(self, record))
        if points is None:
            return Fraction(0)  # QUESTION 6.2: no points, whatever the record's limits
        points = number_of(points) * self.decay_factor(indicator.decay, record)
        return limit(points, indicator.each.limits, self.scope)

    def in_order(self, records, select):
        """R9: newest date first (a missing one last), then event date, then record_id bytes."""
        def key(record):
            day = self.window_date(select, record)
            return (-(day.toordinal() if day else 0), -record.event.toordinal(),
                    record.id.encode(), record.class_.id)
        return sorted(records, key=key)

    def aggregate(self, word, expression, records, select, decay=None):
        if word == "count":
            return sum((self.decay_factor(decay, r) for r in records), Fraction(0))
        if word == "exists":
            return bool(records)
        if word == "latest":
            first = self.in_order(records, select)[:1]
            return expression(Scope(self, first[0])) if first else None
        pairs = [(r, expression(Scope(self, r))) for r in records]
        present = [(r, number_of(v) if word == "sum" else v) for r, v in pairs if v is not None]
        if word == "sum":
            return sum((v * self.decay_factor(decay, r) for r, v in present), Fraction(0))
        values = [v for _, v in present]
        if word == "distinct":
            return Fraction(len(set(values)))
        if not values:
            return None  # R8
        if word == "months_since":
            return Fraction(months_between(max(values), self.as_of))
        return max(values) if word == "max" else min(values)

    def grouped(self, indicator):
        group, parts = indicator.group, {}
        for record in self.select(indicator.select):
            by = record.id if group.by == "record_id" else record.values[group.by]
            # Records where `by` is missing form one group each.
            single = by is None or group.by == "record_id"
            key = (record.class_.id, record.id) if single else by
            parts.setdefault((single, key), []).append(record)
        groups = [self.one_group(indicator, records) for records in parts.values()]
        groups.sort(key=self.group_key(group))
        return self.combine(group, groups[:group.take])

    def one_group(self, indicator, records):
        # QUESTION 6.3: a group's "first record" is the newest by event date, then record_id.
        first = min(records, key=lambda r: (-r.event.toordinal(), r.id.encode()))
        if indicator.each:
            base = indicator.group.base(self.scope) if indicator.group.base else Fraction(0)
            result = base + sum(self.contribution(indicator, r) for r in records)
            result = limit(result, indicator.group.limits, self.scope)
        else:
            word, expression = indicator.value
            result = self.aggregate(word, expression, records, indicator.select, indicator.decay)
        return SimpleNamespace(records=records, first=first, result=result)

    def group_key(self, group):
        """R9: the order's key (a missing one last), then event date, then record_id."""
        def tail(g):
            return (-g.first.event.toordinal(), g.first.id.encode())

        def key(g):
            if group.order is None:
                return tail(g)
            field, way = group.order
            if field == "result":
                value = number_of(g.result)
            else:
                days = [r.values[field] for r in g.records if r.values[field] is not None]
                value = max(days).toordinal() if days else None
            if value is None:
                return (1, 0, *tail(g))
            return (0, -value if way in ("newest", "highest") else value, *tail(g))
        return key

    def combine(self, group, groups):
        results = []
        for position, g in enumerate(groups):
            if g.result is None:
                continue  # QUESTION 6.3: a group without a result keeps its place, gives nothing
            weight = group.weights[position] if group.weights else Fraction(1)
            share = g.first.values[group.mean_by] if group.combine == "mean_by" else None
            results.append((number_of(g.result) * weight, share))
        if group.combine == "sum":
            return sum((r for r, _ in results), Fraction(0))
        if group.combine == "mean":
            return sum(r for r, _ in results) / len(results) if results else None
        # QUESTION 6.3: a group whose weight is missing is left out of the weighted mean.
        results = [(r, s) for r, s in results if s is not None]
        whole = sum(s for _, s in results)
        return sum(r * s for r, s in results) / whole if whole != 0 else None

    def raw_value(self, indicator):
        if indicator.group:
            return self.grouped(indicator)
        if indicator.each:
            return sum((self.contribution(indicator, r) for r in self.select(indicator.select)),
                       Fraction(0))
        word, expression = indicator.value
        if word == "expression":
            return expression(self.scope)
        records = self.select(indicator.select)
        if word == "share":
            below = self.select(indicator.of)
            return Fraction(len(records), len(below)) if below else None
        return self.aggregate(word, expression, records, indicator.select, indicator.decay)

    # ---- points ----

    def points_from(self, indicator, value):
        word, argument = indicator.points
        if word == "table":
            return self.scope.table(argument, [value])
        if word == "expression":
            return argument(Scope(self, extra={"value": value}))
        number = number_of(value)
        if word == "per_unit":
            rate = argument(self.scope)
            return None if rate is None else number * rate
        if word == "steps":
            return next((p for bound, p in reversed(argument) if bound <= number), Fraction(0))
        if number <= argument[0][0]:
            return argument[0][1]
        for (x0, y0), (x1, y1) in zip(argument, argument[1:]):
            if number <= x1:
                return y0 + (y1 - y0) * (number - x0) / (x1 - x0)
        return argument[-1][1]

    def indicator(self, name):
        return self.keep(("indicator", name), lambda: self.work_out(self.indicators[name]))

    def work_out(self, indicator):
        value = self.raw_value(indicator)
        if indicator.exposure and value is not None:
            of, times = indicator.exposure
            exposure = of(self.scope)
            value = number_of(value) * times / exposure if exposure else None
        points = value if indicator.each or value is None else self.points_from(indicator, value)
        if points is None:
            if indicator.missing == "not_rated":
                raise NotRated(REASONS["missing"])
            if indicator.missing in ("unavailable", None):
                return SimpleNamespace(value=value, points=None)
            points = indicator.missing(self.scope)
        # QUESTION 6.5: the points that a missing value gives are limited and rounded like others.
        points = limit(number_of(points), indicator.limits, self.scope)
        return SimpleNamespace(value=value, points=self.rounded(points, "indicator"))

    def rounded(self, points, stage):
        """The declared stage rounds, and every later one."""
        stages = ("indicator", "dimension", "total")
        if stages.index(stage) < stages.index(self.standard.round_at):
            return points
        return round_half_away(points, self.standard.places)

    def points_of(self, name):
        return self.indicator(name).points if name in self.indicators else self.dimension(name)

    def dimension(self, name):
        return self.keep(("dimension", name), lambda: self.add_up(self.dimensions[name]))

    def add_up(self, dimension):
        points = [self.indicator(i.id).points for i in dimension.indicators]
        there = [p for p in points if p is not None]
        if dimension.combine == "sum":
            if len(there) < len(points):
                return None
            result = sum(there, Fraction(0))
        else:
            if len(there) < max(dimension.minimum, 1):
                return None
            result = sum(there) / len(there)
        result = dimension.weight * (dimension.base(self.scope) + result)
        return self.rounded(limit(result, dimension.limits, self.scope), "dimension")

    def total(self):
        standard = self.standard
        parts = [(d, self.dimension(d.id)) for d in standard.dimensions]
        there = [(d, p) for d, p in parts if p is not None]
        lacking = len(there) < len(parts)
        if lacking and standard.missing_dimension == "not_rated":
            raise NotRated(REASONS["missing"])
        if len(there) < standard.minimum_dimensions:
            raise NotRated(REASONS["missing"])
        result = sum((p for _, p in there), Fraction(0))
        if lacking and standard.missing_dimension == "share_out":
            weights = sum(d.weight for d, _ in there)
            if weights == 0:
                raise NotRated(REASONS["missing"])
            # QUESTION section 3: the base is not multiplied.
            result = result * sum(d.weight for d in standard.dimensions) / weights
        return self.limited_total(standard.base(self.scope) + result)

    def limited_total(self, points):
        return self.rounded(limit(points, self.standard.limits, self.scope), "total")

    # ---- conditions and overrides ----

    def holds(self, condition, points=None):
        word = condition[0]
        if word == "expression":
            extra = {"points": points} if points is not None else {}
            return condition[1](Scope(self, extra=extra)) is True
        if word in ("all", "any"):
            return (all if word == "all" else any)(self.holds(c, points) for c in condition[1])
        if word == "not":
            return not self.holds(condition[1], points)
        if word in ("exists", "none"):
            return bool(self.select(condition[1])) == (word == "exists")
        _, kind, select, of, test = condition
        value = self.aggregate(kind, of, self.select(select), select)
        return test(Scope(self, extra={"value": value})) is True

    def matched(self, override, points):
        """0 where the override does not hold, else its number of times."""
        if override.when is not None and not self.holds(override.when, points):
            return 0
        return len(self.select(override.per)) if override.per else 1

    def run_points(self):
        """Phase one. Leaves `points` and `applied` [(override, times)], or raises NotRated."""
        standard = self.standard
        if self.attributes.get("kind") not in standard.kinds:  # R14: decided first
            raise NotRated(REASONS["kind"])
        if standard.where is not None and standard.where(self.scope) is not True:
            raise NotRated(REASONS["where"])
        for name, condition in standard.not_rated:
            if self.holds(condition):
                raise NotRated(name)
        self.points = self.total() if standard.has_points else None
        self.applied = []
        for override in standard.overrides:  # R13
            times = self.matched(override, self.points)
            if times:
                self.applied.append((override, times))
                if override.word == "points":
                    act, amount = override.amount
                    amount = amount(self.scope)
                    changed = {"set": amount, "add": self.points + amount,
                               "take": self.points - amount}[act]
                    self.points = self.limited_total(changed)
        if standard.graded_by == "conditions":
            self.conditional = next((g for g in reversed(standard.grades[1:]) if not g.special
                                     and g.when and self.holds(g.when)), standard.grades[0])
