import Formulas
import Quantities

extension Fact {
  /// What a reader must know beside the number, each in a word or two.
  package var remarks: [String] {
    guard figure.value != nil else { return [] }
    var remarks: [String] = []
    if figure.state == .partial {
      remarks.append("partial (\(NumberFormat.fixed((figure.coverage ?? 0) * 100, decimals: 0)) %)")
    }
    if let bound = figure.bound { remarks.append(bound.phrase) }
    for mark in Figure.Mark.allCases where figure.marks.contains(mark) {
      switch (mark, figure.readOn) {
      case (.dated, let day?): remarks.append("read \(day)")
      case (.sinceFirstClose, let day?): remarks.append("highest close since \(day)")
      default: remarks.append(mark.rawValue)
      }
    }
    return remarks
  }
}
