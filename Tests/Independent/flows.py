"""Flows: which rows count for a period, how much they are, and what is computed from such figures.

A Figure is whole, partial (a value that does not cover all days), or has no value. Coverage is None where days do not matter.
"""

import math
from collections import namedtuple
from datetime import timedelta

from dataset import days, each_day, length_in_months, months_before, next_month

FULL = 0.95  # share of days from which a figure is whole
SAME = 0.05  # coverages of two inputs may differ by this much
LONGEST_SPLIT = 31  # days of a row that may be cut at a period's edge

Piece = namedtuple("Piece", "start end amount evidence")


class Figure(namedtuple("Figure", "value coverage whole")):
    """Arithmetic of figures: a part without a value leaves none, the lower coverage counts, coverages must be close."""

    def meet(self, other, value):
        both = [c for c in (self.coverage, other.coverage) if c is not None]
        coverage = min(both, default=None)
        if self.value is None or other.value is None or (both and max(both) - coverage > SAME):
            return Figure(None, coverage, False)
        result = value(self.value, other.value)
        return Figure(result, coverage, result is not None and self.whole and other.whole)

    def __add__(self, other):
        return self.meet(other, lambda a, b: a + b)

    def __sub__(self, other):
        return self.meet(other, lambda a, b: a - b)

    def __mul__(self, other):
        if isinstance(other, Figure):
            return self.meet(other, lambda a, b: a * b)
        return self if self.value is None else self._replace(value=self.value * other)

    def __truediv__(self, other):
        return self.meet(other, lambda a, b: a / b if b > 0 else None)

    def complete(self):
        """Only what is whole is grown or annualised."""
        return self if self.whole else Figure(None, self.coverage, False)

    def growth_from(self, base, floor=0.0):
        """Growth; none from a base of 0 or less, or below the floor."""
        def growth(now, then):
            return now / then - 1 if then > 0 and then >= floor else None
        return self.complete().meet(base.complete(), growth)

    def positive(self):
        return self if self.value is not None and self.value > 0 else Figure(None, self.coverage, False)

    def otherwise(self, other):
        """The other figure where this one has no number."""
        return other if self.value is None else self


NONE = Figure(None, None, False)


def reading(value):
    """A figure that days do not matter for."""
    return NONE if value is None else Figure(value, None, True)


def pieces_of(row, start, end, as_of):
    """The part of a row that lies in the period and before the as-of day, cut at calendar months."""
    first, last = max(row.start, start), min(row.end, end, as_of)
    if first > last:
        return []
    length = days(row.start, row.end)
    if (first, last) != (row.start, row.end) and (length > LONGEST_SPLIT or 2 * length > days(start, end)):
        return []
    pieces = []
    while first <= last:
        cut = min(last, next_month(first) - timedelta(1))
        pieces.append(Piece(first, cut, row.value * days(first, cut) / length, row.evidence))
        first = cut + timedelta(1)
    return pieces


def by_source(network, name, basis, start, end):
    """For each source, best first: its pieces in the period that no better source blocks, and the days they cover."""
    blocked = set()
    for source in network.ranking(name, basis):
        rows = [r for r in network.series(name) if r.source == source and r.basis == basis and r.end >= start and r.start <= end]
        pieces = [
            piece
            for row in rows
            if row.value is not None
            for piece in pieces_of(row, start, end, network.as_of)
            if blocked.isdisjoint(each_day(piece.start, piece.end))
        ]
        yield source, pieces, sum(days(p.start, p.end) for p in pieces)
        for row in rows:
            if row.value is None:
                blocked.update(each_day(max(row.start, start), min(row.end, end)))


def resolve(network, name, basis, start, end):
    """The source that gives the flow of the period and its pieces; no pieces if no source has any."""
    chosen, best, most = None, [], 0
    for source, pieces, covered in by_source(network, name, basis, start, end):
        if covered > most:
            chosen, best, most = source, pieces, covered
        if covered >= FULL * days(start, end):
            break
    return chosen, best


def total(amounts, covered, start, end):
    coverage = covered / days(start, end)
    return Figure(math.fsum(amounts) if covered else None, coverage, coverage >= FULL)


def longer(figure_of, start, end):
    """A period of several quarters: the sum of its quarters if all are whole, else one source that covers it, else the more
    complete of both."""
    if length_in_months(start, end) <= 3:
        return figure_of(start, end)
    parts = [(figure_of(*quarter), days(*quarter)) for quarter in quarters_of(start, end)]
    covered = sum(part.coverage * length for part, length in parts)
    summed = total([part.value for part, _ in parts if part.value is not None], covered, start, end)
    if all(part.whole for part, _ in parts):
        return summed
    by_one = figure_of(start, end)
    return by_one if by_one.whole or by_one.coverage > summed.coverage else summed._replace(whole=False)


def quarters_of(start, end):
    first = start
    while first <= end:
        yield first, months_before(first, -3) - timedelta(1)
        first = months_before(first, -3)
