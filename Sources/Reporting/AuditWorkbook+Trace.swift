import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import WorkbookModel

/// What every headline figure rests on, down to the rows in Data.
extension AuditWorkbook {
  /// Rows of the blocks, by the ids of their figures.
  typealias Traces = [String: Int]

  private enum TraceColumn: Int, CaseIterable {
    case row, series, start, end, value, unit, source, evidence, from, through, file, line, note

    var title: String {
      switch self {
      case .row: "row in Data"
      case .series: "series"
      case .start: "first day"
      case .end: "last day"
      case .value: "value now"
      case .from: "counts from"
      case .through: "counts to"
      default: "\(self)"
      }
    }
  }

  /// Rows of one series from which on only the first and the last are listed.
  private static let longestList = 60

  func writeTrace() -> Traces {
    let page = builder.page("Trace")
    page.row(["Trace of the headline figures, \(period)"], .title)
    page.row(
      [
        "Each figure with its formula, the choices behind it, its inputs and the rows it rests on. "
          + "A click on a row's id leads to the row in Data; its value is looked up there by that id."
      ], .note)
    page.beginRow()
    page.link("back to the summary", to: WorkbookBuilder.target("Summary"))
    var traces: Traces = [:]
    for (network, sheet) in zip(audit.networks, sheets) {
      for place in headlines(network, sheet) {
        page.space()
        traces[place.fact.id] = page.row
        write(place, to: page)
      }
    }
    page.finish(
      widths: [36, 44, 11, 11, 16, 14, 28, 11, 11, 11, 36, 8, 60], frozenRows: 3, frozenColumns: 1,
      printedColumns: TraceColumn.note.rawValue)
    return traces
  }

  private func write(_ place: Place, to page: PageWriter) {
    let fact = place.fact
    page.beginRow()
    page.text(fact.id, .subtitle)
    page.beginRow()
    page.text("figure", .label)
    page.text(
      "\(place.network.name): \(place.metric.title)"
        + (place.basis.isEmpty ? "" : " (revenue as \(place.basis))") + ", \(fact.period)")
    page.beginRow()
    page.text("value", .label)
    let cell = place.sheet.place(of: place.metric.id, bases: place.bases, column: place.column)
    page.formula(
      place.wholeCell, .headline(.of(place.metric.unit)),
      target: cell.map { target(place.network, row: $0.row, column: $0.column) },
      bound: place.bound)
    page.text("\(fact.unit)", .note)
    page.skip(to: TraceColumn.value.rawValue)
    page.text("a click on the value leads to its cell on the network's sheet", .note)
    for (label, text) in [
      ("in words", place.metric.meaning), ("formula", place.metric.formulaText),
      ("days covered", coverage(fact)), ("definition from", place.metric.source),
    ] {
      page.beginRow()
      page.text(label, .label)
      page.text(text)
    }
    writePolicies(of: place, to: page)
    writeInputs(of: place, to: page)
    writeRows(of: place, to: page)
  }

  private func coverage(_ fact: Fact) -> String {
    guard let coverage = fact.figure.coverage else { return "rests on no flow over days" }
    return "\(NumberFormat.fixed(coverage * 100, decimals: 0)) % of the period"
  }

  // MARK: Choices

  private func writePolicies(of place: Place, to page: PageWriter) {
    let names = policies(of: .metric(place.metric.id), place.network)
    for name in names {
      let listed = audit.scope.policies.listed.first { $0.name == name }
      page.beginRow()
      page.text("policy \(name)", .label)
      page.formula(
        builder.named(name), .computed(.word), target: WorkbookBuilder.target("Assumptions"))
      page.text(listed?.meaning ?? "", .note)
    }
    if names.isEmpty {
      page.beginRow()
      page.text("policies", .label)
      page.text("none applies")
    }
  }

  /// The policies that a formula makes use of, in the order in which they are printed.
  private func policies(of formula: Formula, _ network: NetworkAnalysis) -> [String] {
    var names: Set<String> = []
    func look(at formula: Formula) {
      switch formula {
      case .valued: names.insert("valuation")
      case .annualized, .readingChange(_, isAnnualized: true):
        names.insert(Policies.Number.daysInYear.rawValue)
      case .growth: names.insert(Policies.Number.materialityFloor.rawValue)
      case .metric(let id): network.formula(of: id).map(look)
      default: break
      }
      formula.children.forEach(look)
    }
    look(at: formula)
    return Policies.names.filter(names.contains)
  }

  // MARK: Inputs

  /// The metrics that a formula is made of, each with the column that it reads.
  private func inputs(of formula: Formula, _ place: Place) -> [Place] {
    var found: [Place] = []
    func look(at formula: Formula, _ column: Int) {
      switch formula {
      case .metric(let id):
        guard let input = self.place(id, place.network, place.sheet, column: column) else { return }
        let isKnown = found.contains { $0.metric.id == id && $0.column == column }
        if !isKnown { found.append(input) }
        if !isKnown, let formula = place.network.formula(of: id) { look(at: formula, column) }
      case .earlier(let inner, let shift):
        if let past = place.sheet.earlier(column, shift) { look(at: inner, past) }
      case .growth(let inner, let shift):
        look(at: inner, column)
        if let past = place.sheet.earlier(column, shift) { look(at: inner, past) }
      default: for child in formula.children { look(at: child, column) }
      }
    }
    if let formula = place.network.formula(of: place.metric.id) { look(at: formula, place.column) }
    return found
  }

  private func writeInputs(of place: Place, to page: PageWriter) {
    for input in inputs(of: .metric(place.metric.id), place) {
      guard
        let cell = input.sheet.cell(of: input.metric.id, bases: input.bases, column: input.column),
        let spot = input.sheet.place(of: input.metric.id, bases: input.bases, column: input.column)
      else { continue }
      page.beginRow()
      page.text("input \(input.metric.id)", .label)
      page.formula(
        cell, .computed(.of(input.metric.unit)),
        target: target(place.network, row: spot.row, column: spot.column), bound: input.bound)
      page.text("\(input.sheet.columns[input.column].period)", .note)
      page.skip(to: TraceColumn.value.rawValue)
      page.text(input.metric.formulaText, .note)
    }
  }

  // MARK: Rows

  private func writeRows(of place: Place, to page: PageWriter) {
    let rows = place.network.rows(
      behind: place.metric, place.sheet.columns[place.column].period, basis: place.basis)
    guard !rows.isEmpty else {
      page.beginRow()
      page.text("rows", .label)
      page.text("none: \(place.fact.figure.state.reason)")
      return
    }
    page.row(TraceColumn.allCases.map(\.title), .heading)
    let merged = merged(rows, place.network.id)
    for series in Set(merged.map(\.row.series)).sorted() {
      let own = merged.filter { $0.row.series == series }
      guard own.count > Self.longestList, let first = own.first, let last = own.last else {
        for row in own { write(row, place.network, to: page) }
        continue
      }
      write(first, place.network, to: page)
      page.beginRow()
      page.text("… \(own.count - 2) more rows")
      page.text("\(series)")
      page.skip(to: TraceColumn.value.rawValue)
      page.text("each stands in Data between these two, by day", .note)
      write(last, place.network, to: page)
    }
  }

  /// A row of the trace, with all days that count of it.
  private struct Line {
    var row: TracedRow
    var id: String
    var place: Int?
    var counted: ClosedRange<Day>
  }

  /// One line for each row of the dataset: a price may value several flows.
  private func merged(_ rows: [TracedRow], _ network: String) -> [Line] {
    var lines: [Line] = []
    var known: [String: Int] = [:]
    for row in rows {
      let found = builder.observation(row, of: network)
      let id = found?.id ?? "\(row.file):\(row.line)@\(row.days.lowerBound)"
      let key = "\(row.series) \(id)"
      if let index = known[key] {
        let counted = lines[index].counted
        lines[index].counted =
          min(
            counted.lowerBound, row.counted.lowerBound)...max(
            counted.upperBound, row.counted.upperBound)
      } else {
        known[key] = lines.count
        lines.append(Line(row: row, id: id, place: found?.row, counted: row.counted))
      }
    }
    return lines.sorted {
      ($0.row.series, $0.row.days.lowerBound, $0.row.line)
        < ($1.row.series, $1.row.days.lowerBound, $1.row.line)
    }
  }

  private func write(_ line: Line, _ network: NetworkAnalysis, to page: PageWriter) {
    let row = line.row
    let unit = network.network.series[row.series]?.unit
    page.beginRow()
    if let place = line.place {
      page.link(line.id, to: WorkbookBuilder.target("Data", row: place))
    } else {
      page.text("not in Data")
    }
    page.text("\(row.series)")
    page.day(row.days.lowerBound)
    page.day(row.days.upperBound)
    let look = SheetCell.Look.computed(unit.map(SheetCell.NumberLook.of) ?? .general)
    if line.place == nil {
      page.number(row.value, look)
    } else {
      page.formula(
        builder.observedValue(id: page.cell(TraceColumn.row.rawValue), of: network.id), look)
    }
    page.text(unit.map { "\($0)" } ?? "")
    page.text(row.source)
    page.text("\(row.evidence)")
    page.day(line.counted.lowerBound)
    page.day(line.counted.upperBound)
    page.text(audit.dataset.files[Int(row.file)])
    page.number(Double(row.line), .computed(.general))
    page.text(row.note, .note)
  }
}
