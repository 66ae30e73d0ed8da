#!/usr/bin/env python3
"""Measures `depin-audit import` of CSV beside pandas on the same made-up file, process by process.

The file: a table of daily rows of many projects as Token Terminal exports it, of which three series of one project are
taken. Programs run in turns; the rows must be the same days with values that agree to 1e-9, or nothing is reported.

Exit status: 0 measured, 1 the rows differ or ours took more than 200 MiB, 2 a program could not be run.
"""

import argparse
import csv
import pathlib
import random
import shutil
import statistics
import sys
import tempfile
from datetime import datetime, timedelta, timezone

from distribution import PROFILE, SOURCES
from run import CannotRun, HERE, PYTHON, Program, TOLERANCE, measure

COLUMNS = ["", "datetime", "project", "business_type", "business_line", "version", "chain", "component", "price",
           "market_cap", "market_cap_circulating", "market_cap_fully_diluted", "volume", "vol_mc", "pe",
           "pe_circulating", "ps", "ps_circulating", "tvl", "gmv", "revenue", "revenue_supply_side",
           "revenue_protocol", "token_incentives"]
PROJECT = "project-0007"
# The last day of the made-up table, and how many days it goes back.
NEWEST, DAYS = datetime(2025, 12, 31, tzinfo=timezone.utc), 4000
SERIES = ["fees", "revenue", "supply_side_revenue"]
# The most memory that importing may take, in MiB.
MOST = 200


def write_table(path, size):
    """The newest day first, every project on each; a few thousand made-up amounts are used again and again."""
    draw = random.Random(20251231)
    amounts = [f"{draw.lognormvariate(8, 3):.12g}" for _ in range(4096)]
    tail = ",".join(amounts[:12])
    row = (f"0,{NEWEST:%Y-%m-%dT00:00:00+00:00},{PROJECT},Blockchains,Infrastructure,1,ethereum,main,{tail},"
           + ",".join(amounts[12:16]) + "\n")
    projects = max(8, size // (len(row) * DAYS))
    with open(path, "w", encoding="ascii", newline="\n", buffering=1 << 20) as file:
        file.write(",".join(COLUMNS) + "\n")
        index = 0
        for back in range(DAYS):
            day = f"{NEWEST - timedelta(back):%Y-%m-%dT00:00:00+00:00}"
            for project in range(projects):
                place = index * 7919 % 4080
                cells = ",".join(amounts[place:place + 16])
                file.write(f"{index},{day},project-{project:04d},Blockchains,Infrastructure,1,ethereum,main,{cells}\n")
                index += 1


def programs(options, folder, path):
    """Both programs; ours begins with a dataset that has no rows of the network."""
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    ours, theirs = folder / "ours", folder / "theirs"
    theirs.mkdir()
    command = (f"rm -rf '{ours}' && cp -r '{folder}/dataset' '{ours}' && exec '{options.command}' import '{path}' "
               f"--network made-up --retrieved 2026-01-02 --project {PROJECT} --datasets '{ours}'")
    return [Program("depin-audit", ["sh", "-c", command]),
            Program("pandas", [python, str(HERE / "peers" / "import_csv_with_pandas.py"), str(path), str(theirs),
                               PROJECT])]


def agreement(folder):
    """How many rows agree; `None` where one does not."""
    count = 0
    for series in SERIES:
        with open(folder / "ours" / "made-up" / f"{series}.csv", newline="", encoding="utf-8") as file:
            ours = {row["period_start"]: float(row["value"]) for row in csv.DictReader(file)}
        with open(folder / "theirs" / f"{series}.csv", newline="", encoding="utf-8") as file:
            theirs = {row["date"]: float(row["value"]) for row in csv.DictReader(file)}
        if ours.keys() != theirs.keys():
            print(f"{series}: days differ, {sorted(ours.keys() ^ theirs.keys())[:3]}")
            return None
        for day, value in ours.items():
            if abs(value - theirs[day]) > TOLERANCE * abs(value):
                print(f"{series} of {day}: {value} and {theirs[day]}")
                return None
        count += len(ours)
    return count


def compare(options, folder):
    """The programs with their runs, the size of the file and the count of rows; `None` where rows differ."""
    path = folder / "table.csv"
    write_table(path, options.megabytes << 20)
    found = programs(options, folder, path)
    for program in found:  # a first round that is not counted fills the file cache
        measure(program, folder / "output")
    rows = agreement(folder)
    if rows is None:
        return None
    for _ in range(options.rounds):
        for program in found:
            program.runs.append(measure(program, folder / "output"))
    return found, path.stat().st_size / (1 << 20), rows


def report(found, size, rows):
    print(f"CSV of {size:,.0f} MiB, {rows:,} rows taken\n")
    print("| program | median s | MiB/s | ratio | CPU s | peak RSS MiB | peak RssAnon MiB |\n|---|--:|--:|--:|--:|--:|--:|")
    for program in found:
        print(f"| {program.name} | {program.median():.2f} | {size / program.median():,.0f} "
              f"| {program.median() / found[0].median():.1f} "
              f"| {statistics.median(run.processor for run in program.runs):.2f} "
              f"| {max(run.resident for run in program.runs):.0f} "
              f"| {max(run.anonymous for run in program.runs):.0f} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--command", required=True, help="the release binary")
    parser.add_argument("--megabytes", type=int, default=1024, help="size of the file")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folder", type=pathlib.Path, default=HERE, help="where the files are made and removed")
    options = parser.parse_args()
    options.command = str(pathlib.Path(options.command).resolve())
    folder = pathlib.Path(tempfile.mkdtemp(prefix="import-", dir=options.folder, suffix=".tmp"))
    home = folder / "dataset" / "made-up"
    home.mkdir(parents=True)
    (folder / "dataset" / "sources.csv").write_text(SOURCES, encoding="utf-8")
    (home / "network.yaml").write_text(PROFILE, encoding="utf-8")
    try:
        compared = compare(options, folder)
    except CannotRun as reason:
        print(f"import_csv.py: {reason}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder)
    if compared is None:
        return 1
    report(*compared)
    if max(run.resident for run in compared[0][0].runs) > MOST:
        print(f"\nmore than {MOST} MiB")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
