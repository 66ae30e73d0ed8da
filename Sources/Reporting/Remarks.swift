package import Formulas
import Quantities

extension Fact {
  /// What a reader must know beside the number, each in a word or two.
  package var remarks: [String] { figure.remarks }
}

extension Figure {
  /// What a reader must know beside the number, each in a word or two.
  package var remarks: [String] {
    guard value != nil else { return [] }
    var remarks: [String] = []
    if state == .partial {
      remarks.append("partial (\(NumberFormat.fixed((coverage ?? 0) * 100, decimals: 0)) %)")
    }
    if let bound { remarks.append(bound.phrase) }
    for mark in Figure.Mark.allCases where marks.contains(mark) {
      switch (mark, readOn) {
      case (.dated, let day?): remarks.append("read \(day)")
      case (.sinceFirstClose, let day?): remarks.append("highest close since \(day)")
      default: remarks.append(mark.rawValue)
      }
    }
    return remarks
  }
}
