import Quantities
import ReportModel

/// How a value that was not measured, or is a bound, is told from a plain one: by a paler fill, by
/// hatching and by an arrow to the side on which the true value lies.
extension ChartDrawing {
  func marks(of series: Int, at place: Int) -> Set<Chart.Mark> {
    chart.series[series].marks[place] ?? []
  }

  /// A column, or the swatch of one.
  mutating func drawColumn(
    _ box: Box, color: String, marks: Set<Chart.Mark>, title: String = ""
  ) {
    markup.element(
      "rect",
      [
        "x": .at(box.left), "y": .at(box.top), "width": .at(box.width), "height": .at(box.height),
        "fill": .text(color), "fill-opacity": marks.isEmpty ? "" : "0.25",
        "stroke": .text(marks.isEmpty ? "" : color),
      ], title: title)
    if marks.contains(.scheduled) { hatch(box, color: color) }
  }

  /// Slanted lines; drawn one by one, since a pattern of SVG needs an id.
  private mutating func hatch(_ box: Box, color: String) {
    let distance = 6.0
    let first = ((box.left + box.top) / distance).rounded(.up)
    let last = ((box.right + box.bottom) / distance).rounded(.down)
    let lines = stride(from: first, through: last, by: 1).map { count in
      // The points of a line have the same sum of x and y.
      let sum = count * distance
      let (left, right) = (max(box.left, sum - box.bottom), min(box.right, sum - box.top))
      return [left, right].map { Point(x: $0, y: sum - $0) }
    }
    guard !lines.isEmpty else { return }
    markup.element(
      "path",
      [
        "d": .text(lines.map(path).joined()), "stroke": .text(color), "stroke-width": "1.2",
        "fill": "none",
      ])
  }

  /// Arrows around a point: up for "at least", down for "at most".
  mutating func drawArrows(_ marks: Set<Chart.Mark>, at middle: Point, color: String) {
    let arrows = [(Chart.Mark.atLeast, 1.0), (.atMost, -1)].filter { marks.contains($0.0) }
    for (index, (_, up)) in arrows.enumerated() {
      let x = middle.x + (Double(index) - Double(arrows.count - 1) / 2) * 9
      let outline = [
        Point(x: x, y: middle.y - 3 * up), Point(x: x + 3.5, y: middle.y + 3 * up),
        Point(x: x - 3.5, y: middle.y + 3 * up),
      ]
      markup.element("path", ["d": .text(path(outline) + "Z"), "fill": .text(color)])
    }
  }

  /// What stands for a mark in the legend.
  mutating func drawSwatch(of mark: Chart.Mark, in box: Box) {
    let middle = Point(x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2)
    if chart.form == .columns {
      drawColumn(box, color: Ink.label, marks: [mark])
    } else if mark == .scheduled {
      markup.element(
        "circle",
        [
          "cx": .at(middle.x), "cy": .at(middle.y), "r": "3.8", "fill": "#ffffff",
          "stroke": .text(Ink.label), "stroke-width": "1.6",
        ])
    }
    drawArrows([mark], at: middle, color: Ink.label)
  }
}

extension Set<Chart.Mark> {
  /// "at least " or "at most "; nothing where bounds pull to both sides.
  var words: String { bound.map { "\($0.rawValue) " } ?? "" }

  /// `≥ ` or `≤ `, where there is no room for words.
  var sign: String { bound.map { $0 == .atLeast ? "≥ " : "≤ " } ?? "" }

  /// Whether a value bears an arrow.
  var hasArrows: Bool { contains(.atLeast) || contains(.atMost) }

  private var bound: Chart.Mark? {
    contains(.atLeast) == contains(.atMost) ? nil : contains(.atLeast) ? .atLeast : .atMost
  }

  /// What the words before a value do not say of it.
  var remark: String {
    let remarks =
      (contains(.scheduled) ? [Chart.Mark.scheduled.rawValue] : [])
      + (hasArrows && bound == nil ? ["bounds on both sides"] : [])
    return remarks.map { ", \($0)" }.joined()
  }
}
