#!/usr/bin/env python3
"""Measures depin-audit beside Polars, DuckDB and pandas on the same work, process by process.

The work: read a long CSV of daily amounts, print the sum of every network, series and quarter,
sorted. Every program starts anew, in turns, so that whatever else the machine does meets all of
them alike; the medians are compared. The sums must agree to 1e-9 or nothing is reported.

Exit status: 0 measured, 1 the sums differ, 2 a program could not be run.
"""

import argparse
import csv
import datetime
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from dataclasses import dataclass, field

HERE = pathlib.Path(__file__).resolve().parent
PYTHON = HERE / ".venv" / "bin" / "python"

# Our command line. {command} is the binary, {dataset} the folder, {first} and {last} the quarters.
OURS = ["{command}", "table", "--datasets", "{dataset}", "--metrics", "series",
        "--period", "{first}..{last}", "-O", "csv"]
# The columns of our output that stand for those of the peers.
COLUMNS = {"network": "network", "series": "metric", "quarter": "period", "sum": "value"}
PEERS = ["polars", "duckdb", "pandas"]
TOLERANCE = 1e-9


class CannotRun(Exception):
    """A program that is missing or failed."""


@dataclass
class Program:
    name: str
    command: list
    runs: list = field(default_factory=list)

    def median(self):
        return statistics.median(run.seconds for run in self.runs)


@dataclass
class Run:
    """One process: wall-clock and processor seconds, peaks of memory in MiB."""

    seconds: float
    processor: float
    resident: float
    anonymous: float


class Watch(threading.Thread):
    """Follows the anonymous memory of a process, which leaves out the pages of a mapped file."""

    def __init__(self, process):
        super().__init__(daemon=True)
        self.status = pathlib.Path(f"/proc/{process}/status")
        self.peak, self.is_over = 0, False

    def run(self):
        while not self.is_over:
            try:
                found = re.search(r"RssAnon:\s+(\d+) kB", self.status.read_text())
            except OSError:  # not Linux, or the process has ended
                return
            if found:
                self.peak = max(self.peak, int(found[1]))
            time.sleep(0.005)


def measure(program, output):
    """Runs a program once with its output in a file."""
    with open(output, "wb") as file, tempfile.TemporaryFile() as messages:
        start = time.perf_counter()
        try:
            process = subprocess.Popen(program.command, stdout=file, stderr=messages)
        except OSError as error:
            raise CannotRun(f"{program.name}: {error}") from None
        watch = Watch(process.pid)
        watch.start()
        # wait4 gives the usage of this one child; a sum over all children would mix the programs.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        watch.is_over = True
        watch.join()
        if process.returncode != 0:
            messages.seek(0)
            text = messages.read().decode(errors="replace").strip()[-600:]
            raise CannotRun(f"{program.name} ended with {process.returncode}: {text}")
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024,
               watch.peak / 1024)


def sums(path, columns):
    """The table that a program printed; zero sums and absent quarters count alike."""
    with open(path, newline="", encoding="utf-8") as file:
        rows = csv.DictReader(file)
        missing = set(columns.values()) - set(rows.fieldnames or [])
        if missing:
            raise CannotRun(f"{path.stem} printed no column {', '.join(sorted(missing))}")
        return {tuple(row[columns[name]] for name in ("network", "series", "quarter")):
                float(row[columns["sum"]]) for row in rows if row[columns["sum"]]}


def difference(left, right):
    """The largest relative difference of two tables and where it is."""
    worst, place = 0.0, None
    for key in left.keys() | right.keys():
        a, b = left.get(key, 0.0), right.get(key, 0.0)
        distance = abs(a - b) / max(abs(a), abs(b), 1.0)
        if distance > worst:
            worst, place = distance, key
    return worst, place


def programs(options, csv_path, quarters):
    """The programs to measure, ours first."""
    chosen = []
    if options.command:
        values = {"command": options.command, "dataset": str(options.dataset),
                  "first": quarters[0], "last": quarters[1]}
        chosen.append(Program("depin-audit", [part.format(**values) for part in OURS]))
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    for name in options.peers:
        chosen.append(Program(name, [python, str(HERE / "peers" / f"with_{name}.py"), csv_path]))
    if not chosen:
        raise CannotRun("nothing to measure; give --command or --peers")
    return chosen


def prepare(options):
    """Makes the dataset unless it is there; returns the CSV and its first and last quarter."""
    path = options.dataset / "observations.csv"
    # Beside the folder, since a dataset holds nothing but data.
    marker = options.dataset.with_name(options.dataset.name + ".rows.tmp")
    if not (marker.exists() and marker.read_text() == str(options.rows) and path.exists()):
        if options.dataset.exists():
            # Only what an earlier run made here is replaced.
            if not marker.exists():
                raise CannotRun(f"{options.dataset} exists and was not made here; name another")
            shutil.rmtree(options.dataset)
        command = [sys.executable, str(HERE / "generate.py"), str(options.dataset),
                   "--rows", str(options.rows)]
        subprocess.run(command, check=True)
        marker.write_text(str(options.rows))
    return str(path), quarters_of(path)


def quarters_of(path):
    """The first and last whole quarter of a generated file, whose first series has every day."""
    with open(path, encoding="ascii") as file:
        next(file)
        first = last = next(file).split(",")
        for line in file:
            fields = line.split(",")
            if fields[:2] != first[:2]:
                break
            last = fields
    day = datetime.timedelta(1)
    return (quarter(datetime.date.fromisoformat(first[2]) - day, 1),
            quarter(datetime.date.fromisoformat(last[2]) + day, -1))


def quarter(day, step):
    """The quarter some steps after that of a day, as 2025Q4."""
    index = day.year * 4 + (day.month - 1) // 3 + step
    return f"{index // 4}Q{index % 4 + 1}"


def compare(found, folder, quarters):
    """Checks that all printed the same sums of whole quarters; returns the line that says so."""
    tables = []
    for item in found:
        columns = COLUMNS if item.name == "depin-audit" else {name: name for name in COLUMNS}
        table = sums(folder / f"{item.name}.csv", columns)
        tables.append((item.name, {key: value for key, value in table.items()
                                   if quarters[0] <= key[2] <= quarters[1]}))
    worst = 0.0
    for name, table in tables[1:]:
        distance, place = difference(tables[0][1], table)
        if distance > TOLERANCE:
            print(f"{name} differs from {tables[0][0]} by {distance:.3g} at {place}")
            return None
        worst = max(worst, distance)
    return (f"{len(tables[0][1]):,} sums of {quarters[0]} to {quarters[1]} agree, "
            f"largest relative difference {worst:.2g}")


def report(found, options):
    print(f"{options.rows:,} rows, {options.rounds} rounds in turns, "
          f"{platform.machine()}, {os.cpu_count()} cores\n")
    print("| program | median s | min–max | ratio | CPU s | peak RSS MiB | peak RssAnon MiB |")
    print("|---|--:|--:|--:|--:|--:|--:|")
    base = found[0].median()
    for item in found:
        seconds = [run.seconds for run in item.runs]
        print(f"| {item.name} | {item.median():.2f} | {min(seconds):.2f}–{max(seconds):.2f} "
              f"| {item.median() / base:.1f} "
              f"| {statistics.median(run.processor for run in item.runs):.2f} "
              f"| {max(run.resident for run in item.runs):.0f} "
              f"| {max(run.anonymous for run in item.runs):.0f} |")


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", help="the release binary; left out, only the peers run")
    parser.add_argument("--dataset", type=pathlib.Path, default=HERE / "Data.tmp")
    parser.add_argument("--rows", type=int, default=10_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", nargs="*", choices=PEERS, default=PEERS)
    options = parser.parse_args()
    try:
        csv_path, quarters = prepare(options)
        found = programs(options, csv_path, quarters)
        with tempfile.TemporaryDirectory(prefix="benchmark-") as name:
            folder = pathlib.Path(name)
            for item in found:  # a first round that is not counted fills the file cache
                measure(item, folder / f"{item.name}.csv")
            agreement = compare(found, folder, quarters)
            if agreement is None:
                return 1
            for _ in range(options.rounds):
                for item in found:
                    item.runs.append(measure(item, folder / f"{item.name}.csv"))
    except CannotRun as reason:
        print(f"run.py: {reason}", file=sys.stderr)
        return 2
    report(found, options)
    print(f"\n{agreement}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
