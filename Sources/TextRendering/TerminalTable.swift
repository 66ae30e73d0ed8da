package import ReportModel

/// Writes a table for a terminal: aligned columns, their notes under them.
package struct TerminalTable: Sendable {
  /// The columns of the terminal, or `nil` for a file or a pipe.
  ///
  /// Words wrap to fit; numbers stay whole, though the table be wider than the terminal.
  package var width: Int?
  /// Whether titles are bold and notes faint, by ANSI codes.
  package var isStyled: Bool

  package init(width: Int? = nil, isStyled: Bool = false) {
    (self.width, self.isStyled) = (width, isStyled)
  }

  /// Title, column titles, a rule, rows and notes, ended by a line feed.
  package func text(of table: Table) -> String {
    var footnotes = FootnoteList()
    let rows = table.rows.map { row in
      table.columns.indices.map { index in
        Self.entry(for: index < row.count ? row[index] : .empty, notes: &footnotes)
      }
    }
    let grid = Grid(table.columns, rows, width: width)
    let titles = table.title.isEmpty ? [] : wrapped(table.title).map { styled($0, "1") }
    let notes = (footnotes.lines + table.notes.map(\.plain)).flatMap(wrapped)
    let lines =
      titles + grid.titles.map { styled($0, "1") } + [grid.rule] + grid.rows
      + notes.map { styled($0, "2") }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func entry(for cell: Cell, notes: inout FootnoteList) -> AlignedColumn.Entry {
    switch cell {
    case .empty: .init(body: "")
    case .text(let text): .init(body: text.plain.onOneLine)
    case .figure(let figure):
      .init(body: figure.body, references: notes.references(on: figure))
    }
  }

  private func wrapped(_ text: String) -> [String] { text.wrapped(to: width ?? .max) }

  private func styled(_ line: String, _ code: String) -> String {
    isStyled ? "\u{1B}[\(code)m\(line)\u{1B}[0m" : line
  }
}

/// The lines of a table's body, in columns that fit a width where wrapping words can do it.
private struct Grid {
  private static let gap = "  "

  let titles: [String]
  let rule: String
  let rows: [String]

  init(_ columns: [Table.Column], _ entries: [[AlignedColumn.Entry]], width: Int?) {
    let limits = Self.limits(columns, entries, width: width)
    let aligned = columns.indices.map { index in
      AlignedColumn(
        entries.flatMap { Self.lines(of: $0[index], in: columns[index], width: limits[index]) },
        title: columns[index].title.wrapped(to: limits[index]).max { $0.count < $1.count } ?? "",
        isNumeric: columns[index].isNumeric)
    }
    titles = Self.joined(
      columns.indices.map { index in
        columns[index].title.wrapped(to: limits[index]).map(aligned[index].aligned(title:))
      }, aligned, fromBelow: true)
    rule = aligned.map { String(repeating: "─", count: $0.width) }.joined(separator: Self.gap)
    rows = entries.flatMap { row in
      Self.joined(
        row.indices.map { index in
          Self.lines(of: row[index], in: columns[index], width: limits[index])
            .map(aligned[index].aligned)
        }, aligned)
    }
  }

  /// Words wrap, figures do not.
  private static func lines(
    of entry: AlignedColumn.Entry, in column: Table.Column, width: Int
  ) -> [AlignedColumn.Entry] {
    guard !column.isNumeric else { return [entry] }
    return entry.text.wrapped(to: width).map { .init(body: $0) }
  }

  /// Takes from the widest column that can still give, until the table fits.
  private static func limits(
    _ columns: [Table.Column], _ entries: [[AlignedColumn.Entry]], width: Int?
  ) -> [Int] {
    let narrow = columns.indices.map { Self.width(of: $0, columns, entries, wrappedTo: 1) }
    var limits = columns.indices.map { Self.width(of: $0, columns, entries, wrappedTo: .max) }
    guard let width else { return limits }
    while limits.reduce(0, +) + gap.count * (limits.count - 1) > width,
      let widest = limits.indices.filter({ limits[$0] > narrow[$0] }).max(by: {
        limits[$0] < limits[$1]
      })
    {
      limits[widest] -= 1
    }
    return limits
  }

  private static func width(
    of index: Int, _ columns: [Table.Column], _ entries: [[AlignedColumn.Entry]],
    wrappedTo limit: Int
  ) -> Int {
    let cells = entries.flatMap { lines(of: $0[index], in: columns[index], width: limit) }
    let titles = columns[index].title.wrapped(to: limit)
    return titles.map {
      AlignedColumn(cells, title: $0, isNumeric: columns[index].isNumeric).width
    }.max() ?? 0
  }

  /// Cells of several lines side by side, blank where one has fewer; no line ends with spaces.
  private static func joined(
    _ cells: [[String]], _ columns: [AlignedColumn], fromBelow: Bool = false
  ) -> [String] {
    let height = cells.map(\.count).max() ?? 0
    return (0..<height).map { line in
      let texts = zip(cells, columns).map { cell, column in
        let index = fromBelow ? line - (height - cell.count) : line
        return cell.indices.contains(index) ? cell[index] : "".padded(to: column.width)
      }
      let joined = texts.joined(separator: gap)
      return String(joined.reversed().drop { $0 == " " }.reversed())
    }
  }
}
