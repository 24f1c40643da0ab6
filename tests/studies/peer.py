# SPDX-License-Identifier: Apache-2.0
"""Studies held against a second way to the same figures: `sanqu evaluate` gives each subject's result, and everything that
a study says about them is counted and computed anew here (by_pairs.py).

  peer.py SANQU [SEED...]"""

import csv
import datetime
import io
import json
import subprocess
import sys
import tempfile
from collections import Counter
from decimal import Decimal
from pathlib import Path

import jsonschema

import by_pairs as peer
from shops import DAY, END, Shops

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
SCHEMA = json.loads((ROOT / "docs/formats/study.schema.json").read_text(encoding="utf-8"))
CATALOGUE = ROOT / "tests/golden/data/catalogue"
COUNT = 500
MONTHS = 12
TODAY = (END + datetime.timedelta(days=90)).isoformat()
MINIMUM = 25

failures = []
checks = 0


def check(got, want, what):
    global checks
    checks += 1
    if got != want:
        failures.append(f"{what}: got {got}, want {want}")


def near(got, want, what):
    """Six places were written."""
    global checks
    checks += 1
    if got is None or want is None:
        if got is not want:
            failures.append(f"{what}: got {got}, want {want}")
    elif abs(float(got) - float(want)) > 6e-7:
        failures.append(f"{what}: got {got}, want {float(want):.7f}")


def run(sanqu, folder, words, exits=(0, 1)):
    files = ["--subjects", str(folder / "subjects.csv"), "--records", str(folder / "records.csv"), "--catalogue",
             str(CATALOGUE), "--today", TODAY, "--lang", "en"]
    done = subprocess.run([sanqu, *words, *files], capture_output=True, text=True, encoding="utf-8")
    if done.returncode not in exits:
        sys.exit(f"{words}: exit {done.returncode}\n{done.stderr[:2000]}")
    return done.stdout


def study(sanqu, folder, words):
    out = json.loads(run(sanqu, folder, ["standard", *words, "--format", "json", "--minimum", str(MINIMUM), "--group-by",
                                         "kind,opened_on,street"]))
    jsonschema.validate(out, SCHEMA)
    return out


def results(sanqu, folder, standard, as_of, known_at):
    """By subject: points in tenths, the grade, the reason."""
    text = run(sanqu, folder, ["evaluate", "--standard", str(standard), "--as-of", as_of.isoformat(), "--known-at", known_at,
                               "--format", "csv", "--no-next-change"])
    out = {}
    for row in csv.DictReader(io.StringIO(text)):
        points = int(Decimal(row["points"]) * 10) if row["points"] else None
        out[row["subject_id"]] = (points, row["grade"], row["reason"], row["overrides"])
    return out


def end_of(day):
    return day.isoformat() + "T23:59:59.999+08:00"


def age_group(opened, day):
    months = (day.year - opened.year) * 12 + day.month - opened.month - (day.day < opened.day)
    return str(max([years for years in (0, 1, 3, 5, 10) if months >= 12 * years]))


def groups_of(shops, day):
    """By subject: its group in each grouping."""
    out = {}
    for shop in shops.subjects:
        opened = datetime.date.fromisoformat(shop["opened_on"])
        out[shop["subject_id"]] = {"kind": shop["kind"], "opened_on": age_group(opened, day),
                                   "street": shop["street"] or "missing"}
    return out


def outcome(result):
    return result[1] if result[1] else result[2]


def check_comparison(out, before, after, shops, what):
    ids = sorted(before)
    check(sorted(after), ids, f"{what}: the same subjects")
    moves = Counter((outcome(before[s]), outcome(after[s])) for s in ids)
    rows, columns = [o["id"] for o in out["migration"]["before"]], [o["id"] for o in out["migration"]["after"]]
    for r, row in enumerate(rows):
        for k, column in enumerate(columns):
            check(out["migration"]["cells"][r][k], moves[row, column], f"{what}: {row} to {column}")
    check(sum(map(sum, out["migration"]["cells"])), len(ids), f"{what}: everybody is in the matrix")

    def tally(chosen):
        both = [s for s in chosen if before[s][1] and after[s][1]]
        changes = [after[s][0] - before[s][0] for s in both]
        return {"subjects": len(chosen), "rated_both": len(both),
                "entered": sum(not before[s][1] and bool(after[s][1]) for s in chosen),
                "left": sum(bool(before[s][1]) and not after[s][1] for s in chosen),
                "grade_up": sum(after[s][1] < before[s][1] for s in both),
                "grade_down": sum(after[s][1] > before[s][1] for s in both),
                "points_up": sum(c > 0 for c in changes), "points_down": sum(c < 0 for c in changes),
                "points_change": f"{Decimal(sum(changes)) / 10:.1f}"}
    check(out["all"], tally(ids), f"{what}: all")
    groups = groups_of(shops, DAY)
    seen = set()
    for group in out["groups"]:
        chosen = [s for s in ids if groups[s][group["by"]] == group["group"]]
        rated = sum(bool(before[s][1] or after[s][1]) for s in chosen)
        name = f"{what}: {group['by']} {group['group']}"
        check(group["shown"], rated >= MINIMUM, name + " shown")
        check(rated > 0, True, name + " rated")
        seen.update((group["by"], s) for s in chosen)
        if group["shown"]:
            check({key: group[key] for key in out["all"]}, tally(chosen), name)
        else:
            check(sorted(group), ["by", "group", "shown", "title"], name + " says nothing")
    for by in ("kind", "opened_on", "street"):
        missed = [s for s in ids if (by, s) not in seen and (before[s][1] or after[s][1])]
        check(missed, [], f"{what}: every rated subject is in a group of {by}")
    check_causes(out, what)
    for key, side in (("spread_before", before), ("spread_after", after)):
        check_spread(out[key], side, f"{what}: {key}")
    check_movers(out, before, after, what)


def check_causes(out, what):
    def total(*kinds):
        return sum(Decimal(c["change"]) for c in out["causes"] if c["kind"] in kinds)
    check(total("indicator", "dimension_limits"), total("dimension"), f"{what}: parts make up the dimensions")
    check(total("dimension", "total_limits"), Decimal(out["all"]["points_change"]), f"{what}: dimensions make up the total")


def check_spread(spread, side, what):
    points = sorted(result[0] for result in side.values() if result[1])
    check(spread["rated"], len(points), what + " rated")
    check(spread["grades"], {g: sum(r[1] == g for r in side.values()) for g in "ABCD"}, what + " grades")
    check(Decimal(spread["sum"]) * 10, sum(points), what + " sum")
    check(Decimal(spread["quantiles"]["median"]) * 10, points[(len(points) - 1) * 50 // 100], what + " median")
    check(Decimal(spread["quantiles"]["most"]) * 10, points[-1], what + " most")
    histogram = spread["histogram"]
    low, width = int(Decimal(histogram["low"]) * 10), int(Decimal(histogram["width"]) * 10)
    for i, count in enumerate(histogram["counts"]):
        check(count, sum(low + i * width <= p < low + (i + 1) * width for p in points), f"{what} bar {i}")
    for cut in spread["cut_offs"]:
        line = int(Decimal(cut["points"]) * 10)
        for band in cut["near"]:
            within = int(Decimal(band["within"]) * 10)
            check(band["below"], sum(line - within <= p < line for p in points), f"{what} below {cut['grade']}")
            check(band["above"], sum(line <= p < line + within for p in points), f"{what} above {cut['grade']}")


def check_movers(out, before, after, what):
    def size(s):
        return (-abs(ord(after[s][1]) - ord(before[s][1])), -abs(after[s][0] - before[s][0]), s)
    both = [s for s in before if before[s][1] and after[s][1]]
    moved = sorted((s for s in both if before[s][:2] != after[s][:2]), key=size)
    check([m["subject_id"] for m in out["movers"]], moved[:20], f"{what}: movers")
    for mover in out["movers"]:
        s = mover["subject_id"]
        check((mover["grade_before"], mover["grade_after"]), (before[s][1], after[s][1]), f"{what}: {s}")
        check(Decimal(mover["points_after"]) * 10, after[s][0], f"{what}: {s} points")
        started = set(after[s][3].split(";")) - set(before[s][3].split(";"))
        check(set(mover["overrides_started"]), started, f"{what}: {s} overrides")


def changed_copy(folder, name, replacements):
    text = (HERE / "shops.yaml").read_text(encoding="utf-8")
    for old, new in replacements:
        if old not in text:
            sys.exit(f"shops.yaml has no {old!r}")
        text = text.replace(old, new)
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


CHANGES = [
    (["unit=12"], [("is: 8}", "is: 12}")]),
    (["factor#1=1", "award=8"], [("[minor, 0.25]", "[minor, 1]"), ("is: 5}", "is: 8}")]),
    (["grades.B=70"], [("from: 75, below: 85", "from: 70, below: 85"), ("from: 60, below: 75", "from: 60, below: 70")]),
]


def check_simulations(sanqu, folder, shops):
    known = end_of(DAY)
    as_it_is = results(sanqu, folder, HERE / "shops.yaml", DAY, known)
    day = ["--as-of", DAY.isoformat(), "--known-at", known]
    for number, (settings, replacements) in enumerate(CHANGES):
        path = changed_copy(folder, f"changed{number}.yaml", replacements)
        after = results(sanqu, folder, path, DAY, known)
        words = ["simulate", str(HERE / "shops.yaml"), "--set", *settings, *day]
        check_comparison(study(sanqu, folder, words), as_it_is, after, shops, f"simulate {settings}")
    draft = changed_copy(folder, "draft.yaml", [
        ("months_since(opened_on) < 6", "months_since(opened_on) < 18"), ("version: 1.0.0", "version: 1.1.0"),
        ("severity = 'serious', window", "severity != 'minor', window"), ("cap: 12", "cap: 6")])
    after = results(sanqu, folder, draft, DAY, known)
    out = study(sanqu, folder, ["diff", str(HERE / "shops.yaml"), str(draft), *day])
    check_comparison(out, as_it_is, after, shops, "diff")
    check(out["overrides"][0]["started"] > 0, True, "diff: the override starts")

    sweep = study(sanqu, folder, ["simulate", str(HERE / "shops.yaml"), "--sweep", "unit=4..20:8", *day])["sweep"]
    check([row["value"] for row in sweep["values"]], ["4", "12", "20"], "sweep values")
    for row in sweep["values"]:
        path = changed_copy(folder, "swept.yaml", [("is: 8}", f"is: {row['value']}}}")])
        side = results(sanqu, folder, path, DAY, known)
        check(row["grades"], {g: sum(r[1] == g for r in side.values()) for g in "ABCD"}, f"sweep {row['value']}")


def happened(shops, class_id, where):
    """By subject as known at the end: a record in the year after the day, by its last version, neither repaired, withdrawn nor
    suspended at the end."""
    versions, statuses, merged = {}, {}, {}
    for line in sorted(shops.lines, key=lambda line: line["recorded_at"]):
        if line["class"] == class_id:
            versions[line["record_id"]] = line
        elif line["class"] == "record_status" and line["effective_on"] <= END.isoformat():
            statuses[line["record_id"]] = line["status"]
        elif line["class"] == "subject_merge":
            merged[line["subject_id"]] = line["into"]
    out = set()
    for record, line in versions.items():
        day = datetime.date.fromisoformat(line["decided_on"] or line["awarded_on"])
        if DAY < day <= END and record not in statuses and where(line):
            out.add(merged.get(line["subject_id"], line["subject_id"]))
    return out, set(merged)


def check_figures(out, others, events, what, good):
    check(out["subjects"], len(others) + len(events), what + " subjects")
    check(out["events"], len(events), what + " events")
    sides = (events, others) if good else (others, events)  # whom the better rating should go to comes first
    near(out["auc"], peer.auc(*sides), what + " AUC")
    near(out["gini"], 2 * peer.auc(*sides) - 1, what + " Gini")
    for got, want, end in zip(out["auc_interval"], peer.auc_interval(*sides), ("low", "high")):
        near(got, want, f"{what} AUC {end}")
    distance, where = peer.ks(others, events)
    near(out["ks"], distance, what + " KS")
    if "ks_points" in out:
        check(Decimal(out["ks_points"]) * 10, where, what + " KS reached")


def check_validation(sanqu, folder, shops, class_id, where_text="", where=lambda line: True):
    out = study(sanqu, folder, ["validate", str(HERE / "shops.yaml"), "--outcome", class_id, "--months", str(MONTHS),
                                "--as-of", DAY.isoformat(), *(["--where", where_text] if where_text else [])])
    what = f"validate {class_id} {where_text}"
    good = class_id == "award"
    then = results(sanqu, folder, HERE / "shops.yaml", DAY, end_of(DAY))
    later = results(sanqu, folder, HERE / "shops.yaml", END, end_of(datetime.date.fromisoformat(TODAY)))
    events, gone = happened(shops, class_id, where)
    check(set(then) - set(later), gone, what + " merged ones")
    rated = [s for s in then if then[s][1] and s not in gone]
    check(out["gone"], sum(bool(then[s][1]) for s in gone), what + " gone")
    check(out["rated"], len(rated), what + " rated")
    check(out["events"], sum(s in events for s in rated), what + " events")
    check((out["reads_outcome"], out["events_are_good"]), (True, good), what + " of what kind it is")
    split = lambda chosen, value: ([value(s) for s in chosen if s not in events], [value(s) for s in chosen if s in events])
    check_figures(out["by_points"], *split(rated, lambda s: then[s][0]), what + " by points", good)
    check_figures(out["by_grade"], *split(rated, lambda s: -ord(then[s][1])), what + " by grade", good)
    for row in out["grades"]:
        chosen = [s for s in then if s not in gone and (then[s][1] == row["id"] if row["rated"] else not then[s][1])]
        check(row["shown"], len(chosen) >= MINIMUM, f"{what} {row['id']} shown")
        if row["shown"]:
            check((row["subjects"], row["events"]), (len(chosen), sum(s in events for s in chosen)), f"{what} {row['id']}")
            for got, want in zip(row["interval"], peer.wilson(row["events"], row["subjects"])):
                near(got, want, f"{what} {row['id']} Wilson")
    check_tenths(out, rated, then, later, events, what)
    counts = [[sum(r[1] == g for r in side.values()) for g in "ABCD"] for side in (then, later)]
    check([out["stability"]["grades_before"], out["stability"]["grades_after"]], counts, what + " grades on both days")
    near(out["stability"]["grades"]["psi"], peer.psi(*counts), what + " PSI of grades")
    groups = groups_of(shops, DAY)
    for group in out["groups"]:
        chosen = [s for s in rated if groups[s][group["by"]] == group["group"]]
        name = f"{what} {group['by']} {group['group']}"
        check(group["shown"], len(chosen) >= MINIMUM, name + " shown")
        if not group["shown"]:
            check(sorted(group), ["by", "group", "shown", "title"], name + " says nothing")
            continue
        check_against_grades(group, chosen, rated, then, events, name)
        sides = split(chosen, lambda s: then[s][0])
        if min(map(len, sides)) < 10:
            check(group["figures"]["auc"], None, name + " has too few")
        else:
            check_figures(group["figures"], *sides, name, good)


def check_against_grades(group, chosen, rated, then, events, what):
    """How many there would be if each grade meant in this group what it means for everybody."""
    rates = {}
    for grade in "ABCD":
        graded = [s for s in rated if then[s][1] == grade]
        rates[grade] = sum(s in events for s in graded) / len(graded) if graded else 0
    expected = sum(rates[then[s][1]] for s in chosen)
    near(group["expected"], expected, what + " expected")
    low, high = peer.wilson(sum(s in events for s in chosen), len(chosen))
    rate = expected / len(chosen)
    check(group["against_expected"], "more" if rate < low else "fewer" if rate > high else "as_expected", what + " against")


def check_tenths(out, rated, then, later, events, what):
    lows = [int(Decimal(t["from"]) * 10) for t in out["tenths"]]
    highs = [int(Decimal(t["through"]) * 10) for t in out["tenths"]]
    points = sorted(then[s][0] for s in rated)
    check((lows[0], highs[-1]), (points[0], points[-1]), what + " tenths reach both ends")
    check(len(lows) <= 10, True, what + " at most ten")
    for tenth, low, high in zip(out["tenths"], lows, highs):
        chosen = [s for s in rated if low <= then[s][0] <= high]
        if tenth["shown"]:
            check((tenth["subjects"], tenth["events"]), (len(chosen), sum(s in events for s in chosen)), f"{what} {low}")
        else:
            check(len(chosen) < MINIMUM, True, f"{what} {low} hidden")
    everybody = [r[0] for r in then.values() if r[1]]
    check(sum(any(low <= p <= high for low, high in zip(lows, highs)) for p in points), len(points), what + " no gap")
    before = [sum(low <= p < above for p in everybody) for low, above in zip([-10**9] + lows[1:], lows[1:] + [10**9])]
    check(sum(before), len(everybody), what + " everybody in a tenth")
    after = [r[0] for r in later.values() if r[1]]
    counts = [sum(low <= p < above for p in after) for low, above in zip([-10**9] + lows[1:], lows[1:] + [10**9])]
    near(out["stability"]["points"]["psi"], peer.psi(before, counts), what + " PSI of points")


def main():
    sanqu = str(Path(sys.argv[1]).resolve())
    for seed in [int(text) for text in sys.argv[2:]] or [1, 3]:
        shops = Shops(seed, COUNT)
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shops.write(folder)
            check_simulations(sanqu, folder, shops)
            check_validation(sanqu, folder, shops, "penalty")
            check_validation(sanqu, folder, shops, "penalty", "severity != 'minor'", lambda line: line["severity"] != "minor")
            check_validation(sanqu, folder, shops, "award")
    for failure in failures[:30]:
        print(failure)
    print(f"{checks} figures, {len(failures)} differ")
    return 1 if failures else 0


sys.exit(main())
