import EconomicMetrics
import Formulas
import Quantities
import Screening
import SeriesStore
import WorkbookModel

/// The scorecard step by step: figure, score, weight, contribution, total, grade.
extension AuditWorkbook {
  static let scorecardSheet = "Scorecard"

  func writeScorecard() {
    guard let scorecard = audit.scorecard, builder.sheet(Self.scorecardSheet) != nil else { return }
    ScorecardSheet(book: self, scorecard: scorecard).write()
  }
}

/// Writes the sheet of the scorecard: all networks, what is typed, then each network's steps.
struct ScorecardSheet {
  let book: AuditWorkbook
  let scorecard: Scorecard
  private let page: PageWriter

  init(book: AuditWorkbook, scorecard: Scorecard) {
    (self.book, self.scorecard) = (book, scorecard)
    page = book.builder.page(AuditWorkbook.scorecardSheet)
  }

  /// The columns of a network's block; what is written before the figures stands in the first.
  enum Column: Int, CaseIterable {
    case metric, value, countsAs, reads, score, least, most, weight, share
    case contributionLeast, contributionMost, known, ofRange

    var title: String {
      switch self {
      case .metric: "metric"
      case .value: "value"
      case .countsAs: "counts as"
      case .reads: "while the value reads"
      case .score: "score of the value"
      case .least: "least score"
      case .most: "most score"
      case .weight: "weight"
      case .share: "part of all weight"
      case .contributionLeast: "adds at least"
      case .contributionMost: "adds at most"
      case .known: "weight known"
      case .ofRange: "makes of the range"
      }
    }
  }

  /// The columns of the table of all networks, before its pillars.
  private static let overview = [
    "network", "least score", "most score", "worst grade", "best grade", "weight known",
  ]

  /// Cells that a reader may change.
  private struct Typed {
    var best: CellFormula = 0
    var leastKnown: CellFormula = 0
    var grades: [(name: CellFormula, from: CellFormula)] = []
    var pillarWeights: [CellFormula] = []
    var inputs: [[Input]] = []

    struct Input {
      let weight: CellFormula
      let points: [(value: CellFormula, score: CellFormula)]
    }
  }

  func write() {
    page.row(["Scorecard, \(book.period)"], .title)
    page.row(
      [
        "How well usage carries each network, from 0 to 100. Every step is a formula over the figures and "
          + "the blue cells: value, score by straight lines between points, weighted mean, grade."
      ], .note)
    page.row(
      [
        "What is not known may score anything, so a score is a range. What does not apply drops out with its "
          + "weight."
      ], .note)
    page.beginRow()
    page.link("back to the cover", to: WorkbookBuilder.target("Cover"))
    let rows = writeOverview()
    page.space()
    let typed = writeTyped()
    for (index, network) in book.audit.networks.enumerated() {
      page.space()
      let block = write(network, book.sheets[index], typed)
      fill(row: rows[index], from: block)
    }
    page.finish(
      widths: [26, 16, 16, 22, 14, 14, 14, 12, 14, 14, 14, 14, 14],
      frozenRows: 5, frozenColumns: 1)
  }

  // MARK: All networks

  /// The table of all networks; its figures are filled in when their blocks are written.
  private func writeOverview() -> [Int] {
    let pillars = scorecard.pillars.flatMap { ["\($0.title), least", "\($0.title), most"] }
    page.row(Self.overview + pillars, .heading)
    return book.audit.networks.map { network in
      page.beginRow()
      page.link(network.name, to: book.target(network))
      let id = network.id.replacing("-", with: "_")
      for name in ["least", "most", "worst", "best", "known"] {
        page.name("score_\(id)_\(name)")
        page.blank()
      }
      return page.row
    }
  }

  /// Rows of a network's results.
  private struct Block {
    let total: Int
    let grade: Int
    let pillars: [Int]
  }

  private func cell(_ row: Int, _ column: Column) -> CellFormula {
    page.cell(row: row, column: column.rawValue)
  }

  private func fill(row: Int, from block: Block) {
    let target = WorkbookBuilder.target(AuditWorkbook.scorecardSheet, row: block.total)
    let cells: [(CellFormula, SheetCell.Look)] =
      [
        (cell(block.total, .least), .headline(.index)),
        (cell(block.total, .most), .headline(.index)),
        (cell(block.grade, .least), .headline(.word)), (cell(block.grade, .most), .headline(.word)),
        (cell(block.total, .known), .computed(.percent)),
      ]
      + block.pillars.flatMap {
        [(cell($0, .least), .computed(.index)), (cell($0, .most), .computed(.index))]
      }
    for (index, (formula, look)) in cells.enumerated() {
      page.fill(row: row, column: index + 1, formula, look, target: target)
    }
  }

  // MARK: What is typed

  private func writeTyped() -> Typed {
    var typed = Typed()
    page.row(["What may be changed"], .subtitle)
    typed.best = writeNumber("best score", Scorecard.best, .general)
    typed.leastKnown = writeNumber(
      "weight to be known for a grade", scorecard.leastKnown, .percent)
    page.space()
    page.row(["grade", "from"], .heading)
    for band in scorecard.bands {
      page.beginRow()
      page.text(band.grade, .inputText)
      page.number(band.from, .input(.general))
      typed.grades.append((fixed(0), fixed(1)))
    }
    page.space()
    writeInputs(to: &typed)
    return typed
  }

  private func writeNumber(
    _ label: String, _ value: Double, _ look: SheetCell.NumberLook
  ) -> CellFormula {
    page.beginRow()
    page.text(label, .label)
    page.number(value, .input(look))
    return fixed(1)
  }

  /// A cell of the row that is being written, to be referred to from anywhere.
  private func fixed(_ column: Int) -> CellFormula {
    page.cell(row: page.row, column: column, isFixed: true)
  }

  private func writeInputs(to typed: inout Typed) {
    let most = scorecard.inputs.map(\.curve.points.count).max() ?? 0
    let points = (1...max(1, most)).flatMap { ["value \($0)", "score \($0)"] }
    page.row(
      ["pillar", "pillar's weight", "metric", "metric's weight"] + points + ["source"], .heading)
    for pillar in scorecard.pillars {
      typed.inputs.append(
        pillar.inputs.enumerated().map { index, input in
          writeInput(input, pillar, isFirst: index == 0, columns: most, to: &typed)
        })
    }
  }

  private func writeInput(
    _ input: Scorecard.Input, _ pillar: Scorecard.Pillar, isFirst: Bool, columns: Int,
    to typed: inout Typed
  ) -> Typed.Input {
    let look = SheetCell.Look.input(book.builder.numberLook(input.unit))
    page.beginRow()
    page.text(isFirst ? pillar.title : "", .label)
    if isFirst {
      typed.pillarWeights.append(fixed(1))
      page.number(pillar.weight, .input(.general))
    } else {
      page.blank()
    }
    page.text(input.metric, target: book.definitionTarget(of: input.metric))
    page.number(input.weight, .input(.general))
    for point in input.curve.points {
      page.number(point.value, look)
      page.number(point.score, .input(.general))
    }
    page.skip(to: 4 + 2 * columns)
    page.text(input.source, .note)
    return Typed.Input(
      weight: fixed(3),
      points: input.curve.points.indices.map { (fixed(4 + 2 * $0), fixed(5 + 2 * $0)) })
  }

  // MARK: One network

  private func write(
    _ network: NetworkAnalysis, _ sheet: NetworkSheet, _ typed: Typed
  ) -> Block {
    let score = scorecard.score(of: network, over: book.period)
    page.beginRow()
    page.link(network.name, to: book.target(network), .subtitle)
    page.row(Column.allCases.map(\.title), .heading)
    let first = page.nextRow
    // A pillar's row follows its metrics, the total follows the pillars.
    let sizes = scorecard.pillars.map(\.inputs.count)
    var (next, pillars) = (first, [Int]())
    for size in sizes {
      pillars.append(next + size)
      next += size + 1
    }
    for (index, pillar) in score.pillars.enumerated() {
      let rows = pillars[index] - sizes[index]...pillars[index] - 1
      for (input, cells) in zip(pillar.inputs, typed.inputs[index]) {
        write(input, cells, network, sheet, typed, rows, pillar: pillars[index], total: next)
      }
      writePillar(pillar.pillar.title, typed.pillarWeights[index], rows, total: next)
    }
    writeTotal(pillars)
    writeGrades(total: next, typed)
    accept(rows: first...next - 1)
    return Block(total: next, grade: next + 1, pillars: pillars)
  }

  /// Words for how a figure counts, as they are typed.
  private func word(_ input: NetworkScore.InputScore) -> String {
    switch input.standing {
    case .known: Words.asItIs
    case .unknown: input.figure.isWhole ? ScoreStanding.unknown.rawValue : Words.asItIs
    default: input.standing.rawValue
    }
  }

  private enum Words {
    static let asItIs = "as it is"
    static let all =
      [asItIs] + ScoreStanding.allCases.filter { $0 != .known }.map(\.rawValue)
  }

  private func accept(rows: ClosedRange<Int>) {
    let column = Column.countsAs.rawValue
    page.accept(
      Words.all, rows: rows, columns: column...column, title: "counts as",
      message:
        "A number scores, a text may score anything, unless one of the other words says more.")
  }

  private func write(
    _ input: NetworkScore.InputScore, _ typed: Typed.Input, _ network: NetworkAnalysis,
    _ sheet: NetworkSheet, _ all: Typed, _ rows: ClosedRange<Int>, pillar: Int, total: Int
  ) {
    let metric = input.input.metric
    let figure =
      sheet.wholeCell(of: metric, column: book.newestColumn)
      ?? .text("n/a: the sheet has no such cell")
    let place = sheet.place(of: metric, bases: [:], column: book.newestColumn)
    page.beginRow()
    page.text(metric, target: book.definitionTarget(of: metric))
    page.formula(
      figure, .computed(book.builder.numberLook(input.unit)),
      target: place.map { book.target(network, row: $0.row, column: $0.column) })
    page.text(word(input), .inputText)
    page.text(reading(input, network), .inputText)
    let row = page.row
    let formulas = ScoreFormulas(
      value: cell(row, .value), countsAs: cell(row, .countsAs), reads: cell(row, .reads),
      score: cell(row, .score), points: typed.points, best: all.best)
    page.formula(formulas.scoreOfValue, .computed(.index))
    page.formula(formulas.least, .computed(.index))
    page.formula(formulas.most, .computed(.index))
    page.formula(.when(formulas.dropsOut, 0, typed.weight), .computed(.general))
    let sum = CellFormula.sum(page.block(rows: rows, column: Column.weight.rawValue))
    page.formula(
      .when(
        .compare(cell(row, .weight), .equal, 0), 0,
        cell(row, .weight) / sum * cell(pillar, .share)), .computed(.percent))
    writeContributions(row, total: total)
  }

  /// What a row adds to the total, how much of it is known, and how much of the range it makes.
  private func writeContributions(_ row: Int, total: Int, _ known: CellFormula? = nil) {
    let (least, most) = (cell(row, .least), cell(row, .most))
    for end in [least, most] {
      page.formula(.when(.isNumber(end), cell(row, .share) * end, 0), .computed(.index))
    }
    let own = CellFormula.when(
      .isNumber(least), .when(.compare(least, .equal, most), cell(row, .share), 0), 0)
    page.formula(known ?? own, .computed(.percent))
    let range = cell(total, .contributionMost) - cell(total, .contributionLeast)
    page.formula(
      .when(
        .compare(range, .greater, 0),
        (cell(row, .contributionMost) - cell(row, .contributionLeast)) / range, 0),
      .computed(.percent))
  }

  /// The text that the figure's cell shows while a loss, or something beyond any number, is the reason.
  private func reading(_ input: NetworkScore.InputScore, _ network: NetworkAnalysis) -> String {
    guard [.loss, .beyond].contains(input.standing) else { return "" }
    return "n/a: \(reason(.metric(input.input.metric), network))"
  }

  private func reason(_ formula: Formula, _ network: NetworkAnalysis) -> String {
    switch formula {
    case .metric(let id): network.definition(id).map { reason($0.formula, network) } ?? ""
    case .divide(_, _, let why): why.isEmpty ? "the divisor is not above 0" : why
    case .positive(_, let why): why
    default: ""
    }
  }

  // MARK: Sums

  private func writePillar(
    _ title: String, _ weight: CellFormula, _ rows: ClosedRange<Int>, total: Int
  ) {
    page.beginRow()
    page.text(title, .label)
    page.skip(to: Column.least.rawValue)
    let row = page.row
    let weights = page.block(rows: rows, column: Column.weight.rawValue)
    let sum = CellFormula.sum(weights)
    for column in [Column.least, .most] {
      let scores = page.block(rows: rows, column: column.rawValue)
      page.formula(
        .when(
          .compare(sum, .equal, 0), .text("n/a: nothing applies"),
          .sumProduct(weights, scores) / sum), .headline(.index))
    }
    page.formula(.when(.compare(sum, .equal, 0), 0, weight), .computed(.general))
    page.formula(
      .when(
        .compare(cell(total, .weight), .equal, 0), 0, cell(row, .weight) / cell(total, .weight)),
      .computed(.percent))
    writeContributions(
      row, total: total, .sum(page.block(rows: rows, column: Column.known.rawValue)))
  }

  private func writeTotal(_ pillars: [Int]) {
    page.beginRow()
    page.text("total", .label)
    page.skip(to: Column.least.rawValue)
    let row = page.row
    let sum = { (column: Column) in
      pillars.dropFirst().reduce(cell(pillars[0], column)) { $0 + cell($1, column) }
    }
    for column in [Column.contributionLeast, .contributionMost] {
      page.formula(
        .when(
          .compare(cell(row, .weight), .equal, 0), .text("n/a: nothing applies"),
          cell(row, column)), .headline(.index))
    }
    page.formula(sum(.weight), .computed(.general))
    page.formula(sum(.share), .computed(.percent))
    page.formula(sum(.contributionLeast), .computed(.index))
    page.formula(sum(.contributionMost), .computed(.index))
    page.formula(sum(.known), .computed(.percent))
    page.formula(sum(.ofRange), .computed(.percent))
  }

  private func writeGrades(total: Int, _ typed: Typed) {
    page.beginRow()
    page.text("grade", .label)
    page.skip(to: Column.least.rawValue)
    for column in [Column.least, .most] {
      let score = cell(total, column)
      let grades = typed.grades.dropLast().reversed().reduce(typed.grades.last?.name ?? 0) {
        .when(.compare(score, .atLeast, $1.from), $1.name, $0)
      }
      page.formula(
        .of(
          score,
          .when(
            .compare(cell(total, .known), .atLeast, typed.leastKnown), grades,
            .text("n/a: too little is known"))), .headline(.word))
    }
  }
}

/// The formulas of one metric's score.
private struct ScoreFormulas {
  let value: CellFormula
  let countsAs: CellFormula
  let reads: CellFormula
  /// The cell of the value's own score.
  let score: CellFormula
  let points: [(value: CellFormula, score: CellFormula)]
  let best: CellFormula

  /// Straight lines between points: each adds its rise by the part of it that the value has passed.
  var scoreOfValue: CellFormula {
    let rises = zip(points, points.dropFirst()).map { a, b in
      (b.score - a.score)
        * .maximum(0, .minimum(1, (value - a.value) / (b.value - a.value)))
    }
    let sum = rises.reduce(points[0].score, +)
    return .of(value, .ifError(sum, .text("n/a: two points have one value")))
  }

  private func counts(as standing: ScoreStanding) -> CellFormula {
    .compare(countsAs, .equal, .text(standing.rawValue))
  }

  var dropsOut: CellFormula { counts(as: .notApplicable) }

  /// Whether the value's text is the typed reason, of the kind that is typed.
  private func reads(_ standing: ScoreStanding) -> CellFormula {
    .both(counts(as: standing), .compare(value, .equal, reads))
  }

  private var last: CellFormula { points[points.count - 1].score }

  var least: CellFormula {
    end(unknown: 0, without: .when(reads(.beyond), last, 0)) { .minimum($0, $1) }
  }

  var most: CellFormula {
    end(
      unknown: best, without: .when(reads(.beyond), last, .when(reads(.loss), 0, best))
    ) { .maximum($0, $1) }
  }

  /// One end of the range: of a number, of a bound, of what is unknown.
  private func end(
    unknown: CellFormula, without: CellFormula,
    _ pick: (CellFormula, CellFormula) -> CellFormula
  ) -> CellFormula {
    func beyond(_ side: CellFormula.Comparison) -> CellFormula {
      points.reduce(score) { found, point in
        pick(found, .when(.compare(point.value, side, value), point.score, score))
      }
    }
    return .when(
      dropsOut, .text("n/a: does not apply"),
      .when(
        .isNumber(score),
        .when(
          counts(as: .unknown), unknown,
          .when(
            counts(as: .atLeast), beyond(.atLeast),
            .when(counts(as: .atMost), beyond(.atMost), score))), without))
  }
}
