#!/usr/bin/env python3
"""Writes a dataset of made-up daily series: one long CSV, a profile for each network, the sources.

The same arguments give the same bytes on every machine and any Python 3.

usage: generate.py FOLDER [--rows N] [--networks N] [--series N] [--first-day YYYY-MM-DD]
                          [--order series|day]
"""

import argparse
import datetime
import pathlib

# Multiplier and increment of Knuth's MMIX generator; the upper bits are used.
MULTIPLIER, INCREMENT, MASK = 6364136223846793005, 1442695040888963407, (1 << 64) - 1

PROFILE = """name: Made-up network {number}
token: {{symbol: N{number:04d}, decimals: 8, chain: solana, launched: 2010-01-01}}
cohort: 2010
category: compute
mechanism: none
revenue_definition: made-up figures, for measurements of speed only
series:
{series}
"""
SERIES = "  {name}: {{kind: flow, unit: USD, source: generated, evidence: measured}}\n"
SOURCES = """id,title,publisher,url,published,retrieved,licence
generated,Made-up figures for measurements of speed,depin-audit,https://example.org/generated,2025-12-31,2025-12-31,none
"""


def network_name(index):
    return f"network-{index:04d}"


def series_name(index):
    return f"metric_{index:02d}"


def values(seed, count):
    """Amounts of 0.00 to 99,999.99 as texts."""
    state = (seed * MULTIPLIER + INCREMENT) & MASK
    for _ in range(count):
        state = (state * MULTIPLIER + INCREMENT) & MASK
        cents = (state >> 33) % 10_000_000
        yield f"{cents // 100}.{cents % 100:02d}"


def write_rows(file, options, days):
    """One row a network, series and day; sorted by series or, as feeds come in, by day."""
    left = options.rows
    keys = [(network, series) for network in range(options.networks)
            for series in range(options.series)]
    file.write("network,series,date,value\n")
    if options.order == "series":
        for seed, (network, series) in enumerate(keys):
            prefix = f"{network_name(network)},{series_name(series)},"
            amounts = values(seed, min(left, len(days)))
            file.write("".join(f"{prefix}{day},{value}\n" for day, value in zip(days, amounts)))
            left -= min(left, len(days))
    else:
        prefixes = [f"{network_name(network)},{series_name(series)}," for network, series in keys]
        for seed, day in enumerate(days):
            amounts = values(seed, min(left, len(prefixes)))
            file.write("".join(f"{prefix}{day},{value}\n"
                               for prefix, value in zip(prefixes, amounts)))
            left -= min(left, len(prefixes))


def write_profiles(folder, options):
    series = "".join(SERIES.format(name=series_name(index)) for index in range(options.series))
    for index in range(options.networks):
        home = folder / network_name(index)
        home.mkdir(exist_ok=True)
        text = PROFILE.format(number=index, series=series.rstrip("\n"))
        (home / "network.yaml").write_text(text, encoding="utf-8")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--networks", type=int, default=200)
    parser.add_argument("--series", type=int, default=10)
    parser.add_argument("--first-day", type=datetime.date.fromisoformat,
                        default=datetime.date(2012, 1, 1))
    parser.add_argument("--order", choices=["series", "day"], default="series")
    options = parser.parse_args()
    count = -(-options.rows // (options.networks * options.series))
    days = [str(options.first_day + datetime.timedelta(index)) for index in range(count)]
    options.folder.mkdir(parents=True, exist_ok=True)
    write_profiles(options.folder, options)
    with open(options.folder / "observations.csv", "w", encoding="ascii", newline="\n",
              buffering=1 << 20) as file:
        write_rows(file, options, days)
    print(f"{options.folder}: {options.rows} rows to {days[-1]}")


if __name__ == "__main__":
    main()
