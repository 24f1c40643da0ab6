#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes a random catalogue, a random valid standard, random subjects and records into a folder,
the same for the same seed, and `run.json` with how to evaluate them.

  generate.py --seed S --out DIR [--subjects N] [--records N] [--wild all|TOPIC,...]

`--wild` adds what the language page leaves open (README.md): differences there are questions.
The grades are cut at points that come out of the reference itself, so that subjects lie exactly
on the bounds and every grade can be reached.
"""
import argparse
import csv
import json
import os
import random
from fractions import Fraction

import yaml

from random_catalogue import build_catalogue, title
from random_data import DataWriter
from random_expressions import topics_of
from random_standard import Builder
from reference import decimal, run_reference


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True  # the strict reader refuses anchors


def plain_text(dumper, text):
    """Numbers and dates are written bare, as a person writes them; other text as YAML needs it."""
    bare = text[1:] if text.startswith("-") else text
    if bare.isdigit() and (bare == "0" or bare[0] != "0"):
        return dumper.represent_scalar("tag:yaml.org,2002:int", text)
    if bare.count(".") == 1 and bare.replace(".", "").isdigit():
        return dumper.represent_scalar("tag:yaml.org,2002:float", text)
    if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit():
        return dumper.represent_scalar("tag:yaml.org,2002:timestamp", text)
    if text == "true":
        return dumper.represent_scalar("tag:yaml.org,2002:bool", text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text)


Dumper.add_representer(str, plain_text)


def write_yaml(path, value):
    with open(path, "w", encoding="utf-8") as file:
        yaml.dump(value, file, Dumper=Dumper, allow_unicode=True, sort_keys=False,
                  default_flow_style=None, width=100000)


def write_lines(rng, path, lines):
    """CSV or NDJSON, with the date and number spellings that both allow. Returns the path."""
    columns = []
    for line in lines:
        columns += [c for c in line if c not in columns]
    if rng.random() < 0.5:
        path += ".csv"
        with open(path, "w", encoding="utf-8-sig" if rng.random() < 0.3 else "utf-8",
                  newline="") as file:
            writer = csv.writer(file, lineterminator=rng.choice(["\n", "\r\n"]))
            writer.writerow(columns)
            for line in lines:
                writer.writerow([spell_date(rng, line.get(c) or "") for c in columns])
        return path
    path += ".ndjson"
    with open(path, "w", encoding="utf-8") as file:
        for line in lines:
            line = {k: v for k, v in line.items() if v is not None or rng.random() < 0.5}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")
    return path


def spell_date(rng, text):
    if len(text) == 10 and text[4] == text[7] == "-" and text.replace("-", "").isdigit():
        year, month, day = text.split("-")
        return rng.choice([text, text, f"{year}{month}{day}", f"{year}/{int(month)}/{int(day)}",
                           f"{year}年{int(month)}月{int(day)}日"])
    return text


def write_data(rng, folder, writer):
    subjects = write_lines(rng, os.path.join(folder, "subjects"), writer.subjects())
    by_class, statuses, merges = writer.records()
    files = [(name, lines) for name, lines in by_class.items()]
    files += [("record_status", statuses), ("subject_merge", merges)]
    rng.shuffle(files)
    paths = [write_lines(rng, os.path.join(folder, f"records_{name}"), lines)
             for name, lines in files if lines]
    return subjects, paths


def cut_grades(rng, builder, points, places):
    """Grades whose bounds are points that came out; None where there are too few of them."""
    values = sorted(set(points))
    count = min(rng.randint(2, 5), len(values))
    if count < 2:
        return None
    cuts = sorted(rng.sample(range(1, len(values)), count - 1))
    lower = []  # of every grade but the worst, in ascending order of points
    for cut in cuts:
        if rng.random() < 0.7:
            lower.append(("from", "below", values[cut]))
        else:
            lower.append(("above", "through", values[cut - 1]))
    # The grades as intervals from the lowest points up; each boundary is said by one or both sides.
    parts = [{} for _ in range(count)]
    rising = rng.random() < 0.25  # a risk standard, where the best has the fewest points
    style = rng.choice(["lower", "both", "upper"])
    if "rising_bounds" not in builder.wild:
        one_number = len({n for _, _, n in lower}) < len(lower)
        if one_number:
            rising, style = False, "both"
        elif rising and (style == "lower" or count == 2):
            style = "upper"
    for i, (start, stop, number) in enumerate(lower):
        text = decimal(number, places)
        if style != "upper":
            parts[i + 1][start] = text
        if style != "lower":
            parts[i][stop] = text
    if not rising:
        parts.reverse()
    names = ["A", "B", "C", "D", "E"]
    return [{"id": n, "title": title(n), **p} for n, p in zip(names, parts)]


def conditional_grades(rng, builder):
    scale = [{"id": "A", "title": title("A")}]
    for name in "BCD"[:rng.randint(1, 3)]:
        scale.append({"id": name, "title": title(name), "when": builder.condition()})
    return {"by": "conditions", "scale": scale}


def percentile_grades(rng):
    cuts = sorted(rng.sample(["12.5", "25", "50", "66.667", "80"], rng.randint(1, 3)),
                  key=float, reverse=True)
    scale = [{"id": n, "title": title(n), rng.choice(["from", "above"]): c}
             for n, c in zip("ABCD", cuts)]
    return {"by": "percentile", "scale": scale + [{"id": "Z", "title": title("Z")}]}


def finish_standard(rng, builder, whole, points):
    """Adds grades, overrides and rank, once the points that come out are known."""
    places = int(whole["points"].get("places", "3"))
    scale = cut_grades(rng, builder, points, places)
    if scale is None:
        return False
    form = rng.random()
    rank = {"within": rng.choice([["zone.id"], ["zone.kind"], ["zone.id", "zone.kind"]]),
            "minimum": str(rng.randint(1, 6))}
    if rng.random() < 0.2:
        del rank["within"]
    special = None
    if form < 0.15:
        grades, whole["rank"] = percentile_grades(rng), rank
    elif form < 0.3:
        grades = conditional_grades(rng, builder)
        if rng.random() < 0.3:  # a standard without points
            grades["scale"] = [g for g in grades["scale"]
                               if "points_of" not in str(g) and "value_of" not in str(g)]
            for word in ("points", "dimensions"):
                whole.pop(word)
    else:
        grades = scale
        if rng.random() < 0.3:
            special = "M"
            grades.insert(rng.randint(1, len(grades)),
                          {"id": special, "title": title(special), "special": "true"})
    if "points" in whole and rng.random() < 0.4:
        whole["rank"] = rank
    scale = grades["scale"] if isinstance(grades, dict) else grades
    whole["grades"] = grades
    if "points" not in whole:
        builder.done = []
    ids = [g["id"] for g in scale if "special" not in g]
    some = [decimal(p, places) for p in points] if "points" in whole else None
    if some is None:
        builder.done = []
    may_veto = not isinstance(grades, dict) or grades["by"] != "percentile" or \
        "veto_percentile" in builder.wild
    made = builder.overrides(ids, special, some, may_veto)
    if some is None:
        made = [o for o in made if "points_of" not in str(o) and "value_of" not in str(o)]
    if made:
        whole["overrides"] = made
    return True


def keep_limits_that_bite(whole, lines):
    """A dimension's limit that can't be met is refused; what was met can be."""
    for n, dimension in enumerate(whole["dimensions"]):
        points = {Fraction(line["dimensions"][n]["points"]) for line in lines
                  if line["dimensions"] and line["dimensions"][n]["points"] is not None}
        for word in ("floor", "cap"):
            if word in dimension and Fraction(dimension[word]) not in points:
                del dimension[word]


def reads_points(when):
    text = json.dumps(when)
    return "points" in text or "value_of" in text


def tame(indicator, cap):
    """As a child's indicator must be: never missing, and no more points than `cap`."""
    if "missing" in indicator:
        indicator["missing"] = "0"
    if not indicator.get("floor", "-").startswith("-"):
        del indicator["floor"]
    indicator["cap"] = str(cap)
    return indicator


def make_child(rng, builder, parent):
    """Section 9: what a child may say. The parent says how much its children may add."""
    child = {k: parent[k] for k in ("language", "catalogue", "title", "effective", "basis")}
    child = {"standard": "test.child", "version": "0.3.1", **child, "layer": "local",
             "extends": "test.random@1.2.0"}
    scope = {"kinds": parent["scope"]["kinds"][:rng.choice([1, 3])]}
    if rng.random() < 0.5:
        scope["where"] = "missing(index) or index < 90"
    vetoes = [o["when"] for o in parent.get("overrides", []) if "veto" in o]
    if rng.random() < 0.5 and not any(reads_points(when) for when in vetoes):
        scope["not_rated"] = [{"id": "child_thin", "when": "employees < 4",
                               "reason": title("thin")}]
    child["scope"] = scope
    if rng.random() < 0.7:
        name = rng.choice(list(parent["parameters"]))
        low, high = parent["parameters"][name]["bounds"]
        child["parameters"] = {name: {"is": builder.number(int(low), int(high))}}
    child["tables"] = {"child_factor": builder.add_table(["severity"], True)}
    if "else" not in child["tables"]["child_factor"]:
        child["tables"]["child_factor"]["rows"].append(["missing", "1"])
    builder.tables = {"child_factor": ["severity"]}
    builder.special = "special"
    if "dimensions" in parent:
        kinds = ["each", "count", "sum_number", "latest_code"]
        points, child["dimensions"] = parent["points"], []
        if points["missing_dimension"] != "share_out" and "minimum_dimensions" not in points:
            own = builder.dimension("child_dim", [rng.choice(kinds)])
            own["indicators"] = [tame(i, 30) for i in own["indicators"]]
            own.pop("floor", None)
            own.pop("minimum", None)
            child["dimensions"].append({**own, "cap": "60"})
        sums = [d for d in parent["dimensions"] if d.get("combine") != "mean"]
        if sums and rng.random() < 0.6:
            old = rng.choice(sums)
            takes_away = any("adverse" in i for i in old["indicators"])
            extra = tame(builder.indicator("child_extra", rng.choice(kinds)), 0 if takes_away else 20)
            child["dimensions"].append({"id": old["id"], "indicators": [extra]})
        if not child["dimensions"]:
            del child["dimensions"]
        points["special"] = "200"
    scale = parent["grades"]["scale"] if isinstance(parent["grades"], dict) else parent["grades"]
    ids = [g["id"] for g in scale if "special" not in g]
    percentile = isinstance(parent["grades"], dict) and parent["grades"]["by"] == "percentile"
    words = ["cap"] + ["veto"] * (not percentile) + ["step_down"]
    child["overrides"] = []
    for n in range(rng.randint(1, 2)):
        word = rng.choice(words)
        targets = [scale[-1]["id"]] if word == "veto" else ids[1:]
        child["overrides"].append({**builder.override("x", word, targets, None), "id": f"child_{n}"})
    if rng.random() < 0.5:
        child["grades"] = [{"id": ids[0], "title": title("Best")}]
    return child


def make_grandchild(rng, builder, child, parent):
    """A third level: it narrows again, within what the second one left."""
    leaf = {k: child[k] for k in ("language", "catalogue", "title", "effective", "basis")}
    leaf = {"standard": "test.leaf", "version": "0.0.1", **leaf, "layer": "zone",
            "extends": "test.child@0.3.1"}
    leaf["scope"] = {"where": "missing(index) or index < 80"} if rng.random() < 0.5 else {}
    leaf["scope"]["kinds"] = child["scope"]["kinds"]
    for name, said in child.get("parameters", {}).items():
        low, high = parent["parameters"][name]["bounds"]
        said["bounds"] = [low, said["is"]]
        leaf["parameters"] = {name: {"is": rng.choice([low, said["is"]])}}
    scale = parent["grades"]["scale"] if isinstance(parent["grades"], dict) else parent["grades"]
    ids = [g["id"] for g in scale if "special" not in g]
    leaf["overrides"] = [{**builder.override("x", "step_down", ids, None), "id": "leaf"}]
    return leaf


def generate(seed, folder, subjects=60, records=900, wild=()):
    """Writes everything; returns what run.json says."""
    rng = random.Random(f"sanqu {seed}")
    os.makedirs(os.path.join(folder, "catalogue"), exist_ok=True)
    catalogue = build_catalogue(rng)
    write_yaml(os.path.join(folder, "catalogue", "catalogue.yaml"), catalogue)
    writer = DataWriter(rng, catalogue, subjects, records, wild)
    subjects_file, record_files = write_data(rng, folder, writer)
    known_at = writer.known_at and writer.time(writer.known_at)
    standard_file = os.path.join(folder, "standard.yaml")
    while True:  # until points come out that differ, so that there is something to cut
        builder = Builder(rng, catalogue, wild)
        whole = builder.standard()
        write_yaml(standard_file, {**whole, "grades": [{"id": "A", "title": title("A")}]})
        lines = run_reference(standard_file, os.path.join(folder, "catalogue"), subjects_file,
                              record_files, writer.as_of.isoformat(), known_at)
        points = [line["points"] for line in lines if line["points"] is not None]
        keep_limits_that_bite(whole, lines)
        if finish_standard(rng, builder, whole, [Fraction(p) for p in points]):
            break
    if rng.random() < 0.15:
        parent, whole = whole, make_child(rng, builder, whole)
        write_yaml(os.path.join(folder, "parent.yaml"), parent)
        if rng.random() < 0.4:
            leaf = make_grandchild(rng, builder, whole, parent)
            write_yaml(os.path.join(folder, "middle.yaml"), whole)
            whole = leaf
    write_yaml(standard_file, whole)
    run = {"seed": seed, "standard": "standard.yaml", "catalogue": "catalogue",
           "subjects": os.path.basename(subjects_file),
           "records": [os.path.basename(p) for p in record_files],
           "as_of": writer.as_of.isoformat(), "known_at": known_at, "wild": list(wild),
           "features": sorted(builder.features)}
    with open(os.path.join(folder, "run.json"), "w", encoding="utf-8") as file:
        json.dump(run, file, ensure_ascii=False, indent=1)
    return run


def main():
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--seed", type=int, required=True)
    arguments.add_argument("--out", required=True)
    arguments.add_argument("--subjects", type=int, default=60)
    arguments.add_argument("--records", type=int, default=900)
    arguments.add_argument("--wild", type=topics_of, default=())
    given = arguments.parse_args()
    generate(given.seed, given.out, given.subjects, given.records, given.wild)


if __name__ == "__main__":
    main()
