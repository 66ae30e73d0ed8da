import ReportModel

/// A table in GitHub's form with its notes under it; its pipes stand below each other.
struct MarkdownTable {
  /// A wider cell overhangs, or one long sentence would move the rest of the table out of sight.
  private static let widest = 48

  let text: String

  init(_ table: Table) {
    var footnotes = FootnoteList()
    let rows = table.rows.map { row in
      table.columns.indices.map { index in
        Self.entry(for: index < row.count ? row[index] : .empty, notes: &footnotes)
      }
    }
    let parts =
      [table.title.isEmpty ? "" : "**\(MarkdownEscaping.escaped(table.title))**"]
      + [Self.grid(table.columns, rows)]
      + [footnotes.lines.map { MarkdownEscaping.escaped($0) }.joined(separator: ";\n")]
      + table.notes.map(MarkdownEscaping.line)
    text = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private static func entry(
    for cell: Cell, notes: inout FootnoteList
  ) -> AlignedColumn.Entry {
    switch cell {
    case .empty: .init(body: "")
    case .text(let text): .init(body: MarkdownEscaping.inline(text, inTable: true))
    case .figure(let figure):
      .init(
        body: MarkdownEscaping.escaped(figure.body, inTable: true),
        references: notes.references(on: figure))
    }
  }

  /// Title row, alignment row and rows.
  private static func grid(_ columns: [Table.Column], _ rows: [[AlignedColumn.Entry]]) -> String {
    let titles = columns.map { MarkdownEscaping.escaped($0.title, inTable: true) }
    let aligned = columns.indices.map { index in
      AlignedColumn(
        rows.map { $0[index] } + [.init(body: columns[index].isNumeric ? "--:" : ":--")],
        title: titles[index], isNumeric: columns[index].isNumeric, widest: widest)
    }
    let rules = aligned.map { column in
      let dashes = String(repeating: "-", count: column.width - 1)
      return column.isNumeric ? dashes + ":" : ":" + dashes
    }
    let body = rows.map { zip(aligned, $0).map { $0.aligned($1) } }
    return ([zip(aligned, titles).map { $0.aligned(title: $1) }, rules] + body)
      .map { "| \($0.joined(separator: " | ")) |" }.joined(separator: "\n")
  }
}
