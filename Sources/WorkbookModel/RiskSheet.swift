import Quantities
import SeriesStore

/// A column of the sheet of prices: each close with what measures of risk read of its path.
enum RiskColumn: Hashable {
  case series, row, day, place, factor, value
  /// The highest close so far and its day.
  case peak, peakDay
  /// How far the close lies below the peak; 1 where a fall begins; the days of one that ends.
  case drawdown, fall, recovered
  /// Days since the close last changed.
  case flat
  /// Change of the logarithm, change, and squared shortfall against the least acceptable return.
  case logReturn(ReturnGrain)
  case simpleReturn(ReturnGrain)
  case shortfall(ReturnGrain)
  /// A benchmark's close of the day, and the change of its logarithm over the same days.
  case benchmark(String)
  case paired(String, ReturnGrain)
  /// The highest close in the window of a period's returns, and the squared drawdown from it.
  case windowPeak(Period)
  case windowSquare(Period)
  /// The same in the months that the Calmar ratio looks at, and the drawdown.
  case monthsPeak(Period)
  case monthsFall(Period)

  var title: String {
    switch self {
    case .series, .row, .day, .place, .factor, .value, .peak, .drawdown, .recovered: "\(self)"
    case .peakDay: "day of the peak"
    case .fall: "fall begins"
    case .flat: "days unchanged"
    case .logReturn(let grain): "ln change, \(grain)"
    case .simpleReturn(let grain): "change, \(grain)"
    case .shortfall(let grain): "shortfall², \(grain)"
    case .benchmark(let id): id
    case .paired(let id, let grain): "\(id), ln change, \(grain)"
    case .windowPeak(let period): "\(period): peak of the window"
    case .windowSquare(let period): "\(period): drawdown², window"
    case .monthsPeak(let period): "\(period): peak of the months"
    case .monthsFall(let period): "\(period): drawdown, months"
    }
  }

  /// The columns, given the quarters that sheets show and the benchmarks that there are.
  static func all(_ quarters: [Period], _ benchmarks: [String]) -> [RiskColumn] {
    let fixed: [RiskColumn] = [
      .series, .row, .day, .place, .factor, .value, .peak, .peakDay, .drawdown, .fall, .recovered,
      .flat,
    ]
    let grains = ReturnGrain.allCases
    return fixed + grains.map { .logReturn($0) } + grains.map { .simpleReturn($0) }
      + grains.map { .shortfall($0) }
      + benchmarks.flatMap { id in [.benchmark(id)] + grains.map { .paired(id, $0) } }
      + quarters.flatMap {
        [.windowPeak($0), .windowSquare($0), .monthsPeak($0), .monthsFall($0)]
      }
  }
}

extension WorkbookBuilder {
  /// The price of a network or benchmark.
  static let price = SeriesID("price")

  func startRiskSheet(benchmarks: [String]) {
    let quarters = columns.filter { $0.isShown && $0.period.kind == .quarter }.map(\.period)
    let layout = RiskColumn.all(quarters, benchmarks)
    riskColumns = Dictionary(uniqueKeysWithValues: layout.enumerated().map { ($1, $0) })
    grids[risk].append(layout.map(\.title), .heading)
    grids[risk].sheet.frozenRows = 1
    grids[risk].sheet.frozenColumns = 3
    grids[risk].sheet.columnWidths = [22, 30] + layout.dropFirst(2).map { _ in 13 }
  }

  /// A column of a block of closes.
  func riskColumn(_ column: RiskColumn, _ rows: ClosedRange<Int>) -> Expression? {
    riskColumns[column].map { self.column(risk, $0, rows) }
  }

  /// Writes the closes of a network's price, with those of benchmarks beside them.
  func addCloses(
    of series: Series, _ points: Points, _ network: NetworkSeries, policies: Policies,
    _ blocks: inout NetworkBlocks
  ) {
    guard !points.days.isEmpty else { return }
    let first = grids[risk].nextRow
    var path = ClosePath(points, first: first, policies: policies)
    for quarter in riskColumns.keys.compactMap(\.windowQuarter) { path.look(back: quarter) }
    for index in points.days.indices {
      let place = points.places[index]
      let track = series.tracks[place.track]
      var cells = pointRow(series, track, place.row, points.days[index], blocks, risk, network.id)
      let columns = riskColumns.sorted { $0.value < $1.value }.map(\.key).dropFirst(cells.count)
      cells += columns.map { closeCell($0, index, path, network) }
      while case .blank? = cells.last?.content { cells.removeLast() }
      grids[risk].append(cells)
    }
    blocks.points[series.id] = first...grids[risk].nextRow - 1
    // Printed is the path of each price; what measures read of it fills several pages side by side.
    grids[risk].sheet.printArea = SheetRange(
      rows: 0...grids[risk].nextRow - 1, columns: 0...(riskColumns[.flat] ?? 0))
  }

  private func closeCell(
    _ column: RiskColumn, _ index: Int, _ path: ClosePath, _ network: NetworkSeries
  ) -> Grid.Cell {
    let row = path.first + index
    func own(_ column: RiskColumn) -> Expression { riskCell(column, row) }
    func before(_ column: RiskColumn) -> Expression { riskCell(column, row - 1) }
    let value = own(.value)
    func known(_ yes: Expression, else no: Expression = .text("")) -> Expression {
      .when(.isNumber(value), yes, no)
    }
    let isFirst = index == 0
    let isHigh = Expression.binary(.atLeast, value, own(.peak))
    switch column {
    case .series, .row, .day, .place, .factor, .value: return .blank
    case .peak:
      let highest =
        isFirst
        ? known(value, else: .number(0))
        : known(.call(.maximum, [before(.peak), value]), else: before(.peak))
      return .formula(highest, .computed(.price))
    case .peakDay:
      let earlier = isFirst ? own(.day) : before(.peakDay)
      return .formula(known(.when(isHigh, own(.day), earlier), else: earlier), .computed(.day))
    case .drawdown:
      let isAbove = Expression.binary(.greater, own(.peak), .number(0))
      return .formula(
        known(.when(isAbove, value / own(.peak) - .number(1), .text(""))), .computed(.percent))
    case .fall:
      guard !isFirst else { return .number(0, .computed(.general)) }
      let begins = Expression.call(
        .and,
        [
          .binary(.less, own(.drawdown), .number(0)),
          .binary(.equal, before(.drawdown), .number(0)),
        ])
      return .formula(.when(begins, .number(1), .number(0)), .computed(.general))
    case .recovered:
      guard !isFirst else { return .number(0, .computed(.general)) }
      let ends = Expression.call(
        .and, [.isNumber(value), .binary(.less, before(.drawdown), .number(0)), isHigh])
      return .formula(
        .when(ends, own(.day) - before(.peakDay), .number(0)), .computed(.general))
    case .flat:
      guard !isFirst else { return .number(0, .computed(.general)) }
      let same = Expression.binary(.equal, value, before(.value))
      return .formula(
        .when(same, before(.flat) + own(.day) - before(.day), .number(0)), .computed(.general))
    case .logReturn(let grain):
      return stepCell(path, grain, index) { from in
        .call(.logarithm, [value / self.riskCell(.value, from)])
      }
    case .simpleReturn(let grain):
      return stepCell(path, grain, index) { value / self.riskCell(.value, $0) - .number(1) }
    case .shortfall(let grain):
      guard path.steps[grain]?[index] != nil else { return .blank }
      let least = policy(.acceptableReturn) / returns(aYear: grain)
      let short = Expression.call(
        .minimum, [.number(0), own(.simpleReturn(grain)) - least])
      return .formula(
        .when(.isNumber(own(.simpleReturn(grain))), .binary(.power, short, .number(2)), .text("")),
        .computed(.general))
    case .benchmark(let id): return benchmarkCell(id, own(.day), network)
    case .paired(let id, let grain): return pairedCell(id, grain, index, path, network)
    case .windowPeak(let quarter):
      return path.windows[quarter].map { windowPeak(column, $0, index, row, path) } ?? .blank
    case .windowSquare(let quarter):
      guard path.windows[quarter]?.contains(index) == true else { return .blank }
      let fall = value / own(.windowPeak(quarter)) - .number(1)
      return .formula(
        .when(
          .areNumbers([value, own(.windowPeak(quarter))]),
          .ifError(.binary(.power, fall, .number(2)), .text("")), .text("")),
        .computed(.general))
    case .monthsPeak(let quarter):
      return path.months[quarter].map { windowPeak(column, $0, index, row, path) } ?? .blank
    case .monthsFall(let quarter):
      guard path.months[quarter]?.contains(index) == true else { return .blank }
      return .formula(
        .when(
          .areNumbers([value, own(.monthsPeak(quarter))]),
          .ifError(value / own(.monthsPeak(quarter)) - .number(1), .text("")), .text("")),
        .computed(.percent))
    }
  }

  /// The highest close since a window's first.
  private func windowPeak(
    _ column: RiskColumn, _ window: [Int], _ index: Int, _ row: Int, _ path: ClosePath
  ) -> Grid.Cell {
    guard let place = window.firstIndex(of: index) else { return .blank }
    let value = riskCell(.value, row)
    guard place > 0 else {
      return .formula(.when(.isNumber(value), value, .text("")), .computed(.price))
    }
    let earlier = riskCell(column, path.first + window[place - 1])
    return .formula(
      .when(.isNumber(value), .call(.maximum, [earlier, value]), earlier), .computed(.price))
  }

  /// A figure of the step that ends with a close; blank where none does.
  private func stepCell(
    _ path: ClosePath, _ grain: ReturnGrain, _ index: Int, _ make: (Int) -> Expression
  ) -> Grid.Cell {
    guard let from = path.steps[grain]?[index] else { return .blank }
    let ends = [riskCell(.value, path.first + index), riskCell(.value, path.first + from)]
    return .formula(
      .when(.areNumbers(ends), .ifError(make(path.first + from), .text("")), .text("")),
      .computed(.log))
  }

  /// A benchmark's close of the same day.
  private func benchmarkCell(_ id: String, _ day: Expression, _ network: NetworkSeries) -> Grid.Cell
  {
    guard network.benchmarks[id] != nil, let rows = blocks[id]?.points[WorkbookBuilder.price],
      let days = riskColumn(.day, rows), let values = riskColumn(.value, rows)
    else { return .blank }
    return .formula(
      .ifError(.index(values, .match(day, days, exact: true)), .text("")), .computed(.price))
  }

  private func pairedCell(
    _ id: String, _ grain: ReturnGrain, _ index: Int, _ path: ClosePath, _ network: NetworkSeries
  ) -> Grid.Cell {
    guard network.benchmarks[id] != nil, blocks[id] != nil, let from = path.steps[grain]?[index]
    else { return .blank }
    let ends = [path.first + index, path.first + from].map { riskCell(.benchmark(id), $0) }
    let own = riskCell(.logReturn(grain), path.first + index)
    return .formula(
      .when(
        .areNumbers(ends + [own]),
        .ifError(.call(.logarithm, [ends[0] / ends[1]]), .text("")), .text("")),
      .computed(.log))
  }

  /// How many returns of a grain a year has.
  func returns(aYear grain: ReturnGrain) -> Expression {
    switch grain {
    case .day: constant(.dailyReturns)
    case .week: constant(.weeklyReturns)
    case .month: constant(.monthlyReturns)
    }
  }

  private func riskCell(_ column: RiskColumn, _ row: Int) -> Expression {
    guard let place = riskColumns[column] else { preconditionFailure("no column \(column)") }
    return .cell(
      Address(sheet: risk, row: row, column: place), fixedRow: false, fixedColumn: false)
  }
}

extension RiskColumn {
  fileprivate var windowQuarter: Period? {
    if case .windowPeak(let quarter) = self { quarter } else { nil }
  }
}

/// Which closes the steps and windows of a price hold: days decide it, not values.
private struct ClosePath {
  let first: Int
  /// The close at which the step begins that ends with another.
  let steps: [ReturnGrain: [Int: Int]]
  /// The closes of a quarter's window of returns, and of its months.
  private(set) var windows: [Period: [Int]] = [:]
  private(set) var months: [Period: [Int]] = [:]
  private let points: Points
  private let policies: Policies

  init(_ points: Points, first: Int, policies: Policies) {
    (self.points, self.first, self.policies) = (points, first, policies)
    steps = Dictionary(
      uniqueKeysWithValues: ReturnGrain.allCases.map { grain in
        (
          grain,
          Dictionary(uniqueKeysWithValues: points.steps(of: grain).map { ($0.to, $0.from) })
        )
      })
  }

  mutating func look(back quarter: Period) {
    let lengths = policies.windows
    if let window = points.returnWindow(through: quarter.end, lengths: lengths) {
      windows[quarter] = window.closes.filter { points.isLast($0, of: window.grain) }
    }
    let start = ReturnGrain.month.windowStart(before: quarter.end, lengths)
    if let last = points.last(through: quarter.end), let first = points.first(from: start),
      first <= last
    {
      months[quarter] = Array(first...last)
    }
  }
}
