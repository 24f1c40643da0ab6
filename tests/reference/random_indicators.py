# SPDX-License-Identifier: Apache-2.0
"""Random parameters, tables, selections and indicators of a standard (sections 4 to 6), as nested
dicts and lists. What the page leaves open comes up only with `wild`."""
import itertools
from fractions import Fraction

from language import read_cell
from random_catalogue import title
from random_expressions import Writer

EACH_KINDS = ("each", "each", "each_decay", "each_group", "each_group", "each_group_mean",
              "each_group_mean_by", "each_per")
VALUE_KINDS = ("count", "count_decay", "exists", "distinct", "sum_number", "sum_people",
               "sum_money", "sum_decay", "max", "min", "latest_number", "latest_code",
               "months_since", "share", "expression", "constant", "value_of", "points_of",
               "count_per", "sum_per", "group_count", "group_sum", "group_max", "group_latest",
               "group_distinct", "group_mean")


class IndicatorBuilder(Writer):
    def __init__(self, rng, catalogue, wild=()):
        super().__init__(rng, catalogue, wild)
        self.done = []     # indicators so far: (id, sign, numeric value, can its points be missing)
        self.features = set()

    # ---- parameters and tables ----

    def add_parameters(self):
        rng, result = self.rng, {}
        for n in range(rng.randint(1, 3)):
            name = f"unit_{'abc'[n]}"
            low, high = rng.randint(1, 4), rng.randint(8, 20)
            part = {"unit": "points", "bounds": [str(low), str(high)]}
            if rng.random() < 0.6:
                days = sorted({"2019-01-01", self.day(), self.day()})
                part["values"] = [{"from": d, "is": self.number(low, high)} for d in days]
            else:
                part["is"] = self.number(low, high)
            result[name] = part
            self.parameters[name] = "points"
        return result

    def cell(self, key):
        rng = self.rng
        if rng.random() < 0.15:
            return rng.choice(["any", "any", "missing"])
        if key == "severity":
            some = rng.sample(self.levels, rng.randint(1, 2))
            return some[0] if len(some) == 1 else some
        scale = {"money": 10000, "days": 10, "months": 1, "number": 1}[key]
        low = rng.randint(0, 12)
        return rng.choice([f"{rng.choice(['<', '<=', '>', '>='])} {low * scale}",
                           f"{low * scale}..{(low + rng.randint(0, 8)) * scale}",
                           str(low * scale)])

    def key_values(self, key):
        """Values that tell all cells of a key apart, `missing` among them."""
        if key == "severity":
            return self.levels + [None]
        scale = {"money": 10000, "days": 10, "months": 1, "number": 1}[key]
        return [Fraction(n * scale, 2) for n in range(-1, 44)] + [None]

    def add_table(self, keys, complete=None):
        rng = self.rng
        left, rows = list(itertools.product(*(self.key_values(k) for k in keys))), []
        result = {"keys": keys, "rows": rows}
        if complete is None:
            complete = "reason_order" not in self.wild or rng.random() < 0.9 or "severity" in keys
        wanted = [[self.cell(k) for k in keys] for _ in range(rng.randint(2, 5))]
        any_row = complete and rng.random() < 0.5
        for cells in wanted + [["any"] * len(keys)] * any_row:
            if left and all(None in v for v in left) and "any_row" not in self.wild:
                break  # QUESTION section 4: is a row `any` that only a missing key reaches valid
            tests = [read_cell(cell) for cell in cells]
            rest = [v for v in left if not all(t(x) for t, x in zip(tests, v))]
            if len(rest) < len(left):  # a row that nothing can reach is refused
                rows.append(cells + [self.number(0, 5)])
            left = rest
        if left and complete:
            result["else"] = self.number(0, 5)
        if rng.random() < 0.3:
            result["unit"] = "number"
        return result

    def add_tables(self):
        choices = [["severity"], ["severity", "money"], ["days"], ["months"], ["money"],
                   ["severity", "months"]]
        result = {}
        for n, keys in enumerate(self.rng.sample(choices, self.rng.randint(1, 3))):
            result[f"factor_{'xyz'[n]}"] = self.add_table(keys)
            self.tables[f"factor_{'xyz'[n]}"] = keys
        result["by_number"] = self.add_table(["number"], True)
        result["by_level"] = self.add_table(["severity"], True)
        result["by_money"] = self.add_table(["money"], True)
        result["by_months"] = self.add_table(["months"], True)
        return result

    # ---- select ----

    def select(self, several=True, window=None, where=True):
        """(select, class, window's months or None). `window`: None (any) or "months"."""
        rng = self.rng
        class_ = rng.choice(list(self.classes))
        event = self.classes[class_]["event_date"]
        result = {"class": class_}
        same = [c for c in self.classes if self.classes[c]["event_date"] == event]
        if several and len(same) > 1 and rng.random() < 0.25 and \
                len({self.required(c, "level") for c in same}) == 1:
            result = {"classes": same[:2]}
            class_ = same[0]
        if where and rng.random() < 0.45:
            result["where"] = self.record_condition(class_)
        form = rng.choice(["none", "months", "months", "days", "since", "other"])
        months = None
        if window == "months" or form in ("months", "other"):
            months = rng.choice([1, 3, 6, 12, 24, 36])
            result["window"] = {"date": event, "months": months}
            if rng.random() < 0.3:
                del result["window"]["date"]
            elif rng.random() < 0.3:
                result["window"]["date"] = "ended_on"
                result["missing_date"] = rng.choice(["include", "exclude"])
        elif form == "days":
            result["window"] = {"date": event, "days": rng.choice([1, 30, 90, 365])}
        elif form == "since":
            result["window"] = {"date": event, "since": self.day()}
        if rng.random() < 0.25:
            result["status"] = rng.sample(["in_force", "expired", "suspended"], rng.randint(1, 3))
        return result, class_, months

    # ---- an indicator ----

    def head(self, name, sign):
        result = {"id": name, "title": title(name),
                  "kind": [self.special or self.rng.choice(["basic", "special"]),
                           self.rng.choice(["hard", "soft"])]}
        if sign < 0:
            result["adverse"] = True
        result["basis"] = "method"
        return result

    def decay(self, select, class_, months):
        rng = self.rng
        field = select["window"].get("date", self.classes[class_]["event_date"])
        if rng.random() < 0.3:
            field = "ended_on"  # may be missing, or after as_of
        bounds = sorted(set(rng.sample([1, 2, 4, 6, 9, 12, 18], rng.randint(0, 2))) | {months})
        bounds = [b for b in bounds if b <= months]
        return {"by": field, "steps": [[b, self.number(0, 1, 2)] for b in bounds]}

    def group(self, select, class_, each, result_order=True):
        rng, event = self.rng, self.classes[class_]["event_date"]
        group = {"by": rng.choice(["batch_no", "batch_no", "record_id", "level"])}
        orders = [None, [event, "newest"], [event, "oldest"], ["ended_on", "newest"]]
        if result_order:
            orders += [["result", "highest"], ["result", "lowest"]]
        order = rng.choice(orders)
        if order:
            group["order"] = order
        if rng.random() < 0.6:
            group["take"] = rng.randint(1, 3)
            if rng.random() < 0.5:
                group["weights"] = [self.number(0, 1, 2) for _ in range(group["take"])]
        if each and rng.random() < 0.5:
            group["base"] = rng.choice(["100", "10", "5.5"])
            if rng.random() < 0.7:
                group["floor"] = "0"
            if rng.random() < 0.7:
                group["cap"] = group["base"]
        return group

    def indicator(self, name, kind):
        self.features.add(kind)
        part = self.each_indicator(name, kind) if kind.startswith("each") \
            else self.value_indicator(name, kind)
        return part

    def limits(self, part, sign, low=5, high=60):
        """Random limits that leave the sign as it is."""
        rng = self.rng
        unbounded = "per" in part or ("group" in part and "value" in part)
        if rng.random() < 0.5 or (unbounded and "open_range" not in self.wild):
            bound = str(rng.randint(low, high)) if rng.random() < 0.8 or not self.parameters \
                else rng.choice(list(self.parameters))
            part["floor" if sign < 0 else "cap"] = ("-" if sign < 0 else "") + bound
        return part

    def finish(self, part, sign, can_miss, numeric):
        """The missing rule and the indicator's limits."""
        rng = self.rng
        unavailable = False
        if can_miss:
            word = rng.choice(["points", "points", "unavailable", "unavailable", "not_rated"])
            if word == "not_rated" and rng.random() < 0.6:
                word = "points"
            unavailable = word == "unavailable"
            number = str(rng.randint(0, 9 if "missing_limits" in self.wild else 1))
            part["missing"] = ("-" + number if sign < 0 and number != "0" else number) \
                if word == "points" else word
        self.limits(part, sign)
        self.done.append((part["id"], sign, numeric, can_miss, unavailable))
        return part

    def each_indicator(self, name, kind):
        rng = self.rng
        sign = rng.choice([-1, -1, 1])
        select, class_, months = self.select(window="months" if "decay" in kind else None)
        mixed = rng.random() < 0.1
        text = "change" if mixed else self.amount(class_)
        group = None
        if "group" in kind:
            group = self.group(select, class_, True)
            if kind == "each_group_mean":
                group["combine"] = "mean"
            if kind == "each_group_mean_by":
                # Where the newest record of a group could be read in two ways they must agree.
                group["combine"] = {"mean_by": "size"}
                event = self.classes[class_]["event_date"]
                if "mean_by" not in self.wild:
                    select.pop("missing_date", None)
                    if "window" in select:
                        select["window"]["date"] = event
                    group["order"] = [event, "newest"]
                    if group["by"] == "level":
                        group["by"] = "batch_no"
        base_up = group is not None and "base" in group
        if mixed:
            sign = -1
        elif base_up:
            text, sign = f"-({text})", -1
        elif sign < 0:
            text = f"-({text})"
        if base_up and group.get("floor") == "0":
            sign = 1
        part = self.head(name, sign)
        part["select"] = select
        part["each"] = {"points": text}
        if mixed or text.startswith("-"):
            if rng.random() < 0.3:
                part["each"]["floor"] = f"-{rng.randint(2, 30)}"
            if mixed and rng.random() < 0.3:
                part["each"]["cap"] = str(rng.randint(1, 10))
        elif rng.random() < 0.3:
            part["each"]["cap"] = str(rng.randint(2, 30))
        can_miss = "mean" in kind
        if months and ("decay" in kind or (group and rng.random() < 0.25)):
            part["decay"] = self.decay(select, class_, months)
        if group:
            part["group"] = group
        if kind == "each_per" or (group and rng.random() < 0.15):
            part["per"] = self.exposure()
            can_miss = True
        return self.finish(part, sign, can_miss, None)

    def exposure(self):
        rng = self.rng
        of = rng.choice(["employees", "employees", "index", "capital / (10 wan)"])
        counts = [name for name, _, numeric, _, _ in self.done if numeric == "count"]
        if counts and rng.random() < 0.3:
            of = f"value_of({rng.choice(counts)})"
        return of if rng.random() < 0.4 else {"of": of, "times": rng.choice(["100", "1000", "2.5"])}

    def value_indicator(self, name, kind):
        rng = self.rng
        sign = rng.choice([-1, 1])
        if kind in ("value_of", "points_of") and not self.usable(kind):
            kind = "expression"
        if kind in ("expression", "constant", "value_of", "points_of"):
            return self.subject_indicator(name, kind, sign)
        decayed = kind.endswith("_decay")
        select, class_, months = self.select(window="months" if decayed else None)
        part = self.head(name, sign)
        part["select"] = select
        expression = rng.choice(["cost", "size", "ratio", "amount / (10000 yuan)",
                                 self.amount(class_, 1, "number")])
        unit, can_miss = "number", False
        if kind == "latest_code" and "missing_value" not in self.wild:
            kind = "latest_number"
        base = kind.split("_")[0]
        if kind in ("count", "count_decay", "exists", "distinct"):
            value = f"distinct({rng.choice(['level', 'batch_no', 'ratio', 'ended_on'])})" \
                if base == "distinct" else base
            unit = "truth" if base == "exists" else "count"
        elif base == "sum":
            value, unit = {"sum_people": ("sum(people)", "count"),
                           "sum_money": ("sum(amount)", "money")}.get(
                               kind, (f"sum({expression})", "number"))
        elif base in ("max", "min"):
            value, can_miss = f"{base}({expression})", True
        elif base == "latest":
            value, can_miss = f"latest({expression})", True
            if kind == "latest_code":
                value, unit = "latest(level)", "code"
        elif base == "months":
            field = rng.choice(["ended_on", self.classes[class_]["event_date"]])
            value, unit, can_miss = f"months_since({field})", "months", True
        elif base == "share":
            value, unit, can_miss = "share", "number", True
            of = {k: v for k, v in select.items() if k != "where"}
            part["of"] = of
            if "where" not in select:
                select["where"] = self.record_condition(class_)
        elif base == "count":  # count_per
            value, unit = "count", "count"
        else:
            value, unit = self.group_value(part, kind, select, class_)
            if unit == "number" and "open_range" not in self.wild:
                unit = "open"  # no table over it, so that its sign is plain
            can_miss = kind == "group_mean"  # a sum of no groups is 0, and `size` is required
        part["value"] = value
        if decayed:
            part["decay"] = self.decay(select, class_, months)
        if kind in ("count_per", "sum_per"):
            part["per"] = self.exposure()
            unit, can_miss = "ratio", True
        points = self.points_of_value(unit, sign, can_miss)
        if points is not None:
            part["points"] = points
        return self.finish(part, sign, can_miss, unit)

    def usable(self, kind):
        if kind == "value_of":
            return [d for d in self.done if d[2] in ("number", "count", "open")]
        said = "points_of_missing" in self.wild
        return [d for d in self.done if said or d[4] or not d[3]]

    def group_value(self, part, kind, select, class_):
        group = self.group(select, class_, False)
        what = "latest" if kind == "group_latest" else "max"
        field = "cost" if "group_missing" in self.wild else "size"
        inner = {"group_count": ("count", "count"), "group_sum": ("sum(cost)", "number"),
                 "group_distinct": ("distinct(ended_on)", "count")}.get(
                     kind, (f"{what}({field})", "number"))
        if kind == "group_mean":
            group["combine"] = "mean"
        part["group"] = group
        return inner

    def subject_indicator(self, name, kind, sign):
        rng = self.rng
        can_miss, unit = True, "number"
        if kind == "constant":
            value, can_miss = f"{rng.choice(list(self.parameters))} * {self.number(0, 3)}", False
            part = self.head(name, 1)
            part["value"] = value
            return self.finish(part, 1, False, None)
        if kind == "expression":
            value = self.subject_amount()
        else:
            other, sign_of, unit_of, value_miss, unavailable = rng.choice(self.usable(kind))
            if kind == "value_of":
                value, unit, can_miss = f"value_of({other})", unit_of, value_miss
            else:
                part = self.head(name, sign_of)
                part["value"] = f"points_of({other}) * {self.number(0.1, 2, 2)}"
                return self.finish(part, sign_of, unavailable, None)
        part = self.head(name, sign)
        part["value"] = value
        points = self.points_of_value(unit, sign, can_miss)
        if points is not None:
            part["points"] = points
        return self.finish(part, sign, can_miss, unit)

    def points_of_value(self, unit, sign, can_miss):
        """`points` of a value that is never negative; None: absent."""
        rng = self.rng
        minus = "-" if sign < 0 else ""

        def signed(number):
            return minus + number if number not in ("0",) else "0"
        form = rng.choice(["per_unit", "steps", "linear", "expression", "table"])
        if can_miss and unit != "code" and "missing_value" not in self.wild:
            form = rng.choice(["per_unit", "steps", "linear"])
        if unit == "money":
            if form == "per_unit":
                return {"per_unit": signed(f"0.000{rng.randint(1, 9)}")}  # points a yuan
            return {"table": "by_money"} if sign > 0 else f"-(value / ({rng.randint(1, 9)} wan))"
        if unit == "code":
            level = rng.choice(self.levels)
            return {"table": "by_level"} if sign > 0 else f"if(value = '{level}', -9.5, -2)"
        if unit == "months" and form == "table" and sign > 0:
            return {"table": "by_months"}
        if unit == "number" and form == "table" and sign > 0:
            return {"table": "by_number"}
        if unit == "truth":
            return f"if(value, {signed(self.number(1, 9))}, 0)" if form == "expression" \
                else {"per_unit": signed(self.number(1, 9))}
        if form == "expression":
            if unit == "number":
                return f"{minus}(value * {self.number(0, 3, 2)} + {self.number(0, 3)})"
            return f"if(value > 2, {signed(self.number(1, 20))}, {signed(self.number(0, 5))})"
        if form == "per_unit" or form == "table":
            if rng.random() < 0.2 and sign > 0:
                return None
            if self.parameters and rng.random() < 0.3:
                return {"per_unit": minus + rng.choice(list(self.parameters))}
            return {"per_unit": signed(self.number(0.1, 6, 2))}
        bounds = sorted(rng.sample(range(0, 12), rng.randint(2, 4)))
        rates = [self.number(0, 40) for _ in bounds]
        return {form: [[str(b), signed(r)] for b, r in zip(bounds, rates)]}
