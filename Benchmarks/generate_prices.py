#!/usr/bin/env python3
"""Writes a dataset of made-up daily closes: one long CSV, a profile for each network, a benchmark.

The same arguments give the same bytes on every machine and any Python 3.

usage: generate_prices.py FOLDER [--networks N] [--years N]
"""

import argparse
import datetime
import pathlib

from generate import INCREMENT, MASK, MULTIPLIER, SOURCES, network_name

LAST = datetime.date(2025, 12, 31)
PROFILE = """name: Made-up network {number}
token: {{symbol: N{number:04d}, decimals: 8, chain: solana, launched: 2010-01-01}}
cohort: 2010
category: compute
mechanism: none
revenue_definition: made-up figures, for measurements of speed only
series:
  price: {{source: generated, evidence: measured, cadence: day}}
"""
BENCHMARK = """name: Bitcoin
token: {symbol: BTC}
series:
  price: {source: generated, evidence: measured, cadence: day}
"""


def changes(seed, count):
    """Daily changes in parts of ten thousand, -600 to 600."""
    state = (seed * MULTIPLIER + INCREMENT) & MASK
    for _ in range(count):
        state = (state * MULTIPLIER + INCREMENT) & MASK
        yield (state >> 33) % 1201 - 600


def closes(first, market, seed):
    """Closes in USD with six decimals that move half with the market; they neither die nor explode."""
    amount = first
    for shared, own in zip(market, changes(seed, len(market))):
        # The higher the price, the more it is pulled back: ten years stay within what six decimals say.
        pull = (first.bit_length() - amount.bit_length()) * 8
        amount = amount * (10_000 + (shared + own) // 2 + pull) // 10_000 + 1
        yield f"{amount // 1_000_000}.{amount % 1_000_000:06d}"


def write_profiles(folder, networks):
    for index in range(networks):
        home = folder / network_name(index)
        home.mkdir(exist_ok=True)
        (home / "network.yaml").write_text(PROFILE.format(number=index), encoding="utf-8")
    home = folder / "benchmarks" / "bitcoin"
    home.mkdir(parents=True, exist_ok=True)
    (home / "benchmark.yaml").write_text(BENCHMARK, encoding="utf-8")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--networks", type=int, default=1000)
    parser.add_argument("--years", type=int, default=10)
    options = parser.parse_args()
    first_day = LAST.replace(year=LAST.year - options.years)
    days = [str(first_day + datetime.timedelta(index))
            for index in range(1, (LAST - first_day).days + 1)]
    market = list(changes(0, len(days)))
    options.folder.mkdir(parents=True, exist_ok=True)
    write_profiles(options.folder, options.networks)
    names = ["bitcoin"] + [network_name(index) for index in range(options.networks)]
    with open(options.folder / "observations.csv", "w", encoding="ascii", newline="\n",
              buffering=1 << 20) as file:
        file.write("network,series,date,value\n")
        for seed, name in enumerate(names, 1):
            prefix = f"{name},price,"
            file.write("".join(f"{prefix}{day},{close}\n" for day, close in
                               zip(days, closes(10_000_000 + seed * 50_000, market, seed))))
    print(f"{options.folder}: {len(names)} prices, {len(days)} days to {days[-1]}")


if __name__ == "__main__":
    main()
