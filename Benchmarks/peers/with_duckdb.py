"""Quarterly sums of a long CSV with DuckDB, queried in place. usage: with_duckdb.py FILE"""

import sys

import duckdb
from common import print_sums

sums = duckdb.connect().execute(
    """
    select network, series, year(date) as year, quarter(date) as quarter, sum(value)
    from read_csv(?, header = true, columns = {
        'network': 'VARCHAR', 'series': 'VARCHAR', 'date': 'DATE', 'value': 'DOUBLE'})
    group by all
    order by all
    """,
    [sys.argv[1]],
)
print_sums(sums.fetchall())
