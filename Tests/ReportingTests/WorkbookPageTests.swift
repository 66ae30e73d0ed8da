import Assurance
import DatasetLoading
import EconomicMetrics
import Formulas
import Foundation
import Quantities
import SeriesStore
import Testing

@testable import Reporting
@testable import WorkbookModel

/// The pages of the workbook of three networks: two whose paths ahead are known, one whose are not.
@Suite struct WorkbookPageTests {
  /// The pages as they are written; made once, since they take a while.
  private static let written: Workbook? = try? book().workbook()

  private let audit: Audit
  private let workbook: Workbook

  init() throws {
    audit = try Self.audit()
    workbook = try #require(Self.written)
  }

  private static func audit() throws -> Audit {
    var dataset = try DatasetLoader(directories: [datasets]).load().dataset
    dataset.networks.removeAll { !["helium", "render", "filecoin"].contains($0.id) }
    return Audit(dataset, .init(period: try Period.parse("2025Q4")[0]))
  }

  private static func book() throws -> AuditWorkbook {
    let audit = try audit()
    return AuditWorkbook(audit, cover: Cover(release: "test", digest: "0", scope: audit.scope))
  }

  // MARK: Reading the pages

  private func sheet(_ name: String, in sheets: [Sheet]? = nil) throws -> Sheet {
    try #require((sheets ?? workbook.sheets).first { $0.name == name })
  }

  private func text(_ cell: SheetCell) -> String? {
    switch cell.content {
    case .text(let text), .link(let text, _), .formula(_, .text(let text)): text
    default: nil
    }
  }

  private func number(_ cell: SheetCell) -> Double? {
    switch cell.content {
    case .number(let number), .formula(_, .number(let number)): number
    default: nil
    }
  }

  /// The place that a link inside the workbook leads to.
  private func place(_ target: String?) throws -> (sheet: String, row: Int, column: String) {
    let match = try #require(try /internal:'(.+)'!([A-Z]+)([0-9]+)/.wholeMatch(in: target ?? ""))
    return (String(match.1), (Int(match.3) ?? 0) - 1, String(match.2))
  }

  /// The workbook's sheets after the reader has typed something.
  private func sheets(
    of book: AuditWorkbook, typing content: Grid.Content, in name: String, _ row: Int,
    _ column: Int
  ) throws -> [Sheet] {
    let sheet = try #require(book.builder.sheet(name))
    let before = book.builder.grids[sheet].rows[row][column].content
    book.builder.grids[sheet].rows[row][column].content = content
    defer { book.builder.grids[sheet].rows[row][column].content = before }
    return book.builder.sheets()
  }

  private func row(_ label: String, of sheet: Sheet, column: Int = 0) throws -> Int {
    try #require(sheet.rows.firstIndex { text($0.dropFirst(column).first ?? .init()) == label })
  }

  // MARK: From the cover to a row

  @Test func `three clicks lead from the cover to a row behind Helium's revenue-to-emission`()
    throws
  {
    let cover = try sheet("Cover")
    let first = cover.rows.flatMap(\.self).compactMap { cell -> String? in
      if case .link("Summary", let target) = cell.content { target } else { nil }
    }
    #expect(try place(first.first).sheet == "Summary")
    let summary = try sheet("Summary")
    let column = try #require(Headlines.metrics.firstIndex(of: "revenue_to_emission")) + 2
    let figure = summary.rows[try row("Helium", of: summary)][column]
    #expect(abs((number(figure) ?? 0) - 0.5437) < 5e-5)
    let block = try place(figure.target)
    let trace = try sheet("Trace")
    #expect(block.sheet == "Trace")
    #expect(text(trace.rows[block.row][0]) == "helium/revenue_to_emission@2025Q4")
    let links = trace.rows[block.row...].prefix { !$0.isEmpty }.compactMap { cells in
      if case .link(let id, let target) = cells.first?.content { (id, target) } else { nil }
    }
    let link = try #require(links.first)
    let data = try sheet("Data")
    let source = try place(link.1)
    #expect(source.sheet == "Data" && text(data.rows[source.row][0]) == link.0)
    #expect(text(data.rows[source.row][DataColumn.file.rawValue])?.contains("helium/") == true)
  }

  @Test func `each row of a trace shows the value that the engine read`() throws {
    let (trace, data) = (try sheet("Trace"), try sheet("Data"))
    let book = try Self.book()
    var compared = 0
    for (network, sheet) in zip(book.audit.networks, book.sheets) {
      for place in book.headlines(network, sheet) {
        let start = try row(place.fact.id, of: trace)
        let lines = trace.rows[(start + 1)...].prefix { !$0.isEmpty }
        let rows = network.rows(behind: place.metric, audit.scope.period, basis: place.basis)
        #expect(rows.isEmpty == !lines.contains { text($0[0]) == "row in Data" })
        for row in rows where rows.count(where: { $0.series == row.series }) <= 60 {
          let line = try #require(
            lines.first {
              $0.count > 12 && text($0[1]) == "\(row.series)"
                && number($0[11]) == Double(row.line) && $0[2].shows(row.days.lowerBound)
            }, "\(place.fact.id): \(row.series) line \(row.line)")
          #expect(number(line[4]) == row.value, "\(place.fact.id): \(row.series) line \(row.line)")
          guard case .link(_, let target) = line[0].content else { continue }
          let found = data.rows[try self.place(target).row]
          #expect(number(found[DataColumn.value.rawValue]) == row.value)
          compared += 1
        }
      }
    }
    #expect(compared > 50)
  }

  @Test func `headlines and assumptions have names, and nothing else has`() throws {
    let names = Dictionary(
      workbook.names.map { ($0.name, $0.reference) }, uniquingKeysWith: { _, _ in "twice" })
    for network in ["helium", "render", "filecoin"] {
      for metric in Headlines.metrics {
        #expect(names["headline_\(network)_\(metric)"]?.hasPrefix("'Summary'!$") == true)
      }
    }
    for policy in Policies.names {
      #expect(names[policy]?.hasPrefix("'Assumptions'!$B$") == true, "\(policy)")
    }
    #expect(
      names.allSatisfy {
        $0.key.hasPrefix("headline_") == $0.value.hasPrefix("'Summary'")
          && ($0.key.hasPrefix("headline_") || $0.value.hasPrefix("'Assumptions'"))
      })
  }

  // MARK: Bounds

  @Test func `each figure of a network's sheet shows the bound that the engine found`() throws {
    let book = try Self.book()
    var bounds: [SheetCell.Bound: Int] = [:]
    for (network, lines) in zip(book.audit.networks, book.sheets) {
      let sheet = try sheet(network.id)
      for metric in book.audit.catalogue.metrics {
        for basis in network.bases(of: metric) {
          let bases = basis.isEmpty ? [:] : [network.choosingSeries(of: metric) ?? "": basis]
          for (column, days) in lines.columns.enumerated() {
            guard let place = lines.place(of: metric.id, bases: bases, column: column),
              let cell = sheet.rows[place.row].dropFirst(place.column).first, number(cell) != nil
            else { continue }
            let figure = network.figure(metric, days.period, basis: basis)
            let name = "\(network.id) \(metric.id)[\(basis)] \(days.period)"
            #expect(cell.bound == figure.bound.map(SheetCell.Bound.init), "\(name)")
            if let bound = cell.bound { bounds[bound, default: 0] += 1 }
          }
        }
      }
    }
    // Render's emission is a ceiling, and what is divided by it a floor.
    #expect(bounds[.atLeast] ?? 0 > 50 && bounds[.atMost] ?? 0 > 50)
  }

  @Test func `a headline that is a bound shows it on the summary and in its trace`() throws {
    let (summary, trace) = (try sheet("Summary"), try sheet("Trace"))
    let line = summary.rows[try row("Render", of: summary)]
    let emission = 2 + (try #require(Headlines.metrics.firstIndex(of: "emissions_usd")))
    #expect(line[emission].bound == .atMost)
    let start = try row("render/emissions_usd@2025Q4", of: trace)
    #expect(trace.rows[start + 2][1].bound == .atMost)
    let helium = summary.rows[try row("Helium", of: summary)]
    #expect(helium[emission].bound == nil && number(helium[emission]) != nil)
  }

  // MARK: Partial figures

  @Test func `a figure that covers its days in part is marked, and no whole one is`() throws {
    let book = try Self.book()
    var counts = (partial: 0, whole: 0)
    for (network, lines) in zip(book.audit.networks, book.sheets) {
      let sheet = try sheet(network.id)
      let marked = try partialMarks(of: sheet)
      for metric in book.audit.catalogue.metrics {
        for basis in network.bases(of: metric) {
          let bases = basis.isEmpty ? [:] : [network.choosingSeries(of: metric) ?? "": basis]
          for (column, days) in lines.columns.enumerated() {
            guard let place = lines.place(of: metric.id, bases: bases, column: column),
              let isMarked = marked[[place.row, place.column]]
            else { continue }
            let state = network.figure(metric, days.period, basis: basis).state
            let name = "\(network.id) \(metric.id)[\(basis)] \(days.period)"
            #expect(isMarked == (state == .partial), "\(name)")
            if isMarked { counts.partial += 1 } else { counts.whole += 1 }
          }
        }
      }
    }
    #expect(counts.partial > 20 && counts.whole > 100)
  }

  /// Whether the cells are marked whose mark compares one cell of coverage with its limit.
  private func partialMarks(of sheet: Sheet) throws -> [[Int]: Bool] {
    var marks: [[Int]: Bool] = [:]
    for condition in sheet.conditions {
      guard case .partial(.formula(let text)) = condition.rule else { continue }
      #expect(text.utf16.count <= 255, "\(sheet.name): \(text)")
      let cell = /AND\(ISNUMBER\([A-Z]+[0-9]+\),[A-Z]+([0-9]+)<whole_coverage\)/
      guard let match = try cell.wholeMatch(in: text), let row = Int(match.1) else { continue }
      for column in condition.range.columns {
        let share = number(sheet.rows[row - 1][column])
        let isNumber = number(sheet.rows[condition.range.rows.lowerBound][column]) != nil
        marks[[condition.range.rows.lowerBound, column]] =
          isNumber && share.map { $0 < FlowReading.wholeCoverage } ?? false
      }
    }
    return marks
  }

  @Test func `a headline that is partial says so, and is no number`() throws {
    let summary = try sheet("Summary")
    let revenue = 2 + (try #require(Headlines.metrics.firstIndex(of: "revenue")))
    #expect(text(summary.rows[try row("Render", of: summary)][revenue]) == "partial: $170,000")
    #expect(number(summary.rows[try row("Helium", of: summary)][revenue]) != nil)
  }

  // MARK: Looks of single sheets

  @Test func `a number of a definition is not offered for change, a policy is`() throws {
    let assumptions = try sheet("Assumptions")
    let numbers = assumptions.rows.filter {
      text($0.first ?? .init())?.hasPrefix("number_") == true
    }
    #expect(!numbers.isEmpty)
    for row in numbers { #expect(row[1].look == .computed(.general)) }
    let policy = assumptions.rows[try row("days_in_year", of: assumptions)][1]
    #expect(policy.look == .input(.general))
  }

  @Test func `a week is headed by its first day, and has no twelve months`() throws {
    let weeks = try sheet("Weeks")
    let heading = weeks.rows[try row("period", of: weeks)][2...10].map { text($0) ?? "" }
    let days = weeks.rows[try row("first day", of: weeks)]
    for (column, title) in heading.enumerated() {
      #expect(days[2 + column].shows(try #require(Day(title), "\(title)")))
    }
    #expect(!weeks.rows.contains { text($0.first ?? .init()) == "days of twelve months" })
    let months = try sheet("Months")
    #expect(months.rows.contains { text($0.first ?? .init()) == "days of twelve months" })
  }

  // MARK: Cover

  @Test func `the cover tells what the report finds against the data`() throws {
    let (cover, book) = (try sheet("Cover"), try Self.book())
    func count(_ label: String) throws -> Double? {
      number(cover.rows[try row(label, of: cover)][1])
    }
    let audit = book.audit
    let findings = audit.networks.flatMap(audit.findings(in:)).count { !$0.isWaived }
    #expect(try count("findings") == Double(findings) && findings > 0)
    let disclaimers = audit.opinions.values.count { $0.effect == .disclaimer }
    #expect(try count("disclaimers of opinion") == Double(disclaimers) && disclaimers > 0)
    let verdicts = try sheet("Reconciliation").rows.dropFirst(6).count {
      $0.contains { text($0) == "unexplained" }
    }
    #expect(try count("unexplained differences") == Double(verdicts) && verdicts > 0)
  }

  // MARK: Formulas

  @Test(arguments: ["Summary", "Peers", "Scenarios", "Checks", "Trace", "Charts", "Cover"])
  func `formulas of a page hold no numbers but 0, 1 and 2`(_ name: String) throws {
    var formulas = 0
    for cell in try sheet(name).rows.flatMap(\.self) {
      guard case .formula(let text, _) = cell.content else { continue }
      formulas += 1
      let bare = text.replacing(/"[^"]*"/, with: "").replacing(/'[^']*'/, with: "")
      for word in bare.matches(of: /[A-Za-z0-9_.$]+/) where Double(word.0) != nil {
        #expect(["0", "1", "2"].contains(String(word.0)), "\(name): \(text)")
      }
    }
    #expect(formulas > 0)
  }

  // MARK: Checks

  @Test func `a changed row shows as the reader's, a deleted one as a fault`() throws {
    let book = try Self.book()
    _ = book.workbook()
    let data = try sheet("Data")
    func state(_ sheets: [Sheet]) throws -> String? {
      let checks = try sheet("Checks", in: sheets)
      return text(checks.rows[try row("all checks", of: checks)][7])
    }
    #expect(try state(workbook.sheets) == "ok")
    let place = try row("helium/tokens_emitted:197", of: data)
    let column = DataColumn.value.rawValue
    let changed = try sheets(of: book, typing: .number(1), in: "Data", place, column)
    #expect(try state(changed) == "changed by the reader")
    let summary = try sheet("Summary", in: changed)
    let figure = summary.rows[try row("Helium", of: summary)][4]
    #expect((number(figure) ?? 0) > 0.5437)
    #expect(try state(try sheets(of: book, typing: .blank, in: "Data", place, 0)) == "look")
  }

  @Test func `no cell shows an error where every second value of Data is gone`() throws {
    let book = try Self.book()
    _ = book.workbook()
    let data = try #require(book.builder.sheet("Data"))
    let values = book.builder.grids[data].rows
    for part in 0...2 {
      for row in values.indices.dropFirst() where part == 2 || row % 2 == part {
        book.builder.grids[data].rows[row][DataColumn.value.rawValue].content =
          part == 2 ? .number(0) : .blank
      }
      #expect(book.builder.errors().isEmpty)
      book.builder.grids[data].rows = values
    }
  }

  // MARK: Scenarios

  /// Revenue-to-emission of the quarters ahead, computed from the engine's figures alone.
  private func path(_ network: NetworkAnalysis, growth: Double, price change: Double) -> [Double] {
    func newest(_ id: String) -> Double {
      let periods = [audit.scope.period, audit.scope.period.previous]
      return periods.lazy.compactMap { audit.headline(id, of: network, $0)?.whole }.first ?? .nan
    }
    var (revenue, price) = (newest("revenue"), newest("price"))
    return PeriodColumn.ahead(of: audit.scope.period).map { column in
      let days = Double(column.period.end - column.period.start + 1)
      let tokens = network.figure(of: .sum("scheduled_emission"), column.period).value ?? .nan
      revenue *= 1 + growth
      let middle = price * pow(1 + change, days / 365 / 2)
      price *= pow(1 + change, days / 365)
      return revenue / (tokens * middle)
    }
  }

  private func trend(_ network: NetworkAnalysis) -> Double {
    pow(1 + (audit.headline("revenue_trend", of: network)?.figure.value ?? 0), 0.25) - 1
  }

  private func ratios(_ index: Int, of name: String, in sheets: [Sheet]? = nil) throws -> [Double] {
    let sheet = try sheet("Scenarios", in: sheets)
    let block = try #require(sheet.rows.lastIndex { text($0.first ?? .init()) == name })
    let rows = sheet.rows[block...].filter { text($0.first ?? .init()) == "revenue-to-emission" }
    return rows[index][3...10].map { number($0) ?? .nan }
  }

  @Test(arguments: ["helium", "render"])
  func `each scenario is what its terms make of revenue, price and schedule`(_ id: String) throws {
    let network = try #require(audit.networks.first { $0.id == id })
    let trend = trend(network)
    let terms: [(growth: Double, price: Double)] = [
      (trend * 0.5, -0.5), (trend, 0), (trend * 1.5, 1), (0, 0),
    ]
    // The selected scenario stands first, and base is selected.
    for (index, term) in ([terms[1]] + terms).enumerated() {
      let expected = path(network, growth: term.growth, price: term.price)
      for (a, b) in zip(try ratios(index, of: network.name), expected) {
        #expect(abs(a - b) <= 1e-9 * b)
      }
    }
    let overview = try sheet("Scenarios")
    let line = overview.rows[try row(network.name, of: overview)]
    let ahead = PeriodColumn.ahead(of: audit.scope.period)
    let base = path(network, growth: terms[1].growth, price: 0).firstIndex { $0 >= 1 }
    #expect(text(line[3]) == base.map { "\(ahead[$0].period)" } ?? "not by \(ahead[7].period)")
  }

  @Test func `the selector decides, and the reader's own cells win`() throws {
    let book = try Self.book()
    _ = book.workbook()
    let assumptions = try sheet("Assumptions")
    let selector = try row("scenario", of: assumptions)
    let bear = try sheets(of: book, typing: .text("bear"), in: "Assumptions", selector, 1)
    #expect(try ratios(0, of: "Helium", in: bear) == ratios(1, of: "Helium"))
    #expect(try ratios(0, of: "Helium", in: bear) != ratios(0, of: "Helium"))
    let scenarios = try sheet("Scenarios")
    let block = try #require(scenarios.rows.lastIndex { text($0.first ?? .init()) == "Helium" })
    let own = try #require(
      scenarios.rows[block...].firstIndex {
        text($0.first ?? .init()) == "own revenue of the quarter to start from"
      })
    let richer = try sheets(
      of: book, typing: .number(2 * 2_299_540), in: "Scenarios", own, NetworkSheet.firstPeriodColumn
    )
    for (a, b) in zip(
      try ratios(0, of: "Helium", in: richer), try ratios(0, of: "Helium"))
    {
      #expect(abs(a - 2 * b) <= 1e-9 * a)
    }
  }

  @Test func `a path that starts earlier names the quarter, and one without a trend says so`()
    throws
  {
    let scenarios = try sheet("Scenarios")
    for network in audit.networks {
      let block = try #require(
        scenarios.rows.lastIndex { text($0.first ?? .init()) == network.name })
      let labels = scenarios.rows[block...].prefix(20).compactMap { text($0.first ?? .init()) }
      let isOlder = audit.headline("revenue", of: network)?.whole == nil
      let start = isOlder ? "revenue to start from: that of 2025Q3" : "revenue to start from"
      #expect(labels.contains(start), "\(network.id)")
      let hasTrend = audit.headline("revenue_trend", of: network)?.figure.value != nil
      let growth = "growth of revenue a quarter, \(hasTrend ? "by its trend" : "no trend: assumed")"
      #expect(labels.contains(growth), "\(network.id)")
    }
    let book = try Self.book()
    _ = book.workbook()
    let block = try #require(scenarios.rows.lastIndex { text($0.first ?? .init()) == "Render" })
    let own = try #require(
      scenarios.rows[block...].firstIndex {
        text($0.first ?? .init()) == "own revenue of the quarter to start from"
      })
    let typed = try sheets(
      of: book, typing: .number(1), in: "Scenarios", own, NetworkSheet.firstPeriodColumn)
    let lines = try sheet("Scenarios", in: typed).rows[block...].prefix(20)
    #expect(lines.contains { text($0.first ?? .init()) == "revenue to start from" })
  }

  @Test func `a network without a schedule says what it needs`() throws {
    let scenarios = try sheet("Scenarios")
    let line = scenarios.rows[try row("Filecoin", of: scenarios)]
    #expect(line[2...6].allSatisfy { text($0) == "n/a" })
    #expect(text(line[7])?.hasPrefix("n/a: needs ") == true)
  }

  // MARK: Charts

  @Test func `charts lie beside each other and draw cells of the workbook`() throws {
    var charts = 0
    for sheet in workbook.sheets {
      let corners = sheet.charts.map { [$0.row, $0.column] }
      #expect(Set(corners).count == corners.count, "two charts of \(sheet.name) lie on each other")
      for chart in sheet.charts {
        charts += 1
        #expect(!chart.description.isEmpty && !chart.title.isEmpty && !chart.axisTitle.isEmpty)
        #expect(!chart.series.isEmpty)
      }
    }
    #expect(charts > 10)
  }
}

extension SheetCell {
  fileprivate func shows(_ day: Day) -> Bool {
    if case .day(let own) = content { own == day } else { false }
  }
}

extension WorkbookBuilder {
  /// Cells that would show an error, with what stands at the left of their row.
  fileprivate func errors() -> [String] {
    let calculation = Calculation(grids)
    let order = [data, points, risk, pieces]
    for sheet in order + grids.indices.filter({ !order.contains($0) }) {
      calculation.calculate(sheet: sheet)
    }
    return grids.indices.flatMap { sheet in
      calculation.values[sheet].indices.flatMap { row in
        calculation.values[sheet][row].indices.compactMap { column -> String? in
          guard case .error = calculation.values[sheet][row][column] else { return nil }
          var label = ""
          if case .text(let text) = grids[sheet].rows[row][0].content { label = text }
          return "\(grids[sheet].sheet.name)!\(columnName(column))\(row + 1) \(label)"
        }
      }
    }
  }
}
