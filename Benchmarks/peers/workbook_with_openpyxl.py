"""The cells written with openpyxl, which stores no values of formulas.
usage: workbook_with_openpyxl.py ROWS FILE [write_only]"""

import sys

import openpyxl
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from workbook_cells import COLUMNS, DAY, FIGURES, FORMATS, PRODUCT, SUM, cells, sheets

THIN = Side(style="thin", color="D9D9D9")
GREY = {"font": Font(color="6B6B6B"), "alignment": Alignment(horizontal="right", shrink_to_fit=True)}
LOOKS = {
    DAY: {},
    FIGURES: {"font": Font(color="0000FF"), "fill": PatternFill("solid", fgColor="FFF9E3"),
              "border": Border(THIN, THIN, THIN, THIN)},
    SUM: GREY,
    PRODUCT: GREY | {"font": Font(color="6B6B6B", bold=True)},
}
# A named style is the quickest way to give a look to many cells.
styles = {kind: [NamedStyle(f"look{kind}{place}", number_format=code, **LOOKS[kind])
                 for place, code in enumerate(codes)]
          for kind, codes in FORMATS.items()}
is_write_only = "write_only" in sys.argv
book = openpyxl.Workbook(write_only=is_write_only)
for style in sum(styles.values(), []):
    book.add_named_style(style)
by_column = ([styles[DAY][0].name] + [None] * 5 + [styles[FIGURES][place % 3].name for place in range(11)]
             + [styles[DAY][0].name, styles[SUM][0].name, styles[PRODUCT][0].name])
if not is_write_only:
    book.remove(book.active)
for name, numbers in sheets(int(sys.argv[1])):
    sheet = book.create_sheet(name)
    for column in range(COLUMNS):
        sheet.column_dimensions[openpyxl.utils.get_column_letter(column + 1)].width = 14
    for row, number in enumerate(numbers, 1):
        first, texts, figures, second, formulas = cells(number)
        values = [first, *texts, *figures, second, *(formula for formula, _ in formulas)]
        line = []
        for column, value in enumerate(values):
            cell = WriteOnlyCell(sheet, value) if is_write_only else sheet.cell(row, column + 1, value)
            if by_column[column]:
                cell.style = by_column[column]
            line.append(cell)
        if is_write_only:
            sheet.append(line)
book.save(sys.argv[2])
