import Quantities
import ReportModel

/// Lines with gaps, and lines with the area to 0 filled.
extension ChartDrawing {
  struct LinePoint {
    var place: Int
    var value: Double
    var point: Point
  }

  /// Up to so many places each point has a marker.
  private static let mostMarkers = 32

  private var hasMarkers: Bool { chart.places.count <= Self.mostMarkers }

  /// The points of a line in runs without a gap: neither a missing value nor a break.
  func runs(of series: Int) -> [[LinePoint]] {
    var (runs, isJoined) = ([[LinePoint]](), false)
    for (place, value) in chart.series[series].drawnValues.enumerated() {
      guard let value else {
        isJoined = false
        continue
      }
      if !isJoined || chart.breaks.contains(place) { runs.append([]) }
      runs[runs.count - 1].append(
        LinePoint(place: place, value: value, point: layout.point(value, at: place)))
      isJoined = true
    }
    return runs
  }

  mutating func drawLines() {
    // The first series is the one that matters: it lies above the others.
    for series in chart.series.indices.reversed() { drawLine(series) }
  }

  mutating func drawAreas() {
    for series in chart.series.indices.reversed() {
      for run in runs(of: series) where run.count > 1 {
        let zero = layout.y(0)
        let ends = [run[run.count - 1].point.x, run[0].point.x].map { Point(x: $0, y: zero) }
        markup.element(
          "path",
          [
            "d": .text(path(run.map(\.point) + ends) + "Z"),
            "fill": .text(style(of: series).color), "fill-opacity": "0.16",
          ])
      }
      drawLine(series)
    }
    for series in chart.series.indices { drawExtreme(of: series) }
  }

  private mutating func drawLine(_ series: Int) {
    let style = style(of: series)
    for run in runs(of: series) {
      if run.count > 1 {
        markup.element(
          "path",
          [
            "d": .text(path(run.map(\.point))), "fill": "none", "stroke": .text(style.color),
            "stroke-width": hasMarkers ? "2.2" : "1.6", "stroke-linejoin": "round",
            "stroke-dasharray": .text(style.dashes),
          ])
      }
      for point in run
      where hasMarkers || run.count == 1 || !marks(of: series, at: point.place).isEmpty {
        drawMarker(point, of: series)
      }
    }
    if !hasMarkers { drawPointerAreas(of: series) }
  }

  func path(_ points: [Point]) -> String {
    points.enumerated().map { index, point in
      "\(index == 0 ? "M" : "L")\(SVGMarkup.number(point.x)) \(SVGMarkup.number(point.y))"
    }.joined()
  }

  private mutating func drawMarker(_ point: LinePoint, of series: Int) {
    let style = style(of: series)
    let (x, y) = (point.point.x, point.point.y)
    let outline: [Point] =
      switch style.marker {
      case .circle: []
      case .square: [(-3.4, -3.4), (3.4, -3.4), (3.4, 3.4), (-3.4, 3.4)].map(Point.init)
      case .triangle: [(0, -4.4), (4.4, 3.4), (-4.4, 3.4)].map(Point.init)
      case .diamond: [(0, -4.8), (4.8, 0), (0, 4.8), (-4.8, 0)].map(Point.init)
      }
    let title = tooltip(series: series, place: point.place, value: point.value)
    let marks = marks(of: series, at: point.place)
    // What is not plain is hollow.
    let (fill, stroke) = marks.isEmpty ? (style.color, "#ffffff") : ("#ffffff", style.color)
    let width = marks.isEmpty ? "" : "1.6"
    if outline.isEmpty {
      markup.element(
        "circle",
        [
          "cx": .at(x), "cy": .at(y), "r": "3.8", "fill": .text(fill), "stroke": .text(stroke),
          "stroke-width": .text(width),
        ], title: title)
    } else {
      let moved = outline.map { Point(x: $0.x + x, y: $0.y + y) }
      markup.element(
        "path",
        [
          "d": .text(path(moved) + "Z"), "fill": .text(fill), "stroke": .text(stroke),
          "stroke-width": .text(width),
        ], title: title)
    }
    let isBelow = marks.contains(.atMost)
    drawArrows(marks, at: Point(x: x, y: y + (isBelow ? 10 : -10)), color: style.ink)
  }

  /// Long lines answer the pointer at the last point of each month: one for each would make the
  /// file ten times as large.
  private mutating func drawPointerAreas(of series: Int) {
    guard case .days(let days) = chart.places else { return }
    let points = runs(of: series).flatMap(\.self)
    let next = points.dropFirst().map { days[$0.place].startOfMonth } + [nil]
    for (point, nextMonth) in zip(points, next)
    where nextMonth != days[point.place].startOfMonth {
      markup.element(
        "circle",
        ["cx": .at(point.point.x), "cy": .at(point.point.y), "r": "5", "fill-opacity": "0"],
        title: tooltip(series: series, place: point.place, value: point.value))
    }
  }

  /// Marks the value farthest from 0: how deep a drawdown was, and when.
  ///
  /// Where that is the last one, the label at the line's end says it.
  private mutating func drawExtreme(of series: Int) {
    let points = runs(of: series).flatMap(\.self)
    guard let extreme = points.max(by: { abs($0.value) < abs($1.value) }), extreme.value != 0
    else { return }
    let text =
      "\(NumberFormat.display(extreme.value, chart.unit)), \(chart.places.name(of: extreme.place))"
    drawMarker(extreme, of: series)
    guard extreme.place != points.last?.place else { return }
    let width = TextMeasure.width(text, size: ChartLayout.smallSize)
    let (x, y) = (extreme.point.x, extreme.point.y)
    let candidates = [y - 22, y + 8, y - 44].flatMap { top in
      [x + 6, x - 6 - width, x - width / 2].map { left in
        Box(left: left, top: top, right: left + width, bottom: top + 14)
      }
    }
    let inside = candidates.filter {
      $0.left >= plot.left && $0.right <= plot.right && $0.top >= plot.top
        && $0.bottom <= plot.bottom
    }
    guard let box = LabelPlacement.clearest(of: inside, among: lineObstacles(of: series)) else {
      return
    }
    label(text, at: Point(x: box.left, y: box.bottom - 3), color: style(of: series).ink)
  }

  /// Series, place and value, in a reader's form and exactly.
  func tooltip(series: Int, place: Int, value: Double) -> String {
    let names = [chart.series[series].name, chart.places.name(of: place)].filter { !$0.isEmpty }
    let (shown, exact) = (NumberFormat.display(value, chart.unit), NumberFormat.shortest(value))
    let marks = marks(of: series, at: place)
    return names.joined(separator: ", ") + ": " + marks.words
      + (shown == exact ? shown : "\(shown) (\(exact))") + marks.remark
  }
}
