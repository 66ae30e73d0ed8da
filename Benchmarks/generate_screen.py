#!/usr/bin/env python3
"""Writes a dataset of made-up quarters for screens: a folder of small files for each network, and
for programs that read tables FOLDER.csv, a row a network and quarter.

The same arguments give the same bytes on every machine and any Python 3.

usage: generate_screen.py FOLDER [--networks N] [--quarters N]
"""

import argparse
import datetime
import pathlib

from generate import INCREMENT, MASK, MULTIPLIER, SOURCES, network_name

PROFILE = """name: Made-up network {number}
token: {{symbol: N{number:05d}, decimals: 8, chain: solana, launched: 2010-01-01}}
cohort: 2010
category: compute
mechanism: none
revenue_definition: made-up figures, for measurements of speed only
sources:
  revenue: [generated]
  tokens_emitted: [generated]
  tokens_burned: [generated]
  price: [generated]
  active_providers: [generated]
"""
# Series by name: unit, whether each is an amount of a quarter, its least and greatest value.
SERIES = {
    "revenue": ("USD", True, 10_000, 1_000_000),
    "tokens_emitted": ("token", True, 100_000, 1_000_000),
    "tokens_burned": ("token", True, 10_000, 900_000), "price": ("USD/token", False, 1, 4),
    "active_providers": ("count", False, 100, 10_000)}
HEADER = "period_start,period_end,value,unit,source,evidence,segment,basis,note\n"
# One quarter in so many is left out of a series, so that not everything is known.
GAP = 97
FIRST_YEAR = 2016


def quarters(count):
    """First and last days of quarters."""
    for index in range(count):
        year, month = FIRST_YEAR + index // 4, index % 4 * 3 + 1
        start = datetime.date(year, month, 1)
        end = datetime.date(year + month // 10, (month + 2) % 12 + 1, 1)
        yield start, end - datetime.timedelta(1)


def write_network(folder, index, periods):
    """Writes the files of a network; returns its table."""
    home = folder / network_name(index)
    home.mkdir(parents=True, exist_ok=True)
    (home / "network.yaml").write_text(PROFILE.format(number=index), encoding="utf-8")
    state = ((index + 1) * MULTIPLIER + INCREMENT) & MASK
    table = [[network_name(index), str(end)] for _, end in periods]
    for series, (unit, is_flow, least, most) in SERIES.items():
        rows = []
        for row, (start, end) in zip(table, periods):
            state = (state * MULTIPLIER + INCREMENT) & MASK
            # Whole cents, so that the text is the number; providers are whole.
            cents = least * 100 + (state >> 33) % ((most - least) * 100)
            value = f"{cents / 100:.2f}" if unit != "count" else str(cents // 100)
            is_known = series == "price" or (state >> 40) % GAP
            row.append(value if is_known else "")
            stated = f"{value},{unit},generated,measured,"
            if series == "price":
                # The quarter's average is its close, which keeps the peers' rules short.
                rows.append(f"{start},{end},{stated},average,\n")
            if is_known:
                rows.append(f"{start if is_flow else end},{end},{stated},,\n")
        (home / f"{series}.csv").write_text(HEADER + "".join(rows), encoding="ascii")
    return "".join(",".join(row) + "\n" for row in table)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--networks", type=int, default=10_000)
    parser.add_argument("--quarters", type=int, default=40)
    options = parser.parse_args()
    periods = list(quarters(options.quarters))
    with open(f"{options.folder}.csv", "w", encoding="ascii", newline="\n") as file:
        file.write(",".join(["network", "date", *SERIES]) + "\n")
        for index in range(options.networks):
            file.write(write_network(options.folder, index, periods))
    (options.folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    print(f"{options.folder}: {options.networks} networks, {options.quarters} quarters")


if __name__ == "__main__":
    main()
