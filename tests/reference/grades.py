# SPDX-License-Identifier: Apache-2.0
"""Phase two (sections 7 and 8, R13, R16, R17): places all subjects in their peer groups, reads each
one's grade, and lets the overrides that held work on it in their order."""
from fractions import Fraction
from types import SimpleNamespace

from evaluate import REASONS, NotRated, SubjectRun
from expressions import StandardError, round_half_away


def first_grade(run, percentile):
    by = run.standard.graded_by
    if by == "conditions":
        return run.conditional
    number = run.points if by == "points" else percentile
    for grade in run.standard.grades:
        if not grade.special and within(number, grade.bounds):
            return grade
    raise StandardError(f"no grade for {number}")


def grade_of(run, percentile):
    """The grade after the overrides, as an id. A lower place in the list is worse."""
    ids = [g.id for g in run.standard.grades]
    vetoed = any(o.word == "veto" for o, _ in run.applied)
    if percentile is None and run.standard.graded_by == "percentile" and vetoed:
        place = None  # QUESTION section 8: a veto gives the grade to an unranked subject
    else:
        place = ids.index(first_grade(run, percentile).id)
    veto = None
    for override, times in run.applied:
        if override.word == "points" or (place is None and override.word != "veto"):
            continue
        wanted = moved(override, times, place, run.standard.grades)
        if override.word == "veto" and veto is None:
            place = veto = wanted
        elif veto is None or wanted > place:
            place = wanted  # after a veto nothing raises the grade
    return ids[place]


def moved(override, times, place, grades):
    """The place that one override wants; steps pass over special grades and stop at the ends."""
    ids = [g.id for g in grades]
    if override.word in ("veto", "set"):
        return ids.index(override.amount)
    if override.word == "cap":
        return max(place, ids.index(override.amount))
    if override.word == "floor":
        return min(place, ids.index(override.amount))
    way = 1 if override.word == "step_down" else -1
    ahead = [n for n in range(len(ids)) if (n - place) * way > 0 and not grades[n].special][::way]
    return ahead[min(override.amount * times, len(ahead)) - 1] if ahead else place


def within(number, bounds):
    (lower, upper) = bounds
    if lower and (number < lower[0] or (number == lower[0] and not lower[1])):
        return False
    return not (upper and (number > upper[0] or (number == upper[0] and not upper[1])))


def place_all(standard, runs):
    """R16, R17: {subject: (place, of, percentile)} of the rated subjects without a veto."""
    groups = {}
    for run in runs:
        if not any(o.word == "veto" for o, _ in run.applied):
            # QUESTION section 8: subjects whose peer attribute is missing are peers of each other.
            key = tuple(run.attribute(a) for a in standard.rank.within)
            groups.setdefault(key, []).append(run)
    ranks = {}
    for peers in groups.values():
        if len(peers) < standard.rank.minimum:
            continue
        points = sorted(run.points for run in peers)
        for run in peers:
            below = sum(1 for p in points if p < run.points)
            above = sum(1 for p in points if p > run.points)
            percentile = round_half_away(Fraction(100 * below, len(peers)), 3)
            ranks[run.subject] = (above + 1, len(peers), percentile)
    return ranks


def evaluate(standard, known, as_of):
    """{subject: result}; a result has status, reason, points, grade, overrides, rank, run."""
    results, runs = {}, []
    for subject in known.evaluated():
        run = SubjectRun(standard, known, subject, as_of)
        try:
            run.run_points()
            runs.append(run)
        except NotRated as why:
            results[subject] = not_rated(why.reason)
    ranks = place_all(standard, runs) if standard.rank else {}
    for run in runs:
        rank = ranks.get(run.subject)
        vetoed = any(o.word == "veto" for o, _ in run.applied)
        if standard.graded_by == "percentile" and rank is None and not vetoed:
            results[run.subject] = not_rated(REASONS["unranked"])
            continue
        results[run.subject] = SimpleNamespace(
            status="rated", reason=None, points=run.points, rank=rank, run=run,
            grade=grade_of(run, rank[2] if rank else None),
            overrides=[o.id for o, _ in run.applied])
    return results


def not_rated(reason):
    return SimpleNamespace(status="not_rated", reason=reason, points=None, grade=None,
                           overrides=[], rank=None, run=None)
