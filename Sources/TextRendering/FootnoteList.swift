import ReportModel

/// The notes under one table: the reasons and marks of its figures, each once, numbered in the
/// order in which a reader meets them.
struct FootnoteList {
  private(set) var notes: [String] = []

  /// The raised numbers of a figure's notes: `¹`, `²,³`, or nothing.
  mutating func references(on figure: FigureCell) -> String {
    var numbers: [String] = []
    for note in figure.notes { numbers.append(raised(number(of: note))) }
    return numbers.joined(separator: ",")
  }

  /// A note's number, which it has from its first use on.
  private mutating func number(of note: String) -> Int {
    if let index = notes.firstIndex(of: note) { return index + 1 }
    notes.append(note)
    return notes.count
  }

  /// Each note after its number.
  var lines: [String] {
    notes.enumerated().map { "\(raised($0.offset + 1)) \($0.element.onOneLine)" }
  }
}

extension FigureCell {
  /// What stands in the cell, the notes apart.
  var body: String { value == nil ? "n/a" : text }

  /// Why there is no number, then what is to be known of it.
  fileprivate var notes: [String] {
    guard value == nil else { return marks }
    return [reason.isEmpty ? "no reason recorded" : reason] + marks
  }
}

/// A number in superscript digits.
private func raised(_ number: Int) -> String {
  let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
  return String(String(number).compactMap(\.wholeNumberValue).map { digits[$0] })
}
