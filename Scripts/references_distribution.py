#!/usr/bin/env python3
"""Writes the reference values that the kernels of distribution are tested against.

Amounts come from a generator of integers that the tests repeat; each value is the definition itself in
NumPy: the Gini coefficient from all pairs, the index from squared shares, the counts from sorted sums.

    python3 -m venv references.tmp && references.tmp/bin/pip install numpy==2.4.6
    references.tmp/bin/python Scripts/references_distribution.py [--check]

Exit codes: 0 done (--check: the file is current) · 1 --check: it is not.
"""

import pathlib
import sys

import numpy

FILE = pathlib.Path(__file__).resolve().parent.parent / "Tests/SeriesStoreTests/Reference/distribution.csv"
# Multiplier and increment of Knuth's MMIX generator; the upper bits are used.
MULTIPLIER, INCREMENT, MASK = 6364136223846793005, 1442695040888963407, (1 << 64) - 1
SHAPES = {  # what is made of an integer below 2^31
    "even": lambda draw: draw / 1024,
    "heavy-tailed": lambda draw: 2.0**31 / (draw + 1),
    "tied": lambda draw: float(draw % 7 + 1),
    "with-zeros": lambda draw: float(max(0, draw % 5 - 2)),
    "nearly-equal": lambda draw: 1 + draw / 2.0**50,
}
COUNTS = [2, 3, 25, 1500]


def amounts(shape, count):
    state, found = 1, []
    for _ in range(count):
        state = (state * MULTIPLIER + INCREMENT) & MASK
        found.append(SHAPES[shape](state >> 33))
    return numpy.array(found)


def gini(values):
    differences = numpy.abs(values[:, None] - values[None, :])
    return differences.sum() / (2 * len(values) ** 2 * values.mean())


def smallest_count(values, share):
    sums = numpy.cumsum(numpy.sort(values)[::-1])
    return int(numpy.searchsorted(sums, share * sums[-1], side="right")) + 1


def statistics(values):
    shares = numpy.sort(values)[::-1] / values.sum()
    yield "gini", gini(values)
    yield "herfindahl_hirschman", ((100 * shares) ** 2).sum()
    yield "nakamoto", smallest_count(values, 0.5)
    yield "holders_of_a_third", smallest_count(values, 1 / 3)
    yield "top_1_share", shares[0]
    yield "top_10_share", shares[:10].sum()
    yield "median", numpy.median(values)


def main():
    lines = ["amounts,count,function,value,library"]
    for shape in SHAPES:
        for count in COUNTS:
            values = amounts(shape, count)
            if values.sum() > 0:
                lines += [f"{shape},{count},{name},{float(value)!r},numpy {numpy.__version__}"
                          for name, value in statistics(values)]
    text = "\n".join(lines) + "\n"
    if "--check" in sys.argv[1:]:
        return 0 if FILE.read_text(encoding="utf-8") == text else 1
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
