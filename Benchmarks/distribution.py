#!/usr/bin/env python3
"""Measures the distribution of token balances beside NumPy and Polars on the same made-up balances.

Two tables: the kernels alone, on balances in memory; and the whole way from a holders.csv to the
figures, process by process. Programs run in turns; the figures must agree to 1e-9 or nothing is
reported.

Exit status: 0 measured, 1 the figures differ, 2 a program could not be run.
"""

import argparse
import csv
import io
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import numpy

from run import CannotRun, HERE, PYTHON, Program, TOLERANCE, measure

DAY = "2025-12-31"
METRICS = "gini_all,holder_concentration_all,nakamoto_coefficient_all"
PROFILE = """name: Made-up network
token: {symbol: N, decimals: 8, chain: solana, launched: 2010-01-01}
cohort: 2010
category: compute
mechanism: none
revenue_definition: made-up figures, for measurements of speed only
"""
SOURCES = """id,title,publisher,url,published,retrieved,licence
generated,Made-up figures for measurements of speed,depin-audit,https://example.org/generated,2025-12-31,2025-12-31,none
"""


def balances(shape, count):
    """Balances to two decimals: log-normal, or Pareto with a tail as heavy as that of wealth."""
    random = numpy.random.default_rng(20251231)
    drawn = random.lognormal(5, 3, count) if shape == "log-normal" else 10 * (random.pareto(1.1, count) + 1)
    return numpy.round(drawn, 2)


def write_dataset(folder, amounts):
    """A dataset of one network whose holders have addresses of 42 characters."""
    home = folder / "made-up"
    home.mkdir(parents=True)
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (home / "network.yaml").write_text(PROFILE, encoding="utf-8")
    # Odd multipliers permute the integers, so no address stands twice.
    with open(home / "holders.csv", "w", encoding="ascii", newline="\n", buffering=1 << 20) as file:
        file.write("date,holder,balance,kind,source,evidence\n")
        for first in range(0, len(amounts), 100_000):
            file.write("".join(
                f"{DAY},0x{index * 0x9E3779B97F4A7C15 % (1 << 160):040x},{amount:.2f},,generated,measured\n"
                for index, amount in enumerate(amounts[first:first + 100_000].tolist(), first + 1)))
    return home / "holders.csv"


def kernels(options, folder):
    """Rows of the first table: shape, kernel, our seconds, NumPy's seconds; `None` where values differ."""
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    rows = []
    for shape in ("log-normal", "Pareto"):
        path = folder / f"{shape}.doubles"
        balances(shape, options.rows).astype("<f8").tofile(path)
        commands = [[options.kernels], [python, str(HERE / "peers" / "kernels_with_numpy.py")]]
        runs = [[], []]
        for _ in range(3):
            for command, found in zip(commands, runs):
                found.append(printed(command + [str(path), str(options.rounds)]))
        for index, ours in enumerate(runs[0][0]):
            theirs = runs[1][0][index]
            if abs(float(ours["value"]) - float(theirs["value"])) > TOLERANCE * abs(float(theirs["value"])):
                print(f"{ours['kernel']} of {shape} balances: {ours['value']} and {theirs['value']}")
                return None
            seconds = [statistics.median(float(run[index]["seconds"]) for run in found) for found in runs]
            rows.append((shape, ours["kernel"], *seconds))
    return rows


def printed(command):
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotRun(f"{command[0]}: {error}") from None
    return list(csv.DictReader(io.StringIO(done.stdout)))


def files(options, folder):
    """The programs of the second table with their runs; `None` where figures differ."""
    dataset = folder / "dataset"
    path = write_dataset(dataset, balances("Pareto", options.rows))
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    programs = [
        Program("depin-audit", [options.command, "table", "--datasets", str(dataset), "--metrics", METRICS,
                                "--period", "2025Q4", "-O", "csv"]),
        Program("Polars and NumPy", [python, str(HERE / "peers" / "holders_with_polars.py"), str(path)]),
    ]
    tables = []
    for program in programs:  # a first round that is not counted fills the file cache
        output = folder / "output.csv"
        measure(program, output)
        with open(output, newline="", encoding="utf-8") as file:
            tables.append({row["metric"]: float(row["value"]) for row in csv.DictReader(file)})
    for metric, value in tables[1].items():
        if abs(tables[0][metric] - value) > TOLERANCE * abs(value):
            print(f"{metric}: {tables[0][metric]} and {value}")
            return None
    for _ in range(options.rounds):
        for program in programs:
            program.runs.append(measure(program, folder / "output.csv"))
    return programs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, help="the release binary")
    parser.add_argument("--kernels", required=True, help="the release binary of kernel-benchmark")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="distribution-", dir=HERE, suffix=".tmp"))
    try:
        rows = kernels(options, folder)
        programs = rows and files(options, folder)
    except CannotRun as reason:
        print(f"distribution.py: {reason}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder)
    if not programs:
        return 1
    print(f"{options.rows:,} balances in memory\n")
    print("| balances | kernel | ours s | NumPy s | NumPy ÷ ours |\n|---|---|--:|--:|--:|")
    for shape, kernel, ours, theirs in rows:
        print(f"| {shape} | {kernel} | {ours:.3f} | {theirs:.3f} | {theirs / ours:.1f} |")
    for shape in ("log-normal", "Pareto"):
        ours, theirs = (sum(row[place] for row in rows if row[0] == shape) for place in (2, 3))
        print(f"| {shape} | all three | {ours:.3f} | {theirs:.3f} | {theirs / ours:.1f} |")
    print(f"\nFrom a holders.csv of {options.rows:,} rows to the three figures\n")
    print("| program | median s | ratio | CPU s | peak RSS MiB |\n|---|--:|--:|--:|--:|")
    for program in programs:
        print(f"| {program.name} | {program.median():.2f} | {program.median() / programs[0].median():.1f} "
              f"| {statistics.median(run.processor for run in program.runs):.2f} "
              f"| {max(run.resident for run in program.runs):.0f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
