import Quantities
import WorkbookModel

/// A small workbook with every look, content, chart form and print setting.
///
/// Its figures are simple enough that the cached values can be checked by head.
enum SampleWorkbook {
  static let asOf = day(2025, 12, 31)
  static let quarters = ["2025Q1", "2025Q2", "2025Q3", "2025Q4"]
  static let revenue: [Double] = [1_200_000, 1_500_000, 1_350_000, 2_100_000]
  static let emission: [Double] = [3_000_000, 2_500_000, 2_700_000, 2_000_000]

  static var workbook: Workbook {
    Workbook(
      title: "Token networks & their revenue, 2025Q4", subject: "Economic audit",
      comments: "Formulas recalculate from the sheet 'Data'.", asOf: asOf,
      digest: "0123456789abcdef0123456789abcdef",
      properties: [
        ("inputs", .text("sha256:0123456789abcdef")), ("tool", .text("depin-audit 0.1.0")),
        ("figures", .number(16.5)), ("as of", .day(asOf)),
      ], names: [DefinedName("days_of_year", "Control!$B$5")],
      sheets: [control, overview, looks, prices, data])
  }

  /// The same book with another sheet in place of its own.
  static func workbook(of sheet: Sheet) -> Workbook {
    var book = workbook
    (book.sheets, book.names) = ([sheet], [])
    return book
  }

  static func day(_ year: Int, _ month: Int, _ day: Int) -> Day {
    Day(number: Day.number(year: year, month: month, day: day))
  }

  private static var control: Sheet {
    var sheet = Sheet(name: "Control", kind: .control)
    sheet.columnWidths = [34, 18, 60]
    (sheet.isLandscape, sheet.fitsOnOnePage, sheet.zoom) = (false, true, 110)
    sheet.printArea = SheetRange(rows: 0...10, columns: 0...2)
    sheet.validations = validations
    sheet.rows = [
      [.init(.text("Token networks & their revenue"), .title)],
      [.init(.text("Economic audit of 2025Q4, as of 2025-12-31"), .subtitle)],
      [],
      [
        .init(.text("Assumption"), .heading), .init(.text("Value"), .heading),
        .init(.text("Meaning"), .heading),
      ],
      [
        .init(.text("Days of a year"), .label), .init(.number(365), .input(.integer)),
        .init(.text("Annualized figures are period figures × this ÷ days."), .note),
      ],
      [
        .init(.text("Tolerance of coverage"), .label), .init(.number(0.05), .input(.percent)),
        .init(.text("Ratios whose inputs differ by more are not meaningful."), .note),
      ],
      [
        .init(.text("Valuation of tokens"), .label), .init(.text("then"), .inputText),
        .init(.text("At the average price of the rows' own days."), .note),
      ],
      [],
      [.init(.link("Overview", target: "internal:'Overview'!A1")), .init(.text("all figures"))],
      [
        .init(.link("Rules of the figures", target: "https://example.org/rules?a=1&b=2")),
        .init(.text("outside this file")),
      ],
      [
        .init(
          .text(
            "A figure without a value says why: every cell that begins with n/a names the input "
              + "that is missing, and nothing is filled in for it."), .wrapped)
      ],
    ]
    return sheet
  }

  private static var validations: [SheetValidation] {
    [
      SheetValidation(
        .integer(360...366), on: SheetRange(row: 4, column: 1), title: "Days of a year",
        message: "A whole number from 360 to 366.", error: "Type a whole number from 360 to 366."),
      SheetValidation(
        .number(0...0.5), on: SheetRange(row: 5, column: 1), title: "Tolerance",
        message: "A share from 0 % to 50 %.", error: "Type a share from 0 % to 50 %."),
      SheetValidation(
        .list(["then", "now"]), on: SheetRange(row: 6, column: 1), title: "Valuation",
        message: "then: at the prices of the rows' own days.", error: "Choose one of the list."),
      SheetValidation(
        .listFrom("Overview!$B$4:$E$4"), on: SheetRange(row: 11, column: 1), title: "",
        message: "", error: ""),
      SheetValidation(
        .day(day(2025, 1, 1)...asOf), on: SheetRange(row: 12, column: 1), title: "Day",
        message: "A day of 2025.", error: "Type a day of 2025."),
    ]
  }

  private static var overview: Sheet {
    var sheet = Sheet(name: "Overview", kind: .output)
    sheet.columnWidths = [30] + [Double](repeating: 14, count: 6)
    (sheet.frozenRows, sheet.frozenColumns) = (4, 1)
    sheet.rows = [
      [.init(.text("Overview"), .title)],
      [.init(.text("USD unless stated otherwise"), .subtitle)],
      [],
      [.init(.text("Quarter"), .heading)] + quarters.map { .init(.text($0), .heading) },
      [.init(.text("Revenue"), .label)]
        + revenue.enumerated().map { column, value in
          formula(
            "SUMIFS(Data!$D$2:$D$9,Data!$A$2:$A$9,\(letter(column))$4,"
              + "Data!$B$2:$B$9,\"revenue\")", value, .headline(.usd))
        },
      [.init(.text("Emission"), .label)]
        + emission.enumerated().map { column, value in
          formula(
            "SUMIFS(Data!$D$2:$D$9,Data!$A$2:$A$9,\(letter(column))$4,"
              + "Data!$B$2:$B$9,\"emission\")", value, .computed(.usd))
        },
      [.init(.text("Revenue ÷ emission"), .label)]
        + quarters.indices.map { column in
          formula(
            "\(letter(column))5/\(letter(column))6", revenue[column] / emission[column],
            .headline(.multiple))
        },
      [.init(.text("Change on the quarter before"), .label), absent("n/a: needs 2024Q4")]
        + (1...3).map { column in
          formula(
            "\(letter(column))5/\(letter(column - 1))5-1",
            revenue[column] / revenue[column - 1] - 1, .computed(.change))
        },
      [.init(.text("Net of emission"), .label)]
        + quarters.indices.map { column in
          formula(
            "\(letter(column))5-\(letter(column))6", revenue[column] - emission[column],
            .computed(.amount))
        },
      [.init(.text("Runway"), .label)] + quarters.map { _ in absent("n/a: needs treasury") },
      [.init(.text("Utilization"), .label)] + quarters.map { _ in absent("n/a") },
      [.init(.text("Verdict"), .label)]
        + quarters.indices.map { column in
          SheetCell(
            .formula(
              "IF(\(letter(column))7>=1,\"pass\",\"fail\")",
              .text(revenue[column] >= emission[column] ? "pass" : "fail")),
            .computed(.general))
        },
      [.init(.text("Figures without a value say which input they need."), .note)],
    ]
    sheet.rows[4][1].target = "internal:'Data'!D2"
    sheet.rows[12][0].target = "https://example.org/n/a"
    sheet.conditions = [
      .init(.lights(good: 0.8, warning: 0.5), on: SheetRange(rows: 6...6, columns: 1...4)),
      .init(.bar(from: 0, to: nil), on: SheetRange(rows: 4...5, columns: 1...4)),
      .init(
        .verdict(.bad, .beginsWith("fail")), on: SheetRange(rows: 11...11, columns: 1...4)),
      .init(
        .verdict(.good, .beginsWith("pass")), on: SheetRange(rows: 11...11, columns: 1...4)),
      .init(
        .verdict(.warning, .formula("B9<0")), on: SheetRange(rows: 8...8, columns: 1...4)),
    ]
    sheet.charts = [
      chart(.columns, "Revenue and emission", rows: [5, 6], look: .usd, row: 14, column: 0),
      chart(.lines, "Revenue ÷ emission", rows: [7], look: .multiple, row: 14, column: 4),
      chart(.lines, "The same as lines", rows: [5, 6, 9], look: .usd, row: 31, column: 0),
      chart(.bars, "Bars, first on top", rows: [8], look: .change, row: 31, column: 4),
    ]
    return sheet
  }

  /// One cell of each look, number look and content.
  private static var looks: Sheet {
    var sheet = Sheet(name: "Bob's looks", kind: .calculation)
    sheet.columnWidths = [22, 18, 18, 18, 18]
    let numbers: [(SheetCell.NumberLook, [Double])] = [
      (.general, [1234.5, -0.25, 0]), (.integer, [1_234_567, -42, 0]),
      (.amount, [1_234_567.8, -1_234_567.8, 0]), (.usd, [4_230_000, -4_230_000, 0]),
      (.price, [87_654.321, 1.2345, 0.000_012_34]), (.percent, [0.1234, -0.9876, 0]),
      (.change, [0.1234, -0.9876, 0]), (.multiple, [0.54, -1.25, 12.5]),
      (.index, [1843.2, -12.3, 0]), (.log, [2.25, -0.5, 0]), (.day, [46_022, 45_658, 45_291]),
    ]
    sheet.rows = [
      [.init(.text("Look"), .heading)]
        + ["input", "computed", "headline", "absent"].map { .init(.text($0), .heading) }
    ]
    for (look, values) in numbers {
      sheet.rows.append([
        .init(.text("\(look)"), .label), .init(.number(values[0]), .input(look)),
        formula("0+\(values[1])", values[1], .computed(look)),
        formula("\(values[2])+0", values[2], .headline(look)),
        absent("n/a"),
      ])
    }
    sheet.rows += [
      [.init(), .init(.blank, .input(.amount)), .init(.number(7)), .init(.day(asOf))],
      [
        .init(.text("quotes \" < > & '")),
        SheetCell(.formula("\"a\"\"b <&> \"&B4", .text("a\"b <&> 1234567.8")), .computed(.general)),
        formula("STDEV.S(B13:D13,7)+0*LEN(\"IFNA(\")", sampleDeviation, .computed(.index)),
      ],
    ]
    return sheet
  }

  /// The sample deviation of 7, the serial number of 2025-12-31 and 7.
  private static let sampleDeviation = (46_022.0 - 7) / 3.0.squareRoot()

  private static var prices: Sheet {
    var sheet = Sheet(name: "Prices", kind: .calculation)
    sheet.columnWidths = [12, 12, 12]
    sheet.frozenRows = 1
    for row in 1...13 { sheet.outline.rowLevels[row] = 1 }
    sheet.outline.columnLevels = [2: 1]
    sheet.rows = [
      [
        .init(.text("Day"), .heading), .init(.text("Close"), .heading),
        .init(.text("Drawdown"), .heading),
      ]
    ]
    var peak = 0.0
    for index in 0..<104 {
      let price = 4 + Double((index * 7) % 13) / 8 - Double(index) / 40
      let day = SheetCell(.day(asOf - (103 - index) * 7))
      peak = max(peak, price)
      let row = index + 2
      // A day without a close leaves a gap in the charts.
      let close = index == 50 ? SheetCell() : SheetCell(.number(price), .input(.price))
      if index == 50 {
        sheet.rows.append([day, close, .init()])
      } else {
        sheet.rows.append([
          day, close, formula("B\(row)/MAX(B$2:B\(row))-1", price / peak - 1, .computed(.percent)),
        ])
      }
    }
    for (form, column, title, look) in [
      (SheetChart.Form.lines, "B", "Price", SheetCell.NumberLook.price),
      (.area, "C", "Drawdown from the peak so far", .percent),
    ] {
      var chart = SheetChart(
        title: title, description: "\(title) of a made-up token over two years", form: form,
        series: [
          .init(
            name: title, categories: "Prices!$A$2:$A$105",
            values: "Prices!$\(column)$2:$\(column)$105")
        ], numberLook: look, row: form == .lines ? 1 : 18, column: 4)
      (chart.hasDayAxis, chart.axisTitle) = (true, form == .lines ? "USD per token" : "")
      sheet.charts.append(chart)
    }
    return sheet
  }

  private static var data: Sheet {
    var sheet = Sheet(name: "Data", kind: .input)
    let titles = ["quarter", "series", "from", "amount", "source"]
    sheet.columnWidths = [12, 14, 12, 16, 30]
    sheet.frozenRows = 1
    sheet.tables = [SheetTable(name: "data", headerRow: 0, columns: titles)]
    sheet.rows = [titles.map { .init(.text($0), .heading) }]
    for (name, values) in [("revenue", revenue), ("emission", emission)] {
      for (index, value) in values.enumerated() {
        sheet.rows.append([
          .init(.text(quarters[index])), .init(.text(name)),
          .init(.day(day(2025, index * 3 + 1, 1))), .init(.number(value), .input(.amount)),
          .init(.text("report <\(index + 1)> & annex")),
        ])
      }
    }
    // A second table beside the first, shorter and with a title above.
    sheet.rows[0] += [.init(), .init(.text("Notes"), .label)]
    sheet.rows[1] += [.init(), .init(.text("id"), .heading), .init(.text("note"), .heading)]
    sheet.rows[2] += [.init(), .init(.number(1)), .init(.text("first"))]
    sheet.tables.append(
      SheetTable(
        name: "notes", headerRow: 1, firstColumn: 6, columns: ["id", "note"], lastRow: 2))
    return sheet
  }

  private static func letter(_ column: Int) -> String { ["B", "C", "D", "E"][column] }

  private static func formula(
    _ text: String, _ value: Double, _ look: SheetCell.Look
  ) -> SheetCell {
    SheetCell(.formula(text, .number(value)), look)
  }

  private static func absent(_ reason: String) -> SheetCell {
    SheetCell(.formula("\"\(reason)\"", .text(reason)), .computed(.amount))
  }

  private static func chart(
    _ form: SheetChart.Form, _ title: String, rows: [Int], look: SheetCell.NumberLook, row: Int,
    column: Int
  ) -> SheetChart {
    SheetChart(
      title: title, description: "\(title) by quarter of 2025", form: form,
      series: rows.map { row in
        .init(
          name: ["", "", "", "", "", "Revenue", "Emission", "Ratio", "Change", "Net"][row],
          categories: "'Overview'!$B$4:$E$4", values: "'Overview'!$B$\(row):$E$\(row)")
      },
      numberLook: look, row: row, column: column, width: 480, height: 320)
  }
}
