/// How the entries of one column stand below each other: words from the left; numbers to the right,
/// with the references to notes in a strip of their own, so that a note moves no digit.
struct AlignedColumn {
  /// What stands in a cell: `0.54x` and the numbers of its notes, `²,³`.
  struct Entry {
    var body: String
    var references = ""

    /// A no-break space lies between, or a narrow cell would leave a note alone on a line.
    var text: String { references.isEmpty ? body : "\(body)\u{A0}\(references)" }
  }

  let isNumeric: Bool
  private let bodyWidth: Int
  private let stripWidth: Int

  /// A column as wide as its title and entries, but no wider than `widest`, where they overhang.
  init(_ entries: [Entry], title: String, isNumeric: Bool, widest: Int = .max) {
    self.isNumeric = isNumeric
    stripWidth = isNumeric ? entries.map { displayWidth($0.strip) }.max() ?? 0 : 0
    let bodies = entries.map { displayWidth(isNumeric ? $0.body : $0.text) }
    let natural = max(bodies.max() ?? 0, displayWidth(title) - stripWidth)
    bodyWidth = min(natural, widest)
  }

  var width: Int { bodyWidth + stripWidth }

  /// The entry with the spaces of its column.
  func aligned(_ entry: Entry) -> String {
    guard isNumeric else { return entry.text.padded(to: width) }
    return entry.body.padded(to: bodyWidth, onTheLeft: true) + entry.strip.padded(to: stripWidth)
  }

  /// A title ends where the numbers end, not where their notes do.
  func aligned(title: String) -> String {
    guard isNumeric else { return title.padded(to: width) }
    return title.padded(to: bodyWidth, onTheLeft: true).padded(to: width)
  }
}

extension AlignedColumn.Entry {
  /// The references with the space before them.
  fileprivate var strip: String { references.isEmpty ? "" : "\u{A0}\(references)" }
}
