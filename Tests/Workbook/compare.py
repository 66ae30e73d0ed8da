"""Compares the metric cells of a workbook with the program's figures."""

import datetime
from dataclasses import dataclass

from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import to_excel

TOLERANCE = 1e-9
# Differences of amounts lose digits that the amounts had: of USD a millionth of a dollar, else a
# thousand-millionth of the unit.
SMALLEST = {"USD": 1e-6}
ROUNDING = 1e-9


@dataclass
class Difference:
    """A metric cell that shows something else than the program."""

    key: object
    sheet: object
    row: int
    column: int
    expected: object  # the program's figure

    def __str__(self):
        place = f"'{self.sheet.name}'!{get_column_letter(self.column)}{self.row}"
        expected = f"no value, {self.expected.reason}" if self.expected.value is None else repr(self.expected.value)
        return f"{self.key}: {place} has {self.sheet[self.row, self.column]!r}, the program {expected}"


def number(value):
    """A cell's number, or None; days count as spreadsheets count them."""
    if isinstance(value, (datetime.date, datetime.datetime)):
        return float(to_excel(value))
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def close(one, other, unit):
    distance = abs(one - other)
    return distance <= TOLERANCE * max(abs(one), abs(other)) or distance <= SMALLEST.get(unit, ROUNDING)


def is_reason(shown):
    return isinstance(shown, str) and shown.startswith("n/a: ")


def agrees(shown, figure):
    """Whether a cell shows the figure: its number, or a reason where there is none."""
    value = number(shown)
    if value is None or figure.value is None:
        return value is None and figure.value is None and is_reason(shown)
    return close(value, figure.value, figure.unit)


def figure_cells(book, figures):
    """Metric cells with their figure, but for cells that are empty by design.

    Columns before the last eight quarters only serve others; an index on the first of the last
    quarters has no place in twelve months.
    """
    quarters = sorted(period for period in book.periods if not period.startswith("LTM"))
    for key, sheet, row, column in book.metric_cells():
        if key not in figures:
            continue
        is_optional = key.period < quarters[-8] or key.metric == "overbuild_index" and key.period.startswith("LTM")
        if sheet[row, column] is not None or not is_optional:
            yield key, sheet, row, column


@dataclass
class Comparison:
    """The outcome for all metric cells of a workbook."""

    differences: list
    cells: int
    numbers: int  # cells that show a number

    def __str__(self):
        return f"{self.cells} metric cells, {self.numbers} with a number, {len(self.differences)} differ"


def compare(book, figures):
    result = Comparison([], 0, 0)
    for key, sheet, row, column in figure_cells(book, figures):
        result.cells += 1
        result.numbers += number(sheet[row, column]) is not None
        if not agrees(sheet[row, column], figures[key]):
            result.differences.append(Difference(key, sheet, row, column, figures[key]))
    return result


def recalculation_faults(stored, formulas, calculated, tolerance=TOLERANCE):
    """Formula cells whose stored value LibreOffice does not find; the count of formulas comes first."""
    from office import recalculate

    count, faults = 0, []
    for name, sheet in formulas.sheets.items():
        for (row, column), text in sheet.cells.items():
            if isinstance(text, str) and text.startswith("="):
                place = row, column
                cell = recalculate.Formula(name, f"{get_column_letter(column)}{row}", text,
                                           stored.sheet(name)[place], calculated.sheet(name)[place])
                count += 1
                if fault := cell.fault(tolerance):
                    faults.append(f"'{name}'!{cell.cell} {fault}: stored {cell.stored!r}, calculated {cell.calculated!r}, {text[:200]}")
    return count, faults
