"""The sheets Reconciliation and Changes: what the program says, live, also after observations are changed."""

import datetime
import json
import unittest

import edits
from book import Book
from cases import AS_OF, DATASETS, PERIOD, Report, WorkbookCase, needs_office
from compare import close, number, recalculation_faults
from office import recalculated

HEADINGS = ["series, item", "from", "to", "first source", "second source", "difference", "residual", "verdict", "read as"]
# The columns of what the sides say, which have one heading.
FIRST, SECOND = 6, 9
# Words of the sheet for the verdicts of the program.
WORDS = {"not-comparable": "not comparable"}


def comparisons(book):
    """The comparisons of a book in the order of the sheet: network, and a dictionary with the amounts of its items."""
    sheet = book.sheet("Reconciliation")
    head = next(row for row, cells in sheet.rows() if set(HEADINGS) <= set(cells.values()))
    ids = {book.sheet(id)[1, 1].split(" — ")[0]: id for id in book.networks}
    found, network = [], None
    for at, cells in sheet.rows(head + 1):
        row = {title: cells.get(column) for column, title in sheet.rows(head)[0][1].items()}
        row |= {"at": at, "first": cells.get(FIRST), "second": cells.get(SECOND), "items": []}
        if len(cells) == 1:
            network = ids[row["series, item"]]
        elif row["from"] is None:
            found[-1][1]["items"].append(row["explained by rows"])
        else:
            found.append((network, row))
    return found


class Reconciled(WorkbookCase):
    """A report that is compared with datasets of which other values were known."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        shipped = cls.shipped()
        changes = edits.draw(shipped.book.data, 7, datetime.date(2025, 1, 1))
        cls.earlier = edits.change_datasets(DATASETS, cls.folder / "earlier", changes)
        cls.report = Report.__new__(Report)
        cls.report.datasets, cls.report.folder, cls.report.program = DATASETS, cls.folder, cls.program
        cls.report.path = cls.program.workbook(DATASETS, cls.folder / "compared", PERIOD, "--previous", cls.earlier)

    def bridges(self, datasets):
        text = self.program.run("reconcile", "-O", "json", "--as-of", AS_OF, "--datasets", datasets)
        return json.loads(text)["bridges"]

    def check(self, book, datasets, formulas):
        """Every comparison has the program's numbers and verdict; how many of its numbers are formulas."""
        shown, live = comparisons(book), 0
        expected = self.bridges(datasets)
        self.assertEqual([(network, row["series, item"]) for network, row in shown], [(one["network"], one["series"]) for one in expected])
        faults, typed = [], formulas.sheet("Reconciliation")
        for (_, row), bridge in zip(shown, expected):
            sides = [typed[row["at"], column] for column in (FIRST, SECOND)]
            if not all(isinstance(side, str) for side in sides):
                continue
            live += 1
            size = max(abs(bridge["first"]["value"]), abs(bridge["second"]["value"]))
            pairs = [("first", bridge["first"]["value"]), ("second", bridge["second"]["value"]),
                     ("difference", bridge["difference"]), ("residual", bridge["residual"])]
            pairs = [(name, row[name], value) for name, value in pairs]
            pairs += [("item", have, item["value"]) for have, item in zip(row["items"], bridge["items"], strict=True)]
            for name, have, value in pairs:
                if number(have) is None or abs(number(have) - value) > 1e-9 * size and not close(number(have), value, "USD"):
                    faults.append(f"{bridge['bridge']}: {name} {have!r} for {value!r}")
            if row["verdict"] != WORDS.get(bridge["verdict"], bridge["verdict"]):
                faults.append(f"{bridge['bridge']}: {row['verdict']!r} for {bridge['verdict']!r}")
        self.assert_none(faults, f"of {len(shown)} comparisons")
        self.assertGreater(live, 0.9 * len(shown))
        return live

    def test_comparisons_are_the_programs(self):
        self.check(self.report.book, DATASETS, self.report.formulas)

    def test_counts_are_those_of_the_verdicts(self):
        sheet = self.report.book.sheet("Reconciliation")
        verdicts = [row["verdict"] for _, row in comparisons(self.report.book)]
        for word, column in (("agrees", 1), ("explained", 4), ("unexplained", 7), ("not comparable", 10)):
            self.assertEqual(sheet[4, column], word)
            self.assertEqual(sheet[4, column + 1], verdicts.count(word))

    def test_changes_are_the_programs(self):
        """Numbers before, now and between, by cause, as `diff` has them; the sheet finds its own sums right."""
        text = self.program.run("diff", self.earlier, DATASETS, "-p", f"2024Q1..{PERIOD}", "--as-of", AS_OF, "-O", "json")
        figures = {figure["id"]: figure for figure in json.loads(text)["figures"] if figure["change"] != "grounds"}
        compared, faults = 0, []
        for at, row in self.report.book.table("Changes", "figure", "change", "before", "now", "difference", "state"):
            if row["figure"] not in figures:
                continue
            figure, compared = figures.pop(row["figure"]), compared + 1
            day = 25569 if row["unit"] == "date" else 0
            for name in ("before", "now"):
                value = (figure["old" if name == "before" else "new"] or {}).get("value")
                if (number(row[name]) is None) != (value is None) or value is not None and not close(number(row[name]), value + day, row["unit"]):
                    faults.append(f"{row['figure']}: {name} {row[name]!r} for {value!r}")
            if row["state"] == "look":
                faults.append(f"row {at}: steps do not add up to the difference")
        self.assert_none(faults, f"of {compared} changes")
        self.assertGreater(compared, 50)
        self.assert_none(figures, "changes that the sheet lacks")

    def test_no_cell_stores_an_error(self):
        self.assert_none(self.report.book.errors(), "stored errors")

    @needs_office
    def test_libreoffice_calculates_the_stored_values(self):
        count, faults = recalculation_faults(self.report.book, self.report.formulas, self.report.calculated)
        self.assert_none(faults, f"of {count} formulas")

    @needs_office
    def test_comparisons_follow_changed_observations(self):
        """Every published value becomes another one, in Data and in the files: the bridges are again the program's."""
        changes = edits.draw_all(self.report.book.data, 3)
        changed = edits.change_workbook(self.report.path, self.folder / "changed.xlsx", changes, self.report.book.column("Data", "value"))
        book = Book(recalculated(changed, self.folder / "followed.xlsx"))
        self.assert_none(book.errors(), "errors")
        live = self.check(book, edits.change_datasets(DATASETS, self.folder / "changed", changes), self.report.formulas)
        print(f"{len(changes)} observations changed, {live} comparisons followed")


if __name__ == "__main__":
    unittest.main()
