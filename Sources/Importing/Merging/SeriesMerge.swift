import Quantities
import SeriesStore

/// Joins rows of one series, segment, basis and source to a file.
struct SeriesMerge {
  private let file: SeriesFile
  private let terms: RowTerms
  /// The file's rows of the same source, by time.
  private let own: [SeriesFile.Row]
  private let lines: LineForm
  private let isOrdered: Bool
  private var edits = TextEdits()
  private(set) var outcome: MergeOutcome

  /// Prepares the joining.
  init(_ file: SeriesFile, _ terms: RowTerms, network: String) throws(ImportFault) {
    (self.file, self.terms) = (file, terms)
    own = file.block.filter { $0.source == terms.source }.sorted { $0.start < $1.start }
    lines = LineForm(file.bytes)
    isOrdered = zip(file.block, file.block.dropFirst()).allSatisfy { $0.start <= $1.start }
    outcome = MergeOutcome(
      network: network, series: terms.series, source: terms.source, basis: terms.basis,
      path: file.path, days: Day(number: 0)...Day(number: 0))
    try checkForm()
  }

  /// The file with the rows.
  ///
  /// A row goes behind the last one of its segment and basis that does not begin after it, so that a
  /// file in order stays in order, and what is new is all that a comparison of lines shows.
  mutating func join(_ rows: [ImportedRow]) throws(ImportFault) -> [UInt8] {
    guard let first = rows.first, let last = rows.last else { return file.bytes }
    outcome.days = first.start...last.end
    var (matched, waiting): (Int, (position: Int, lines: [String])) = (0, (0, []))
    for row in rows {
      if let index = clash(of: row) {
        matched += 1
        try compare(row, own[index])
        continue
      }
      let position = position(for: row)
      if position != waiting.position {
        insert(waiting)
        waiting = (position, [])
      }
      waiting.lines.append(line(of: row))
      outcome.added += 1
    }
    insert(waiting)
    outcome.unconfirmed =
      own.count { $0.start >= first.start && $0.end <= last.end } - matched
    return edits.isEmpty ? file.bytes : edits.applied(to: file.bytes)
  }

  private mutating func insert(_ waiting: (position: Int, lines: [String])) {
    guard !waiting.lines.isEmpty else { return }
    let text = lines.inserted(waiting.lines, at: waiting.position, of: file.bytes)
    edits.replace(waiting.position..<waiting.position, by: text)
  }

  /// The place in `own` of the row that shares a day with another one.
  private func clash(of row: ImportedRow) -> Int? {
    var (low, high) = (0, own.count)
    while low < high {
      let middle = (low + high) / 2
      if own[middle].start <= row.end { low = middle + 1 } else { high = middle }
    }
    return low > 0 && own[low - 1].end >= row.start ? low - 1 : nil
  }

  private mutating func compare(
    _ row: ImportedRow, _ other: SeriesFile.Row
  ) throws(ImportFault) {
    guard row.start == other.start, row.end == other.end else { throw overlap(row, other) }
    let old = String(decoding: file.bytes[other.value], as: UTF8.self)
    if ExactDecimal(old) == row.value {
      outcome.same += 1
      return
    }
    outcome.restated.append(
      RestatedRow(
        start: row.start, end: row.end, old: old, new: row.value.description, line: other.line))
    edits.replace(other.value, by: row.value.description)
  }

  /// Where a new row goes.
  private func position(for row: ImportedRow) -> Int {
    let block = file.block
    guard let first = block.first else { return file.bytes.count }
    var index = block.count
    if isOrdered {
      var low = 0
      while low < index {
        let middle = (low + index) / 2
        if block[middle].start <= row.start { low = middle + 1 } else { index = middle }
      }
    } else {
      while index > 0, block[index - 1].start > row.start { index -= 1 }
    }
    return index > 0 ? block[index - 1].place.upperBound : first.place.lowerBound
  }

  private func line(of row: ImportedRow) -> String {
    file.header.map { csvField(terms.cell($0, of: row)) }.joined(separator: ",")
  }
}

extension SeriesMerge {
  /// Refuses a file that cannot say what the rows need.
  private func checkForm() throws(ImportFault) {
    guard let fault = formFault() else { return }
    throw fault
  }

  private func formFault() -> ImportFault? {
    let given = terms.properties
    func lacks(_ column: String) -> Bool { !file.header.contains(column) }
    if lacks("source"), given.source != terms.source {
      return refusal(
        "has rows of '\(given.source ?? "")' alone, and these are of '\(terms.source)'",
        given.source.map { "give --source \($0) if they are the same" } ?? longForm)
    }
    if lacks("evidence"), given.evidence != terms.evidence {
      return refusal("has no column for the evidence '\(terms.evidence)'", longForm)
    }
    for (column, word) in [("segment", terms.segment), ("basis", terms.basis)]
    where lacks(column) && !word.isEmpty {
      return refusal("has no column for the \(column) '\(word)'", longForm)
    }
    return nil
  }

  private var longForm: String {
    "write the file with the columns \(SeriesFile.columns.joined(separator: ","))"
  }

  private func refusal(_ problem: String, _ remedy: String) -> ImportFault {
    var fault = ImportFault(.otherFormat, at: .line(1), problem, remedy)
    fault.file = file.path
    return fault
  }

  private func overlap(_ row: ImportedRow, _ other: SeriesFile.Row) -> ImportFault {
    let days = row.start == row.end ? "\(row.start)" : "\(row.start) to \(row.end)"
    return ImportFault(
      .overlap, at: row.place, cell: days,
      "overlaps \(other.start) to \(other.end) by '\(terms.source)' in "
        + "\(file.path):\(other.line)",
      "one source states each day once: give --source another id, or take the old rows out first")
  }
}
