"""The workbook of the repository's own datasets, as it is and with other observations."""

import datetime
import unittest
from collections import Counter

import edits
from book import Precedents
from cases import AS_OF, DATASETS, ReportChecks, WorkbookCase, needs_office
from compare import compare
from office import recalculated
from program import Program
from book import Book

SEEDS = (1, 2)


class Shipped(ReportChecks, WorkbookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.shipped()


class Changed(WorkbookCase):
    """Other values in Data give the figures that the program gives for files with these values."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.shipped()
        cls.precedents = Precedents(cls.report.formulas)

    def outcome(self, name, changes):
        """Differences after the same changes on both sides, and how many figures moved."""
        folder = self.folder / name
        folder.mkdir()
        changed = edits.change_workbook(self.report.path, folder / "changed.xlsx", changes, self.report.book.column("Data", "value"))
        book = Book(recalculated(changed, folder / "calculated.xlsx"))
        self.assert_none(book.errors(), "errors")
        datasets = edits.change_datasets(DATASETS, folder / "Datasets", changes)
        figures = self.program.figures(datasets, book.periods, AS_OF)
        moved = sum(figure.value != self.report.figures[key].value for key, figure in figures.items() if key in self.report.figures)
        self.assertGreater(moved, min(len(changes), 1000), "the changes moved hardly a figure: nothing was proved")
        return compare(book, figures), moved

    def check(self, name, changes):
        result, moved = self.outcome(name, changes)
        values, live = Counter(), []
        for one in result.differences:
            if self.precedents.values(one.sheet, one.row, one.column):
                values[one.key.metric] += 1
            else:
                live.append(one)
        print(f"{name}: {len(changes)} observations changed, {moved} figures moved, {result}, {sum(values.values())} of them on"
              f" values: {', '.join(f'{metric} {count}' for metric, count in sorted(values.items())) or 'none'}")
        self.assert_none(live, f"{name}, cells that are formulas: {result}")

    @needs_office
    def test_twenty_changed_observations(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.check(f"twenty-{seed}", edits.draw(self.report.book.data, seed, datetime.date(2023, 1, 1)))

    @needs_office
    def test_every_observation_changed(self):
        self.check("every", edits.draw_all(self.report.book.data, 1))
