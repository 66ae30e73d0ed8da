import Assurance
import EconomicMetrics
import Quantities
import SeriesStore
import WorkbookModel

/// Sources of one series set against each other: both sides, what lies between, the residual, the verdict.
extension AuditWorkbook {
  static let reconciliationSheet = "Reconciliation"

  /// Adds what a residual is held against.
  static func addTolerance(to builder: WorkbookBuilder) {
    builder.section("Reconciliation")
    builder.assume(
      .init(
        "reconciliation_tolerance",
        .init(.number(Reconciliation.standardTolerance), .input(.percent)), unit: "share",
        meaning:
          "residual, as a share of what the first source says, up to which two sources agree",
        source: "published figures are rounded to two or three digits"))
    builder.accept(0...1, in: "reconciliation_tolerance")
  }

  /// How many comparisons the sheet finds unexplained, live; `nil` where there is no sheet.
  var unexplainedDifferences: CellFormula? {
    guard builder.sheet(Self.reconciliationSheet) != nil,
      let place = ReconciliationSheet.count(of: .unexplained)
    else { return nil }
    return builder.page(Self.reconciliationSheet).cell(
      row: place.row, column: place.column, isFixed: true)
  }

  func writeReconciliation() {
    guard builder.sheet(Self.reconciliationSheet) != nil else { return }
    ReconciliationSheet(book: self).write()
  }
}

/// Writes the sheet: a row for each comparison, and one below it for each item of its bridge.
struct ReconciliationSheet {
  let book: AuditWorkbook
  private let page: PageWriter

  init(book: AuditWorkbook) {
    self.book = book
    page = book.builder.page(AuditWorkbook.reconciliationSheet)
  }

  enum Column: Int, CaseIterable {
    case series, from, to, first, firstRows, firstValue, second, secondRows, secondValue
    case difference, explained, residual, share, verdict, readAs, unit, remark

    var title: String {
      switch self {
      case .series: "series, item"
      case .first: "first source"
      case .firstRows, .secondRows: "rows"
      case .firstValue: "it says"
      case .second: "second source"
      case .secondValue: "it says"
      case .explained: "explained by rows"
      case .share: "of the first"
      case .readAs: "read as"
      default: "\(self)"
      }
    }

    static let widths: [Double] = [
      27, 11, 11, 37, 6, 16, 37, 6, 16, 15, 17, 15, 10, 16, 20, 10, 60,
    ]
  }

  /// How two sides are read, as a reader may type it.
  private enum Reading: String, CaseIterable {
    case asTheyAre = "as they are"
    case mayBeLess = "second may be less"
    case mayBeMore = "second may be more"
    case notComparable = "not comparable"
  }

  private static let headRow = 5
  private static let countRow = 3
  /// Where the words of the counts stand; each count is beside its word.
  private static let countColumns: [Column] = [.series, .first, .second, .difference]

  /// Where a verdict is counted.
  static func count(of verdict: Bridge.Verdict) -> (row: Int, column: Int)? {
    zip(Bridge.Verdict.allCases, countColumns).first { $0.0 == verdict }.map {
      (countRow, $0.1.rawValue + 1)
    }
  }

  func write() {
    page.row(["Sources set against each other"], .title)
    page.row(
      [
        "first + explained by rows + residual = second. A residual within reconciliation_tolerance of the first "
          + "agrees; black cells are formulas over Data."
      ], .note)
    page.row(
      [
        "A blue amount is typed: Data does not hold its rows, or a rule of the profile made it. The better-ranked source "
          + "is first."
      ], .note)
    // The counts stand above what they count, and are filled in below.
    page.beginRow()
    for (verdict, column) in zip(Bridge.Verdict.allCases, Self.countColumns) {
      page.skip(to: column.rawValue)
      page.text(verdict.words, .label)
    }
    page.beginRow()
    page.link("back to the cover", to: WorkbookBuilder.target("Cover"))
    page.row(Column.allCases.map(\.title), .heading)
    for network in book.audit.networks { write(network) }
    finish()
  }

  private func finish() {
    let rows = Self.headRow + 1...max(Self.headRow + 1, page.nextRow - 1)
    if page.nextRow == Self.headRow + 1 {
      page.row(["no two sources speak of the same days"], .note)
    }
    page.finish(
      widths: Column.widths, frozenRows: Self.headRow + 1, frozenColumns: 1,
      printedColumns: Column.verdict.rawValue + 1)
    let verdicts = page.block(rows: rows, column: Column.verdict.rawValue)
    for (verdict, column) in zip(Bridge.Verdict.allCases, Self.countColumns) {
      page.fill(
        row: Self.countRow, column: column.rawValue + 1,
        .countIf(verdicts, .text(verdict.words)), .headline(.integer))
    }
    let column = Column.verdict.rawValue...Column.verdict.rawValue
    for (verdict, mark) in [
      (Bridge.Verdict.agrees, SheetCondition.Verdict.good), (.explained, .good),
      (.unexplained, .bad),
    ] { page.mark(.verdict(mark, .beginsWith(verdict.words)), rows: rows, columns: column) }
    page.accept(
      Reading.allCases.map(\.rawValue), rows: rows,
      columns: Column.readAs.rawValue...Column.readAs.rawValue, title: "read as",
      message: "Bounds may lie on one side of the other by any amount.")
  }

  private func write(_ network: NetworkAnalysis) {
    let pairs = book.reconciliations[network.id]?.matchedPairs ?? []
    guard !pairs.isEmpty else { return }
    page.beginRow()
    page.link(network.name, to: book.target(network), .subtitle)
    for (series, pair) in pairs {
      for bridge in pair.bridges {
        BridgeRows(book: book, page: page, network: network.id, series, pair, bridge).write()
      }
    }
  }

  /// How a bridge is read: a bound holds wherever the true number may lie.
  fileprivate static func reading(_ bridge: Bridge, _ pair: BridgePair) -> String {
    guard bridge.verdict != .notComparable else { return Reading.notComparable.rawValue }
    switch (pair.first.bound, pair.second.bound) {
    case (nil, .least?), (.most?, nil): return Reading.mayBeLess.rawValue
    case (nil, .most?), (.least?, nil): return Reading.mayBeMore.rawValue
    default: return Reading.asTheyAre.rawValue
    }
  }

  /// The verdict of a row, by its residual and how it is read.
  fileprivate static func verdict(
    residual: CellFormula, base: CellFormula, readAs: CellFormula, hasItems: Bool,
    _ builder: WorkbookBuilder
  ) -> CellFormula {
    func isRead(_ reading: Reading) -> CellFormula {
      .compare(readAs, .equal, .text(reading.rawValue))
    }
    let good = CellFormula.text((hasItems ? Bridge.Verdict.explained : .agrees).words)
    let bad = CellFormula.text(Bridge.Verdict.unexplained.words)
    let limit = builder.named("reconciliation_tolerance") * .absolute(base)
    let judged = CellFormula.when(
      .compare(.absolute(residual), .atMost, limit), good,
      .when(
        .both(isRead(.mayBeLess), .compare(residual, .less, 0)), good,
        .when(.both(isRead(.mayBeMore), .compare(residual, .greater, 0)), good, bad)))
    return .when(
      isRead(.notComparable), .text(Bridge.Verdict.notComparable.words),
      .when(.isNumber(residual), .when(.isNumber(base), judged, base), residual))
  }
}

/// The rows of one comparison.
private struct BridgeRows {
  let book: AuditWorkbook
  let page: PageWriter
  let network: String
  let series: ReconciledSeries
  let pair: BridgePair
  let bridge: Bridge
  private let look: SheetCell.NumberLook
  private let row: Int

  typealias Column = ReconciliationSheet.Column

  init(
    book: AuditWorkbook, page: PageWriter, network: String, _ series: ReconciledSeries,
    _ pair: BridgePair, _ bridge: Bridge
  ) {
    (self.book, self.page, self.network) = (book, page, network)
    (self.series, self.pair, self.bridge) = (series, pair, bridge)
    look = SheetCell.NumberLook.of(series.unit)
    row = page.nextRow
  }

  private var builder: WorkbookBuilder { book.builder }

  private func cell(_ column: Column, item: Int = 0) -> CellFormula {
    page.cell(row: row + item, column: column.rawValue)
  }

  func write() {
    page.beginRow()
    page.text("\(series.id)", .label)
    page.day(bridge.period.start)
    page.day(bridge.period.end)
    write(pair.first, bridge.first, rows: .firstRows)
    write(pair.second, bridge.second, rows: .secondRows)
    let difference = cell(.secondValue) - cell(.firstValue)
    page.formula(
      .of(cell(.firstValue), cell(.secondValue), difference), .computed(look))
    let items = bridge.items.indices.map { cell(.explained, item: $0 + 1) }
    if let first = items.first {
      let sum = items.dropFirst().reduce(first, +)
      page.formula(.ifError(sum, .text("n/a: an item has no number")), .computed(look))
      page.formula(residual, .computed(look))
    } else {
      page.blank()
      page.formula(cell(.difference), .computed(look))
    }
    writeVerdict()
    for (index, item) in bridge.items.enumerated() { write(item, index + 1) }
    if !bridge.items.isEmpty { page.group(rows: row + 1...row + bridge.items.count) }
  }

  /// What no row explains: 0 where long sums differ in their last digits only.
  private var residual: CellFormula {
    let rest = cell(.difference) - cell(.explained)
    let size = CellFormula.maximum(
      .absolute(cell(.firstValue)), .absolute(cell(.secondValue)))
    let isRounding = CellFormula.compare(
      .absolute(rest), .atMost, builder.named("equality") * size)
    return .of(cell(.difference), cell(.explained), .when(isRounding, 0, rest))
  }

  private func writeVerdict() {
    let (residual, base) = (cell(.residual), self.base)
    page.formula(
      .of(
        residual, base,
        .when(
          .compare(base, .equal, 0), .text("n/a: the first is 0"), residual / .absolute(base))),
      .computed(.change))
    page.formula(
      ReconciliationSheet.verdict(
        residual: residual, base: base, readAs: cell(.readAs), hasItems: !bridge.items.isEmpty,
        builder), .computed(.word))
    page.text(ReconciliationSheet.reading(bridge, pair), .inputText)
    page.text("\(series.unit)", .note)
    page.text(bridge.remark, .note)
  }

  /// What the first side says of all days, cut rows included: what shares are of.
  private var base: CellFormula {
    guard let edge = edgeOfFirst else { return cell(.firstValue) }
    let (whole, part) = (cell(.firstValue), cell(.explained, item: edge + 1))
    return .of(whole, part, whole + part)
  }

  /// The item that has the cut rows of the first side, which comes before that of the second.
  private var edgeOfFirst: Int? {
    guard bridge.base != bridge.first.value else { return nil }
    return bridge.items.firstIndex { $0.kind == .periodEdge }
  }

  // MARK: Sides

  private func write(_ side: BridgeSide, _ amount: BridgeAmount, rows: Column) {
    let places = places(of: amount.rows)
    page.text(side.shortName, target: places?.first.map(builder.target(ofDataRow:)))
    page.number(Double(amount.rows.count), .input(.integer))
    if amount.rows.isEmpty {
      page.text("n/a: \(bridge.remark)", .inputText)
    } else if let tokens = side.valued, let valued = valued(tokens, side) {
      page.formula(valued.whole, .computed(look))
    } else if let places, isSum(of: places, amount.value) {
      page.formula(builder.sum(ofDataRows: places, count: cell(rows)), .computed(look))
    } else {
      page.number(amount.value, .input(look))
    }
  }

  /// Whether an amount is what rows of Data say, nothing more and in their own unit.
  private func isSum(of places: [Int], _ amount: Double) -> Bool {
    guard let sum = builder.typedSum(ofDataRows: places) else { return false }
    return abs(sum - amount) <= 1e-12 * abs(amount)
  }

  private func places(of rows: [BridgeRow]) -> [Int]? {
    builder.observations(of: rows.map { ($0.file, $0.line) }, network: network)
  }

  private func valued(
    _ tokens: SeriesID, _ side: BridgeSide
  ) -> (whole: CellFormula, edge: CellFormula)? {
    builder.valued(
      tokens, by: side.source, of: network, from: cell(.from), to: cell(.to))
  }

  // MARK: Items

  private func write(_ item: BridgeItem, _ index: Int) {
    page.beginRow()
    page.text("  \(ReconciliationReport.name(item.kind))", .note)
    page.skip(to: Column.first.rawValue)
    let places = places(of: item.amount.rows)
    page.text(item.text, .note, target: places?.first.map(builder.target(ofDataRow:)))
    page.skip(to: Column.secondRows.rawValue)
    page.number(Double(item.amount.rows.count), .input(.integer))
    page.skip(to: Column.explained.rawValue)
    if let formula = formula(at: index - 1, places, cell(.secondRows, item: index)) {
      page.formula(formula, .computed(look))
    } else {
      page.number(item.value, .input(look))
    }
  }

  /// The amount of an item as its rows give it; `nil` where a number has to be typed.
  private func formula(
    at index: Int, _ places: [Int]?, _ count: CellFormula
  ) -> CellFormula? {
    let item = bridge.items[index]
    return switch item.kind {
    case .periodEdge: edge(item, isOfFirst: index == edgeOfFirst, places)
    case .price: price
    case .discretionary, .part, .scope: sum(item, places, count)
    case .grossUp: nil
    }
  }

  /// Rows that reach over an edge, by days; those of the second side are taken off.
  private func edge(_ item: BridgeItem, isOfFirst: Bool, _ places: [Int]?) -> CellFormula? {
    let side = isOfFirst ? pair.first : pair.second
    if let tokens = side.valued {
      return valued(tokens, side).map { isOfFirst ? $0.edge : 0 - $0.edge }
    }
    guard let places else { return nil }
    let parts = zip(item.amount.rows, places).map { row, place in
      builder.part(
        ofDataRow: place, from: row.days.start < bridge.period.start ? cell(.from) : nil,
        to: row.days.end > bridge.period.end ? cell(.to) : nil)
    }
    guard let first = parts.first else { return nil }
    let sum = parts.dropFirst().reduce(first, +)
    return .ifError(isOfFirst ? sum : 0 - sum, .text("n/a: a value is gone from Data"))
  }

  /// The same tokens at the report's prices: what the two say of all days, but for each other.
  private var price: CellFormula? {
    guard pair.second.valued != nil else { return nil }
    let edges = bridge.items.indices.filter { bridge.items[$0].kind == .periodEdge }
    let taken = edges.map { cell(.explained, item: $0 + 1) }
    let difference = taken.reduce(cell(.secondValue) - cell(.firstValue), -)
    return .ifError(difference, .text("n/a: a side has no number"))
  }

  /// Rows that count whole, added or taken off.
  private func sum(
    _ item: BridgeItem, _ places: [Int]?, _ count: CellFormula
  ) -> CellFormula? {
    guard let places, isSum(of: places, abs(item.value)) else { return nil }
    let live = builder.sum(ofDataRows: places, count: count)
    return item.value < 0 ? .ifError(0 - live, .text("n/a: a value is gone from Data")) : live
  }
}

extension Reconciliation {
  /// Every pair that speaks of the same days, with its series.
  var matchedPairs: [(ReconciledSeries, BridgePair)] {
    series.flatMap { series in series.pairs.filter(\.hasMatch).map { (series, $0) } }
  }
}

extension Bridge.Verdict {
  /// The verdict in a word; a mark stands beside it.
  var words: String { rawValue.replacing("-", with: " ") }
}
