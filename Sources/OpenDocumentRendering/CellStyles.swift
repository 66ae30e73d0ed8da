import WorkbookModel

/// Everything that decides how a cell is drawn.
struct CellStyle: Hashable {
  /// The look of the cell's text, without what it says of numbers.
  enum Face: Hashable { case plain, title, heading, grey, note, wrapped, input, bold, absent }

  let face: Face
  let number: NumberStyle?

  init(_ cell: SheetCell) {
    number = cell.numberStyle
    face =
      switch (cell.look, cell.content) {
      case (.title, _): .title
      case (.heading, _): .heading
      case (.subtitle, _): .grey
      case (.note, _): .note
      case (.wrapped, _): .wrapped
      case (.input, _), (.inputText, _): .input
      case (.computed, .text), (.computed, .formula(_, .text)): .absent
      case (.headline, .text), (.headline, .formula(_, .text)): .absent
      case (.headline, _): .bold
      default: .plain
      }
  }

  /// Properties of the cell, then of its text.
  fileprivate var properties: (cell: [(String, String)], text: [(String, String)]) {
    switch face {
    case .plain: ([], [])
    case .title: ([], [("fo:font-weight", "bold"), ("fo:font-size", "18pt"), ink])
    case .heading:
      (
        [("fo:background-color", "#e7ecf4"), ("fo:border-bottom", "0.5pt solid #1f3864")],
        [("fo:font-weight", "bold"), ink]
      )
    case .grey: ([], [grey])
    case .note: ([], [("fo:font-style", "italic"), ("fo:font-size", "9pt"), grey])
    case .absent: ([], [("fo:font-style", "italic"), grey])
    case .wrapped: ([("fo:wrap-option", "wrap"), ("style:vertical-align", "top")], [])
    case .input: ([("fo:background-color", "#fff9e3")], [("fo:color", "#0000ff")])
    case .bold: ([], [("fo:font-weight", "bold")])
    }
  }

  private var ink: (String, String) { ("fo:color", "#1f3864") }
  private var grey: (String, String) { ("fo:color", "#6b6b6b") }
}

/// The styles that cells of a file need, named in the order in which they are met.
struct CellStyles {
  private var names: [CellStyle: String] = [:]
  private var styles: [CellStyle] = []

  /// The name of a cell's style; `nil` where the default does.
  mutating func name(of cell: SheetCell) -> String? {
    let style = CellStyle(cell)
    if style.face == .plain, style.number == nil { return nil }
    if let name = names[style] { return name }
    styles.append(style)
    let name = "ce\(styles.count)"
    names[style] = name
    return name
  }

  /// Writes the formats of numbers and the styles that use them.
  func write(to part: inout XMLText) {
    for (index, style) in styles.enumerated() {
      style.number?.write(to: &part, named: "n\(index + 1)")
    }
    for (index, style) in styles.enumerated() {
      var attributes = [("style:name", "ce\(index + 1)"), ("style:family", "table-cell")]
      if style.number != nil { attributes.append(("style:data-style-name", "n\(index + 1)")) }
      let (cell, text) = style.properties
      part.element("style:style", attributes) { part in
        if !cell.isEmpty { part.empty("style:table-cell-properties", cell) }
        if !text.isEmpty { part.empty("style:text-properties", text) }
      }
    }
  }
}
