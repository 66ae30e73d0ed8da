"""What the peers of the price canon share: reading closes, the windows, printing and the clock."""

import sys
import time

import numpy
import pandas

WINDOW, YEARS_DAYS, CALMAR_DAYS = 365, 365.25, 1097  # 36 months up to 2025-12-31, both ends.


def run(compute):
    """Prints what a function makes of each network's closes, and the seconds that it took.

    usage: canon_with_*.py FILE
    """
    table = pandas.read_csv(sys.argv[1], usecols=["network", "date", "value"],
                            dtype={"network": "category"}, parse_dates=["date"],
                            date_format="%Y-%m-%d")
    closes = {name: group.set_index("date")["value"]
              for name, group in table.groupby("network", observed=True, sort=True)}
    market = closes.pop("bitcoin")
    start = time.process_time()
    found = [(name, compute(closes[name], market)) for name in closes]
    seconds = time.process_time() - start
    write = sys.stdout.write
    write("network,metric,value\n")
    for name, values in found:
        for metric, value in values.items():
            write(f"{name},{metric},{float(value)!r}\n")
    write(f",seconds,{seconds!r}\n")


def returns(closes):
    """Simple returns of all days."""
    return closes[1:] / closes[:-1] - 1


def growth(closes):
    return (closes[-1] / closes[0]) ** (YEARS_DAYS / (len(closes) - 1)) - 1


__all__ = ["CALMAR_DAYS", "WINDOW", "YEARS_DAYS", "growth", "numpy", "returns", "run"]
