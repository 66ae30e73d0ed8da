package import Formulas
package import Quantities
package import SeriesStore

/// The sheet of one network: lines of cells, periods in columns, inputs above metrics.
///
/// Formulas are lowered to lines: a leaf becomes lines of inputs, a metric one line, and a part of
/// a metric that is neither becomes a line of its own, so that every cell formula stays short.
package final class NetworkSheet {
  /// A line: its label and what stands in each column.
  struct Line {
    var label: String
    /// A label that follows what cells hold.
    var liveLabel: (() -> Expression)?
    var unit: String
    var note: String
    /// The metric's id with its basis, as in `facts.csv`; empty for what is no metric.
    var id = ""
    /// The cell of a column; `nil` leaves it empty, since the sheet does not look that far back.
    var cell: (Int) -> Grid.Cell?
    /// Where a click on the label leads.
    var target: String?
  }

  /// A line by number; its row is known once all lines are.
  struct LineID: Hashable {
    let number: Int
  }

  /// What a line stands for: a formula under the definitions chosen for some series.
  struct Subject: Hashable {
    let formula: Formula
    let bases: [String: String]
    var role = ""
  }

  private struct Place: Hashable {
    let line: LineID
    let column: Int
  }

  let builder: WorkbookBuilder
  package let network: NetworkSeries
  let definition: (String) -> Formula?
  let policies: Policies
  let evaluator: Evaluator
  let sheet: Int
  package let columns: [PeriodColumn]
  /// The same network's lines by week, month and quarter of the past, where a line needs them.
  private var spans: [Span: NetworkSheet] = [:]
  /// Rows of the sheet of days, by the flows that they set side by side.
  var dayBlocks: [[SeriesID]: DayBlock] = [:]

  private var lines: [Line] = []
  private var known: [Subject: LineID] = [:]
  /// Lines in the order of the sheet: inputs, then steps and metrics.
  private var inputs: [LineID] = []
  private var metrics: [LineID] = []
  private var rows: [LineID: Int] = [:]
  private var present: [Place: Bool] = [:]
  private var headings: [(before: Int, title: String)] = []
  /// How much of its days the figures of a metric cover, where they rest on flows.
  private var shares: [(line: LineID, share: Template)] = []

  /// The first row for charts, between the head and the lines.
  package static let firstChartRow = Head.allCases.count + 1

  /// The first column with a period; label and unit come before it.
  package static let firstPeriodColumn = 2

  /// Creates the sheet of a network whose rows have been added to the builder.
  ///
  /// Without columns it has the eight quarters and twelve months of every network's own sheet.
  /// `definition` gives the formula of a metric id.
  package init(
    _ builder: WorkbookBuilder, sheet: Int, columns: [PeriodColumn]? = nil, network: NetworkSeries,
    policies: Policies, definition: @escaping (String) -> Formula?
  ) {
    (self.builder, self.sheet, self.network) = (builder, sheet, network)
    self.columns = columns ?? builder.columns
    (self.policies, self.definition) = (policies, definition)
    evaluator = Evaluator(network: network, policies: policies, definition: definition)
  }

  /// The network's lines on one of the sheets that all networks share.
  func span(_ span: Span) -> NetworkSheet {
    if let known = spans[span] { return known }
    let sheet = NetworkSheet(
      builder, sheet: builder.sheet(of: span), columns: builder.columns(of: span),
      network: network, policies: policies, definition: definition)
    spans[span] = sheet
    return sheet
  }

  // MARK: Declaring lines

  /// Starts a group of metric lines.
  package func heading(_ title: String) { headings.append((metrics.count, title)) }

  /// A metric as the sheet shows it.
  package struct MetricLine {
    package let id: String
    package let title: String
    package let unit: Unit
    package let note: String
    /// Definitions chosen for series; empty for the profile's.
    package let bases: [String: String]
    /// Why the metric does not apply here, where it does not.
    package let objection: String?
    /// Whether it is one of the report's headlines.
    package let isHeadline: Bool
    /// Where its definition stands.
    package let target: String?
    /// On which side of the figure of a period the true one lies, where it is a bound.
    package let bound: (Period) -> SheetCell.Bound?

    /// The id with its basis, as in `facts.csv`: `revenue[all-burns]`.
    var factID: String {
      bases.values.first.map { "\(id)[\($0)]" } ?? id
    }

    package init(
      id: String, title: String, unit: Unit, note: String, bases: [String: String],
      objection: String?, isHeadline: Bool = false, target: String? = nil,
      bound: @escaping (Period) -> SheetCell.Bound? = { _ in nil }
    ) {
      (self.id, self.title, self.unit, self.note) = (id, title, unit, note)
      (self.bases, self.objection) = (bases, objection)
      (self.isHeadline, self.target, self.bound) = (isHeadline, target, bound)
    }
  }

  /// Adds the line of a metric.
  package func add(_ metric: MetricLine) {
    let subject = Subject(formula: .metric(metric.id), bases: metric.bases)
    let number = SheetCell.NumberLook.of(metric.unit)
    let look = metric.isHeadline ? SheetCell.Look.headline(number) : .computed(number)
    var line = Line(
      label: metric.title, unit: "\(metric.unit)", note: metric.note, id: metric.factID,
      cell: { _ in nil }, target: metric.target)
    if let objection = metric.objection {
      line.cell = { _ in .text("n/a: \(objection)", look) }
    } else if let formula = definition(metric.id) {
      let value = value(of: formula, metric.bases)
      let isDate = metric.unit == .date
      line.cell = { column in
        value(column).map {
          .formula(
            isDate ? $0.asSerial(since: self.builder.constant(.firstDay)) : $0, look,
            bound: metric.bound(self.columns[column].period))
        }
      }
    }
    let place: LineID
    if let id = known[subject] {
      lines[id.number] = line
      if !metrics.contains(id) { metrics.append(id) }
      place = id
    } else {
      place = declare(line, isInput: false)
      known[subject] = place
    }
    if metric.objection == nil {
      shares.append((place, shortCoverage(of: subject, named: metric.factID)))
    }
  }

  typealias Constant = WorkbookBuilder.Constant

  func declare(_ line: Line, isInput: Bool) -> LineID {
    lines.append(line)
    let id = LineID(number: lines.count - 1)
    if isInput { inputs.append(id) } else { metrics.append(id) }
    return id
  }

  /// The line of a subject, declared when first asked for.
  func line(_ subject: Subject, isInput: Bool, _ make: () -> Line) -> LineID {
    if let id = known[subject] { return id }
    let line = make()
    let id = declare(line, isInput: isInput)
    known[subject] = id
    return id
  }

  func lineID(of subject: Subject) -> LineID? { known[subject] }

  /// The cell of a line in a column of periods.
  func cell(_ line: LineID, _ column: Int) -> Expression {
    guard let row = rows[line] else { preconditionFailure("rows are given before cells are made") }
    return .cell(
      Address(sheet: sheet, row: row, column: NetworkSheet.firstPeriodColumn + column),
      fixedRow: false, fixedColumn: false)
  }

  /// The cells of a line from one column to another.
  func run(_ line: LineID, _ columns: Range<Int>) -> Expression {
    guard let row = rows[line] else { preconditionFailure("rows are given before cells are made") }
    let first = NetworkSheet.firstPeriodColumn
    return .run(
      Address(sheet: sheet, row: row, column: first + columns.lowerBound),
      through: first + columns.upperBound - 1)
  }

  /// The cells of a line from one column to another, for formulas of another sheet.
  func fixedRun(_ line: LineID, _ columns: Range<Int>) -> Expression {
    guard let row = rows[line] else { preconditionFailure("rows are given before cells are made") }
    return fixedRun(row, columns)
  }

  func fixedRun(_ row: Int, _ columns: Range<Int>) -> Expression {
    let first = NetworkSheet.firstPeriodColumn
    return .line(
      Address(sheet: sheet, row: row, column: first + columns.lowerBound),
      through: first + columns.upperBound - 1)
  }

  /// Whether a line has a cell in a column: growth has none where the sheet begins.
  func has(_ line: LineID, _ column: Int) -> Bool {
    let place = Place(line: line, column: column)
    if let answer = present[place] { return answer }
    let answer = lines[line.number].cell(column) != nil
    present[place] = answer
    return answer
  }

  /// The row of a metric's line, once the sheet is laid out.
  package func row(of metric: String, bases: [String: String] = [:]) -> Int? {
    known[Subject(formula: .metric(metric), bases: bases)].flatMap { rows[$0] }
  }

  // MARK: Laying out

  /// Writes the sheet, and before it what it reads on the sheets that all networks share.
  ///
  /// Metrics stand first and are what is printed; inputs stand below them in a group, as do columns
  /// that only serve growth and rows of the head that only formulas read.
  package func layOut(
    title: String, subtitle: String, back: (text: String, target: String), chartRows: Int
  ) {
    for span in Span.allCases { spans[span]?.layOutBelow(title: network.profile.name) }
    writeHead(title: title, subtitle: subtitle, back: back, legend: NetworkSheet.legend)
    writeLines(below: Head.allCases.count + chartRows, hasMetricsFirst: true)
    markPartial(shares)
    fillDays()
    setView()
    setPrint()
  }

  /// What the signs beside figures mean.
  private static let legend =
    "≥ at least, ≤ at most. In italics on a fill: the rows cover only a part of the days; the lines "
    + "of coverage, below the metrics, say how much."

  /// Writes the lines below what is on the sheet; the head stands there once.
  package func layOutBelow(title: String) {
    startSharedSheet()
    builder.grids[sheet].append([Grid.Cell]())
    builder.grids[sheet].append([title], .subtitle)
    writeLines(below: builder.grids[sheet].nextRow, hasMetricsFirst: false)
    printPeriods(through: builder.grids[sheet].nextRow - 1)
  }

  /// Writes the head of a sheet that networks share, where it has none yet.
  func startSharedSheet() {
    guard builder.grids[sheet].rows.isEmpty else { return }
    let name = builder.grids[sheet].sheet.name
    writeHead(title: name, back: ("back to the cover", "internal:'Cover'!A1"))
    setView()
  }

  private func setView() {
    builder.grids[sheet].sheet.frozenRows = Head.period.rawValue + 1
    builder.grids[sheet].sheet.frozenColumns = NetworkSheet.firstPeriodColumn
    builder.grids[sheet].sheet.columnWidths =
      [50, 8] + Array(repeating: 12, count: columns.count) + [70, 34, 60]
    builder.grids[sheet].sheet.tellsReasons = true
  }

  /// Prints the periods, without the definitions and reasons on their right.
  private func printPeriods(through row: Int) {
    builder.grids[sheet].sheet.printArea = SheetRange(
      rows: 0...row, columns: 0...NetworkSheet.firstPeriodColumn + columns.count - 1)
  }

  /// Prints metrics alone, and groups what serves other cells only.
  private func setPrint() {
    printPeriods(through: metrics.compactMap { rows[$0] }.max() ?? 0)
    let helpers = Head.allCases.map(\.rawValue).filter { $0 > Head.end.rawValue }
    for row in helpers + inputs.compactMap({ rows[$0] }) {
      builder.grids[sheet].sheet.outline.rowLevels[row] = 1
    }
    for column in columns.indices where !columns[column].isShown {
      builder.grids[sheet].sheet.outline.columnLevels[
        NetworkSheet.firstPeriodColumn + column] = 1
    }
  }

  /// Gives every line its row, from one on, and writes them.
  private func writeLines(below first: Int, hasMetricsFirst: Bool) {
    var (next, titles) = (first, [Int: String]())
    if hasMetricsFirst {
      placeMetrics(&next, &titles)
      next += 1
    }
    titles[next] = "Inputs: sums and readings of the rows in Data"
    for id in inputs {
      next += 1
      rows[id] = next
    }
    next += 1
    if !hasMetricsFirst { placeMetrics(&next, &titles) }
    writeLines(through: next, titles: titles)
  }

  private func placeMetrics(_ next: inout Int, _ titles: inout [Int: String]) {
    for (index, id) in metrics.enumerated() {
      for heading in headings where heading.before == index {
        titles[next + 1] = heading.title
        next += 2
      }
      rows[id] = next
      next += 1
    }
  }

  private func writeLines(through end: Int, titles: [Int: String]) {
    let byRow = Dictionary(uniqueKeysWithValues: rows.map { ($0.value, $0.key) })
    while builder.grids[sheet].nextRow < end {
      let row = builder.grids[sheet].nextRow
      if let title = titles[row] {
        builder.grids[sheet].append([title], .heading)
      } else if let id = byRow[row] {
        let line = lines[id.number]
        builder.grids[sheet].append(
          [
            Grid.Cell(
              content: line.liveLabel.map { .formula($0()) } ?? .text(line.label), look: .label,
              target: line.target),
            .text(line.unit, .note),
          ]
            + columns.indices.map { line.cell($0) ?? .blank }
            + [.text(line.note, .note), .text(line.id, .note), reason(of: line, row: row)])
      } else {
        builder.grids[sheet].append([Grid.Cell]())
      }
    }
  }
}
