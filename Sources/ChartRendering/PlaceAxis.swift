import Quantities
import ReportModel

/// The horizontal axis: where each place lies, and what is written under it.
struct PlaceAxis {
  /// A mark with one or two lines of words below.
  struct Tick {
    var position: Double
    var lines: [String]
  }

  static let labelSize = 11.5
  /// How far slanted words reach down, as a share of their width: the sine of 35 degrees.
  static let slant = 0.574

  /// The middle of each place.
  let positions: [Double]
  /// The room of one place: the least distance between neighbours.
  let pitch: Double
  let ticks: [Tick]
  /// Whether the words lean, since they have no room side by side.
  let isSlanted: Bool

  /// - Parameters:
  ///   - places: Quarters and the like, evenly spaced, or days, spaced by time.
  ///   - span: The left and the right end of the axis.
  ///   - hasColumns: Whether the outermost places need room on both sides.
  init(_ places: Chart.Places, over span: ClosedRange<Double>, hasColumns: Bool) {
    switch places {
    case .names(let names): self.init(names: names, over: span, hasColumns: hasColumns)
    case .days(let days): self.init(days: days, over: span, hasColumns: hasColumns)
    }
  }

  private init(names: [String], over span: ClosedRange<Double>, hasColumns: Bool) {
    let width = span.upperBound - span.lowerBound
    // A line ends near its label; the outermost words may reach beyond the axis.
    let inset = hasColumns || names.count < 2 ? width / Double(max(1, names.count)) / 2 : 14
    let pitch = names.count < 2 ? width : (width - 2 * inset) / Double(names.count - 1)
    self.pitch = pitch
    positions = names.indices.map { span.lowerBound + inset + Double($0) * pitch }
    let periods = names.compactMap(Self.calendarPeriod)
    if !names.isEmpty, periods.count == names.count {
      ticks = CalendarTicks.of(periods: periods, at: positions)
      isSlanted = false
      return
    }
    let lines = names.map { TextMeasure.lines($0, size: Self.labelSize, width: pitch - 6) }
    isSlanted = zip(names, lines).contains { _, lines in
      lines.count > 2
        || lines.contains { TextMeasure.width($0, size: Self.labelSize) > pitch - 4 }
    }
    let texts =
      isSlanted
      ? names.map { [TextMeasure.shortened($0, size: Self.labelSize, width: 120)] } : lines
    ticks = zip(positions, texts).map { Tick(position: $0, lines: $1) }
  }

  private init(days: [Day], over span: ClosedRange<Double>, hasColumns: Bool) {
    isSlanted = false
    guard let first = days.min(), let last = days.max(), first < last else {
      let middle = (span.lowerBound + span.upperBound) / 2
      (positions, pitch) = (days.map { _ in middle }, span.upperBound - span.lowerBound)
      ticks = days.first.map { [Tick(position: middle, lines: ["\($0)"])] } ?? []
      return
    }
    let sorted = days.sorted()
    let closest = zip(sorted, sorted.dropFirst()).map { $1 - $0 }.filter { $0 > 0 }.min() ?? 1
    let width = span.upperBound - span.lowerBound
    let places = Double(last - first) + (hasColumns ? Double(closest) : 0)
    let start = span.lowerBound + (hasColumns ? width * Double(closest) / places / 2 : 0)
    let position = { (day: Day) in start + Double(day - first) * width / places }
    positions = days.map(position)
    pitch = Double(closest) * width / places
    ticks = CalendarTicks.between(first, last, at: position)
  }

  /// The period that a name stands for, where it is one quarter, month or year.
  private static func calendarPeriod(_ name: String) -> Period? {
    guard let periods = try? Period.parse(name), let period = periods.first, periods.count == 1
    else { return nil }
    return period.kind == .custom ? nil : period
  }
}
