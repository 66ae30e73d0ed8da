"""Workbooks of made-up datasets: each shape of data that is hard for formulas."""

import unittest

from cases import IS_LARGE, Report, ReportChecks, WorkbookCase
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
        self.program.run("check", self.datasets, "--fail-on", "warning", "--as-of", "2025-12-31")


class MissingSeries(Shape, WorkbookCase):
    shape = "missing"
    size = {} if IS_LARGE else {"networks": 8}


class ZerosAndRefunds(Shape, WorkbookCase):
    shape = "zero"
    size = {} if IS_LARGE else {"networks": 6}


class OneNetwork(Shape, WorkbookCase):
    shape = "single"


class ManyNetworks(Shape, WorkbookCase):
    shape = "many"
    size = {} if IS_LARGE else {"networks": 4}


class DailyRows(Shape, WorkbookCase):
    shape = "daily"
    size = {} if IS_LARGE else {"quarters": 4}


class Bounds(Shape, WorkbookCase):
    shape = "bounds"


class YoungNetworks(Shape, WorkbookCase):
    shape = "young"


class NamedParties(Shape, WorkbookCase):
    shape = "ledgers"


if __name__ == "__main__":
    unittest.main()
