/// The columns that a text takes on a terminal, or among letters of one width.
///
/// Combining marks and invisible scalars take none, East Asian wide ones and emoji two. The ranges
/// are those of Unicode's `EastAsianWidth.txt`, without the ones no report can need.
func displayWidth(_ text: some StringProtocol) -> Int {
  text.unicodeScalars.reduce(0) { $0 + displayWidth($1) }
}

private func displayWidth(_ scalar: Unicode.Scalar) -> Int {
  if scalar.isASCII { return 1 }
  switch scalar.properties.generalCategory {
  case .nonspacingMark, .enclosingMark, .format, .control: return 0
  default: return wideScalars.contains { $0.contains(scalar.value) } ? 2 : 1
  }
}

private let wideScalars: [ClosedRange<UInt32>] = [
  0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF,
  0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F680...0x1F6FF,
  0x1F900...0x1F9FF, 0x20000...0x3FFFD,
]

extension String {
  /// The text with spaces on one side, so that it takes at least a width.
  func padded(to width: Int, onTheLeft: Bool = false) -> String {
    let spaces = String(repeating: " ", count: max(0, width - displayWidth(self)))
    return onTheLeft ? spaces + self : self + spaces
  }

  /// The text without line breaks and doubled spaces, fit for one line.
  var onOneLine: String {
    split(whereSeparator: \.isWhitespaceToFold).joined(separator: " ")
  }

  /// The words in lines of at most a width; a word longer than that has a line of its own.
  func wrapped(to width: Int) -> [String] {
    var lines: [String] = []
    for word in split(whereSeparator: \.isWhitespaceToFold).map(String.init) {
      if let last = lines.last, displayWidth(last) + 1 + displayWidth(word) <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append(word)
      }
    }
    return lines.isEmpty ? [""] : lines
  }
}

extension Character {
  /// A space or line break that may become another; a no-break space may not.
  fileprivate var isWhitespaceToFold: Bool {
    isWhitespace && self != "\u{A0}" && self != "\u{202F}"
  }
}
