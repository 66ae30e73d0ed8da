"""Gini, Herfindahl-Hirschman index and Nakamoto coefficient with NumPy, as one would write them.

Prints `kernel,seconds,value` for each: the median of some rounds after one that is not counted. The Nakamoto
coefficient takes the sorted balances of the Gini coefficient, so its seconds leave the sorting out.

usage: kernels_with_numpy.py FILE ROUNDS
"""

import statistics
import sys
import time

import numpy

balances = numpy.fromfile(sys.argv[1], dtype="<f8")
ordered = numpy.sort(balances)


def gini():
    ascending = numpy.sort(balances)
    count = len(ascending)
    ranks = numpy.arange(1, count + 1)
    return numpy.dot(2 * ranks - count - 1, ascending) / (count * ascending.sum())


def herfindahl_hirschman():
    shares = balances / balances.sum()
    return 10_000 * numpy.dot(shares, shares)


def nakamoto():
    sums = numpy.cumsum(ordered[::-1])
    return float(numpy.searchsorted(sums, sums[-1] / 2, side="right") + 1)


print("kernel,seconds,value")
for kernel in (gini, herfindahl_hirschman, nakamoto):
    seconds = []
    for round in range(int(sys.argv[2]) + 1):
        start = time.perf_counter()
        value = kernel()
        seconds.append(time.perf_counter() - start)
    print(f"{kernel.__name__},{statistics.median(seconds[1:])!r},{float(value)!r}")
