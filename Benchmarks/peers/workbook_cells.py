"""The cells of Benchmarks/Workbooks/main.swift, for writers in Python."""

import datetime

ROWS_A_SHEET, COLUMNS = 5000, 20
DAY, FIGURES, SUM, PRODUCT = range(4)
FORMATS = {
    DAY: ["yyyy-mm-dd_);@_)"],
    FIGURES: ["#,##0_);(#,##0);0_);@_)", "$#,##0_);($#,##0);$0_);@_)",
              '0.00"x"_);[Red]-0.00"x"_);0.00"x"_);@_)'],
    SUM: ["[Black]#,##0_);[Black](#,##0);[Black]0_);@_)"],
    PRODUCT: ["[Black]$#,##0_);[Black]($#,##0);[Black]$0_);@_)"],
}
NETWORKS = [f"network-{index}" for index in range(50)]
SERIES = [f"series_{index}" for index in range(40)]
SOURCES = [f"source {index} of figures" for index in range(110)]
UNITS = ["USD", "HNT", "count", "share"]
EVIDENCE = ["measured", "reported", "estimated", "scheduled", "derived"]
FIRST = datetime.date(2016, 1, 1).toordinal() - datetime.date(1899, 12, 30).toordinal()


def sheets(rows):
    """The names of the sheets, each with its rows."""
    for first in range(0, rows, ROWS_A_SHEET):
        yield f"Data {first // ROWS_A_SHEET + 1}", range(first, min(first + ROWS_A_SHEET, rows))


def cells(number):
    """What stands in a row: day, texts, figures, day, and each formula with its value."""
    row = number % ROWS_A_SHEET
    line = row + 1
    figures = [(number * 7919 + column * 104729) % 10_000_000 / 100 for column in range(6, 17)]
    texts = [NETWORKS[row % 50], SERIES[row % 40], SOURCES[row % 110], UNITS[row % 4], EVIDENCE[row % 5]]
    formulas = [
        (f"=SUM(G{line}:K{line})", figures[0] + figures[1] + figures[2] + figures[3] + figures[4]),
        (f'=IF(COUNT(L{line},M{line})<2,"n/a: needs price",L{line}*M{line})', figures[5] * figures[6])]
    return FIRST + row % 3650, texts, figures, FIRST + (row + 90) % 3650, formulas
