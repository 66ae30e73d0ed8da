"""Quarterly sums of a long CSV with pandas and its C reader. usage: with_pandas.py FILE"""

import sys

import pandas
from common import print_sums

table = pandas.read_csv(
    sys.argv[1], dtype={"network": "category", "series": "category"}, parse_dates=["date"],
    date_format="%Y-%m-%d")
year, quarter = table["date"].dt.year, table["date"].dt.quarter
sums = table.groupby(
    ["network", "series", year.rename("year"), quarter.rename("quarter")], observed=True
)["value"].sum().sort_index()
print_sums((*key, total) for key, total in sums.items())
