"""A reader empties values or deletes rows of Data: nothing breaks, and nothing stays as it was."""

import random
import unittest
from collections import Counter, defaultdict

import edits
from book import Book, Precedents
from cases import AS_OF, DATASETS, WorkbookCase, needs_office
from compare import agrees, close, figure_cells, is_reason, number
from office import Editing

SEED = 1
COUNT = 30


@needs_office
class Deleted(WorkbookCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.report = cls.shipped()
        cls.rows = cls.picked()
        cls.precedents = Precedents(cls.report.formulas)
        cls.edges, cls.answers = {}, []
        cls.edit()
        cls.changes = [edits.Change(row, "") for row in cls.rows]
        cls.books = {kind: Book(cls.folder / f"{kind}.xlsx") for kind in ("cleared", "removed")}

    @classmethod
    def picked(cls):
        """Thirty rows: the newest of revenue and price, other prices, supplies, and rows of any series."""
        chance, rows = random.Random(SEED), edits.published(cls.report.book.data)
        rows = [row for row in rows if row.network in cls.report.book.networks]
        newest = [max((row for row in rows if (row.network, row.series, row.basis) == (network, series, "")), key=lambda row: row.end)
                  for network, series in (("helium", "revenue"), ("render", "price"), ("grass", "revenue"))]
        prices = [row for row in rows if row.series == "price" and row not in newest]
        supplies = [row for row in rows if row.series in ("circulating_supply", "total_supply")]
        means = [row for row in rows if row.series in ("capacity", "active_providers") and row.start != row.end and row.end.year > 2023]
        picked = newest + chance.sample(prices, 8) + chance.sample(supplies, 5) + chance.sample(means, 4)
        others = [row for row in rows if row not in picked and row.end.year > 2022]
        return picked + chance.sample(others, COUNT - len(picked))

    @classmethod
    def edit(cls):
        """One sitting in LibreOffice: values emptied, saved and put back; rows deleted, saved; edges of blocks deleted."""
        office, column = Editing(cls.report.path), cls.report.book.column("Data", "value")
        for row in cls.rows:
            office.clear("Data", f"{column}{row.at}")
        office.calculate()
        office.ask_errors()
        office.save(cls.folder / "cleared.xlsx")
        office.undo(len(cls.rows))
        cls.remove(office, cls.rows)
        office.save(cls.folder / "removed.xlsx")
        # Not undone: LibreOffice takes long to bring a row back.
        gone = set(cls.rows)
        cls.edges = cls.block_edges()
        for rows in cls.edges.values():
            cls.remove(office, rows, gone)
            gone.update(rows)
        cls.answers = office.run()

    @staticmethod
    def remove(office, rows, gone=()):
        """Deletes rows from the bottom, so that the numbers of those above stay true, as far as others are not gone yet."""
        at = sorted(row.at - sum(other.at < row.at for other in gone) for row in rows if row not in gone)
        runs = [[at[0], at[0]]]
        for place in at[1:]:
            if place == runs[-1][1] + 1:
                runs[-1][1] = place
            else:
                runs.append([place, place])
        for first, last in reversed(runs):
            office.remove("Data", first, last - first + 1)
        office.calculate()
        office.ask_errors()

    @classmethod
    def block_edges(cls):
        """Rows with which ranges begin and end, and whole ranges."""
        by_network = defaultdict(list)
        for row in cls.report.book.data:
            by_network[row.network].append(row)
        smallest = min((rows for network, rows in by_network.items() if network in cls.report.book.networks), key=len)
        some = list(by_network.values())[::7]
        return {
            "the first rows of networks": [rows[0] for rows in some],
            "the last rows of networks": [rows[-1] for rows in some],
            f"every row of {smallest[0].network}": smallest,
        }

    def test_no_formula_gives_an_error(self):
        asked = [f"{COUNT} values emptied", f"{COUNT} rows deleted", *(f"then {name} deleted" for name in self.edges)]
        self.assertEqual(len(self.answers), len(asked))
        found = [f"{what}: {where}" for what, where in zip(asked, self.answers) if where.strip()]
        self.assert_none(found, "errors")
        for kind, book in self.books.items():
            self.assert_none(book.errors(), f"saved with the {kind} rows, errors")

    def test_checks_count_emptied_values(self):
        self.assertEqual(self.report.book.faults(), 0)
        self.assertGreaterEqual(self.books["cleared"].faults(), COUNT)

    def test_checks_count_deleted_rows(self):
        self.assertGreaterEqual(self.books["removed"].faults(), COUNT)

    def test_a_deleted_row_counts_like_an_emptied_value(self):
        removed = {key: sheet[row, column] for key, sheet, row, column in self.books["removed"].metric_cells()}
        differences = []
        for key, sheet, row, column in self.books["cleared"].metric_cells():
            emptied, deleted = number(sheet[row, column]), number(removed[key])
            if (emptied is None) != (deleted is None) or emptied is not None and not close(emptied, deleted, ""):
                differences.append(f"{key}: {sheet[row, column]!r} with the values emptied, {removed[key]!r} with the rows deleted")
        self.assert_none(differences, "cells")

    def test_what_rested_on_emptied_values_follows(self):
        self.check_followed("cleared", remove=False)

    def test_what_rested_on_deleted_rows_follows(self):
        self.check_followed("removed", remove=True)

    def check_followed(self, kind, remove):
        """Where the program's figure moves, so does the cell; and it moves to that figure or to a reason.

        The source of a flow is a choice typed into the sheet: where another source has the days too, the
        program takes that one, and the cell keeps to what is left of its own.
        """
        datasets = edits.change_datasets(DATASETS, self.folder / f"Datasets-{kind}", self.changes, remove)
        figures, before = self.program.figures(datasets, self.report.book.periods, AS_OF), self.report.figures
        was = {key: sheet[row, column] for key, sheet, row, column in self.report.book.metric_cells()}
        outcome, stayed = Counter(), []
        for key, sheet, row, column in figure_cells(self.books[kind], figures):
            shown = sheet[row, column]
            if key not in before or figures[key].value == before[key].value:
                continue
            if agrees(shown, figures[key]):
                outcome["the program's figure"] += 1
            elif self.precedents.values(sheet, row, column):
                outcome["on a value"] += 1
            elif is_reason(shown):
                outcome["n/a"] += 1
            elif number(shown) is not None and close(number(shown), number(was[key]) or 0, figures[key].unit):
                stayed.append(f"{key}: still {shown!r}, the program {before[key].value!r} before and {figures[key].value!r} now")
            else:
                outcome["what is left of its source"] += 1
        print(f"{kind}: {sum(outcome.values()) + len(stayed)} figures moved:", ", ".join(f"{name} {n}" for name, n in outcome.most_common()))
        self.assert_none(stayed, "cells that did not follow")
        self.assertGreater(outcome["the program's figure"] + outcome["n/a"], COUNT)


if __name__ == "__main__":
    unittest.main()
