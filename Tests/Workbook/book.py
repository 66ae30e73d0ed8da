"""A workbook of the program as its readers find it: sheets, metric cells, rows of Data.

Nothing is known by address. A network's sheet is one with a row `period` that ends with `id`: the
ids of its lines stand in that column. Columns of Data are found by their heading.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string, get_column_letter

ERROR = re.compile(r"(#(DIV/0!|N/A|NAME\?|NULL!|NUM!|REF!|VALUE!|SPILL!|CALC!)|Err:\d+)")
REFERENCE = re.compile(
    r"(?:(?P<sheet>'(?:[^']|'')+'|[A-Za-z_][\w.]*)!)?"
    r"\$?(?P<column>[A-Z]{1,3})\$?(?P<row>\d+)(?::\$?(?P<lastcolumn>[A-Z]{1,3})\$?(?P<lastrow>\d+))?"
    r"(?![\w(])")
QUOTED = re.compile(r'"[^"]*"')
# What stands beside a figure that the program computed, so that no formula follows the rows.
VALUE_NOTE = "a value: computed by depin-audit"
# Lines over rows that the program makes from burned tokens: Data holds what came of it, not how.
MADE = ("tokens_reminted",)


class Unreadable(Exception):
    """A workbook is not laid out as this reader expects; says what is missing."""


@dataclass(frozen=True)
class Key:
    """Names a figure as the program's tables do."""

    network: str
    metric: str
    basis: str
    period: str

    def __str__(self):
        basis = f"[{self.basis}]" if self.basis else ""
        return f"{self.network}/{self.metric}{basis}@{self.period}"


@dataclass(frozen=True)
class Row:
    """A row of the sheet Data."""

    at: int  # its number in the sheet
    id: str
    network: str
    series: str
    start: object
    end: object
    value: object
    segment: str
    basis: str
    source: str
    file: str
    line: int

    @property
    def is_published(self):
        """Whether somebody stated the row: else a rule of a profile made it."""
        return self.file.endswith(".csv") and "@" not in self.id


@dataclass
class Sheet:
    """A sheet's cells by row and column, both from 1."""

    name: str
    cells: dict = field(default_factory=dict)

    def __getitem__(self, place):
        return self.cells.get(place)

    @cached_property
    def height(self):
        return max((row for row, _ in self.cells), default=0)

    def rows(self, first=1):
        """Rows in order, each a dictionary from column to value."""
        found = {}
        for (row, column), value in self.cells.items():
            if row >= first:
                found.setdefault(row, {})[column] = value
        return sorted(found.items())


class Book:
    """Values of a workbook, or its formulas where `formulas` is true."""

    def __init__(self, path, formulas=False):
        self.path = path
        book = load_workbook(path, read_only=True, data_only=not formulas)
        self.sheets = {}
        for source in book.worksheets:
            # LibreOffice and libxlsxwriter state sizes of sheets that need not be right.
            source.reset_dimensions()
            sheet = self.sheets[source.title] = Sheet(source.title)
            for cells in source.iter_rows():
                for cell in cells:
                    if cell.value is not None:
                        sheet.cells[cell.row, cell.column] = getattr(cell.value, "text", cell.value)
        book.close()

    def sheet(self, name):
        if name not in self.sheets:
            raise Unreadable(f"{self.path}: no sheet '{name}'")
        return self.sheets[name]

    def table(self, name, *needed):
        """The rows of a sheet under the row that has all these headings: number and dictionary."""
        headings = None
        for row, cells in self.sheet(name).rows():
            if headings:
                yield row, {title: cells.get(column) for column, title in headings.items()}
            elif set(needed) <= set(cells.values()):
                headings = cells
        if not headings:
            raise Unreadable(f"{self.path}: sheet '{name}' has no row with the headings {', '.join(needed)}")

    def column(self, name, heading):
        """The letters of the column with a heading."""
        for row, cells in self.sheet(name).rows():
            for column, value in cells.items():
                if value == heading:
                    return get_column_letter(column)
        raise Unreadable(f"{self.path}: sheet '{name}' has no heading '{heading}'")

    def faults(self):
        """What the checks count in all: faults, and rows that a reader changed."""
        cells = next((cells for _, cells in self.sheet("Checks").rows() if cells.get(1) == "all checks"), None)
        if cells is None:
            raise Unreadable(f"{self.path}: sheet 'Checks' has no line 'all checks'")
        return sum(value for value in cells.values() if isinstance(value, (int, float)))

    def errors(self):
        """Cells that show an error."""
        for sheet in self.sheets.values():
            for (row, column), value in sheet.cells.items():
                if isinstance(value, str) and ERROR.match(value):
                    yield f"'{sheet.name}'!{get_column_letter(column)}{row}: {value}"

    # Networks

    @cached_property
    def data(self):
        rows = []
        for at, row in self.table("Data", "id", "value", "file", "line"):
            if row["id"]:
                rows.append(Row(at, row["id"], row["network"], row["series"], row["start"], row["end"], row["value"],
                                row["segment"] or "", row["basis"] or "", row["source"], row["file"], row["line"]))
        return rows

    @cached_property
    def metrics(self):
        """Ids of the metrics that are defined."""
        return {row["id"] for _, row in self.table("Definitions", "id", "title") if row["id"]}

    @cached_property
    def networks(self):
        """The sheet of each network by its id."""
        found = {name: NetworkSheet(name, sheet) for name, sheet in self.sheets.items() if NetworkSheet.head(sheet)}
        return {name: network for name, network in found.items() if network.lines}

    @cached_property
    def periods(self):
        """The periods of the columns, the same on every network's sheet."""
        shown = {tuple(network.periods.items()) for network in self.networks.values()}
        if len(shown) != 1:
            raise Unreadable(f"{self.path}: {len(shown)} different rows of periods on {len(self.networks)} sheets of networks")
        return list(dict(shown.pop()).values())

    def metric_cells(self):
        """Each metric cell's figure key, sheet, row and column, also of cells that are empty."""
        for network in self.networks.values():
            yield from network.cells()


class NetworkSheet:
    """The sheet of one network: where its periods and metric lines are."""

    def __init__(self, network, sheet):
        self.network, self.sheet = network, sheet
        head, ids = self.head(sheet)
        self.periods = {
            column: str(value) for (row, column), value in sheet.cells.items()
            if row == head and PERIOD.fullmatch(str(value))
        }
        # Metric and basis by row.
        self.lines = {
            row: ID.fullmatch(value).groups("") for (row, column), value in sheet.cells.items()
            if column == ids and row > head and isinstance(value, str)
        }

    @staticmethod
    def head(sheet):
        """The row that names the periods, and the column of ids; None where the sheet has none."""
        for (row, column), value in sheet.cells.items():
            if value == "id" and sheet[row, 1] == "period":
                return row, column
        return None

    def cells(self):
        for row, (metric, basis) in self.lines.items():
            for column, period in self.periods.items():
                yield Key(self.network, metric, basis, period), self.sheet, row, column


PERIOD = re.compile(r"\d{4}Q[1-4]|LTM \d{4}Q[1-4]")
ID = re.compile(r"([^\[\]]+)(?:\[(.+)\])?")


class Precedents:
    """What metric cells rest on, by the formulas of their sheets."""

    def __init__(self, formulas):
        self.sheets = formulas.sheets
        self.known = {}
        self.noted = {
            sheet.name: {row for (row, column), value in sheet.cells.items() if isinstance(value, str)
                         and (value.startswith(VALUE_NOTE) or column == 1 and value.startswith(MADE))}
            for sheet in formulas.sheets.values()
        }

    def named(self, sheet, row, column):
        """Cells of the same sheet that a cell's formula names, ranges taken apart."""
        text = sheet[row, column]
        if not isinstance(text, str) or not text.startswith("="):
            return
        for found in REFERENCE.finditer(QUOTED.sub('""', text)):
            if (found["sheet"] or sheet.name).strip("'") != sheet.name:
                continue
            left = column_index_from_string(found["column"])
            right = column_index_from_string(found["lastcolumn"] or found["column"])
            for line in range(int(found["row"]), int(found["lastrow"] or found["row"]) + 1):
                for place in range(left, right + 1):
                    yield line, place

    def values(self, sheet, row, column):
        """Labels of the lines under a cell that are values, so that they do not follow the rows."""
        sheet = self.sheets[sheet.name]
        place = sheet.name, row, column
        if place not in self.known:
            own = {sheet[row, 1]} if row in self.noted[sheet.name] else set()
            self.known[place] = own.union(
                *(self.values(sheet, *other) for other in self.named(sheet, row, column)))
        return self.known[place]
