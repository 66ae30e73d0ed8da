#!/usr/bin/env python3
"""Writes made-up datasets in the project's format, each with what is hard for a workbook.

    python3 Tests/Workbook/generate.py --shape SHAPE --out FOLDER [--networks N] [--quarters N]

The same arguments give the same bytes on every machine. Every dataset ends on 2025-12-31 and
passes `depin-audit check` without errors.
"""

import argparse
import datetime
from itertools import islice
from pathlib import Path

from made import (DAY, END, FLOWS, FRACTIONS, LEVELS, STOCKS, Chance, Network, months, number, quarters, quarters_back,
                  whole_network, write_sources)

EVERY = [*FLOWS, *STOCKS, *FRACTIONS, *LEVELS]
# Series that a business rests on, and those beside them.
BUSINESS = ["fees", "supply_side_revenue", "revenue", "tokens_emitted", "tokens_burned", "usage", "price", "circulating_supply",
            "total_supply", "market_cap", "capacity", "active_providers", "unit_price", "centralized_unit_price"]
REST = [series for series in EVERY if series not in BUSINESS]


def single(options):
    """One network with every standard series, by month."""
    yield whole_network("alone", quarters_back(16))


def missing(options):
    """Networks that lack series in various combinations, down to a profile without a file."""
    first = quarters_back(12)
    yield with_holes("holes", first)
    yield Network("nothing", first)
    yield whole_network("no-price", first, without=["price"])
    yield whole_network("only-price", first, without=[series for series in EVERY if series != "price"])
    yield whole_network("ended", quarters_back(30), last=quarters_back(18) - DAY, without=REST)
    yield whole_network("no-revenue", first, without=["revenue", "fees", *REST])
    yield whole_network("only-revenue", first, without=[series for series in EVERY if series != "revenue"])
    yield whole_network("no-emission", first, without=["tokens_emitted", *REST])
    for index, series in enumerate(BUSINESS):
        yield whole_network(f"lacks-{series.replace('_', '-')}", first, without=[series, *BUSINESS[:index:3], *REST])


def with_holes(name, first):
    """Rows dropped by chance, values known to be missing, half a year without any row."""
    network = whole_network(name, first)
    gap = quarters_back(6), quarters_back(4)
    for series, rows in network.series.items():
        chance = Chance(name, series, "holes")
        kept = [row for row in rows if not gap[0] <= row[0] < gap[1] and chance() < 0.75]
        network.series[series] = [[*row[:2], "" if chance() < 0.1 else row[2], *row[3:]] for row in kept or rows[:1]]
    return network


def zero(options):
    """More refunded than earned, nothing emitted, nothing earned, prices and stocks of 0."""
    first = quarters_back(12)
    for name, share in {"refunds": 0.3, "refunded": 0.9}.items():
        network = whole_network(name, first, flows="week", without=["fees", "supply_side_revenue"])
        chance = Chance(name, "refund")
        network.replace("revenue", lambda row, value: -value if chance() < share else value)
        yield network
    network = whole_network("worthless", first, without=REST)
    network.replace("price", lambda row, value: 0.0 if row[1] >= quarters_back(2) else value)
    yield network
    for name, silent in {
        "nothing-at-all": EVERY, "no-emission": ["tokens_emitted"], "no-revenue": ["revenue", "fees", "supply_side_revenue"],
        "no-use": ["usage", "capacity"], "no-burns": ["tokens_burned"], "no-supply": ["circulating_supply", "total_supply", "market_cap"],
        "no-money": ["treasury", "funding_raised", "operating_costs"],
    }.items():
        network = whole_network(name, first, without=() if name in ("nothing-at-all", "no-money") else REST)
        for series in silent:
            network.replace(series, lambda row, value: 0.0 if series != "price" else value)
        yield network


def many(options):
    """Many networks with a long past: flows by month, prices by week."""
    first = quarters_back(options.quarters or 40)
    for index in range(options.networks or 50):
        yield whole_network(f"network-{index + 1:02d}", first, flows="week" if index % 5 == 4 else "month", without=REST)


def daily(options):
    """Days of everything for three years: several sources, parts, rules, rows across the edges of quarters."""
    count = options.quarters or 12
    first, turn = quarters_back(count), quarters_back(count // 3)
    network = whole_network("every-day", first, flows="day", prices="day", readings="day", without=["fees", "supply_side_revenue"])
    for segment, scale in {"providers": 0.7, "treasury": 0.3}.items():
        network.flow("tokens_emitted", "day", first, END, scale, segment=segment)
    for segment in ("europe", "asia"):
        network.readings("capacity", "month", first, END, 0.5, segment=segment)
        network.flow("revenue", "month", first, END, 0.4, segment=segment)
    # Another source for longer, by weeks that cross the edges of quarters; a third one for whole quarters.
    network.flow("revenue", "week", quarters_back(count + 2), END, 0.9, source="vendor", evidence="operator")
    network.flow("revenue", "quarter", quarters_back(count + 2), END, 1.1, source="letters", evidence="operator")
    network.flow("revenue", "day", first, quarters_back(2), 1.3, source="vendor", basis="gross")
    network.flow("tokens_burned", "week", quarters_back(count + 1), END, 6, source="vendor")
    network.readings("price", "week", quarters_back(count + 1), END, source="vendor")
    for start, end in months(quarters_back(count + 1), END):
        network.add("price", start, end, 0.8, "USD/token", basis="average")
    # Half a year in which more is burned than made.
    network.replace("tokens_burned", lambda row, value: value * 5 if row[0] >= quarters_back(2) else value)
    network.profile = f"""bases:
  average: "mean price over the row's days, not a close"
  gross: "before refunds, as the vendor counts"
series:
  tokens_emitted: {{parts: complete}}
emission_schedule:
  - {{from: {first}, until: 2026-06-30, tokens: 30000, per: day, source: rules}}
  - {{from: 2026-07-01, until: 2030-12-31, tokens: 9000000, per: year, decay: 50%, every: 2 years, source: rules}}
unlock_schedule:
  - {{date: {turn}, tokens: 2500000, holders: investors, source: rules}}
  - {{date: 2026-02-15, tokens: 4000000, holders: team, source: rules}}
  - {{from: {first}, until: 2027-12-31, tokens: 50000000, per: total, holders: team, source: rules}}
remint:
  - {{from: {first}, until: {turn - DAY}, share: 60%, source: rules}}
  - {{from: {turn}, share: 1, cap: 16000, per: day, smoothing: 7, source: rules}}
split:
  - {{from: {first}, fees: revenue / 0.95, supply_side_revenue: 0.8 of fees, source: rules}}
all_time_high: {{price: 9.5, date: {first}, source: vendor}}
"""
    yield network
    for name, drift in {"bitcoin": 1.0, "ethereum": 1.2, "solana": 0.9}.items():
        benchmark = Network(name, first, is_benchmark=True)
        benchmark.readings("price", "day", first, END, 100 * drift)
        yield benchmark


def bounds(options):
    """Definitions that are bounds or ends of a range."""
    first = quarters_back(10)
    network = whole_network("bounded", first)
    for basis, scale in {"lower-bound": 0.8, "upper-bound": 1.3, "range-low": 0.7, "range-high": 1.5}.items():
        for series in ("revenue", "fees", "tokens_emitted", "tokens_burned", "usage"):
            network.flow(series, "month", first, END, scale, basis=basis, source="vendor")
        for series in ("circulating_supply", "capacity", "active_providers", "customers", "unit_price", "market_cap"):
            network.readings(series, "month", first, END, scale, basis=basis, source="vendor")
    network.profile = "bases:\n" + "".join(f'  {basis}: "one end of what is known"\n' for basis in
                                           ("lower-bound", "upper-bound", "range-low", "range-high"))
    yield network
    only = Network("only-bounds", first)
    only.flow("revenue", "quarter", first, END, basis="lower-bound")
    only.flow("tokens_emitted", "quarter", first, END, basis="upper-bound")
    only.readings("capacity", "quarter", first, END, basis="lower-bound")
    only.readings("price", "week", first, END)
    only.profile = 'bases:\n  lower-bound: "stated as this value or more"\n  upper-bound: "stated as this value or less"\n'
    yield only


def young(options):
    """Networks launched in the reported quarter: on its first days, in its middle, on its last day."""
    for name, first in {"first-day": datetime.date(2025, 10, 1), "middle": datetime.date(2025, 11, 16), "last-day": END}.items():
        yield whole_network(f"launched-{name}", first, flows="day", prices="day", readings="day")
    yield whole_network("launched-next-to-it", datetime.date(2025, 9, 20), flows="week")


def ledgers(options):
    """Rows that name parties: few customers, holders and suppliers, with refunds, related parties and regions."""
    first = quarters_back(10)
    network = whole_network("with-parties", first, without=["customers"])
    chance, kinds = Chance("parties"), ["", "", "", "exchange", "contract", "treasury", "foundation", "team", "investor", "burn"]
    holders, customers, suppliers = [], [], []
    for index, (start, end) in enumerate(quarters(first, END)):
        for place in range(24):
            balance = chance(0, 2e6) / (1 + place)
            holders.append([end, f"holder-{place:02d}", number(balance), kinds[place % len(kinds)], "chain", "measured"])
        for place in range(30):
            if (place + index) % 4 and place < 18 + index:
                spend = chance(-500, 20000) if place % 7 == 3 else chance(0, 40000) / (1 + place)
                kind = {5: "related", 11: "other"}.get(place, "")
                customers.append([start, end, f"customer-{place:02d}", number(spend), kind, "letters", "settled"])
        for place in range(15):
            region = ["europe", "asia", "", "america"][place % 4]
            suppliers.append([start, end, f"supplier-{place:02d}", number(chance(0, 9e4)), region, "chain", "measured"])
    network.ledgers = {
        "holders": (["date", "holder", "balance", "kind", "source", "evidence"], holders),
        "customers": (["period_start", "period_end", "customer", "spend", "kind", "source", "evidence"], customers),
        "suppliers": (["period_start", "period_end", "supplier", "rewards", "region", "source", "evidence"], suppliers),
    }
    yield network
    yield whole_network("without-parties", first)


SHAPES = {shape.__name__: shape for shape in (missing, zero, single, many, daily, bounds, young, ledgers)}


def generate(shape, folder, networks=None, quarters=None):
    """Writes a dataset into a new folder; `networks` takes the first so many."""
    folder = Path(folder)
    folder.mkdir(parents=True)
    write_sources(folder)
    for network in islice(SHAPES[shape](argparse.Namespace(networks=networks, quarters=quarters)), networks):
        network.write(folder)
    return folder


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--shape", choices=SHAPES, required=True)
    parser.add_argument("--out", type=Path, required=True, help="a folder that does not exist")
    parser.add_argument("--networks", type=int, help="the first so many (default all; `many`: 50)")
    parser.add_argument("--quarters", type=int, help="of the shapes `many` (default 40) and `daily` (default 12)")
    options = parser.parse_args()
    generate(options.shape, options.out, options.networks, options.quarters)


if __name__ == "__main__":
    main()
