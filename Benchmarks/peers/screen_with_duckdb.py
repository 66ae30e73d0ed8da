"""The ten rules in DuckDB: SQL's logic of three values is Kleene's."""

import duckdb
from screen_common import QUARTERS, run


def times(count, last, rule):
    """Whether a rule holds in so many of the last quarters."""
    window = f"over (partition by network order by date rows {last - 1} preceding)"
    passed = f"count(*) filter ({rule}) {window}"
    failed = f"count(*) filter (not ({rule})) {window}"
    return f"case when {passed} >= {count} then true when {last} - {failed} < {count} then false end"


SCREEN = f"""
with figures as (
    select *, revenue / (tokens_emitted * price) as ratio,
        lag(revenue) over own as before, lag(revenue, 4) over own as year_ago,
        lag(active_providers) over own as providers_before,
        case when revenue is not null then
            (rank() over (partition by date order by revenue) - 1
             + count(*) over (partition by date, revenue) / 2)
            / count(revenue) over (partition by date) end as place
    from quarters window own as (partition by network order by date)),
answers as (
    select network, date,
        revenue >= 50000 and ratio >= 0.1
        and {times(2, 4, "revenue >= 200000")}
        and {times(2, 4, "ratio >= 0.2")}
        and {times(1, 4, "revenue > before")}
        and tokens_burned >= 0.1 * tokens_emitted
        and revenue > 0.05 * year_ago
        and price between 1.1 and 3.9
        and not {times(3, 3, "active_providers < providers_before")}
        and place >= 0.1 as verdict
    from figures)
select network, year(date) || 'Q' || quarter(date),
    case when verdict then 'pass' when not verdict then 'fail' else 'unknown' end
from answers
where date > (select max(date) from quarters) - interval {3 * QUARTERS} month
"""


def load(path):
    connection = duckdb.connect()
    connection.execute("create table quarters as select * from read_csv(?, header = true)", [path])
    return connection


run(load, lambda connection: connection.execute(SCREEN).fetchall())
