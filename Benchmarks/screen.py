#!/usr/bin/env python3
"""Measures a screen of ten rules with history beside pandas and DuckDB, in memory after loading.

The work: for 10,000 networks of 40 quarters, the verdicts of the last eight quarters, unknown where
figures are missing. Ours also says what the newest verdict rests on, and is measured on the newest
verdicts alone as well. Each program reads the same figures, does the work some rounds on its own
clock, and prints the verdicts, which must all be the same, or nothing is reported.

Exit status: 0 measured, 1 the verdicts differ, 2 a program could not be run.
"""

import argparse
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile

from run import HERE, PYTHON, CannotRun, Program, measure

PEERS = ["pandas", "duckdb"]
OURS = "depin-audit"


def prepare(options):
    """Makes the dataset unless it is there; returns the table of the peers."""
    table = options.dataset.with_name(options.dataset.name + ".csv")
    marker = options.dataset.with_name(options.dataset.name + ".size.tmp")
    if not (marker.exists() and marker.read_text() == str(options.networks) and table.exists()):
        if options.dataset.exists():
            # Only what an earlier run made here is replaced.
            if not marker.exists():
                raise CannotRun(f"{options.dataset} exists and was not made here; name another")
            shutil.rmtree(options.dataset)
        subprocess.run([sys.executable, str(HERE / "generate_screen.py"), str(options.dataset),
                        "--networks", str(options.networks)], check=True)
        marker.write_text(str(options.networks))
    return str(table)


def programs(options, table, verdicts):
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    rounds = str(options.rounds)
    ours = [options.benchmark, str(options.dataset), str(HERE / "Screening" / "screen.yaml"),
            rounds, str(verdicts)]
    return [Program(OURS, ours)] + [
        Program(name, [python, str(HERE / "peers" / f"screen_with_{name}.py"), table, rounds])
        for name in options.peers]


def read(name, folder, verdicts):
    """The verdicts that a program printed, and its seconds by the number of networks."""
    lines = (folder / f"{name}.csv").read_text().splitlines()[1:]
    if name == OURS:
        seconds = {(int(count), int(quarters)): float(value) for count, quarters, value in
                   (line.split(",") for line in lines)}
        return verdicts.read_text().splitlines()[1:], seconds
    return lines[:-1], {None: float(lines[-1].split(",")[2])}


def report(seconds, count, options):
    print(f"{options.networks:,} networks, {count:,} verdicts, {options.rounds} rounds, "
          f"{platform.machine()}, {os.cpu_count()} cores\n")
    print("| program | median s | ratio |\n|---|--:|--:|")
    whole = (options.networks, 8)
    base = seconds[OURS][whole]
    for name, found in seconds.items():
        median = found.get(whole, found.get(None))
        print(f"| {name} | {median:.3f} | {median / base:.2f} |")
    print("\n| networks | verdicts of each | median s | µs a network |\n|--:|--:|--:|--:|")
    for (networks, quarters), median in seconds[OURS].items():
        print(f"| {networks:,} | {quarters} | {median:.3f} | {median / networks * 1e6:.0f} |")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--benchmark", required=True, help="the release build of screen-benchmark")
    parser.add_argument("--dataset", type=pathlib.Path, default=HERE / "Screens.tmp")
    parser.add_argument("--networks", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    options = parser.parse_args()
    try:
        table = prepare(options)
        with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
            folder, seconds, first = pathlib.Path(name), {}, None
            verdicts = folder / "verdicts.csv"
            for item in programs(options, table, verdicts):
                measure(item, folder / f"{item.name}.csv")
                found, seconds[item.name] = read(item.name, folder, verdicts)
                first = first or found
                if sorted(found) != sorted(first):
                    other = sorted(set(found) ^ set(first))[:3]
                    print(f"{item.name} differs from {OURS}: {'; '.join(other)}")
                    return 1
            report(seconds, len(first), options)
    except CannotRun as reason:
        print(f"screen.py: {reason}", file=sys.stderr)
        return 2
    print(f"\nAll {len(first):,} verdicts agree.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
