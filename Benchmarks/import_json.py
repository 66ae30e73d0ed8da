#!/usr/bin/env python3
"""Measures importing a price history of 100 MB of JSON beside pandas' read_json, process by process.

The work: read a market_chart answer with a point each five minutes, and make closes by day of its
prices and market values. Ours makes rows of the data contract as well, joins them to a dataset and
writes that. The closes must agree to 12 digits, or nothing is reported: pandas' quick reading of
numbers misses the nearest double by a little.

Exit status: 0 measured, 1 the closes differ, 2 a program could not be run.
"""

import argparse
import csv
import os
import pathlib
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile

from run import HERE, PYTHON, CannotRun, Program, measure

OURS = "depin-audit"
SERIES = ["price", "market_cap"]
TOLERANCE = 1e-12
LIMIT = 200  # MiB of memory that an import may take, mapped pages of the file included
PROFILE = """name: Sample
token: {symbol: SMP, decimals: 8, chain: solana, launched: 2010-01-01}
category: compute
mechanism: none
revenue_definition: none; made for a measurement of speed
"""
HEADER = "id,title,publisher,url,published,retrieved,licence\n"


def dataset(folder):
    """A folder of datasets with one network that has no rows."""
    (folder / "sample").mkdir(parents=True)
    (folder / "sample" / "network.yaml").write_text(PROFILE, encoding="utf-8")
    (folder / "sources.csv").write_text(HEADER, encoding="utf-8")


def ours(options, chart, folder):
    return [options.command, "import", str(chart), "--network", "sample", "--datasets",
            str(folder), "--retrieved", "2100-01-01"]


def closes(folder):
    """The rows that an import wrote."""
    found = {}
    for name in SERIES:
        with open(folder / "sample" / f"{name}.csv", newline="", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                found[name, row["period_end"]] = float(row["value"])
    return found


def printed(path):
    with open(path, newline="", encoding="utf-8") as file:
        return {(row["series"], row["date"]): float(row["value"]) for row in csv.DictReader(file)}


def difference(left, right):
    """The first close that only one has, or that is another; None where there is none."""
    for key in sorted(left.keys() | right.keys()):
        pair = left.get(key), right.get(key)
        if None in pair or abs(pair[0] - pair[1]) > TOLERANCE * abs(pair[0]):
            return key, pair
    return None


def rounds(options, chart, work):
    """Runs the programs in turns; returns them with what each found last."""
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    peer = Program("pandas", [python, str(HERE / "peers" / "import_with_pandas.py"), str(chart)])
    found = {}
    own = Program(OURS, [])
    for number in range(options.rounds):
        # Each import begins with an empty dataset; a second one would change nothing.
        folder = work / f"datasets{number}"
        dataset(folder)
        own.command = ours(options, chart, folder)
        own.runs.append(measure(own, work / "ours.txt"))
        found[OURS] = closes(folder)
        peer.runs.append(measure(peer, work / "pandas.csv"))
        found["pandas"] = printed(work / "pandas.csv")
    return [own, peer], found


def report(programs, found, chart):
    size = chart.stat().st_size / 1e6
    print(f"{size:,.0f} MB of JSON, {len(found[OURS]):,} closes agree, {platform.machine()}, "
          f"{os.cpu_count()} cores\n")
    print("| program | median s | MB a second | memory MiB | ratio |\n|---|--:|--:|--:|--:|")
    base = programs[0].median()
    for program in programs:
        median = program.median()
        resident = statistics.median(run.resident for run in program.runs)
        print(f"| {program.name} | {median:.2f} | {size / median:,.0f} | {resident:,.0f} | "
              f"{median / base:.2f} |")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, help="the release build of depin-audit")
    parser.add_argument("--megabytes", type=int, default=100)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    options.command = shutil.which(options.command) or options.command
    work = pathlib.Path(tempfile.mkdtemp())
    try:
        chart = work / "chart.json"
        subprocess.run([sys.executable, str(HERE / "generate_chart.py"), str(chart),
                        "--megabytes", str(options.megabytes)], check=True)
        programs, found = rounds(options, chart, work)
        differing = difference(found[OURS], found["pandas"])
        if differing:
            print(f"the closes differ, first at {differing}")
            return 1
        report(programs, found, chart)
        worst = max(run.resident for run in programs[0].runs)
        if worst > LIMIT:
            print(f"\nour memory is {worst:,.0f} MiB, over the limit of {LIMIT}")
            return 1
        return 0
    except (CannotRun, subprocess.CalledProcessError) as error:
        print(f"import_json.py: {error}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(work)


if __name__ == "__main__":
    sys.exit(main())
