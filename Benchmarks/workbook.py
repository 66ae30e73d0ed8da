#!/usr/bin/env python3
"""Measures how fast our renderer writes a workbook beside other writers of the same cells.

The work: a million cells of which 100,000 are formulas with their values, in sheets of 5,000 rows.
Beside ours: a bare C loop over the library that ours stands on, which is the floor; XlsxWriter and
openpyxl, each as it comes and in its mode for little memory. Every program starts anew, in turns.
The files of the renderer and of the C loop must have the same cells byte for byte, those of the
others as many, or nothing is reported. Last, two workbooks at the same time against one.

Exit status: 0 measured, 1 the cells differ, 2 a program could not be run.
"""

import argparse
import csv
import hashlib
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import zipfile

from run import HERE, PYTHON, CannotRun, Program, measure

OURS, FLOOR = "depin-audit", "bare C loop"
PEERS = {
    "XlsxWriter": ("workbook_with_xlsxwriter.py", []),
    "XlsxWriter, constant_memory": ("workbook_with_xlsxwriter.py", ["constant_memory"]),
    "openpyxl": ("workbook_with_openpyxl.py", []),
    "openpyxl, write_only": ("workbook_with_openpyxl.py", ["write_only"]),
}


def compiled(folder):
    """The floor, as fast as the compiler makes it."""
    program = folder / "floor"
    flags = subprocess.run(["pkg-config", "--cflags", "--libs", "xlsxwriter"], capture_output=True, text=True)
    libraries = flags.stdout.split() if flags.returncode == 0 else ["-lxlsxwriter"]
    try:
        subprocess.run(["cc", "-O2", "-o", program, HERE / "peers" / "workbook.c", *libraries], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotRun(f"cc: {error}") from None
    return program


def programs(options, folder):
    """The programs to measure, ours first, each with its own file."""
    def file(name):
        return str(folder / f"{re.sub('[^A-Za-z]+', '-', name)}.xlsx")
    rows = str(options.rows)
    python = str(PYTHON) if PYTHON.exists() else sys.executable
    found = [Program(OURS, [options.renderer, rows, file(OURS)]),
             Program(FLOOR, [str(compiled(folder)), rows, file(FLOOR)])]
    for name in options.peers:
        script, arguments = PEERS[name]
        found.append(Program(name, [python, str(HERE / "peers" / script), rows, file(name), *arguments]))
    return found


def contents(path):
    """What stands in the cells of each sheet, looks aside."""
    with zipfile.ZipFile(path) as package:
        for name in sorted(package.namelist()):
            if name.startswith("xl/worksheets/sheet"):
                text = package.read(name)
                yield re.sub(rb' s="\d+"', b"", text[text.index(b"<sheetData>"):text.index(b"</sheetData>")])


def files(found):
    return {item.name: next(part for part in item.command if part.endswith(".xlsx")) for item in found}


def compare(found, rows):
    """Whether the files have the same cells; says where not."""
    paths = files(found)
    if any(ours != floor for ours, floor in zip(contents(paths[OURS]), contents(paths[FLOOR]), strict=True)):
        print(f"{OURS} and {FLOOR} wrote other cells")
        return False
    for name, path in paths.items():
        cells, formulas = 0, 0
        for text in contents(path):
            cells += len(re.findall(rb"<c ", text))
            formulas += len(re.findall(rb"<f[ >]", text))
        if (cells, formulas) != (rows * 20, rows * 2):
            print(f"{name} wrote {cells:,} cells with {formulas:,} formulas")
            return False
    return True


def digest(path):
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def at_once(options, folder):
    """Seconds of writing one workbook, of two at the same time, and whether all bytes agree."""
    def written(count):
        paths = [folder / f"at-once-{count}-{index}.xlsx" for index in range(count)]
        output = folder / "output.csv"
        measure(Program(OURS, [options.renderer, str(options.rows), *map(str, paths)]), output)
        with open(output, newline="", encoding="utf-8") as file:
            return float(next(csv.DictReader(file))["writing"]), [digest(path) for path in paths]
    seconds, packages = {1: [], 2: []}, set()
    for _ in range(options.rounds):
        for count in seconds:
            taken, found = written(count)
            seconds[count].append(taken)
            packages.update(found)
    return statistics.median(seconds[1]), statistics.median(seconds[2]), len(packages) == 1


def report(found, writing, options):
    print(f"{options.rows * 20:,} cells, {options.rows * 2:,} formulas, {options.rounds} rounds in turns, "
          f"{platform.machine()}, {os.cpu_count()} cores\n")
    print("| program | median s | ratio | CPU s | peak RSS MiB | file MB |\n|---|--:|--:|--:|--:|--:|")
    for item in found:
        size = os.path.getsize(files(found)[item.name]) / 1e6
        print(f"| {item.name} | {item.median():.2f} | {item.median() / found[0].median():.2f} "
              f"| {statistics.median(run.processor for run in item.runs):.2f} "
              f"| {max(run.resident for run in item.runs):.0f} | {size:.1f} |")
    floor = found[1].median()
    print(f"\nWriting alone, the cells being in memory: {writing:.2f} s, {floor / writing:.0%} of the speed of the "
          f"{FLOOR}, which makes its cells as it goes.")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--renderer", required=True, help="the release binary of workbook-benchmark")
    parser.add_argument("--rows", type=int, default=50_000, help="of twenty cells each")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--peers", nargs="*", default=list(PEERS), choices=list(PEERS))
    options = parser.parse_args()
    folder = pathlib.Path(tempfile.mkdtemp(prefix="workbook-", dir=HERE, suffix=".tmp"))
    try:
        found = programs(options, folder)
        for item in found:  # a first round that is not counted
            measure(item, folder / "output.csv")
        writing = []
        for _ in range(options.rounds):
            for item in found:
                item.runs.append(measure(item, folder / "output.csv"))
                if item.name == OURS:
                    with open(folder / "output.csv", newline="", encoding="utf-8") as file:
                        writing.append(float(next(csv.DictReader(file))["writing"]))
        one, two, agree = at_once(options, folder)
        # Last, since a child's peak of memory is never below what this process had when it began.
        if not compare(found, options.rows):
            return 1
        report(found, statistics.median(writing), options)
        if not agree:
            print("\nworkbooks written at the same time differ from one written alone")
            return 1
        print(f"\nTwo workbooks at the same time: {two:.2f} s, one: {one:.2f} s, so {2 * one / two:.2f} times the "
              "speed of one after the other; all files have the same bytes.")
    except CannotRun as reason:
        print(f"workbook.py: {reason}", file=sys.stderr)
        return 2
    finally:
        shutil.rmtree(folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
