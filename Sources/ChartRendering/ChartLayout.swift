import Quantities
import ReportModel

/// Where the parts of a chart lie: titles, legend, axes, and the labels at the ends of its lines.
struct ChartLayout {
  static let width = 720.0
  static let height = 360.0
  static let margin = 16.0
  static let titleSize = 17.0
  static let subtitleSize = 12.5
  static let smallSize = 12.0
  static let footnoteSize = 10.5
  static let footnoteHeight = 14.0

  let chart: Chart
  let titleLines: [String]
  let subtitle: String
  let subtitleLines: [String]
  /// The lines under the picture, which make it higher.
  let footnotes: [String]
  /// The legend's rows: the series whose columns it names, then what marks mean.
  let legend: [[LegendEntry]]
  /// Reference lines that the axis holds, lowest first.
  let references: [Reference]
  let values: ValueAxis
  let places: PlaceAxis
  let plot: Box
  /// The labels at the right of lines.
  let endLabels: [EndLabel]

  struct Reference {
    var value: Double
    var name: String
  }

  struct LegendEntry {
    var key: Key
    var left: Double

    enum Key {
      case series(Int)
      case mark(Chart.Mark)
    }
  }

  /// The name and last value of a line.
  struct EndLabel {
    var series: Int
    var point: Point
    var lines: [String]
    var top: Double

    static let lineHeight = 14.5
    var height: Double { Double(lines.count) * Self.lineHeight + 3 }
  }

  init(_ chart: Chart) {
    self.chart = chart
    let drawn = chart.series.flatMap { $0.drawnValues.compactMap(\.self) }
    let (near, distant) = Self.references(of: chart, around: drawn)
    references = near
    let covered = drawn + references.map(\.value)
    let startsAtZero = chart.form != .lines || Self.startsAtZero(covered)
    values = ValueAxis(covering: covered + (startsAtZero ? [0] : []), unit: chart.unit)
    let room = Self.width - 2 * Self.margin
    titleLines = TextMeasure.evenLines(chart.title, size: Self.titleSize, isBold: true, width: room)
    subtitle = Self.subtitle(of: chart, distant: distant, includesZero: values.includesZero)
    subtitleLines = TextMeasure.lines(subtitle, size: Self.subtitleSize, width: room)
    footnotes = chart.footnotes.flatMap {
      TextMeasure.lines($0, size: Self.footnoteSize, width: room)
    }
    legend = Self.legend(of: chart, width: room)
    let labels = chart.form == .columns ? [] : Self.endLabels(of: chart)
    var plot = Self.plot(
      below: titleLines.count, subtitleLines.count, legend.count, values, labels)
    places = PlaceAxis(
      chart.places, over: plot.left...plot.right, hasColumns: chart.form == .columns)
    plot.bottom -= Self.heightBelow(places)
    self.plot = plot
    endLabels = Self.placed(labels, chart, values, places, plot)
  }

  /// The height of the whole picture.
  var fullHeight: Double { Self.height + Self.footnoteHeight * Double(footnotes.count) }

  /// The point of a value at a place.
  func point(_ value: Double, at place: Int) -> Point {
    Point(x: places.positions[place], y: y(value))
  }

  func y(_ value: Double) -> Double { plot.y(values.share(of: value)) }
}

extension ChartLayout {
  /// Small differences of large values would vanish on an axis from 0.
  private static func startsAtZero(_ values: [Double]) -> Bool {
    guard let low = values.min(), let high = values.max(), low < high, low * high > 0 else {
      return true
    }
    return min(abs(low), abs(high)) < 0.7 * max(abs(low), abs(high))
  }

  /// The references to draw, and those so distant that they would press the data into a tenth of
  /// the height: these are named, not drawn.
  private static func references(
    of chart: Chart, around values: [Double]
  ) -> (near: [Reference], distant: [Reference]) {
    let all = chart.references.sorted { $0.key < $1.key }
      .map { Reference(value: $0.key, name: $0.value) }
    let (low, high) = (min(0, values.min() ?? 0), max(0, values.max() ?? 0))
    let isNear = { (reference: Reference) in
      let span = max(high, reference.value) - min(low, reference.value)
      return values.isEmpty || high - low >= span / 10
    }
    return (all.filter(isNear), all.filter { !isNear($0) })
  }

  /// What the axis counts, and what a reader must know to read it.
  private static func subtitle(
    of chart: Chart, distant: [Reference], includesZero: Bool
  ) -> String {
    let unit = chart.unit.words
    let notes = distant.map {
      "\($0.name) (\(NumberFormat.display($0.value, chart.unit))) lies outside the picture"
    }
    let parts =
      [unit] + notes + (includesZero ? [] : ["the axis does not start at 0"]) + chart.notes
    return parts.filter { !$0.isEmpty }.joined(separator: " · ")
  }

  /// Names beside swatches, in rows; one series needs none, unless readers expect others beside it.
  private static func legend(of chart: Chart, width: Double) -> [[LegendEntry]] {
    let hasNames =
      chart.form == .columns
      && (chart.series.count > 1 || chart.series.contains { $0.style != nil })
    let names: [(name: String, key: LegendEntry.Key)] = chart.series.indices.map { index in
      (chart.series[index].name, .series(index))
    }
    let found = chart.series.reduce(into: Set<Chart.Mark>()) { found, series in
      for (place, marks) in series.marks where series.drawnValues[place] != nil {
        found.formUnion(marks)
      }
    }
    let marks = Chart.Mark.allCases.filter(found.contains)
    let entries = (hasNames ? names : []) + marks.map { ($0.rawValue, .mark($0)) }
    return rows(of: entries, width: width)
  }

  private static func rows(
    of entries: [(name: String, key: LegendEntry.Key)], width: Double
  ) -> [[LegendEntry]] {
    var (rows, left): ([[LegendEntry]], Double) = ([], 0)
    for (name, key) in entries {
      let room = TextMeasure.width(name, size: smallSize) + 34
      if rows.isEmpty || left > 0 && left + room > width {
        rows.append([])
        left = 0
      }
      rows[rows.count - 1].append(LegendEntry(key: key, left: left))
      left += room
    }
    return rows
  }

  /// The space for the data and the words under it, beside the words of the other axis and of lines.
  private static func plot(
    below titles: Int, _ subtitles: Int, _ legendRows: Int, _ values: ValueAxis,
    _ labels: [EndLabel]
  ) -> Box {
    let ticks = values.ticks.map { TextMeasure.width(values.label($0), size: smallSize) }
    let ends = labels.flatMap(\.lines).map { TextMeasure.width($0, size: smallSize) }
    let header = 21 * Double(titles) + 19 * Double(subtitles + legendRows)
    return Box(
      left: margin + (ticks.max() ?? 0) + 8, top: margin + header + 16,
      right: width - margin - (ends.max().map { $0 + 16 } ?? 0), bottom: height - margin)
  }

  /// Each line's name and last value, not yet placed.
  private static func endLabels(of chart: Chart) -> [EndLabel] {
    chart.series.enumerated().compactMap { index, series in
      let drawn = series.drawnValues
      guard let place = drawn.lastIndex(where: { $0 != nil }), let value = drawn[place] else {
        return nil
      }
      let bound = (series.marks[place] ?? []).words
      // No-break spaces hold the number together.
      let number = NumberFormat.display(value, chart.unit).replacing(" ", with: "\u{A0}")
      // A line that ends before the picture does says when.
      let end = place == drawn.count - 1 ? "" : ", \(chart.places.name(of: place))"
      let lines = TextMeasure.lines(
        "\(series.name) \(bound)\(number)\(end)", size: smallSize, width: 124
      )
      .map { TextMeasure.shortened($0, size: smallSize, width: 150) }
      return EndLabel(series: index, point: Point(x: 0, y: 0), lines: lines, top: 0)
    }
  }

  private static func placed(
    _ labels: [EndLabel], _ chart: Chart, _ values: ValueAxis, _ places: PlaceAxis, _ plot: Box
  ) -> [EndLabel] {
    var labels = labels
    for index in labels.indices {
      let drawn = chart.series[labels[index].series].drawnValues
      guard let place = drawn.lastIndex(where: { $0 != nil }), let value = drawn[place] else {
        continue
      }
      labels[index].point = Point(x: places.positions[place], y: plot.y(values.share(of: value)))
    }
    let tops = LabelPlacement.tops(
      of: labels.map { (middle: $0.point.y, height: $0.height) },
      within: plot.top - 8...plot.bottom + 8)
    for (index, top) in tops.enumerated() { labels[index].top = top }
    return labels
  }

  /// The room for the words under the axis.
  private static func heightBelow(_ places: PlaceAxis) -> Double {
    guard places.isSlanted else {
      return 8 + 14 * Double(places.ticks.map(\.lines.count).max() ?? 0)
    }
    let widest =
      places.ticks.flatMap(\.lines)
      .map { TextMeasure.width($0, size: PlaceAxis.labelSize) }.max() ?? 0
    return 14 + widest * PlaceAxis.slant
  }
}

extension Chart.Series {
  /// The values that a picture can show: a number that is none, or beyond all scales, is a gap.
  var drawnValues: [Double?] {
    values.map { value in value.flatMap { abs($0) < 1e300 ? $0 : nil } }
  }
}

extension Chart.Places {
  /// A quarter's name, or a day.
  func name(of place: Int) -> String {
    switch self {
    case .names(let names): names[place]
    case .days(let days): days[place].description
    }
  }
}

extension Unit {
  /// The unit as a line under a title has it.
  var words: String {
    switch description {
    case "USD": "US dollars"
    case "%": "Per cent"
    case "pp": "Percentage points"
    case "x": "Multiple"
    case "index": "Index"
    case "ln": "Natural logarithm"
    case "count": "Number"
    case let text where text.hasPrefix("USD/"): "US dollars per \(text.dropFirst(4))"
    case let text: text
    }
  }
}
