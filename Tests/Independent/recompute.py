#!/usr/bin/env python3
"""Recomputes some figures of the audit from the CSV files and profiles, sharing no code with the program.

    python3 Tests/Independent/recompute.py [--datasets DIR] [--network ID ...] [--quarters 2024Q1..2025Q4] [--as-of DAY]

Prints `network,metric,basis,period,value,coverage`. An empty value means that there is no full value: less than 95 % of the
days are covered, an input is missing, or the coverages of two inputs differ by more than 5 points. Coverage of a ratio is
the lower one; of a close it is 1 or 0. compare.py holds the program's figures against these. Python's standard library only.
Exit codes: 0 done, 2 could not do it.

The rules, in the order in which they apply:
  1. A row of a flow counts if it has begun by the as-of day, any other row (closes, averages) if it has ended by then.
  2. A row is cut at the edges of the period, at the as-of day and at the ends of calendar months, its amount in proportion to
     days. A row of which some days only lie in the period and before the as-of day takes part if it has at most 31 days and
     at most half as many as the period.
  3. One source gives the flow of a period: the best ranked that covers 95 % of the days, else the one that covers most.
     An empty row blocks the lower ranks on its days.
  4. Tokens become USD piece by piece, at the average price of the piece's days: the mean of daily closes if 95 % of the days
     have one; else the `average` rows of the best ranked source that covers every day; else the mean of the last close up to
     the first day and the first close from the last day, at most 35 days apart; else the piece has no price.
  5. A quarter without any row of tokens_emitted takes the scheduled tokens. An amount for a month is spread over the days of
     the calendar month. A rule that is a ceiling (`limit: true`) makes the ratios read "at least"; the numbers stay the same.
  6. A quarter closes at the last close on its last day or up to 3 days earlier.
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
