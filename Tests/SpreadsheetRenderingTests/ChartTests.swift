import Quantities
import Testing
import WorkbookModel

@testable import SpreadsheetRendering

@Suite struct ChartTests {
  private let sample = SampleWorkbook.workbook

  @Test(arguments: [
    (1, "<c:barDir val=\"col\"/>"), (2, "<c:lineChart>"), (4, "<c:barDir val=\"bar\"/>"),
    (6, "<c:areaChart>"),
  ])
  func `each form is its own kind of chart`(number: Int, element: String) throws {
    #expect(try WrittenWorkbook(sample).part("xl/charts/chart\(number).xml").contains(element))
  }

  @Test func `a chart shows the values of its formulas`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart1.xml")
    #expect(xml.contains("<c:f>'Overview'!$B$5:$E$5</c:f>"))
    #expect(xml.contains("<c:pt idx=\"0\"><c:v>1200000</c:v></c:pt>"))
    #expect(xml.contains("<c:pt idx=\"3\"><c:v>2025Q4</c:v></c:pt>"))
    #expect(xml.ranges(of: "<c:pt ").count == 16)
  }

  @Test func `a day without a close leaves a gap`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart5.xml")
    // No element stands for a gap, the default of Excel's own files.
    #expect(!xml.contains("dispBlanksAs"))
    #expect(xml.contains("<c:ptCount val=\"104\"/>"))
    let values = try #require(xml.firstRange(of: "<c:yVal>"))
    #expect(!xml[values.upperBound...].contains("<c:pt idx=\"50\">"))
    #expect(xml[values.upperBound...].contains("<c:pt idx=\"51\">"))
  }

  @Test func `an area is drawn through a gap instead of falling to 0`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart6.xml")
    #expect(xml.contains("<c:dispBlanksAs val=\"span\"/>"))
  }

  @Test(arguments: [
    ("2024-01-10", "2025-12-31", "yyyy-mm", "45292", "91.3125"),
    ("2025-05-20", "2025-08-31", "yyyy-mm", "45778", "30.4375"),
    ("2023-03-01", "2025-12-31", "yyyy-mm", "44927", "182.625"),
    ("2021-03-05", "2025-12-31", "yyyy", "44197", "365.25"),
    ("2009-01-03", "2025-12-31", "yyyy", "39814", "730.5"),
  ])
  func `days stand on an axis of whole months or years`(
    first: String, last: String, format: String, least: String, unit: String
  ) throws {
    let days = [try #require(Day(first)), try #require(Day(last))]
    var sheet = Sheet(name: "Data", kind: .input)
    sheet.rows = days.map { [SheetCell(.day($0)), SheetCell(.number(1))] }
    var chart = SheetChart(
      title: "c", description: "", form: .lines,
      series: [.init(name: "s", categories: "Data!$A$1:$A$2", values: "Data!$B$1:$B$2")],
      numberLook: .price, row: 0, column: 0)
    chart.hasDayAxis = true
    sheet.charts = [chart]
    let xml = try WrittenWorkbook(Fault.book([sheet])).part("xl/charts/chart1.xml")
    #expect(xml.contains("<c:scatterStyle val=\"lineMarker\"/>"))
    #expect(xml.contains("<c:numFmt formatCode=\"\(format)\" sourceLinked=\"0\"/>"))
    #expect(xml.contains("<c:min val=\"\(least)\"/>"))
    #expect(xml.contains("<c:max val=\"46022\"/>") || last != "2025-12-31")
    #expect(xml.contains("<c:majorUnit val=\"\(unit)\"/>"))
  }

  @Test func `days of an area are shown as months`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart6.xml")
    #expect(xml.contains("<c:numFmt formatCode=\"yyyy-mm\" sourceLinked=\"0\"/>"))
    #expect(xml.contains("<c:auto val=\"1\"/>"))
  }

  /// The XML of a chart over two rows of numbers.
  private func chart(
    _ form: SheetChart.Form, _ roles: [SheetChart.Series.Role], values: [Double] = [1, 2],
    _ change: (inout SheetChart) -> Void = { _ in }
  ) throws -> String {
    var sheet = Sheet(name: "Data", kind: .input)
    sheet.rows = [values.map { SheetCell(.number($0)) }]
    var chart = SheetChart(
      title: "c", description: "", form: form,
      series: roles.map {
        .init(name: "\($0)", categories: "Data!$A$1:$B$1", values: "Data!$A$1:$B$1", role: $0)
      }, numberLook: .multiple, row: 0, column: 0)
    change(&chart)
    sheet.charts = [chart]
    return try WrittenWorkbook(Fault.book([sheet])).part("xl/charts/chart1.xml")
  }

  @Test func `a level to compare with is thin, dashed and without markers`() throws {
    let series = try chart(.lines, [.measure, .reference]).split(separator: "<c:ser>")
    #expect(series.count == 3)
    #expect(series[2].contains("<a:ln w=\"15875\">") && series[2].contains("\"sysDash\""))
    #expect(series[2].contains("<c:symbol val=\"none\"/>"))
    #expect(series[1].contains("<c:symbol val=\"circle\"/>"))
  }

  @Test func `the lines of a fan differ in dash`() throws {
    let xml = try chart(.lines, [.low, .base, .high])
    let series = xml.split(separator: "<c:ser>").dropFirst().map { part in
      part.firstMatch(of: /<a:prstDash val="(\w+)"/).map { String($0.1) }
    }
    #expect(series == ["sysDot", nil, "dash"])
  }

  @Test func `columns are dark, light and patterned`() throws {
    let xml = try chart(.columns, [.measure, .measure, .measure, .measure])
    let fills = xml.split(separator: "<c:ser>").dropFirst().map { part in
      part.firstMatch(of: /<c:spPr><a:(\w+)( prst="\w+")?/).map { "\($0.1)\($0.2 ?? "")" }
    }
    #expect(
      fills == [
        "solidFill", "solidFill", "pattFill prst=\"wdUpDiag\"", "pattFill prst=\"lgGrid\"",
      ])
  }

  @Test func `a chart ends before the next one beside it`() {
    var sheet = Sheet(name: "Data", kind: .output)
    sheet.columnWidths = [20, 20, 20]
    let chart = SheetChart(
      title: "c", description: "", form: .lines, series: [], numberLook: .usd, row: 0, column: 0,
      width: 300, height: 200)
    var (beside, below) = (chart, chart)
    beside.column = 2
    (below.column, below.row) = (1, 10)
    sheet.charts = [chart, below]
    #expect(sheet.visibleWidth(of: chart) == 300)
    sheet.charts = [chart, beside, below]
    #expect(sheet.visibleWidth(of: chart) == 282 && sheet.visibleWidth(of: beside) == 300)
    below.row = 9
    sheet.charts = [chart, below]
    #expect(sheet.visibleWidth(of: chart) == 137)
  }

  @Test func `a level is refused among columns`() {
    let error = #expect(throws: SpreadsheetError.self) {
      try chart(.columns, [.measure, .reference])
    }
    #expect(error?.rule == "chart-role")
  }

  @Test func `an axis of ratios needs values above 0`() throws {
    let log = try chart(.lines, [.measure]) { $0.hasLogAxis = true }
    #expect(log.contains("<c:logBase val=\"10\"/>"))
    #expect(log.contains("<c:crosses val=\"min\"/>"))
    let linear = try chart(.lines, [.measure], values: [0, 2]) { $0.hasLogAxis = true }
    #expect(!linear.contains("logBase"))
  }

  @Test(arguments: [
    ([-0.97, -0.2], "<c:min val=\"-1\"/>"), ([0.2, 0.97], "<c:max val=\"1\"/>"),
    ([-0.5, 0], nil), ([-0.97, 0.4], nil), ([0.2, 1.1], nil), ([0.97, -0.97], nil),
  ])
  func `an axis of shares ends at the whole`(values: [Double], bound: String?) throws {
    for form in [SheetChart.Form.lines, .columns, .area, .bars] {
      let xml = try chart(form, [.measure], values: values) { $0.numberLook = .percent }
      let bounds = ["<c:min val=\"-1\"/>", "<c:max val=\"1\"/>"].filter { xml.contains($0) }
      #expect(bounds == [bound].compactMap { $0 }, "\(form)")
    }
  }

  @Test(arguments: [
    (SheetCell.NumberLook.usd, 3.2e9, "$0.0,,,\"B\";-$0.0,,,\"B\";$0"),
    (.usd, 12_000, "$#,##0,\"k\";-$#,##0,\"k\";$0"),
    (.usd, 0.4, "$0.00;-$0.00;$0"), (.amount, 0.04, "0.000;-0.000;0"),
    (.amount, 250, "#,##0;-#,##0;0"), (.price, 0.0032, "$0.0000"), (.price, 5, "$0.00"),
    (.price, 180, "$#,##0"), (.percent, 0.03, "0.0%"), (.percent, 0.8, "0%"),
    (.multiple, 250, "#,##0\"x\""), (.multiple, 1.8, "0.0\"x\""), (.price, 0, "$0.00"),
  ])
  func `the labels of an axis are short and differ`(
    look: SheetCell.NumberLook, largest: Double, format: String
  ) {
    #expect(look.axisFormat(upTo: largest) == format)
  }

  @Test func `a chart has a text for those who cannot see it`() throws {
    let drawing = try WrittenWorkbook(sample).part("xl/drawings/drawing1.xml")
    #expect(drawing.contains("descr=\"Revenue and emission by quarter of 2025\""))
  }

  @Test func `one series needs no legend, several do`() throws {
    let written = try WrittenWorkbook(sample)
    #expect(try written.part("xl/charts/chart1.xml").contains("<c:legend>"))
    #expect(try !written.part("xl/charts/chart2.xml").contains("<c:legend>"))
  }

  @Test func `lines differ in dash and marker, not in colour alone`() throws {
    let xml = try WrittenWorkbook(sample).part("xl/charts/chart3.xml")
    let dashes = xml.matches(of: /<a:prstDash val="(\w+)"/).map { String($0.1) }
    #expect(dashes == ["dash", "sysDot"])
    let markers = xml.matches(of: /<c:symbol val="(\w+)"/).map { String($0.1) }
    #expect(markers == ["circle", "square", "triangle"])
  }

  @Test(arguments: [
    ("'Bob''s looks'!$A$1:$A$9", "Bob's looks", 0...8, 0...0),
    ("Data!$XFD$1048576", "Data", 1_048_575...1_048_575, 16_383...16_383),
    ("'a!b'!B2:AA2", "a!b", 1...1, 1...26),
  ])
  func `a reference is read`(
    text: String, sheet: String, rows: ClosedRange<Int>, columns: ClosedRange<Int>
  ) throws {
    let range = try #require(CellRange(text))
    #expect(range.sheet == sheet && range.rows == rows && range.columns == columns)
  }

  @Test(arguments: [
    "", "A1", "Data!", "Data!A", "Data!1", "Data!A0", "Data!XFE1", "Data!A1:B2:C3", "Data!B1:A1",
    "Data!A1048577", "!A1", "Data!$A$1:", "Data!A-1",
  ])
  func `what is no reference is refused`(text: String) {
    #expect(CellRange(text) == nil)
  }

  @Test(arguments: [
    (0, 0, "A1"), (8, 25, "Z9"), (0, 26, "AA1"), (9, 701, "ZZ10"), (0, 702, "AAA1"),
  ])
  func `a cell has its A1 name`(row: Int, column: Int, name: String) {
    #expect(CellRange.name(row: row, column: column) == name)
  }
}
