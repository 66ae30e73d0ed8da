/// Changes of a text that leave every other byte as it is.
struct TextEdits {
  private var edits: [(range: Range<Int>, order: Int, bytes: [UInt8])] = []

  /// Whether nothing changes.
  var isEmpty: Bool { edits.isEmpty }

  /// Puts something in the place of a range; what is put at one position stays in order.
  mutating func replace(_ range: Range<Int>, by text: String) {
    edits.append((range, edits.count, Array(text.utf8)))
  }

  /// The text with its changes.
  func applied(to bytes: [UInt8]) -> [UInt8] {
    var (result, position): ([UInt8], Int) = ([], 0)
    result.reserveCapacity(edits.reduce(bytes.count) { $0 + $1.bytes.count })
    for edit in edits.sorted(by: {
      ($0.range.lowerBound, $0.order) < ($1.range.lowerBound, $1.order)
    }) {
      result += bytes[position..<edit.range.lowerBound]
      result += edit.bytes
      position = edit.range.upperBound
    }
    return result + bytes[position...]
  }
}

/// A field of a CSV file, in quotes where it has to be.
func csvField(_ text: String) -> String {
  guard text.utf8.contains(where: { [0x22, 0x2C, 0x0A, 0x0D].contains($0) }) else { return text }
  return "\""
    + text.split(separator: "\"", omittingEmptySubsequences: false)
    .joined(separator: "\"\"") + "\""
}

/// How a text ends its lines: as its first line does.
struct LineForm {
  /// LF, or CR LF.
  let ending: String
  /// Whether the last line has an end, too.
  let endsLast: Bool

  init(_ bytes: [UInt8]) {
    let first = bytes.firstIndex(of: 0x0A)
    ending = first.map { $0 > 0 && bytes[$0 - 1] == 0x0D } == true ? "\r\n" : "\n"
    endsLast = bytes.isEmpty || bytes.last == 0x0A
  }

  /// Lines to put at a position: what comes before the text's end has an end of its own.
  func inserted(_ lines: [String], at position: Int, of bytes: [UInt8]) -> String {
    if position == bytes.count, !endsLast { return lines.map { ending + $0 }.joined() }
    return lines.map { $0 + ending }.joined()
  }
}
