"""Three series of one project from a table of daily rows, with pandas and its C reader.

usage: import_csv_with_pandas.py FILE FOLDER PROJECT
"""

import pathlib
import sys

import pandas

SERIES = {"revenue": "fees", "revenue_protocol": "revenue", "revenue_supply_side": "supply_side_revenue"}

table = pandas.read_csv(sys.argv[1], usecols=["datetime", "project", *SERIES])
table = table[table["project"] == sys.argv[3]]
table = table.assign(date=pandas.to_datetime(table["datetime"]).dt.strftime("%Y-%m-%d")).sort_values("date")
for column, series in SERIES.items():
    rows = table[["date", column]].dropna().rename(columns={column: "value"})
    rows.to_csv(pathlib.Path(sys.argv[2]) / f"{series}.csv", index=False)
