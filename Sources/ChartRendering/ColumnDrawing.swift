import Quantities
import ReportModel

/// Columns side by side in groups, one group for each place.
extension ChartDrawing {
  struct Column {
    var series: Int
    var place: Int
    var value: Double
    var box: Box
  }

  /// The width of a group as a share of its place; what remains parts it from the next.
  private static let groupShare = 0.76
  private static let widest = 48.0

  private var columnWidth: Double {
    min(Self.widest, layout.places.pitch * Self.groupShare / Double(max(1, chart.series.count)))
  }

  private func left(of series: Int, at place: Int) -> Double {
    layout.places.positions[place]
      + (Double(series) - Double(chart.series.count) / 2) * columnWidth
  }

  /// Every column there is: from 0, and at least one unit high, since 0 is a value too.
  var columns: [Column] {
    let zero = layout.y(0)
    let gap = chart.series.count > 1 && columnWidth > 6 ? 1.0 : 0
    return chart.series.indices.flatMap { series in
      chart.series[series].drawnValues.enumerated().compactMap { place, value in
        guard let value else { return nil }
        let (left, y) = (left(of: series, at: place), layout.y(value))
        let top = value < 0 ? zero : min(y, zero - 1)
        let bottom = value < 0 ? max(y, zero + 1) : zero
        return Column(
          series: series, place: place, value: value,
          box: Box(left: left, top: top, right: left + columnWidth - gap, bottom: bottom))
      }
    }
  }

  mutating func drawColumns() {
    let columns = columns
    for column in columns {
      drawColumn(
        column.box, color: style(of: column.series).color, marks: marks(of: column),
        title: tooltip(series: column.series, place: column.place, value: column.value))
      drawArrows(
        marks(of: column),
        at: Point(x: (column.box.left + column.box.right) / 2, y: beyond(column, by: 4.5)),
        color: style(of: column.series).ink)
    }
    drawMissing()
    drawValues(of: columns)
  }

  private func marks(of column: Column) -> Set<Chart.Mark> {
    marks(of: column.series, at: column.place)
  }

  /// The height that lies beyond a column's value.
  private func beyond(_ column: Column, by distance: Double) -> Double {
    column.value < 0 ? column.box.bottom + distance : column.box.top - distance
  }

  /// How far from a column's value the line lies on which its number stands.
  private func distance(toLabelOf column: Column) -> Double {
    (column.value < 0 ? 12 : 4) + (marks(of: column).hasArrows ? 7 : 0)
  }

  /// A gap among columns could be taken for a 0: it says that there is no figure.
  private mutating func drawMissing() {
    guard columnWidth >= 18 else { return }
    for (series, values) in chart.series.map(\.drawnValues).enumerated() {
      for (place, value) in values.enumerated() where value == nil {
        let x = left(of: series, at: place) + columnWidth / 2
        label(
          "n/a", at: Point(x: x, y: layout.y(0) - 4), size: 10, color: Ink.faint,
          anchor: "middle")
      }
    }
  }

  /// The numbers above or below the columns, where all of them have room; inside those below 0
  /// where they would reach the names under the axis.
  private mutating func drawValues(of columns: [Column]) {
    let texts = columns.map { marks(of: $0).sign + NumberFormat.display($0.value, chart.unit) }
    let room = chart.series.count > 1 ? columnWidth : layout.places.pitch - 4
    guard texts.allSatisfy({ TextMeasure.width($0, size: 11) <= room }) else { return }
    let areInside = columns.contains {
      $0.value < 0 && beyond($0, by: distance(toLabelOf: $0)) > plot.bottom - 1
    }
    for (column, text) in zip(columns, texts) {
      let x = (column.box.left + column.box.right) / 2
      if areInside, column.value < 0, column.box.height > 18 {
        let isOnFill =
          marks(of: column).isEmpty && TextMeasure.width(text, size: 11) <= column.box.width
        label(
          text, at: Point(x: x, y: column.box.bottom - 6), size: 11,
          color: isOnFill ? style(of: column.series).inkInside : Ink.title, anchor: "middle",
          hasHalo: !isOnFill)
        continue
      }
      let y = beyond(column, by: distance(toLabelOf: column))
      label(text, at: Point(x: x, y: y), size: 11, anchor: "middle", hasHalo: true)
    }
  }
}
