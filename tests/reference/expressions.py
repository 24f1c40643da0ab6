# SPDX-License-Identifier: Apache-2.0
"""Expressions of the standard language (docs/standard-language.md section 10).

A text becomes a closure `f(scope) -> value`. A value is None (missing), bool, Fraction, date,
str (a code or text, NFC) or frozenset (a field with several codes). Money is a Fraction of yuan.
Units are not checked here: this is the meaning of valid standards only. The scope resolves names:
it has `as_of`, `name(text)`, `table(name, keys)`, `value_of(id)` and `points_of(id)`.
"""
import re
import unicodedata
from calendar import monthrange
from datetime import date
from fractions import Fraction


class StandardError(Exception):
    """The standard itself can't be used; this is not the subject's fault."""


def nfc(text):
    """R10: codes and text compare by code point after NFC."""
    return unicodedata.normalize("NFC", text)


def add_months(day, months):
    """Clamped month arithmetic: the 31st plus a month is the month's last day."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def months_between(first, last):
    """R11: the largest k with `first plus k months <= last`; 0 where first is after last."""
    if first > last:
        return 0
    k = (last.year - first.year) * 12 + last.month - first.month + 1
    while add_months(first, k) > last:
        k -= 1
    return k


def round_half_away(value, places):
    """Rounds a Fraction to `places` decimal places, half away from zero."""
    scaled = abs(value) * 10**places
    units = (2 * scaled.numerator + scaled.denominator) // (2 * scaled.denominator)
    return Fraction(units if value >= 0 else -units, 10**places)


TOKEN = re.compile(
    r"\s*(?:(?P<date>\d{4}-\d{2}-\d{2})|(?P<number>\d+(?:\.\d+)?)|'(?P<text>[^']*)'"
    r"|(?P<name>[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)"
    r"|(?P<sign><=|>=|!=|[=<>+\-*/(),]))")
# `5 percent` is the number 5 whose unit is percent; `5 wan` is 50,000 (yuan).
UNITS = {"yuan": 1, "wan": 10000, "days": 1, "months": 1, "percent": 1, "points": 1, "count": 1}


def tokens_of(text):
    tokens, at = [], 0
    text = text.rstrip()
    while at < len(text):
        found = TOKEN.match(text, at)
        if not found:
            raise StandardError(f"expression not understood: {text!r} at {text[at:]!r}")
        kind = found.lastgroup
        tokens.append((kind, found.group(kind)))
        at = found.end()
    return tokens


def arithmetic(operation):
    """Arithmetic with a missing value is missing."""
    def build(*parts):
        def run(scope):
            values = [part(scope) for part in parts]
            return None if any(v is None for v in values) else operation(*values)
        return run
    return build


def comparison(operation):
    """R7: a comparison with a missing value is false."""
    def build(left, right):
        def run(scope):
            a, b = left(scope), right(scope)
            return False if a is None or b is None else operation(a, b)
        return run
    return build


COMPARE = {
    "=": comparison(lambda a, b: a == b), "!=": comparison(lambda a, b: a != b),
    "<": comparison(lambda a, b: a < b), "<=": comparison(lambda a, b: a <= b),
    ">": comparison(lambda a, b: a > b), ">=": comparison(lambda a, b: a >= b),
}
ADD = {"+": arithmetic(lambda a, b: a + b), "-": arithmetic(lambda a, b: a - b)}
MULTIPLY = {"*": arithmetic(lambda a, b: a * b),
            "/": arithmetic(lambda a, b: None if b == 0 else a / b)}
FUNCTIONS = {
    "months_between": arithmetic(lambda a, b: Fraction(months_between(a, b))),
    "days_between": arithmetic(lambda a, b: Fraction((b - a).days)),
    "min": arithmetic(min), "max": arithmetic(max), "abs": arithmetic(abs),
    "round": arithmetic(lambda x, places: round_half_away(x, int(places))),
}


class Parser:
    def __init__(self, text):
        self.text, self.tokens, self.at = text, tokens_of(text), 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else (None, None)

    def take(self, word):
        if self.peek() in (("sign", word), ("name", word)):
            self.at += 1
            return True
        return False

    def expect(self, word):
        if not self.take(word):
            raise StandardError(f"{word!r} expected in {self.text!r}")

    def whole(self):
        result = self.either()
        if self.at != len(self.tokens):
            raise StandardError(f"too much in {self.text!r}: {self.tokens[self.at]}")
        return result

    def either(self):
        parts = [self.both()]
        while self.take("or"):
            parts.append(self.both())
        # A bare true/false field that is missing is not true, as a comparison would not be.
        return parts[0] if len(parts) == 1 else lambda s: any(p(s) is True for p in parts)

    def both(self):
        parts = [self.negation()]
        while self.take("and"):
            parts.append(self.negation())
        return parts[0] if len(parts) == 1 else lambda s: all(p(s) is True for p in parts)

    def negation(self):
        if self.take("not"):
            inner = self.negation()
            return lambda s: inner(s) is not True
        return self.compared()

    def compared(self):
        left = self.sum()
        if self.take("in"):
            self.expect("(")
            choices = [self.sum()]
            while self.take(","):
                choices.append(self.sum())
            self.expect(")")
            return lambda s: any(COMPARE["="](left, c)(s) for c in choices)
        kind, word = self.peek()
        if kind == "sign" and word in COMPARE:
            self.at += 1
            return COMPARE[word](left, self.sum())
        return left

    def sum(self):
        left = self.product()
        while self.peek()[0] == "sign" and self.peek()[1] in ADD:
            word = self.peek()[1]
            self.at += 1
            left = ADD[word](left, self.product())
        return left

    def product(self):
        left = self.signed()
        while self.peek()[0] == "sign" and self.peek()[1] in MULTIPLY:
            word = self.peek()[1]
            self.at += 1
            left = MULTIPLY[word](left, self.signed())
        return left

    def signed(self):
        if self.take("-"):
            return arithmetic(lambda a: -a)(self.signed())
        return self.atom()

    def atom(self):
        if self.take("("):
            inner = self.either()
            self.expect(")")
            return inner
        kind, word = self.peek()
        if kind is None:
            raise StandardError(f"expression ends too early: {self.text!r}")
        self.at += 1
        if kind == "date":
            day = date.fromisoformat(word)
            return lambda s: day
        if kind == "number":
            number = Fraction(word)
            if self.peek()[0] == "name" and self.peek()[1] in UNITS:
                number *= UNITS[self.peek()[1]]
                self.at += 1
            return lambda s: number
        if kind == "text":
            text = nfc(word)
            return lambda s: text
        if kind == "name" and word in ("true", "false"):
            truth = word == "true"
            return lambda s: truth
        if kind == "name":
            return self.call(word) if self.take("(") else (lambda s: s.name(word))
        raise StandardError(f"unexpected {word!r} in {self.text!r}")

    def arguments(self):
        parts = [self.either()]
        while self.take(","):
            parts.append(self.either())
        self.expect(")")
        return parts

    def call(self, word):
        if word in ("value_of", "points_of"):
            target = self.peek()[1]
            self.at += 1
            self.expect(")")
            if word == "value_of":
                return lambda s: s.value_of(target)
            return lambda s: s.points_of(target)
        parts = self.arguments()
        if word == "present":
            return lambda s: parts[0](s) is not None
        if word == "missing":
            return lambda s: parts[0](s) is None
        if word == "has":
            return comparison(lambda codes, code: code in codes)(*parts)
        if word == "months_since":
            return lambda s: None if parts[0](s) is None else Fraction(
                months_between(parts[0](s), s.as_of))
        if word == "if":
            # Only the branch chosen is worked out: the other one's table may lack a row.
            condition, then, other = parts
            return lambda s: then(s) if condition(s) is True else other(s)
        if word in FUNCTIONS:
            return FUNCTIONS[word](*parts)
        return lambda s: s.table(word, [p(s) for p in parts])


def parse(text):
    """The closure of an expression."""
    return Parser(text).whole()


def one_call(text):
    """`sum(e)` -> ("sum", "e") where the whole text is one call; else None."""
    found = re.fullmatch(r"\s*([a-z_]+)\s*\((.*)\)\s*", text, re.S)
    if not found:
        return None
    depth = 0
    for sign in found.group(2):
        depth += (sign == "(") - (sign == ")")
        if depth < 0:
            return None
    return found.group(1), found.group(2)
