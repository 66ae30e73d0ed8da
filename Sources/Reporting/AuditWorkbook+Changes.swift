import Assurance
import EconomicMetrics
import Quantities
import WorkbookModel

/// Figures that are others than they were in an earlier report: before, now, and the steps between.
extension AuditWorkbook {
  static let changesSheet = "Changes"

  func writeChanges() {
    guard let changes, builder.sheet(Self.changesSheet) != nil else { return }
    ChangesSheet(book: self, restatement: changes).write()
  }
}

/// Writes the sheet: a row for each figure that has another number, or one on one side only.
struct ChangesSheet {
  let book: AuditWorkbook
  let restatement: Restatement
  private let page: PageWriter

  init(book: AuditWorkbook, restatement: Restatement) {
    (self.book, self.restatement) = (book, restatement)
    page = book.builder.page(AuditWorkbook.changesSheet)
  }

  enum Column: Int, CaseIterable {
    case figure, change, unit, before, now, difference, share
    case data, price, policy, method, together, steps, state

    var title: String {
      switch self {
      case .share: "of before"
      case .together: "several causes"
      case .steps: "sum of the steps"
      default: "\(self)"
      }
    }

    /// The column of a cause that moved a figure alone.
    init(_ cause: Cause) {
      self =
        switch cause {
        case .data: .data
        case .price: .price
        case .policy: .policy
        case .method: .method
        }
    }

    static let widths: [Double] = [62, 11, 10, 18, 18, 16, 9, 15, 15, 15, 15, 15, 16, 12]
  }

  private static let headRow = 5

  func write() {
    let changes = restatement.changes.filter { $0.old?.value != nil || $0.new?.value != nil }
      .filter { $0.kind != .grounds }
    page.row(["Changes since the last report"], .title)
    page.row(
      [
        "Blue is what the earlier report or its data gave; black is computed here: the figure of this workbook, "
          + "the difference, the sum of the steps."
      ], .note)
    page.row(
      [
        "Causes are taken one upon the other: data, price, policy, method. The same number on other grounds "
          + "is on the page of changes."
      ], .note)
    page.row(["\(changes.count) of \(restatement.count) figures have another number"], .label)
    page.beginRow()
    page.link("back to the cover", to: WorkbookBuilder.target("Cover"))
    page.row(Column.allCases.map(\.title), .heading)
    for change in changes { write(change) }
    let rows = Self.headRow + 1...max(Self.headRow + 1, page.nextRow - 1)
    page.finish(
      widths: Column.widths, frozenRows: Self.headRow + 1, frozenColumns: 1,
      printedColumns: Column.allCases.count)
    let column = Column.state.rawValue...Column.state.rawValue
    for (verdict, word) in [(SheetCondition.Verdict.good, "ok"), (.bad, "look")] {
      page.mark(.verdict(verdict, .beginsWith(word)), rows: rows, columns: column)
    }
  }

  private func cell(_ column: Column) -> CellFormula { page.cell(column.rawValue) }

  private func write(_ change: FigureChange) {
    guard let figure = change.any else { return }
    let place = place(of: figure)
    let look = look(of: figure)
    page.beginRow()
    page.text(figure.id, target: place?.target)
    page.text(change.kind.rawValue)
    page.text(figure.unit, .note)
    write(change.old, look)
    if let cell = place?.cell, change.new?.value != nil {
      page.formula(cell, .computed(look), target: place?.target)
    } else {
      write(change.new, look)
    }
    let (before, now) = (cell(.before), cell(.now))
    let difference: SheetCell.NumberLook = look == .day ? .integer : look
    page.formula(.of(before, now, now - before), .computed(difference))
    page.formula(share(look), .computed(.change))
    writeSteps(of: change, difference)
  }

  /// How numbers of a figure are shown: as its metric is.
  private func look(of figure: StatedFigure) -> SheetCell.NumberLook {
    guard let metric = book.audit.catalogue.metric(figure.metric) else { return .amount }
    let network = book.audit.networks.first { $0.id == figure.network }
    return .of(network?.unit(of: metric) ?? metric.unit)
  }

  /// The change as a share of what it was; of days and of 0 there is none.
  private func share(_ look: SheetCell.NumberLook) -> CellFormula {
    guard look != .day else { return .text("n/a: a day") }
    let (before, difference) = (cell(.before), cell(.difference))
    return .of(
      difference, before,
      .when(
        .compare(before, .equal, 0), .text("n/a: it was 0"), difference / .absolute(before)))
  }

  /// What the earlier report had, or what this workbook has no cell for.
  private func write(_ figure: StatedFigure?, _ look: SheetCell.NumberLook) {
    guard let value = figure?.value else {
      page.text("n/a: \(figure?.reason ?? "not there")", .inputText)
      return
    }
    if look == .day {
      page.day(Day(number: Int32(value)), .input(.day))
    } else {
      page.number(value, .input(look))
    }
  }

  /// The amounts of the causes, and whether they add up to the difference.
  private func writeSteps(of change: FigureChange, _ look: SheetCell.NumberLook) {
    let steps = change.steps.filter { $0.amount != nil }
    for column in [Column.data, .price, .policy, .method, .together] {
      let step = steps.first { step in
        step.causes.count == 1 ? Column(step.causes[0]) == column : column == .together
      }
      if let amount = step?.amount {
        page.number(amount, .input(look))
      } else {
        page.blank()
      }
    }
    let causes = page.run(from: Column.data.rawValue, through: Column.together.rawValue)
    let isSplit = CellFormula.compare(.count(causes), .greater, 0)
    page.formula(
      .when(isSplit, .sum(causes), .text("n/a: not split")), .computed(look))
    let (difference, sum) = (cell(.difference), cell(.steps))
    let tolerance =
      book.builder.named("check_tolerance")
      * .maximum(.absolute(cell(.before)), .absolute(cell(.now)))
    page.formula(
      .when(
        .compare(.count(difference, sum), .less, 2), .text("not split"),
        .when(
          .compare(.absolute(difference - sum), .atMost, tolerance), .text("ok"), .text("look"))),
      .computed(.word))
  }

  /// The cell of a figure on its network's sheet, where it has one.
  private func place(of figure: StatedFigure) -> (cell: CellFormula, target: String)? {
    guard let index = book.audit.networks.firstIndex(where: { $0.id == figure.network }),
      let column = book.builder.columns.lastIndex(where: { $0.period.key == figure.period }),
      let metric = book.audit.catalogue.metric(figure.metric)
    else { return nil }
    let (network, sheet) = (book.audit.networks[index], book.sheets[index])
    let bases =
      figure.basis.isEmpty ? [:] : [network.choosingSeries(of: metric) ?? "": figure.basis]
    guard let cell = sheet.cell(of: metric.id, bases: bases, column: column),
      let place = sheet.place(of: metric.id, bases: bases, column: column)
    else { return nil }
    return (cell, book.target(network, row: place.row, column: place.column))
  }
}
