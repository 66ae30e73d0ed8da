#!/usr/bin/env python3
"""Measures the risk canon of a price beside NumPy, empyrical and QuantStats, process by process.

The work: read ten years of daily closes of 1,000 networks, print what the canon says of each price
at the last quarter. Each library computes the part that it has, on the same windows and with the
crypto year. Every program starts anew, in turns; medians are compared. Where the conventions are
the same the numbers must agree to 1e-9, or nothing is reported.

Exit status: 0 measured, 1 the numbers differ, 2 a program could not be run.
"""

import argparse
import csv
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

from run import HERE, PYTHON, TOLERANCE, CannotRun, Program, measure

METRICS = [
    "price_return", "cagr", "all_time_high", "drawdown_from_ath", "max_drawdown", "drawdowns",
    "longest_drawdown", "underwater_share", "volatility", "downside_deviation", "sharpe", "sortino",
    "calmar", "ulcer_index", "beta", "correlation", "value_at_risk", "expected_shortfall",
    "recovery_needed"]
# As many that the dataset has no rows for: a line each, and nothing to compute.
ABSENT = [
    "fees", "revenue", "tokens_emitted", "tokens_burned", "tokens_unlocked", "circulating_supply",
    "total_supply", "max_supply", "capacity", "active_providers", "subscribers", "customers",
    "daily_users", "usage", "utilization", "unit_price", "uptime", "funding_raised", "treasury"]
PERIOD = "2025Q4"
PEERS = ["numpy", "empyrical", "quantstats"]
OURS, LOADING = "depin-audit", "depin-audit, nothing computed"


def prepare(options):
    """Makes the dataset unless it is there; returns the CSV."""
    path = options.dataset / "observations.csv"
    marker = options.dataset.with_name(options.dataset.name + ".size.tmp")
    size = f"{options.networks} {options.years}"
    if not (marker.exists() and marker.read_text() == size and path.exists()):
        if options.dataset.exists():
            # Only what an earlier run made here is replaced.
            if not marker.exists():
                raise CannotRun(f"{options.dataset} exists and was not made here; name another")
            shutil.rmtree(options.dataset)
        subprocess.run([sys.executable, str(HERE / "generate_prices.py"), str(options.dataset),
                        "--networks", str(options.networks), "--years", str(options.years)],
                       check=True)
        marker.write_text(size)
    return str(path)


def programs(options, csv_path):
    """The programs to measure: ours, ours with next to nothing to compute, the peers."""
    def ours(name, metrics):
        return Program(name, [options.command, "table", "--datasets", str(options.dataset),
                              "--metrics", ",".join(metrics), "--period", PERIOD, "-O", "csv"])
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    return [ours(OURS, ["price"] + METRICS), ours(LOADING, ["price"] + ABSENT)] + [
        Program(name, [python, str(HERE / "peers" / f"canon_with_{name}.py"), csv_path])
        for name in options.peers]


def numbers(path):
    """What a program printed, by network and metric, and a peer's own clock."""
    with open(path, newline="", encoding="utf-8") as file:
        found = {(row["network"], row["metric"]): float(row["value"])
                 for row in csv.DictReader(file) if row["value"]}
    return found, found.pop(("", "seconds"), None)


def compare(found, folder):
    """Checks that the same statistics have the same values; returns the line that says so."""
    ours, _ = numbers(folder / f"{OURS}.csv")
    count, worst = 0, 0.0
    for item in found[2:]:
        for key, value in numbers(folder / f"{item.name}.csv")[0].items():
            if key not in ours:
                continue  # A statistic by another convention.
            distance = abs(ours[key] - value) / max(abs(ours[key]), abs(value), 1e-300)
            if distance > TOLERANCE:
                print(f"{item.name} has {value!r} for {' '.join(key)}, we have {ours[key]!r}")
                return None
            count, worst = count + 1, max(worst, distance)
    return f"{count:,} values agree, largest relative difference {worst:.2g}"


def measured(found, folder, rounds):
    """Runs all in turns; the processor seconds that each needs for computing alone.

    Of a peer around its loop; of ours on all cores, less that of a run which loads the same file and
    prints as many lines. The least of the rounds counts: other work of the machine only adds to it.
    """
    own_clocks = {item.name: [] for item in found}
    for _ in range(rounds):
        for item in found:
            item.runs.append(measure(item, folder / f"{item.name}.csv"))
            _, seconds = numbers(folder / f"{item.name}.csv")
            own_clocks[item.name].append(seconds)
    ours, loading = (min(run.processor for run in item.runs) for item in found[:2])
    return {OURS: ours - loading} | {item.name: min(own_clocks[item.name]) for item in found[2:]}


def report(found, computing, folder, options):
    print(f"{options.networks:,} networks, {options.years} years of daily closes, "
          f"{options.rounds} rounds in turns, {platform.machine()}, {os.cpu_count()} cores\n")
    print("| program | metrics | median s | µs a series and metric | ratio "
          "| computing alone, µs | ratio |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    base = None
    for item in found:
        if item.name not in computing:
            continue
        count = len(METRICS) * options.networks
        if item.name != OURS:
            count = len(numbers(folder / f"{item.name}.csv")[0])
        whole, alone = item.median() / count * 1e6, computing[item.name] / count * 1e6
        base = base or (whole, alone)
        print(f"| {item.name} | {count // options.networks} | {item.median():.2f} | {whole:.1f} "
              f"| {whole / base[0]:.1f} | {alone:.1f} | {alone / base[1]:.1f} |")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, help="the release binary")
    parser.add_argument("--dataset", type=pathlib.Path, default=HERE / "Prices.tmp")
    parser.add_argument("--networks", type=int, default=1000)
    parser.add_argument("--years", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    options = parser.parse_args()
    try:
        found = programs(options, prepare(options))
        with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
            folder = pathlib.Path(name)
            for item in found:  # a first round that is not counted fills the file cache
                measure(item, folder / f"{item.name}.csv")
            agreement = compare(found, folder)
            if agreement is None:
                return 1
            computing = measured(found, folder, options.rounds)
            report(found, computing, folder, options)
    except CannotRun as reason:
        print(f"canon.py: {reason}", file=sys.stderr)
        return 2
    print(f"\n{agreement}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
