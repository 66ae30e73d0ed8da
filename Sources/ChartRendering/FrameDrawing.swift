import Quantities
import ReportModel

/// What surrounds the data: titles, legend, grid, axes and reference lines.
extension ChartDrawing {
  mutating func drawHeader() {
    var y = ChartLayout.margin
    for line in layout.titleLines {
      y += 21
      label(
        line, at: Point(x: ChartLayout.margin, y: y - 4), size: ChartLayout.titleSize,
        color: Ink.title, isBold: true)
    }
    for line in layout.subtitleLines {
      y += 19
      label(
        line, at: Point(x: ChartLayout.margin, y: y - 4), size: ChartLayout.subtitleSize)
    }
    for row in layout.legend {
      y += 19
      for entry in row { drawLegendEntry(entry, baseline: y - 2) }
    }
  }

  mutating func drawFootnotes() {
    for (index, line) in layout.footnotes.enumerated() {
      let y = ChartLayout.height + ChartLayout.footnoteHeight * Double(index) + 4
      label(
        line, at: Point(x: ChartLayout.margin, y: y), size: ChartLayout.footnoteSize,
        color: Ink.faint)
    }
  }

  private mutating func drawLegendEntry(_ entry: ChartLayout.LegendEntry, baseline: Double) {
    let left = ChartLayout.margin + entry.left
    let box = Box(left: left, top: baseline - 9.5, right: left + 11, bottom: baseline + 1.5)
    let name: String
    switch entry.key {
    case .series(let series):
      drawColumn(box, color: style(of: series).color, marks: [])
      name = chart.series[series].name
    case .mark(let mark):
      drawSwatch(of: mark, in: box)
      name = mark.rawValue
    }
    label(name, at: Point(x: left + 16, y: baseline))
  }

  /// Light lines at the ticks; the one at 0 is dark, since data stands on it.
  mutating func drawGrid() {
    for tick in layout.values.ticks {
      let y = plot.y(layout.values.share(ofTick: tick))
      line(
        from: Point(x: plot.left, y: y), to: Point(x: plot.right, y: y),
        color: tick == 0 ? Ink.zero : Ink.grid)
      label(
        layout.values.label(tick), at: Point(x: plot.left - 8, y: y + 4), anchor: "end")
    }
    for reference in layout.references {
      let y = layout.y(reference.value)
      line(
        from: Point(x: plot.left, y: y), to: Point(x: plot.right, y: y), color: Ink.reference,
        width: 1.2, dashes: "5 3")
    }
  }

  /// The words under the axis; days have a tick each, since they are no columns' middle.
  mutating func drawPlaces() {
    for tick in layout.places.ticks {
      if case .days = chart.places {
        line(
          from: Point(x: tick.position, y: plot.bottom),
          to: Point(x: tick.position, y: plot.bottom + 4), color: Ink.faint)
      }
      if layout.places.isSlanted {
        drawSlanted(tick)
        continue
      }
      for (index, text) in tick.lines.enumerated() {
        label(
          text, at: Point(x: tick.position, y: plot.bottom + 17 + 14 * Double(index)),
          size: PlaceAxis.labelSize, anchor: "middle")
      }
    }
  }

  private mutating func drawSlanted(_ tick: PlaceAxis.Tick) {
    let (x, y) = (SVGMarkup.number(tick.position + 3), SVGMarkup.number(plot.bottom + 13))
    markup.element(
      "text",
      [
        "transform": .text("translate(\(x) \(y)) rotate(-35)"),
        "font-size": .at(PlaceAxis.labelSize), "fill": .text(Ink.label), "text-anchor": "end",
      ], text: tick.lines.joined(separator: " "))
  }

  /// Each name above or below its line, where it covers least of the data.
  mutating func drawReferenceLabels() {
    let obstacles = self.obstacles
    for reference in layout.references {
      let width = TextMeasure.width(reference.name, size: ChartLayout.smallSize)
      let y = layout.y(reference.value)
      let middle: Double = (plot.left + plot.right - width) / 2
      let candidates = [plot.left + 4, plot.right - 4 - width, middle].flatMap { left in
        [
          Box(left: left, top: y - 17, right: left + width, bottom: y - 3),
          Box(left: left, top: y + 3, right: left + width, bottom: y + 17),
        ]
      }
      let inside = candidates.filter { $0.top >= plot.top - 4 && $0.bottom <= plot.bottom }
      guard
        let box = LabelPlacement.clearest(
          of: inside.isEmpty ? candidates : inside, among: obstacles)
      else { continue }
      label(
        reference.name, at: Point(x: box.left, y: box.bottom - 3), color: Ink.label, hasHalo: true)
    }
  }

  /// The columns, or small boxes along the lines.
  private var obstacles: [Box] {
    chart.form == .columns ? columns.map(\.box) : chart.series.indices.flatMap(lineObstacles)
  }

  func lineObstacles(of series: Int) -> [Box] {
    runs(of: series).flatMap { run in
      // The last point is a stretch of its own, so that a single one counts too.
      zip(run, Array(run.dropFirst()) + run.suffix(1)).flatMap { start, end in
        boxes(from: start.point, to: end.point)
      }
    }
  }

  /// Small boxes on the way from one point to another.
  private func boxes(from start: Point, to end: Point) -> [Box] {
    let count = max(1, Int(abs(end.x - start.x) / 6))
    return (0..<count).map { index in
      let share = Double(index) / Double(count)
      let x = start.x + (end.x - start.x) * share
      let y = start.y + (end.y - start.y) * share
      return Box(left: x - 3, top: y - 3, right: x + 3, bottom: y + 3)
    }
  }

  /// Name and last value beside the end of each line; a thin leader where they had to part.
  mutating func drawEndLabels() {
    for entry in layout.endLabels {
      let style = style(of: entry.series)
      let left = plot.right + 14
      let middle = entry.top + entry.height / 2
      let start = Point(x: entry.point.x + 5, y: entry.point.y)
      let endsEarly = plot.right - start.x > 24
      if abs(middle - start.y) > 8 || endsEarly {
        // Dots, where the leader could be taken for the line going on.
        line(
          from: start, to: Point(x: left - 3, y: middle), color: style.ink, width: 0.6,
          dashes: endsEarly ? "1 4" : "")
      }
      for (index, text) in entry.lines.enumerated() {
        let y = entry.top + 12.5 + ChartLayout.EndLabel.lineHeight * Double(index)
        label(text, at: Point(x: left, y: y), color: style.ink)
      }
    }
  }
}
