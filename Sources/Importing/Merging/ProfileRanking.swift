import SeriesStore

/// Adds a source to the end of a series' ranking in a profile, as text: nothing else of it changes.
enum ProfileRanking {
  /// The profile with the entry.
  ///
  /// - Returns: `nil` where the text is written in a way that is better left to its author.
  static func adding(
    _ entry: Profile.RankedSource, for series: String, to bytes: [UInt8]
  ) -> [UInt8]? {
    let text =
      entry.basis.isEmpty
      ? entry.source : "{source: \(entry.source), basis: \(entry.basis)}"
    let lines = Lines(bytes)
    guard let block = lines.block(of: "sources:") else {
      guard !lines.hasKey("sources:") else { return nil }
      var edits = TextEdits()
      let form = LineForm(bytes)
      edits.replace(
        bytes.count..<bytes.count,
        by: form.inserted(["sources:", "  \(series): [\(text)]"], at: bytes.count, of: bytes))
      return edits.applied(to: bytes)
    }
    if let key = lines.key(series, in: block) { return appending(text, behind: key, to: bytes) }
    guard let last = block.last, let indent = lines.indent(of: block) else { return nil }
    let position = lines.ranges[last].upperBound
    var edits = TextEdits()
    edits.replace(
      position..<position,
      by: LineForm(bytes).inserted(["\(indent)\(series): [\(text)]"], at: position, of: bytes))
    return edits.applied(to: bytes)
  }

  /// Adds to the list in brackets that begins behind a position.
  private static func appending(_ text: String, behind start: Int, to bytes: [UInt8]) -> [UInt8]? {
    var index = start
    while index < bytes.count, bytes[index] == 0x20 { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "[") else { return nil }
    let open = index
    var (depth, quote): (Int, UInt8?) = (0, nil)
    while index < bytes.count {
      let byte = bytes[index]
      if let end = quote {
        if byte == end { quote = nil }
      } else {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "'"): quote = byte
        // A comment may hold anything; whoever wrote one there knows where the next entry goes.
        case UInt8(ascii: "#"): return nil
        case UInt8(ascii: "["), UInt8(ascii: "{"): depth += 1
        case UInt8(ascii: "]"), UInt8(ascii: "}"): depth -= 1
        default: break
        }
      }
      if depth == 0 { break }
      index += 1
    }
    guard index < bytes.count else { return nil }
    var end = index
    while end > open + 1, [0x20, 0x0A, 0x0D].contains(bytes[end - 1]) { end -= 1 }
    let separator = end == open + 1 ? "" : bytes[end - 1] == UInt8(ascii: ",") ? " " : ", "
    var edits = TextEdits()
    edits.replace(end..<end, by: separator + text)
    return edits.applied(to: bytes)
  }

  /// The lines of a profile.
  private struct Lines {
    let bytes: [UInt8]
    /// Each with its end.
    let ranges: [Range<Int>]

    init(_ bytes: [UInt8]) {
      self.bytes = bytes
      var (ranges, start): ([Range<Int>], Int) = ([], 0)
      for (index, byte) in bytes.enumerated() where byte == 0x0A {
        ranges.append(start..<index + 1)
        start = index + 1
      }
      if start < bytes.count { ranges.append(start..<bytes.count) }
      self.ranges = ranges
    }

    private func text(_ line: Int) -> String {
      String(decoding: bytes[ranges[line]], as: UTF8.self)
    }

    func hasKey(_ key: String) -> Bool { ranges.indices.contains { text($0).hasPrefix(key) } }

    /// The lines inside a top-level mapping, from the one below its key to its last.
    func block(of key: String) -> ClosedRange<Int>? {
      guard
        let first = ranges.indices.first(where: {
          text($0).prefix { $0 != "#" }.filter { !$0.isWhitespace } == key
        })
      else { return nil }
      var last = first
      for line in ranges.indices.dropFirst(first + 1) {
        let text = text(line)
        if text.hasPrefix(" ") {
          if !text.allSatisfy(\.isWhitespace) { last = line }
        } else if !text.allSatisfy(\.isWhitespace), !text.hasPrefix("#") {
          break
        }
      }
      return last > first ? first + 1...last : nil
    }

    /// What stands before the first key of a block.
    func indent(of block: ClosedRange<Int>) -> String? {
      let text = text(block.lowerBound)
      let indent = text.prefix { $0 == " " }
      return text.dropFirst(indent.count).first == "#" ? nil : String(indent)
    }

    /// The position behind a key of a block and its colon.
    func key(_ name: String, in block: ClosedRange<Int>) -> Int? {
      guard let indent = indent(of: block) else { return nil }
      let start = "\(indent)\(name):"
      return block.first { text($0).hasPrefix(start) }.map {
        ranges[$0].lowerBound + start.utf8.count
      }
    }
  }
}
