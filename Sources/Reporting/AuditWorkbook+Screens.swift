import EconomicMetrics
import Formulas
import Quantities
import Screening
import WorkbookModel

/// The screens rule by rule: figure, threshold, answer, and the verdict that they make.
extension AuditWorkbook {
  static let screensSheet = "Screens"

  func writeScreens() {
    guard builder.sheet(Self.screensSheet) != nil else { return }
    let universe = Universe(audit.networks)
    let outcomes = screens.map { $0.outcome(over: period, of: universe, history: 0) }
    ScreenSheet(book: self, outcomes: outcomes).write()
  }

  /// The lines of a network's sheet whose figures some rules compare.
  static func lineIDs(of conditions: [Condition]) -> [String] {
    conditions.flatMap(\.formulas).compactMap { formula in
      let (own, _) = formula.beforeEarlier
      if case .number = own { return nil }
      return own.lineID
    }
  }

  /// Formulas of the screens that are no metric, so that a network's sheet needs a line for each.
  static func formulas(of screens: [Screen]) -> [Formula] {
    var seen: Set<Formula> = []
    return screens.flatMap { $0.require.flatMap(\.condition.formulas) }.compactMap { formula in
      let (own, _) = formula.beforeEarlier
      switch own {
      case .metric, .number: return nil
      default: return seen.insert(own).inserted ? own : nil
      }
    }
  }
}

extension Formula {
  /// The formula whose figure some periods earlier this one is, and how many periods.
  fileprivate var beforeEarlier: (Formula, Int) {
    var (formula, periods) = (self, 0)
    while case .earlier(let inner, .previous) = formula {
      (formula, periods) = (inner, periods + 1)
    }
    return (formula, periods)
  }

  /// The line of a network's sheet that has the formula's figures.
  var lineID: String {
    if case .metric(let id) = self { return id }
    return text
  }
}

/// Writes the sheet of the screens: a table of verdicts, then for each screen and network its rules.
///
/// An answer is 1 where a rule holds, 0 where it does not, and a half where it is not known, so that
/// the least of some answers is that of all of them, and the greatest that of any: Kleene's logic.
struct ScreenSheet {
  let book: AuditWorkbook
  let outcomes: [ScreenOutcome]
  private let page: PageWriter
  private let thresholds = Thresholds()

  /// Where each number of the rules of a screen is typed: once, above all that use it.
  private final class Thresholds {
    var cells: [String: CellFormula] = [:]
  }

  init(book: AuditWorkbook, outcomes: [ScreenOutcome]) {
    (self.book, self.outcomes) = (book, outcomes)
    page = book.builder.page(AuditWorkbook.screensSheet)
  }

  /// The columns of a network's rules.
  enum Column: Int, CaseIterable {
    case rule, period, figure, sign, threshold, upper, countsAs, answer

    var title: String {
      switch self {
      case .rule: "rule"
      case .period: "period"
      case .figure: "figure"
      case .sign: "is"
      case .threshold: "threshold"
      case .upper: "upper threshold"
      case .countsAs: "counts as"
      case .answer: "answer: 1 holds, 0 does not, ½ unknown"
      }
    }
  }

  /// How a rule reads its figures, as a reader may type it.
  private enum Standing: String, CaseIterable {
    case asItIs = "as it is"
    case atLeast = "at least"
    case atMost = "at most"
    case unknown
    case notMeaningful = "not meaningful"
    case beyond = "beyond any number"
  }

  private static let firstRow = 5

  func write() {
    page.row(["Screens, \(book.period)"], .title)
    page.row(
      [
        "Which networks meet which rules. Figures and answers are formulas; thresholds are typed and may be changed."
      ],
      .note)
    page.row(
      [
        "An answer is 1, 0, or a half where a figure is missing: the least answer of all rules is the verdict."
      ],
      .note)
    page.beginRow()
    page.link("back to the cover", to: WorkbookBuilder.target("Cover"))
    page.row(["network"] + outcomes.map(\.screen.title), .heading)
    for network in book.audit.networks {
      page.beginRow()
      page.link(network.name, to: book.target(network))
    }
    for (index, outcome) in outcomes.enumerated() {
      page.space()
      write(outcome, column: index + 1)
    }
    page.finish(
      widths: [44, 16, 18, 12, 16, 16, 18, 18] + outcomes.dropFirst(7).map { _ in 16 },
      frozenRows: Self.firstRow, frozenColumns: 1, printedColumns: max(8, outcomes.count + 1))
  }

  private func write(_ outcome: ScreenOutcome, column: Int) {
    thresholds.cells = [:]
    page.row([outcome.screen.title], .subtitle)
    let kind = outcome.screen.isFlag ? " A warning: networks that meet it are flagged." : ""
    page.row(["\(outcome.screen.meaning).\(kind)"], .note)
    page.row(Column.allCases.map(\.title), .heading)
    for (index, network) in book.audit.networks.enumerated() {
      guard let row = outcome.rows.first(where: { $0.network == network.id }) else { continue }
      page.beginRow()
      page.link(network.name, to: book.target(network), .label)
      let first = page.nextRow
      let answer = write(row.verdict, network, book.sheets[index])
      accept(rows: first...max(first, page.nextRow - 1))
      let words = [Truth.pass, .fail, .unknown].map {
        CellFormula.text(ScreenReport.plainWord($0, isFlag: outcome.screen.isFlag))
      }
      let target = WorkbookBuilder.target(AuditWorkbook.screensSheet, row: first)
      page.fill(
        row: Self.firstRow + index, column: column,
        .when(
          .compare(answer, .equal, 1), words[0],
          .when(.compare(answer, .equal, 0), words[1], words[2])), .computed(.word),
        target: target)
    }
  }

  private func accept(rows: ClosedRange<Int>) {
    let column = Column.countsAs.rawValue
    page.accept(
      Standing.allCases.map(\.rawValue), rows: rows, columns: column...column, title: "counts as",
      message:
        "A number decides, a text leaves the answer open, unless one of the other words says more.")
  }

  // MARK: Rules

  private func cell(_ row: Int, _ column: Column) -> CellFormula {
    page.cell(row: row, column: column.rawValue)
  }

  /// Writes the comparisons of a verdict, and gives the answer that they make.
  private func write(
    _ verdict: Verdict, _ network: NetworkAnalysis, _ sheet: NetworkSheet
  ) -> CellFormula {
    guard !verdict.parts.isEmpty else { return writeLeaf(verdict, network, sheet) }
    let first = page.nextRow
    let answers = verdict.parts.map { write($0, network, sheet) }
    if case .times(_, let count, let last) = verdict.condition, count > 1, count < last {
      return writeCount(verdict, count, first...page.nextRow - 1)
    }
    return answers.dropFirst().reduce(answers[0]) {
      verdict.isAny ? .maximum($0, $1) : .minimum($0, $1)
    }
  }

  /// The row that counts how often a rule holds; the parts of such a rule stand right above it.
  private func writeCount(
    _ verdict: Verdict, _ count: Int, _ rows: ClosedRange<Int>
  ) -> CellFormula {
    page.beginRow()
    page.text("\(verdict.condition)", .plain)
    page.skip(to: Column.figure.rawValue)
    let answers = page.block(rows: rows, column: Column.answer.rawValue)
    page.formula(.countIf(answers, 1), .computed(.integer))
    page.text(">=")
    write(threshold: Double(count), of: verdict, .integer)
    page.skip(to: Column.answer.rawValue)
    let row = page.row
    let failed = CellFormula.countIf(answers, 0)
    page.formula(
      .when(
        .compare(cell(row, .figure), .atLeast, cell(row, .threshold)), 1,
        .when(
          .compare(.count(answers) - failed, .less, cell(row, .threshold)), 0, Self.half)),
      .computed(.general))
    return cell(row, .answer)
  }

  /// A number of a rule: typed where the rule stands first, so that one change changes the screen.
  private func write(
    threshold value: Double, of verdict: Verdict, _ look: SheetCell.NumberLook
  ) {
    let key = "\(page.column) \(verdict.condition)"
    if let typed = thresholds.cells[key] {
      page.formula(typed, .computed(look))
    } else {
      thresholds.cells[key] = page.cell(row: page.row, column: page.column, isFixed: true)
      page.number(value, .input(look))
    }
  }

  private static let half: CellFormula = 1 / 2

  private func writeLeaf(
    _ verdict: Verdict, _ network: NetworkAnalysis, _ sheet: NetworkSheet
  ) -> CellFormula {
    page.beginRow()
    page.text("\(verdict.condition)", .plain)
    page.text(verdict.period.key, .note)
    let row = page.row
    guard !verdict.readings.isEmpty else {
      // What the profile says is no figure: the answer is typed.
      page.text(verdict.reasons.joined(separator: "; "), .note)
      page.skip(to: Column.answer.rawValue)
      page.number(verdict.truth.number, .input(.general))
      return cell(row, .answer)
    }
    write(verdict.readings[0], of: verdict, network, sheet)
    page.text(verdict.sign, .plain)
    for reading in verdict.readings.dropFirst() {
      write(reading, of: verdict, network, sheet)
    }
    page.skip(to: Column.countsAs.rawValue)
    page.text(standing(of: verdict).rawValue, .inputText)
    page.formula(answer(of: verdict, row), .computed(.general))
    return cell(row, .answer)
  }

  /// A side of a comparison: a link to the figure of the network's sheet, or a number of the rule.
  private func write(
    _ reading: Verdict.Reading, of verdict: Verdict, _ network: NetworkAnalysis,
    _ sheet: NetworkSheet
  ) {
    let look = SheetCell.NumberLook.of(reading.unit)
    if reading.isConstant, let value = reading.figure.value {
      write(threshold: value, of: verdict, look)
      return
    }
    let (formula, earlier) = reading.operand.formula.beforeEarlier
    var column = book.builder.columns.lastIndex { $0.period == verdict.period }
    for _ in 0..<earlier { column = column.flatMap { sheet.earlier($0, .previous) } }
    guard case .formula = reading.operand, let column,
      let figure = sheet.wholeCell(of: formula.lineID, column: column)
    else {
      // A rank among networks, or a period before the sheet's: what the program found.
      if let value = reading.figure.value, reading.figure.isWhole {
        page.number(value, .input(look))
      } else {
        page.text("n/a: \(reading.figure.state.reason)", .inputText)
      }
      return
    }
    let place = sheet.place(of: formula.lineID, column: column)
    page.formula(
      figure, .computed(look),
      target: place.map { book.target(network, row: $0.row, column: $0.column) },
      bound: reading.figure.bound.map(SheetCell.Bound.init))
  }

  private func standing(of verdict: Verdict) -> Standing {
    let sides = verdict.readings
    if sides.contains(where: \.isMeaningless) { return .notMeaningful }
    if sides.contains(where: \.isBeyond) { return .beyond }
    guard sides.allSatisfy({ $0.figure.isWhole }) else { return .asItIs }
    if sides.contains(where: { $0.figure.marks.contains(.opposedBounds) }) { return .unknown }
    let bounds = Set(
      sides.enumerated().compactMap { index, side in
        side.figure.bound.map { index == 0 ? $0 : $0.reversed }
      })
    guard let bound = bounds.first else { return .asItIs }
    return bounds.count > 1 ? .unknown : bound == .atLeast ? .atLeast : .atMost
  }

  // MARK: Answers

  private func answer(of verdict: Verdict, _ row: Int) -> CellFormula {
    let (value, threshold) = (cell(row, .figure), cell(row, .threshold))
    switch verdict.condition {
    case .compare(_, let comparison, _): return answer(value, comparison, threshold, row)
    default:
      return .minimum(
        answer(value, .atLeast, threshold, row), answer(value, .atMost, cell(row, .upper), row))
    }
  }

  private func answer(
    _ value: CellFormula, _ comparison: Condition.Comparison, _ threshold: CellFormula, _ row: Int
  ) -> CellFormula {
    func counts(_ standing: Standing) -> CellFormula {
      .compare(cell(row, .countsAs), .equal, .text(standing.rawValue))
    }
    let exact = CellFormula.when(.compare(value, comparison.ofCells, threshold), 1, 0)
    let isMore = [.greater, .atLeast, .unequal].contains(comparison)
    return .when(
      counts(.unknown), Self.half,
      .when(
        .compare(.count(value, threshold), .less, 2),
        .when(counts(.notMeaningful), 0, .when(counts(.beyond), isMore ? 1 : 0, Self.half)),
        .when(
          counts(.atLeast), bounded(value, comparison, threshold, isMore: true),
          .when(counts(.atMost), bounded(value, comparison, threshold, isMore: false), exact))))
  }

  /// The answer for a number that is at least, or at most, the true one.
  private func bounded(
    _ value: CellFormula, _ comparison: Condition.Comparison, _ threshold: CellFormula,
    isMore: Bool
  ) -> CellFormula {
    let isOutside = CellFormula.compare(value, isMore ? .greater : .less, threshold)
    switch comparison {
    case .equal: return .when(isOutside, 0, Self.half)
    case .unequal: return .when(isOutside, 1, Self.half)
    case .greater, .atLeast:
      let holds = CellFormula.compare(value, comparison.ofCells, threshold)
      return isMore ? .when(holds, 1, Self.half) : .when(holds, Self.half, 0)
    case .less, .atMost:
      let holds = CellFormula.compare(value, comparison.ofCells, threshold)
      return isMore ? .when(holds, Self.half, 0) : .when(holds, 1, Self.half)
    }
  }
}

extension Truth {
  /// The number that stands for it on the sheet.
  fileprivate var number: Double {
    switch self {
    case .pass: 1
    case .fail: 0
    case .unknown: 0.5
    }
  }
}

extension Condition.Comparison {
  fileprivate var ofCells: CellFormula.Comparison {
    switch self {
    case .less: .less
    case .atMost: .atMost
    case .greater: .greater
    case .atLeast: .atLeast
    case .equal: .equal
    case .unequal: .unequal
    }
  }
}

extension Verdict {
  /// The order that has to hold.
  fileprivate var sign: String {
    if case .compare(_, let comparison, _) = condition { return comparison.rawValue }
    return "between"
  }
}
