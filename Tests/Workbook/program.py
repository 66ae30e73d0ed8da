"""The program's own figures and files, for comparison with what a workbook shows."""

import csv
import io
import os
import shlex
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from book import Key

ROOT = Path(__file__).resolve().parents[2]
# Spreadsheets count days from 1899-12-30, the program's tables from 1970.
EPOCH = 25569


class Failed(Exception):
    """The program could not do what it was asked; carries its message."""


@dataclass(frozen=True)
class Figure:
    """A figure of the program's tables: a number as a sheet shows it, or none with its reason."""

    value: object
    unit: str
    reason: str


class Program:
    def __init__(self, command):
        parts = shlex.split(str(command))
        found = shutil.which(parts[0]) or parts[0]
        self.command = [os.path.abspath(found), *parts[1:]]

    def run(self, *arguments, cwd=ROOT, env=None, accept=(0,)):
        command = [*self.command, *map(str, arguments)]
        done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
        if done.returncode not in accept:
            raise Failed(f"{' '.join(map(str, arguments))}: exit {done.returncode}: {done.stderr.strip()[-2000:]}")
        return done.stdout

    def workbook(self, datasets, folder, period, *options, **surroundings):
        """The workbook of a report that is written into a new folder."""
        self.run("report", "-p", period, "--datasets", datasets, "--output", folder, "--formats", "xlsx", *options,
                 **surroundings)
        return Path(folder) / "depin-audit.xlsx"

    def figures(self, datasets, periods, as_of, *options):
        """Every metric under every definition, in periods named as a workbook names them.

        The twelve months before the last ones have no name that the command takes: they are left out.
        """
        found = {}
        quarters = sorted(period for period in periods if not period.startswith("LTM"))
        for asked in (f"{quarters[0]}..{quarters[-1]}", "ltm"):
            text = self.run("table", "--metrics", "all", "--all-bases", "-p", asked, "--as-of", as_of,
                            "--datasets", datasets, "-O", "csv", *options)
            for row in csv.DictReader(io.StringIO(text)):
                period = row["period"].replace("ltm-", "LTM ")
                key = Key(row["network"], row["metric"], row["basis"], period)
                found[key] = Figure(self.value(row), row["unit"], row["reason"])
        return found

    @staticmethod
    def value(row):
        if not row["value"]:
            return None
        return float(row["value"]) + (EPOCH if row["unit"] == "date" else 0)
