"""Distribution of the balances in a holders.csv, read with Polars, computed with NumPy. usage: holders_with_polars.py FILE"""

import sys

import numpy
import polars

table = polars.read_csv(sys.argv[1], schema={
    "date": polars.Date, "holder": polars.String, "balance": polars.Float64, "kind": polars.String,
    "source": polars.String, "evidence": polars.String})
# A holder twice on one day would be a fault of the file, which our command looks for as well.
assert table.select("date", "holder").n_unique() == len(table)
balances = table["balance"].to_numpy()
ordered = numpy.sort(balances[balances > 0])
count, shares = len(ordered), ordered / ordered.sum()
sums = numpy.cumsum(ordered[::-1])
print("metric,value")
print(f"gini_all,{float(numpy.dot(2 * numpy.arange(1, count + 1) - count - 1, shares) / count)!r}")
print(f"holder_concentration_all,{float(10_000 * numpy.dot(shares, shares))!r}")
print(f"nakamoto_coefficient_all,{int(numpy.searchsorted(sums, sums[-1] / 2, side='right') + 1)}")
