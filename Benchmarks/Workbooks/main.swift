// Writes workbooks of made-up cells, to be measured beside other writers of the same cells.
//
// usage: workbook-benchmark ROWS FILE…
//
// Sheets of 5,000 rows with twenty cells each: two days, five texts that repeat, eleven figures of
// two decimals, two formulas with their values. Several files are written at the same time. Prints
// the seconds that it took to build the cells in memory and to write the files. The same cells are
// laid out in `peers/workbook.c` and `peers/workbook_cells.py`.

import Foundation
import Quantities
import SpreadsheetRendering
import WorkbookModel

/// A sheet in memory, as a report hands it to the renderer.
func sheet(_ number: Int, rows: Int) -> Sheet {
  var sheet = Sheet(name: "Data \(number + 1)", kind: .input)
  sheet.columnWidths = Array(repeating: 14, count: 20)
  let networks = (0..<50).map { "network-\($0)" }
  let series = (0..<40).map { "series_\($0)" }
  let sources = (0..<110).map { "source \($0) of figures" }
  let units = ["USD", "HNT", "count", "share"]
  let evidence = ["measured", "reported", "estimated", "scheduled", "derived"]
  let looks: [SheetCell.NumberLook] = [.amount, .usd, .multiple]
  let first = Day(number: Day.number(year: 2016, month: 1, day: 1))
  sheet.rows.reserveCapacity(rows)
  for row in 0..<rows {
    let figures = (6..<17).map { column in
      Double(((number * 5000 + row) * 7919 + column * 104_729) % 10_000_000) / 100
    }
    var cells: [SheetCell] = [
      .init(.day(first + row % 3650)), .init(.text(networks[row % 50])),
      .init(.text(series[row % 40])), .init(.text(sources[row % 110])),
      .init(.text(units[row % 4])), .init(.text(evidence[row % 5])),
    ]
    cells.reserveCapacity(20)
    for (index, figure) in figures.enumerated() {
      cells.append(.init(.number(figure), .input(looks[index % 3])))
    }
    let line = row + 1
    let sum = figures[0] + figures[1] + figures[2] + figures[3] + figures[4]
    cells += [
      .init(.day(first + (row + 90) % 3650)),
      .init(.formula("SUM(G\(line):K\(line))", .number(sum)), .computed(.amount)),
      .init(
        .formula(
          "IF(COUNT(L\(line),M\(line))<2,\"n/a: needs price\",L\(line)*M\(line))",
          .number(figures[5] * figures[6])), .headline(.usd)),
    ]
    sheet.rows.append(cells)
  }
  return sheet
}

let arguments = CommandLine.arguments
guard arguments.count >= 3, let rows = Int(arguments[1]), rows > 0 else {
  FileHandle.standardError.write(Data("usage: workbook-benchmark ROWS FILE…\n".utf8))
  exit(64)
}

/// Seconds that a piece of work takes.
func seconds(_ work: () throws -> Void) rethrows -> Double {
  let start = ContinuousClock.now
  try work()
  let elapsed = (ContinuousClock.now - start).components
  return Double(elapsed.seconds) + Double(elapsed.attoseconds) / 1e18
}

var books: [(workbook: Workbook, path: String)] = []
let building = seconds {
  let book = Workbook(
    title: "Made-up cells", subject: "", comments: "",
    asOf: Day(number: Day.number(year: 2025, month: 12, day: 31)), properties: [],
    sheets: (0..<(rows + 4999) / 5000).map { sheet($0, rows: min(rows - $0 * 5000, 5000)) })
  books = arguments.dropFirst(2).map { (book, $0) }
}
let writing = try seconds { try SpreadsheetRenderer().write(books) }
print("building,writing\n\(building),\(writing)")
