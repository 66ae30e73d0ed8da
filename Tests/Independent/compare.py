#!/usr/bin/env python3
"""Compares the program's figures with those of recompute.py, which shares no code with it.

    python3 Tests/Independent/compare.py [--command COMMAND] [--datasets DIR] [--network ID ...]
                                         [--quarters 2024Q1..2025Q4] [--years 2024..2025] [--as-of DAY]

Every metric that recompute.py knows is asked of the program, for the same periods. Both sides must have a whole value, a partial
one or none (`missing`, `not-meaningful`, `not-applicable`); two values and two coverages agree if they differ by at most 1e-9
of the larger one. A figure that only one side lists is a difference.

Prints `N figures agree, M of them with a value`. Exit codes: 0 all agree, 1 differences, which are printed, 2 could not do it.
Standard library only.
"""

import argparse
import csv
import io
import math
import shlex
import subprocess
import sys
from collections import namedtuple
from pathlib import Path

HERE = Path(__file__).resolve().parent
TOLERANCE = 1e-9  # of the larger value
SMALLEST = 1e-11  # what differences of equal numbers may leave

Figure = namedtuple("Figure", "value coverage state")  # value: None = no whole value; coverage: None = not printed


def table(command):
    """The rows of the CSV that a command prints."""
    done = subprocess.run(command, cwd=HERE.parents[1], stdout=subprocess.PIPE, text=True, check=True)
    return list(csv.DictReader(io.StringIO(done.stdout)))


def number(text):
    return float(text) if text else None


def by_program(options, metrics):
    rows = []
    for periods in filter(None, (options.quarters, options.years)):
        command = [*shlex.split(options.command), "table", *options.network, "--metrics", ",".join(metrics)]
        command += ["-p", periods, "--as-of", options.as_of, "--all-bases", "-O", "csv", "--datasets", str(options.datasets)]
        rows += table(command)
    return {key(row): Figure(number(row["value"]), number(row["coverage"]), row["state"]) for row in rows}


def by_recomputation(options):
    command = [sys.executable, str(HERE / "recompute.py"), "--network", *options.network]
    command += ["--quarters", options.quarters, "--years", options.years, "--as-of", options.as_of]
    command += ["--datasets", str(options.datasets)]
    return {
        key(row): Figure(number(row["value"]), number(row["coverage"]), state(row["value"], row["whole"]))
        for row in table(command)
    }


def state(value, whole):
    return "no value" if not value else "value" if whole else "partial"


def key(row):
    return row["network"], row["metric"], row["basis"], row["period"]


def agree(program, recomputed):
    if None in (program, recomputed):
        return False
    known = [figure.state if figure.state in ("value", "partial") else "no value" for figure in (program, recomputed)]
    if known[0] != known[1]:
        return False
    return known[0] == "no value" or close(program.value, recomputed.value) and close(program.coverage, recomputed.coverage)


def close(one, other):
    """Equal, or not said by one side."""
    return None in (one, other) or math.isclose(one, other, rel_tol=TOLERANCE, abs_tol=SMALLEST)


def words(figure):
    if figure is None:
        return "not listed"
    coverage = "" if figure.coverage is None else f", coverage {figure.coverage!r}"
    return f"{figure.state} {'' if figure.value is None else repr(figure.value)}{coverage}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--command", default=".build/debug/depin-audit", help="run in the project's folder")
    parser.add_argument("--datasets", type=Path, default=HERE.parents[1] / "Datasets")
    parser.add_argument("--network", nargs="+", help="folder names; default: every folder with a profile")
    parser.add_argument("--quarters", default="2024Q1..2025Q4")
    parser.add_argument("--years", default="2024..2025", help="whole years beside the quarters; empty for none")
    parser.add_argument("--as-of", default="2025-12-31")
    options = parser.parse_args()
    options.network = options.network or sorted(path.parent.name for path in options.datasets.glob("*/network.yaml"))
    recomputed = by_recomputation(options)
    program = by_program(options, sorted({metric for _, metric, _, _ in recomputed}))
    if not program:
        raise ValueError("the program printed no figures")

    agreed = values = 0
    for name in sorted(program.keys() | recomputed.keys()):
        sides = program.get(name), recomputed.get(name)
        if agree(*sides):
            agreed += 1
            values += sides[0].state == "value"
        else:
            print(f"{'/'.join(name)}: program {words(sides[0])}; recomputed {words(sides[1])}")
    different = len(program.keys() | recomputed.keys()) - agreed
    print(f"{agreed} figures agree, {values} of them with a value" + (f"; {different} differ" if different else ""))
    return 1 if different else 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (OSError, ValueError, KeyError, subprocess.CalledProcessError) as problem:
        print(f"compare: error: {problem!r}", file=sys.stderr)
        sys.exit(2)
