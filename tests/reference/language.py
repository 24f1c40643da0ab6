# SPDX-License-Identifier: Apache-2.0
"""A standard's YAML as a model (docs/standard-language.md sections 1 to 9).

Only valid standards are read: this reference does not check, it means. All scalars are read as
text (BaseLoader), so that a number keeps its exact decimal form. Places where the page can be
read in two ways are marked QUESTION; the plainest reading was taken.
"""
import os
import re
from datetime import date
from fractions import Fraction
from types import SimpleNamespace

import yaml

from expressions import StandardError, nfc, one_call, parse

Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def read_yaml(path):
    with open(path, encoding="utf-8") as file:
        return yaml.load(file, Loader=Loader)


def as_list(value):
    return value if isinstance(value, list) else [value]


def limits_of(part):
    """(floor, cap) as closures or None; parameters are allowed in both."""
    return tuple(parse(part[k]) if k in part else None for k in ("floor", "cap"))


def read_select(part):
    window = part.get("window") or {}
    return SimpleNamespace(
        classes=part["classes"] if "classes" in part else [part["class"]],
        where=parse(part["where"]) if "where" in part else None,
        date=window.get("date"),
        months=int(window["months"]) if "months" in window else None,
        days=int(window["days"]) if "days" in window else None,
        since=date.fromisoformat(window["since"]) if "since" in window else None,
        # QUESTION section 6.1: `missing_date` may stand beside `window` or inside it.
        include_missing=(part.get("missing_date") or window.get("missing_date")) == "include",
        statuses=set(as_list(part.get("status", ["in_force"]))) - {"repaired", "withdrawn"})


NUMBER = r"(-?\d+(?:\.\d+)?)"
BOUND_TESTS = {
    "<": lambda v, n: v < n, "<=": lambda v, n: v <= n, ">": lambda v, n: v > n,
    ">=": lambda v, n: v >= n, "=": lambda v, n: v == n}


def read_cell(cell):
    """A table's cell as a predicate over a key's value (None = missing)."""
    if isinstance(cell, list):
        codes = {nfc(code) for code in cell}
        return lambda v: v in codes
    cell = cell.strip()
    if cell == "any":
        return lambda v: True
    if cell == "missing":
        return lambda v: v is None
    found = re.fullmatch(NUMBER + r"\.\." + NUMBER, cell)
    if found:
        low, high = Fraction(found.group(1)), Fraction(found.group(2))
        return lambda v: v is not None and low <= v <= high
    found = re.fullmatch(r"(<=|>=|<|>)\s*" + NUMBER, cell)
    if found:
        test, bound = BOUND_TESTS[found.group(1)], Fraction(found.group(2))
        return lambda v: v is not None and test(v, bound)
    if re.fullmatch(NUMBER, cell):
        number = Fraction(cell)
        return lambda v: v == number or v == cell  # a code may look like a number
    return lambda v: v == nfc(cell)


def read_table(part):
    rows = [([read_cell(c) for c in row[:-1]], Fraction(row[-1])) for row in part["rows"]]
    return SimpleNamespace(rows=rows, otherwise=Fraction(part["else"]) if "else" in part else None)


def read_parameter(part):
    """[(from or None, value)], in the order of the file."""
    if "is" in part:
        return [(None, Fraction(part["is"]))]
    return [(date.fromisoformat(v["from"]) if "from" in v else None, Fraction(v["is"]))
            for v in part["values"]]


CONDITION_WORDS = ("count", "sum", "max", "min", "latest", "distinct", "months_since")


def read_condition(part):
    """("expression", f), ("all"|"any", [...]), ("not", c), ("exists"|"none", select),
    or ("value", kind, select, f, comparison)."""
    if not isinstance(part, dict):
        return ("expression", parse(part))
    if "all" in part or "any" in part:
        word = "all" if "all" in part else "any"
        return (word, [read_condition(c) for c in part[word]])
    if "not" in part:
        return ("not", read_condition(part["not"]))
    for word in ("exists", "none"):
        if word in part:
            return (word, read_select(part[word]))
    for word in CONDITION_WORDS:
        if word in part:
            of = parse(part["of"]) if "of" in part else None
            return ("value", word, read_select(part[word]), of, parse("value " + part["is"]))
    raise StandardError(f"condition not understood: {part}")


def read_group(part):
    combine = part.get("combine", "sum")
    return SimpleNamespace(
        by=part["by"], order=part.get("order"), take=int(part["take"]) if "take" in part else None,
        weights=[Fraction(w) for w in part["weights"]] if "weights" in part else None,
        base=parse(part["base"]) if "base" in part else None, limits=limits_of(part),
        combine="mean_by" if isinstance(combine, dict) else combine,
        mean_by=combine["mean_by"] if isinstance(combine, dict) else None)


def read_points(part):
    """The value's points as (word, argument)."""
    if part is None:
        return ("per_unit", parse("1"))
    if not isinstance(part, dict):
        return ("expression", parse(part))
    word = next(iter(part))
    if word == "per_unit":
        return (word, parse(part[word]))
    if word in ("steps", "linear"):
        return (word, [(Fraction(x), Fraction(p)) for x, p in part[word]])
    return (word, part[word])


def read_indicator(part):
    result = SimpleNamespace(
        id=part["id"], select=read_select(part["select"]) if "select" in part else None,
        of=read_select(part["of"]) if "of" in part else None, each=None, value=None,
        group=read_group(part["group"]) if "group" in part else None, decay=None, exposure=None,
        points=read_points(part.get("points")), missing=None, limits=limits_of(part))
    if "each" in part:
        result.each = SimpleNamespace(points=parse(part["each"]["points"]),
                                      limits=limits_of(part["each"]))
    elif result.select is None:
        result.value = ("expression", parse(part["value"]))
    elif part["value"] in ("count", "exists", "share"):
        result.value = (part["value"], None)
    else:
        word, inner = one_call(part["value"])
        result.value = (word, parse(inner))
    if "decay" in part:
        result.decay = SimpleNamespace(by=part["decay"]["by"], steps=[
            (int(m), Fraction(f)) for m, f in part["decay"]["steps"]])
    if "per" in part:
        per = part["per"] if isinstance(part["per"], dict) else {"of": part["per"]}
        result.exposure = (parse(per["of"]), Fraction(per.get("times", "1")))
    if "missing" in part:
        word = part["missing"]
        result.missing = word if word in ("unavailable", "not_rated") else parse(word)
    return result


def read_dimension(part):
    return SimpleNamespace(
        id=part["id"], base=parse(part.get("base", "0")), weight=Fraction(part.get("weight", "1")),
        combine=part.get("combine", "sum"), minimum=int(part.get("minimum", "1")),
        limits=limits_of(part), indicators=[read_indicator(i) for i in part["indicators"]])


OVERRIDE_WORDS = ("veto", "cap", "floor", "set", "step_up", "step_down", "points")


def read_override(part):
    word = next(w for w in OVERRIDE_WORDS if w in part)
    amount = part[word]
    if word in ("step_up", "step_down"):
        amount = int(amount)
    elif word == "points":
        act = next(iter(amount))
        amount = (act, parse(amount[act]))
    return SimpleNamespace(
        id=part["id"], word=word, amount=amount,
        when=read_condition(part["when"]) if "when" in part else None,
        per=read_select(part["per"]["count"]) if "per" in part else None)


def bounds_of(part):
    """(lower, upper), each (number, inclusive) or None."""
    lower = upper = None
    if "from" in part:
        lower = (Fraction(part["from"]), True)
    if "above" in part:
        lower = (Fraction(part["above"]), False)
    if "through" in part:
        upper = (Fraction(part["through"]), True)
    if "below" in part:
        upper = (Fraction(part["below"]), False)
    return lower, upper


def resolve_bounds(scale):
    """Fills each grade's open sides from its neighbours. The list is best first; best may be the
    highest points or (a risk grade) the lowest, which the bounds themselves tell."""
    plain = [g for g in scale if not g.special]
    for order in (plain[::-1], plain):  # ascending in points
        meets = []
        for low, high in zip(order, order[1:]):
            upper, lower = low.bounds[1], high.bounds[0]
            if upper is None and lower is None:
                break
            wanted = lower or (upper[0], not upper[1])
            if upper is not None and (upper[0] != wanted[0] or upper[1] == wanted[1]):
                break
            meets.append(wanted)
        lowers = [order[0].bounds[0]] + meets
        uppers = [(n, not included) for n, included in meets] + [order[-1].bounds[1]]
        if len(meets) == len(plain) - 1 and all(
                low is None or up is None or low[0] < up[0] or (low == up and low[1])
                for low, up in zip(lowers, uppers)):
            for grade, lower, upper in zip(order, lowers, uppers):
                grade.bounds = (lower, upper)
            return
    raise StandardError("the grades' bounds do not meet")


def read_grades(part):
    by, scale = "points", part
    if isinstance(part, dict):
        by, scale = part.get("by", "points"), part["scale"]
    grades = [SimpleNamespace(
        id=g["id"], special=g.get("special") == "true", bounds=bounds_of(g),
        when=read_condition(g["when"]) if "when" in g else None) for g in scale]
    if by != "conditions":
        resolve_bounds(grades)
    return by, grades


LAYERS_MAX = 8


def find_parent(path, name):
    """The file of `id@version`. QUESTION section 9: where it is looked for; here, the folder."""
    folder = os.path.dirname(os.path.abspath(path))
    for entry in sorted(os.listdir(folder)):
        if entry.endswith((".yaml", ".yml")):
            raw = read_yaml(os.path.join(folder, entry))
            if isinstance(raw, dict) and f"{raw.get('standard')}@{raw.get('version')}" == name:
                return raw
    raise StandardError(f"parent {name} not found beside {path}")


def unless_vetoed(when, above):
    """A child's reason holds only where no veto of the layers above does."""
    vetoes = [o["when"] for o in above.get("overrides", []) if "veto" in o]
    return {"all": [when, {"not": {"any": vetoes}}]} if vetoes else when


def extend(parent, child):
    """Section 9: what a child may say, put into its parent's structures (themselves joined with theirs)."""
    whole = dict(parent)
    for word in ("standard", "version", "title", "layer", "effective", "cycle"):
        if word in child:
            whole[word] = child[word]
    scope, added = dict(parent["scope"]), child.get("scope") or {}
    if "kinds" in added:
        scope["kinds"] = added["kinds"]
    wheres = [s["where"] for s in (parent["scope"], added) if "where" in s]
    if wheres:
        scope["where"] = " and ".join(f"({w})" for w in wheres)
    scope["not_rated"] = scope.get("not_rated", []) + [
        {**reason, "when": unless_vetoed(reason["when"], parent)} for reason in added.get("not_rated", [])]
    whole["scope"] = scope
    parameters = {k: dict(v) for k, v in parent.get("parameters", {}).items()}
    for name, said in child.get("parameters", {}).items():
        old = parameters.get(name, {})
        kept = {k: v for k, v in old.items() if k not in ("is", "values")}
        parameters[name] = {**kept, **said}
    whole["parameters"] = parameters
    whole["tables"] = {**parent.get("tables", {}), **child.get("tables", {})}
    dimensions = [dict(d) for d in parent.get("dimensions", [])]
    for dimension in child.get("dimensions", []):
        old = next((d for d in dimensions if d["id"] == dimension["id"]), None)
        if old is None:
            dimensions.append(dimension)
        else:
            old["indicators"] = old["indicators"] + dimension["indicators"]
    whole["dimensions"] = dimensions
    whole["overrides"] = parent.get("overrides", []) + child.get("overrides", [])
    return whole


def read_resolved(path):
    """The file joined with its parents: the chain upwards, then from the root downwards."""
    levels = [read_yaml(path)]
    while "extends" in levels[-1]:
        if len(levels) == LAYERS_MAX:
            raise StandardError(f"more than {LAYERS_MAX} levels above {path}")
        levels.append(find_parent(path, levels[-1]["extends"]))
    whole = levels.pop()
    while levels:
        whole = extend(whole, levels.pop())
    return whole


def read_standard(path):
    raw = read_resolved(path)
    points = raw.get("points")
    by, grades = read_grades(raw["grades"])
    scope = raw["scope"]
    rank = raw.get("rank")
    return SimpleNamespace(
        name=f"{raw['standard']}@{raw['version']}", kinds=set(scope["kinds"]),
        where=parse(scope["where"]) if "where" in scope else None,
        not_rated=[(n["id"], read_condition(n["when"])) for n in scope.get("not_rated", [])],
        has_points=points is not None, places=int((points or {}).get("places", "3")),
        base=parse((points or {}).get("base", "0")), limits=limits_of(points or {}),
        round_at=(points or {}).get("round_at", "indicator"),
        minimum_dimensions=int((points or {}).get("minimum_dimensions", "0")),
        missing_dimension=(points or {}).get("missing_dimension", "not_rated"),
        parameters={k: read_parameter(v) for k, v in raw.get("parameters", {}).items()},
        tables={k: read_table(v) for k, v in raw.get("tables", {}).items()},
        dimensions=[read_dimension(d) for d in raw.get("dimensions", [])],
        graded_by=by, grades=grades,
        overrides=[read_override(o) for o in raw.get("overrides", [])],
        rank=None if rank is None else SimpleNamespace(
            within=rank.get("within", []), minimum=int(rank.get("minimum", "1"))))
