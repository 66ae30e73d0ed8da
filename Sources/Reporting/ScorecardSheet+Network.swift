import EconomicMetrics
import Formulas
import Quantities
import Screening
import WorkbookModel

// One network's steps: a row for each metric, each pillar, the total and the grade.
extension ScorecardSheet {
  /// Writes the block of a network and says where its results stand.
  func write(
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
      figure, .computed(.of(input.unit)),
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
