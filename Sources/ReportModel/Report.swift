package import Quantities

/// A page: a title, lines under it, and sections.
///
/// It knows neither metrics nor formats.
package struct Report: Hashable, Sendable {
  /// The file's name without its ending, with its folder: `report`, `networks/helium`.
  package var path: String
  package var title: String
  /// Lines under the title: what, when, on whose word.
  package var preamble: [Text]
  package var sections: [Section]

  package init(path: String, title: String, preamble: [Text] = [], sections: [Section] = []) {
    (self.path, self.title, self.preamble, self.sections) = (path, title, preamble, sections)
  }

  /// Every chart of the page, in order.
  package var charts: [Chart] {
    sections.flatMap(\.blocks).compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
  }
}

/// A headed part of a page.
package struct Section: Hashable, Sendable {
  package var title: String
  package var blocks: [Block]

  package init(_ title: String, _ blocks: [Block]) { (self.title, self.blocks) = (title, blocks) }
}

/// A part of a section.
package enum Block: Hashable, Sendable {
  case paragraph(Text)
  case bullets([Text])
  case table(Table)
  case chart(Chart)
  /// A smaller heading inside the section.
  case heading(String)
}

/// A sentence or a phrase, in pieces of one kind each.
package struct Text: Hashable, Sendable, ExpressibleByStringInterpolation {
  package enum Run: Hashable, Sendable {
    case plain(String)
    case strong(String)
    case code(String)
    case link(String, to: String)
  }

  package var runs: [Run]

  package init(_ runs: [Run]) { self.runs = runs }
  package init(_ text: String) { runs = [.plain(text)] }
  package init(stringLiteral text: String) { runs = [.plain(text)] }

  /// The text alone.
  package var plain: String {
    runs.map {
      switch $0 {
      case .plain(let text), .strong(let text), .code(let text), .link(let text, to: _): text
      }
    }.joined()
  }

  package static func + (left: Text, right: Text) -> Text { Text(left.runs + right.runs) }
  package static func strong(_ text: String) -> Text { Text([.strong(text)]) }
  package static func code(_ text: String) -> Text { Text([.code(text)]) }
  package static func link(_ text: String, to target: String) -> Text {
    Text([.link(text, to: target)])
  }
}

/// Rows of cells under named columns.
package struct Table: Hashable, Sendable {
  package struct Column: Hashable, Sendable {
    package var title: String
    package var isNumeric: Bool

    package init(_ title: String, isNumeric: Bool = false) {
      (self.title, self.isNumeric) = (title, isNumeric)
    }
  }

  package var title: String
  package var columns: [Column]
  package var rows: [[Cell]]
  /// Lines under the table: what marks mean, why cells are empty.
  package var notes: [Text]

  package init(
    _ title: String = "", columns: [Column], rows: [[Cell]] = [], notes: [Text] = []
  ) {
    (self.title, self.columns, self.rows, self.notes) = (title, columns, rows, notes)
  }
}

/// One cell of a table.
package enum Cell: Hashable, Sendable {
  case text(Text)
  case figure(FigureCell)
  case empty
}

/// A figure as a reader meets it: a number or the reason why there is none.
package struct FigureCell: Hashable, Sendable {
  package var value: Double?
  package var unit: Unit
  /// What stands in the number's place: "n/a: needs 'tokens_burned'".
  package var reason: String
  /// Beside the number: `partial (62 %)`, `scheduled`, `pro-rated`.
  package var marks: [String]
  /// "at least" where the figure is a bound.
  package var prefix: String
  /// A change is shown with its sign.
  package var isChange: Bool

  package init(
    value: Double?, unit: Unit, reason: String = "", marks: [String] = [],
    prefix: String = "", isChange: Bool = false
  ) {
    (self.value, self.unit, self.reason) = (value, unit, reason)
    (self.marks, self.prefix, self.isChange) = (marks, prefix, isChange)
  }

  /// The number in a reader's form, or `n/a` with its reason.
  package var text: String {
    guard let value else { return reason.isEmpty ? "n/a" : "n/a: \(reason)" }
    let number = isChange ? NumberFormat.change(value) : NumberFormat.display(value, unit)
    return prefix.isEmpty ? number : "\(prefix) \(number)"
  }
}

/// A picture of figures, without a format.
package struct Chart: Hashable, Sendable {
  package enum Form: Hashable, Sendable {
    /// Columns side by side, one group for each place.
    case columns
    case lines
    /// One line with the area to 0 filled: a drawdown.
    case area
  }

  /// The places along the x axis.
  package enum Places: Hashable, Sendable {
    /// Evenly spaced names: quarters.
    case names([String])
    /// Days, spaced by time.
    case days([Day])

    package var count: Int {
      switch self {
      case .names(let names): names.count
      case .days(let days): days.count
      }
    }
  }

  package struct Series: Hashable, Sendable {
    package var name: String
    /// One value for each place; `nil` leaves a gap.
    package var values: [Double?]
    /// Which colour it has, where that is not told by its place in the chart.
    ///
    /// Emission keeps its colour in a picture without revenue.
    package var style: Int?
    /// What a reader must know of single values, by place.
    package var marks: [Int: Set<Mark>]

    package init(
      _ name: String, _ values: [Double?], style: Int? = nil, marks: [Int: Set<Mark>] = [:]
    ) {
      (self.name, self.values, self.style, self.marks) = (name, values, style, marks)
    }
  }

  /// What a picture must not hide of a value; both bounds together say that inputs are bounds that
  /// pull to different sides.
  package enum Mark: String, Hashable, Sendable, CaseIterable {
    /// It follows from a schedule, at least in part: nothing was measured.
    case scheduled = "by schedule"
    case atLeast = "at least"
    case atMost = "at most"
  }

  /// The file's name without its ending, unique in the report.
  package var id: String
  /// The message in words, above the picture.
  package var title: String
  /// What a reader who cannot see the picture needs to know.
  package var description: String
  package var form: Form
  package var places: Places
  package var series: [Series]
  package var unit: Unit
  /// Horizontal lines with names: break-even at 1.
  package var references: [Double: String]
  /// What a reader must know beside the picture: which series there is no data of.
  package var notes: [String]
  /// Places whose values no line joins with the one before, since too much may lie between.
  package var breaks: Set<Int>
  /// Lines under the picture: what its words mean, where its figures come from.
  package var footnotes: [String]

  package init(
    id: String, title: String, description: String, form: Form, places: Places, series: [Series],
    unit: Unit, references: [Double: String] = [:], notes: [String] = [],
    breaks: Set<Int> = [], footnotes: [String] = []
  ) {
    (self.id, self.title, self.description, self.form) = (id, title, description, form)
    (self.places, self.series, self.unit, self.references) = (places, series, unit, references)
    (self.notes, self.breaks, self.footnotes) = (notes, breaks, footnotes)
  }

  /// The description and the notes, in sentences.
  package var alternative: String {
    ([description] + notes.map { $0.prefix(1).uppercased() + $0.dropFirst() + "." })
      .filter { !$0.isEmpty }.joined(separator: " ")
  }
}
