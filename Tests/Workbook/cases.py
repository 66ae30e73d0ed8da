"""What the tests of the workbook share: the program, the shipped report, messages."""

import importlib.util
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import unittest
import warnings
from functools import cached_property
from pathlib import Path

from book import Book
from compare import compare, recalculation_faults
from office import SOFFICE, recalculated
from program import ROOT, Program

PERIOD, AS_OF = "2025Q4", "2025-12-31"
COMMAND = os.environ.get("DEPIN_AUDIT", ROOT / ".build/debug/depin-audit")
DATASETS = ROOT / "Datasets"
# Small datasets in CI; all of them, whole, where somebody asks for it.
IS_LARGE = bool(os.environ.get("WORKBOOK_LARGE"))

# Where a report that is ready is kept.
READY = "WORKBOOK_SHIPPED"

needs_office = unittest.skipUnless(SOFFICE, "soffice is missing: install libreoffice-calc")
needs_pandas = unittest.skipUnless(importlib.util.find_spec("pandas"), "pandas is missing: make .venv/ready")


def told(items, most=20):
    """A message of the first items and how many more there are."""
    items = list(map(str, items))
    more = [f"… and {len(items) - most} more"] if len(items) > most else []
    return "\n".join([f"{len(items)}:", *items[:most], *more])


class Report:
    """A workbook written from a dataset, and what LibreOffice makes of it."""

    def __init__(self, datasets, folder, program):
        self.datasets, self.folder, self.program = datasets, Path(folder), program
        self.path = program.workbook(datasets, self.folder / "report", PERIOD)

    @cached_property
    def book(self):
        return Book(self.path)

    @cached_property
    def formulas(self):
        return Book(self.path, formulas=True)

    @cached_property
    def figures(self):
        return self.program.figures(self.datasets, self.book.periods, AS_OF)

    @cached_property
    def calculated_path(self):
        return recalculated(self.path, self.folder / "calculated.xlsx")

    @cached_property
    def calculated(self):
        return Book(self.calculated_path)


def keep_shipped(folder):
    """Writes and reads the shipped report for classes in other processes; what to set in their environment."""
    folder = Path(folder)
    report = Report(DATASETS, folder, Program(COMMAND))
    assert report.book and report.formulas and report.figures
    kept = folder / "report.pickle"
    kept.write_bytes(pickle.dumps(report))
    return {READY: str(kept)}


class WorkbookCase(unittest.TestCase):
    """A test with a folder of its own and the program."""

    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = Path(tempfile.mkdtemp(prefix="workbook-"))
        cls.addClassCleanup(shutil.rmtree, cls.folder)
        cls.program = Program(COMMAND)

    @classmethod
    def shipped(cls):
        """The report on the repository's datasets, as the runner keeps it for all classes, or a new one."""
        if READY in os.environ:
            return pickle.loads(Path(os.environ[READY]).read_bytes())
        return Report(DATASETS, cls.folder, cls.program)

    def assert_none(self, items, message):
        if items := list(items):
            self.fail(f"{message}: {told(items)}")


class ReportChecks:
    """What holds for the workbook of every dataset; `report` is its `Report`."""

    def test_stored_values_are_the_programs_figures(self):
        result = compare(self.report.book, self.report.figures)
        self.assert_none(result.differences, f"stored values, {result}")
        self.assertGreater(result.cells, 0)

    def test_every_figure_has_a_cell(self):
        shown = {key for key, *_ in self.report.book.metric_cells()}
        metrics = self.report.book.metrics
        self.assert_none((key for key in self.report.figures if key.metric in metrics and key not in shown), "figures without a cell")

    def test_no_cell_stores_an_error(self):
        self.assert_none(self.report.book.errors(), "stored errors")

    @needs_office
    def test_libreoffice_calculates_the_stored_values(self):
        count, faults = recalculation_faults(self.report.book, self.report.formulas, self.report.calculated)
        self.assert_none(faults, f"of {count} formulas")
        self.assertGreater(count, 1000)

    @needs_office
    def test_calculated_values_are_the_programs_figures(self):
        result = compare(self.report.calculated, self.report.figures)
        self.assert_none(result.differences, f"calculated values, {result}")

    @needs_office
    def test_no_cell_calculates_an_error(self):
        self.assert_none(self.report.calculated.errors(), "calculated errors")

    def check_excel_accepts_it(self):
        script = [sys.executable, str(ROOT / "Scripts/workbook_check.py"), str(self.report.path)]
        done = subprocess.run(script, capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout[-3000:] + done.stderr[-1000:])

    def test_openpyxl_opens_it_without_a_warning(self):
        from openpyxl import load_workbook

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            whole = load_workbook(self.report.path)
            streamed = load_workbook(self.report.path, read_only=True)
        self.assertEqual(whole.sheetnames, streamed.sheetnames)
        self.assertIn("Data", whole.sheetnames)
        streamed.close()

    @needs_pandas
    def test_pandas_opens_it_without_a_warning(self):
        import pandas

        with warnings.catch_warnings():
            warnings.simplefilter("error")
            sheets = pandas.read_excel(self.report.path, sheet_name=None)
        self.assertEqual(list(sheets), list(self.report.book.sheets))
        rows = self.report.book.data
        self.assertEqual(list(sheets["Data"]["value"].dropna()), [row.value for row in rows if row.value is not None])
