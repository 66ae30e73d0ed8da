#!/usr/bin/env python3
"""Recomputes figures of the audit from the CSV files and profiles, sharing no code with the program.

    python3 Tests/Independent/recompute.py [--datasets DIR] [--network ID ...] [--quarters 2024Q1..2025Q4]
                                           [--years 2024..2025] [--as-of DAY]

Prints `network,metric,basis,period,value,coverage,whole`. An empty value means that there is none: an input is missing, a divisor
is not above 0, or the coverages of two flows differ by more than 5 points. `whole` is empty where less than 95 % of the days are
covered; such a figure is not grown and not annualised. Coverage is empty where days do not matter. compare.py holds the program's
figures against these. Python's standard library only. Exit codes: 0 done, 2 could not do it.

The rules, in the order in which they apply:
  1. A row of a flow counts if it has begun by the as-of day, any other row (closes, averages, stocks) if it has ended by then.
  2. A row is cut at the edges of the period, at the as-of day and at the ends of calendar months, its amount in proportion to
     days. A row of which some days only lie in the period and before the as-of day takes part if it has at most 31 days and
     at most half as many as the period.
  3. One source gives the flow of a period: the best ranked that covers 95 % of the days, else the one that covers most.
     An empty row blocks the lower ranks on its days. A year is the sum of its quarters if all are whole, else one source that
     covers it, else the more complete of both.
  4. Tokens become USD piece by piece, at the average price of the piece's days: the mean of daily closes if 95 % of the days
     have one; else the `average` rows of the best ranked source that covers every day; else the mean of the last close up to
     the first day and the first close from the last day, at most 35 days apart; else the piece has no price.
  5. A period without any row of tokens_emitted takes the scheduled tokens. An amount for a month is spread over the days of
     the calendar month. A rule that begins after the as-of day is passed over if its source was published after that day too.
     A rule that is a ceiling (`limit: true`) makes the ratios read "at least"; the numbers stay the same.
  6. A quarter closes at the last close on its last day or up to 3 days earlier. A stock is the last reading inside the period, of
     the best ranked source of its day; max_supply and funding_raised hold until the next.
  7. A split makes rows of fees and their parts from the rows of revenue that lie in its days whole; published rows come first.
  8. Burns that are minted again are spread evenly over the days of their row, smoothed and capped day by day.
  9. Returns join closes one grain apart, day, week or month, the finest that has enough in its window; a weekly or monthly close
     is the last of its week or month. Falls are those of all closes to date. No close within 35 days: no statistic.
"""

import argparse
import csv
import sys
from datetime import date
from pathlib import Path

from dataset import Network, period, quarters, years
from figures import Audit
from prices import Prices


def main():
    here = Path(__file__).resolve()
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--datasets", type=Path, default=here.parents[2] / "Datasets")
    parser.add_argument("--network", nargs="+", help="folder names; default: every folder with a profile")
    parser.add_argument("--quarters", default="2024Q1..2025Q4")
    parser.add_argument("--years", default="2024..2025", help="whole years beside the quarters; empty for none")
    parser.add_argument("--as-of", type=date.fromisoformat, help="default: the last day of the last quarter")
    options = parser.parse_args()
    labels = quarters(options.quarters) + years(options.years)
    as_of = options.as_of or max(period(label)[1] for label in labels)

    benchmarks = {
        name: Prices(Network(options.datasets / "benchmarks" / name, as_of)).closes for name in ("bitcoin", "ethereum", "solana")
    }
    table = csv.writer(sys.stdout, lineterminator="\n")
    table.writerow(["network", "metric", "basis", "period", "value", "coverage", "whole"])
    for name in options.network or sorted(path.parent.name for path in options.datasets.glob("*/network.yaml")):
        audit = Audit(Network(options.datasets / name, as_of), benchmarks)
        lines = [
            (metric, basis, label, figure) for label in labels for metric, basis, figure in audit.figures(*period(label))
        ]
        for metric, basis, label, figure in sorted(lines, key=lambda line: line[:3]):
            value, coverage = ("" if part is None else repr(part) for part in figure[:2])
            table.writerow([name, metric, basis, label, value, coverage, "yes" if figure.whole else ""])


if __name__ == "__main__":
    try:
        main()
    except (OSError, ValueError, KeyError) as problem:
        print(f"recompute: error: {problem!r}", file=sys.stderr)
        sys.exit(2)
