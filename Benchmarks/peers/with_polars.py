"""Quarterly sums of a long CSV with Polars, scanned lazily and streamed. usage: with_polars.py FILE"""

import sys

import polars
from common import print_sums

day = polars.col("date")
sums = (
    polars.scan_csv(sys.argv[1], schema={
        "network": polars.String, "series": polars.String, "date": polars.Date,
        "value": polars.Float64})
    .group_by("network", "series", day.dt.year().alias("year"), day.dt.quarter().alias("quarter"))
    .agg(polars.col("value").sum())
    .sort("network", "series", "year", "quarter")
    .collect(engine="streaming")
)
print_sums(sums.iter_rows())
