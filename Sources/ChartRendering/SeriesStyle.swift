/// How one series is told from the others: by colour, and in grey print or by a reader who sees few
/// colours, by lightness, dashes and the shape of its points.
struct SeriesStyle {
  /// The colour of lines and columns.
  let color: String
  /// The colour of texts; dark enough to be read on white (contrast of 4.5 and more).
  let ink: String
  /// The colour of texts on a column: those whose texts on white are darker than they are bright.
  let inkInside: String
  /// The pattern of the line, empty where it is unbroken.
  let dashes: String
  let marker: Marker

  enum Marker: CaseIterable {
    case circle, square, triangle, diamond
  }

  /// Colours whose lightness (L* of 27, 61, 46, 69, 39 and 48) tells the first four apart without
  /// hue; simulated protanopia, deuteranopia and tritanopia (Machado et al., 2009) keep them apart.
  private static let colors = [
    ("#12436d", "#12436d"), ("#e6711a", "#a84a00"), ("#157a7c", "#157a7c"),
    ("#dd8fb4", "#a3446f"), ("#5c5c5c", "#5c5c5c"), ("#8a5cb8", "#6f429e"),
  ]
  private static let patterns = ["", "7 3", "2 2.5", "9 3 2 3"]

  /// The style of a place among the series of a chart.
  init(_ index: Int) {
    let (count, round) = (Self.colors.count, index / Self.colors.count)
    (color, ink) = Self.colors[index % count]
    inkInside = color == ink ? "#ffffff" : Ink.title
    dashes = Self.patterns[(index + round) % Self.patterns.count]
    marker = Marker.allCases[(index + round) % Marker.allCases.count]
  }
}

/// The colours of everything that is not data.
enum Ink {
  static let title = "#1a1a1a"
  static let label = "#4d4d4d"
  static let faint = "#767676"
  static let grid = "#e2e2e2"
  static let zero = "#4d4d4d"
  static let reference = "#767676"
}
