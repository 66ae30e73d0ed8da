/// Why a record cannot be read.
package struct CSVFault: Error {
  /// What is broken.
  package let rule: Diagnostic.Rule
  /// The column, from 0.
  package let column: Int
  /// The bytes to show.
  package let range: Range<Int>
  /// The line.
  package let line: Int

  init(_ rule: Diagnostic.Rule, _ column: Int, _ range: Range<Int>, _ line: Int) {
    (self.rule, self.column, self.range, self.line) = (rule, column, range, line)
  }

  /// The fault in words, with the names of the columns where they are known.
  func worded(in bytes: Span<UInt8>, columns: [String]) -> Fault {
    let shown = displayText(Array(copying: bytes, range.prefix(400)))
    guard rule != .lineTooLong else { return Fault(rule, problem, remedy) }
    return Fault(
      rule, field: column < columns.count ? columns[column] : nil, cell: shown, problem, remedy)
  }

  /// What is wrong with the field, as words behind its name.
  package var problem: String {
    switch rule {
    case .notUTF8: "not UTF-8"
    case .nulByte: "with a NUL byte"
    case .loneCR: "with a carriage return that no line feed follows"
    case .lineTooLong: "a line of more than 1 MB"
    case .unterminatedQuote: "a quote that is never closed"
    default: "a field that is only partly quoted"
    }
  }

  /// What to do.
  package var remedy: String {
    switch rule {
    case .notUTF8: "save the file as UTF-8"
    case .nulByte: "save the file as UTF-8 text without NUL bytes"
    case .loneCR: "save the file with LF or CR LF line ends"
    case .lineTooLong: "write one row on each line"
    case .unterminatedQuote: "close the quote, or double it if it is part of the text"
    default: "put quotes around the whole field and double those inside"
    }
  }
}

extension Range<Int> {
  fileprivate func prefix(_ count: Int) -> Range<Int> {
    lowerBound..<Swift.min(upperBound, lowerBound + count)
  }
}
