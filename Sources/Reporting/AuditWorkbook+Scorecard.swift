import EconomicMetrics
import Quantities
import Screening
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
  let page: PageWriter

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
  struct Typed {
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
      widths: [26, 16, 16, 34, 18, 18, 18, 18, 18, 18, 18, 18, 18],
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
  struct Block {
    let total: Int
    let grade: Int
    let pillars: [Int]
  }

  func cell(_ row: Int, _ column: Column) -> CellFormula {
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
    let look = SheetCell.Look.input(.of(input.unit))
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
}
