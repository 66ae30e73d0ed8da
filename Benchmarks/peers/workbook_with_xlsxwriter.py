"""The cells written with XlsxWriter. usage: workbook_with_xlsxwriter.py ROWS FILE [constant_memory]"""

import sys

import xlsxwriter
from workbook_cells import COLUMNS, DAY, FIGURES, FORMATS, PRODUCT, SUM, cells, sheets

LOOKS = {
    DAY: {},
    FIGURES: {"font_color": "#0000FF", "bg_color": "#FFF9E3", "border": 1, "border_color": "#D9D9D9"},
    SUM: {"font_color": "#6B6B6B", "align": "right", "shrink": True},
    PRODUCT: {"font_color": "#6B6B6B", "align": "right", "shrink": True, "bold": True},
}

book = xlsxwriter.Workbook(sys.argv[2], {"constant_memory": "constant_memory" in sys.argv})
formats = {kind: [book.add_format({"num_format": code} | LOOKS[kind]) for code in codes]
           for kind, codes in FORMATS.items()}
day, figure = formats[DAY][0], formats[FIGURES]
computed = [formats[SUM][0], formats[PRODUCT][0]]
for name, numbers in sheets(int(sys.argv[1])):
    sheet = book.add_worksheet(name)
    sheet.set_column(0, COLUMNS - 1, 14)
    for row, number in enumerate(numbers):
        first, texts, figures, second, formulas = cells(number)
        sheet.write_number(row, 0, first, day)
        for column, text in enumerate(texts, 1):
            sheet.write_string(row, column, text)
        for column, value in enumerate(figures, 6):
            sheet.write_number(row, column, value, figure[(column - 6) % 3])
        sheet.write_number(row, 17, second, day)
        for column, (formula, value) in enumerate(formulas, 18):
            sheet.write_formula(row, column, formula, computed[column - 18], value)
book.close()
