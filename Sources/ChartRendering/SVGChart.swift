package import ReportModel

/// Draws a chart as an SVG picture of 720 by 360, higher by what footnotes need.
///
/// Own drawing rather than a plotting library: direct labels, a message for a title and texts for
/// those who cannot see the picture are what readers of a report need, and its bytes may depend on
/// nothing but the chart.
package struct SVGChart: Sendable {
  package init() {}

  /// The picture's file, ended by a line feed.
  package func svg(of chart: Chart) -> String {
    precondition(
      chart.series.allSatisfy { $0.values.count == chart.places.count },
      "every series of \(chart.id) needs one value for each place")
    var drawing = ChartDrawing(ChartLayout(chart))
    drawing.draw()
    return drawing.markup.text
  }
}

/// A chart becoming markup: what lies behind the data first.
struct ChartDrawing {
  let layout: ChartLayout
  var markup = SVGMarkup()

  var chart: Chart { layout.chart }
  var plot: Box { layout.plot }

  func style(of series: Int) -> SeriesStyle { SeriesStyle(chart.series[series].style ?? series) }

  init(_ layout: ChartLayout) { self.layout = layout }

  mutating func draw() {
    markup.begin(
      "svg",
      [
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": .text("0 0 720 \(SVGMarkup.number(layout.fullHeight))"), "width": "720",
        "height": .at(layout.fullHeight), "role": "img",
        "font-family": "Helvetica, Arial, sans-serif",
      ])
    markup.element("title", text: chart.title)
    markup.element("desc", text: chart.alternative)
    markup.element("rect", ["width": "720", "height": .at(layout.fullHeight), "fill": "#ffffff"])
    drawHeader()
    drawFootnotes()
    if chart.series.contains(where: { $0.drawnValues.contains { $0 != nil } }) {
      drawGrid()
      drawPlaces()
      drawData()
      drawReferenceLabels()
      drawEndLabels()
    } else {
      label("no data", at: Point(x: 360, y: 200), size: 15, color: Ink.faint, anchor: "middle")
    }
    markup.end()
  }

  private mutating func drawData() {
    switch chart.form {
    case .columns: drawColumns()
    case .lines: drawLines()
    case .area: drawAreas()
    }
  }

  /// A text on one line.
  mutating func label(
    _ text: String, at point: Point, size: Double = ChartLayout.smallSize,
    color: String = Ink.label, anchor: String = "start", isBold: Bool = false, hasHalo: Bool = false
  ) {
    let anchor = anchor == "start" ? "" : anchor
    if hasHalo {
      markup.element(
        "text",
        [
          "x": .at(point.x), "y": .at(point.y), "font-size": .at(size), "fill": "#ffffff",
          "stroke": "#ffffff", "stroke-width": "3", "text-anchor": .text(anchor),
        ], text: text)
    }
    markup.element(
      "text",
      [
        "x": .at(point.x), "y": .at(point.y), "font-size": .at(size), "fill": .text(color),
        "text-anchor": .text(anchor), "font-weight": isBold ? "bold" : "",
      ], text: text)
  }

  mutating func line(
    from start: Point, to end: Point, color: String, width: Double = 1, dashes: String = ""
  ) {
    markup.element(
      "line",
      [
        "x1": .at(start.x), "y1": .at(start.y), "x2": .at(end.x), "y2": .at(end.y),
        "stroke": .text(color), "stroke-width": .at(width),
        "stroke-dasharray": .text(dashes),
      ])
  }
}
