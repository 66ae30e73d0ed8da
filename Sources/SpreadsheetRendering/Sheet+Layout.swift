internal import Quantities
internal import WorkbookModel

extension Sheet {
  /// The smallest block around all computed cells.
  var computedArea: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)? {
    var area: (rows: ClosedRange<Int>, columns: ClosedRange<Int>)?
    for (row, cells) in rows.enumerated() {
      for (column, cell) in cells.enumerated() where cell.look.isComputed {
        guard let known = area else {
          area = (row...row, column...column)
          continue
        }
        let left = min(known.columns.lowerBound, column)
        let right = max(known.columns.upperBound, column)
        area = (known.rows.lowerBound...row, left...right)
      }
    }
    return area
  }

  /// The height in points that a row's wrapped texts need, `nil` where it has none.
  ///
  /// Estimated, since readers that do not measure the texts themselves show the first line alone.
  func wrappedHeight(ofRow row: Int) -> Double? {
    let heights = rows[row].enumerated().compactMap { column, cell -> Double? in
      guard cell.look == .wrapped, case .text(let text) = cell.content else { return nil }
      // A width counts digits, and a text's letters are about as wide with its spaces.
      let width = max(1, columnWidths.dropFirst(column).first ?? 8)
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).reduce(0.0) {
        $0 + max(1, (Double($1.count) / width).rounded(.up))
      }
      return lines * 15
    }
    // Excel's limit of a row.
    return heights.max().map { min($0, 409) }
  }

  /// Whether the first cell in use below another holds a figure or a day.
  func hasFigure(below row: Int, column: Int) -> Bool {
    // A title stands at most a few rows above its figures.
    for cells in rows.dropFirst(row + 1).prefix(8) {
      guard let cell = cells.dropFirst(column).first else { continue }
      if case .blank = cell.content { continue }
      return cell.isFigure
    }
    return false
  }
}

extension SheetCell {
  fileprivate var isFigure: Bool {
    switch (content, look) {
    case (.number, _), (.day, _), (.formula(_, .number), _): true
    case (.formula, .computed), (.formula, .headline): true
    default: false
    }
  }
}

extension SheetCell.Look {
  var isComputed: Bool {
    switch self {
    case .computed, .headline: true
    default: false
    }
  }
}
