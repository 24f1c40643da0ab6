# SPDX-License-Identifier: Apache-2.0
"""The statistics of a validation written anew, from their definitions and by looking at every pair, with exact fractions
where the definition is one. Slow and plain on purpose: the program's are held against these."""

import math
from fractions import Fraction

Z = 1.959963984540054


def auc(others, events):
    """The share of pairs in which the one without the event has more points, ties half."""
    won = Fraction(0)
    for a in others:
        for b in events:
            won += 1 if a > b else Fraction(1, 2) if a == b else 0
    return won / (len(others) * len(events))


def auc_interval(others, events):
    """DeLong: every subject's own share of won pairs, and how they vary."""
    def placements(own, against, wins):
        return [sum(wins(a, b) for b in against) / len(against) for a in own]

    def variance_of_mean(values):
        mean = sum(values) / len(values)
        return float(sum((v - mean) ** 2 for v in values) / (len(values) - 1) / len(values))

    half = Fraction(1, 2)
    of_others = placements(others, events, lambda a, b: Fraction(1) if a > b else half if a == b else Fraction(0))
    of_events = placements(events, others, lambda a, b: Fraction(1) if b > a else half if a == b else Fraction(0))
    area = float(auc(others, events))
    spread = variance_of_mean(of_others) + variance_of_mean(of_events)
    if area in (0.0, 1.0) or spread <= 0:
        return None
    middle = math.log(area / (1 - area))
    reach = Z * math.sqrt(spread) / (area * (1 - area))
    return [1 / (1 + math.exp(-(middle - reach))), 1 / (1 + math.exp(-(middle + reach)))]


def ks(others, events):
    """The largest distance of the two shares at and below a value, and the first value at which it is reached."""
    best, where = Fraction(-1), None
    for value in sorted(set(others) | set(events)):
        distance = abs(Fraction(sum(x <= value for x in events), len(events)) -
                       Fraction(sum(x <= value for x in others), len(others)))
        if distance > best:
            best, where = distance, value
    return best, where


def wilson(events, of):
    rate, square = events / of, Z * Z
    middle = (rate + square / (2 * of)) / (1 + square / of)
    reach = Z / (1 + square / of) * math.sqrt(rate * (1 - rate) / of + square / (4 * of * of))
    return [max(0.0, middle - reach), min(1.0, middle + reach)]


def psi(before, after):
    total = 0.0
    for p, q in zip(before, after):
        if p + q == 0:
            continue
        a, b = max(p, 0.5) / sum(before), max(q, 0.5) / sum(after)
        total += (b - a) * math.log(b / a)
    return total
