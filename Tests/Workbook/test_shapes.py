"""Workbooks of made-up datasets: each shape of data that is hard for formulas."""

import unittest

from cases import AS_OF, IS_LARGE, Report, ReportChecks, WorkbookCase
from generate import generate


class Shape(ReportChecks):
    """A dataset is generated, checked, reported on and recalculated."""

    shape = ""
    size = {}

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.datasets = generate(cls.shape, cls.folder / "Datasets", **cls.size)
        cls.report = Report(cls.datasets, cls.folder, cls.program)

    def test_the_dataset_has_no_error(self):
        self.program.run("check", self.datasets, "--fail-on", "error", "--as-of", AS_OF)

    if IS_LARGE:  # takes as long as all else here

        def test_excel_accepts_it(self):
            self.check_excel_accepts_it()


class MissingSeries(Shape, WorkbookCase):
    shape = "missing"
    size = {} if IS_LARGE else {"networks": 8}


class ZerosAndRefunds(Shape, WorkbookCase):
    shape = "zero"
    size = {} if IS_LARGE else {"networks": 4}


class OneNetwork(Shape, WorkbookCase):
    shape = "single"

    def test_excel_accepts_it(self):
        self.check_excel_accepts_it()


class ManyNetworks(Shape, WorkbookCase):
    shape = "many"
    size = {} if IS_LARGE else {"networks": 3}


class DailyRows(Shape, WorkbookCase):
    shape = "daily"
    size = {} if IS_LARGE else {"quarters": 4}


class Bounds(Shape, WorkbookCase):
    shape = "bounds"


class YoungNetworks(Shape, WorkbookCase):
    shape = "young"


class NamedParties(Shape, WorkbookCase):
    shape = "ledgers"

    def test_excel_accepts_it(self):
        self.check_excel_accepts_it()


if __name__ == "__main__":
    unittest.main()
