# SPDX-License-Identifier: Apache-2.0
"""A random but valid standard over a random catalogue, as nested dicts and lists: dimensions,
conditions and overrides around random indicators. Every feature of docs/standard-language.md comes
up; what the page leaves open only with `wild`."""
from random_catalogue import title
from random_indicators import EACH_KINDS, VALUE_KINDS, IndicatorBuilder


class Builder(IndicatorBuilder):
    def dimension(self, name, kinds):
        rng = self.rng
        part = {"id": name, "title": title(name)}
        if rng.random() < 0.4:
            part["base"] = self.number(0, 20)
        if rng.random() < 0.6:
            part["weight"] = rng.choice(["0.25", "0.5", "2", "0.333333", "1.5", "0.000001"]
                                        if rng.random() < 0.3 else ["0.25", "0.5", "0.4", "2"])
        indicators = [self.indicator(f"{name}_{i}", kind) for i, kind in enumerate(kinds)]
        if rng.random() < 0.35:
            part["combine"] = "mean"
            if len(indicators) > 1 and rng.random() < 0.6:
                part["minimum"] = str(rng.randint(1, len(indicators)))
        if rng.random() < 0.3:
            part["floor"] = f"-{rng.randint(5, 60)}"
        if rng.random() < 0.3:
            part["cap"] = str(rng.randint(20, 90))
        part["indicators"] = indicators
        return part

    def condition(self, points=None, depth=1):
        """A condition of section 7.1. `points`: some of the total's values, or None."""
        rng = self.rng
        form = rng.choice(["expression", "exists", "none", "count", "sum", "max", "min", "latest",
                           "distinct", "months_since", "all", "any", "not", "points", "part"])
        self.features.add("when_" + form)
        select, class_, _ = self.select()
        bound = f"{rng.choice(['<', '<=', '>', '>=', '='])} {rng.randint(1, 6)}"
        if depth > 0 and form in ("all", "any"):
            return {form: [self.condition(points, depth - 1), self.condition(points, depth - 1)]}
        if form == "points" and points:
            return f"points {rng.choice(['<', '<=', '>', '>=', '='])} {rng.choice(points)}"
        numeric = [d for d in self.done if d[2] in ("count", "number")]
        if form == "part" and numeric:
            return rng.choice([f"points_of({rng.choice(self.done)[0]}) > {self.number(-9, 9)}",
                               f"value_of({rng.choice(numeric)[0]}) >= {rng.randint(1, 5)}",
                               f"points_of({rng.choice(self.dimension_ids)}) < "
                               f"{self.number(-20, 20)}"])
        if form in ("exists", "none"):
            return {form: select}
        if form == "not":
            return {"not": {rng.choice(["exists", "none"]): select}}
        if form == "count":
            return {form: select, "is": bound}
        if form == "sum":
            return {form: select, "of": "amount", "is": f"> {rng.choice([2, 10, 40])} wan"}
        if form in ("max", "min"):
            return {form: select, "of": rng.choice(["cost", "ratio", "size * 2"]), "is": bound}
        if form == "latest":
            return {form: select, "of": "level", "is": f"= '{rng.choice(self.levels)}'"}
        if form == "distinct":
            return {form: select, "of": "batch_no", "is": bound}
        if form == "months_since":
            return {form: select, "of": self.classes[class_]["event_date"], "is": bound}
        return self.subject_condition()

    def override(self, name, word, grades, points):
        rng = self.rng
        part = {"id": name}
        if word in ("veto", "cap", "floor", "set"):
            part[word] = rng.choice(grades)
        elif word == "points":
            act = rng.choice(["set", "add", "take"])
            part["points"] = {act: rng.choice(points) if act == "set" else self.number(1, 20, 0)}
        else:
            part[word] = str(rng.randint(1, 2))
            if rng.random() < 0.4:
                part["per"] = {"count": self.select()[0]}
        if "per" not in part:
            part["when"] = self.condition(points)
        part["basis"] = rng.choice(["method", {"source": "Test law", "article": "Art. 3"}])
        self.features.add(word)
        return part

    def overrides(self, grades, special, points, may_veto):
        """`grades`: ids without the special one."""
        rng = self.rng
        words = ["cap", "floor", "set", "step_up", "step_down"] + ["veto"] * may_veto
        words = [rng.choice(words) for _ in range(rng.randint(0, 5))]
        if points and rng.random() < 0.4:
            words = ["points"] * rng.randint(1, 2) + words
        result = [self.override(f"o{n}", word, grades, points) for n, word in enumerate(words)]
        if special:
            at = rng.randint(sum(w == "points" for w in words), len(result))
            result.insert(at, {"id": "fresh", "set": special, "when": self.condition(points),
                               "basis": "method"})
        return result

    def standard(self):
        """Everything but the grades, overrides and rank, which need the points that come out."""
        rng = self.rng
        self.special = None
        whole = {"standard": "test.random", "version": "1.2.0", "language": 1,
                 "catalogue": "test.random", "title": title("random"), "layer": "national",
                 "effective": {"from": "2019-01-01"}, "cycle": {"months": 12},
                 "basis": [{"id": "method", "source": "Test method", "article": "Art. 5"}]}
        kinds = rng.sample(self.kinds, max(1, len(self.kinds) - (rng.random() < 0.3)))
        scope = {"kinds": kinds}
        if rng.random() < 0.2:
            scope["where"] = rng.choice(["zone.kind in ('park', 'street')", "missing(rural) or "
                                         "rural = false", "employees >= 3 or missing(employees)"])
        whole["scope"] = scope
        whole["points"] = points = {
            "places": str(rng.choice([0, 1, 2, 3, 3, 6])), "base": rng.choice(["0", "60", "800"]),
            "round_at": rng.choice(["indicator", "dimension", "total"]),
            "missing_dimension": rng.choice(["share_out", "share_out", "zero", "not_rated"])}
        if rng.random() < 0.15:
            del points["places"]
        if rng.random() < 0.4:
            points["floor"] = str(int(points["base"]) - rng.randint(20, 60))
        if rng.random() < 0.4:
            points["cap"] = str(int(points["base"]) + rng.randint(20, 60))
        whole["parameters"] = self.add_parameters()
        whole["tables"] = self.add_tables()
        names = ["merits", "faults", "conduct", "service"][:rng.randint(2, 4)]
        self.dimension_ids = names
        if rng.random() < 0.4:
            points["minimum_dimensions"] = str(rng.randint(1, len(names)))
        pool = list(EACH_KINDS) + list(VALUE_KINDS)
        rng.shuffle(pool)
        whole["dimensions"] = []
        for name in names:
            count = rng.randint(1, 4)
            whole["dimensions"].append(self.dimension(name, [pool.pop() for _ in range(count)]))
        if rng.random() < 0.5:
            scope["not_rated"] = [
                {"id": f"thin_{n}", "when": self.rare_condition(), "reason": title("thin")}
                for n in range(rng.randint(1, 2))]
        return whole

    def rare_condition(self):
        rng = self.rng
        return rng.choice([f"months_since(established_on) < {rng.randint(3, 12)}",
                           "missing(established_on)", "employees < 2", "index >= 95",
                           {"all": [{"none": self.select(where=False)[0]}, "rural = true"]},
                           {"count": self.select()[0], "is": ">= 9"}])
