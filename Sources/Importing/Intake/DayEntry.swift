import Quantities

/// What is kept of the values of one day.
struct DayEntry {
  /// A value and when in its day it stands.
  struct Point {
    /// Microseconds since the day's start; a whole day for its end, which is the next one's start.
    let offset: Int64
    /// The vendor's time.
    let time: Moment
    let value: ExactDecimal
    let place: Place
  }

  /// How long after 00:00 a point can still be meant for 00:00: vendors miss the grid by seconds or
  /// minutes.
  static let grid: Int64 = 15 * 60_000_000

  let start: Day
  let end: Day
  /// The first point soon after 00:00, which may be the close of the day before.
  private(set) var opening: Point?
  /// The last point after that.
  private(set) var body: Point?

  init(start: Day, end: Day) { (self.start, self.end) = (start, end) }

  /// The values that are kept.
  var count: Int { (opening == nil ? 0 : 1) + (body == nil ? 0 : 1) }

  /// Keeps a point, or another in its stead.
  ///
  /// - Returns: Why one of the two is passed over.
  mutating func keep(
    _ point: Point, _ measure: Measure
  ) throws(ImportFault) -> ImportTally.Skip? {
    if measure.isOfMoment, point.offset <= DayEntry.grid {
      return try DayEntry.keep(point, in: &opening, start, measure) { $0 < $1 }
    }
    return try DayEntry.keep(point, in: &body, start, measure) { $0 > $1 }
  }

  private static func keep(
    _ point: Point, in kept: inout Point?, _ day: Day, _ measure: Measure,
    by isBetter: (Int64, Int64) -> Bool
  ) throws(ImportFault) -> ImportTally.Skip? {
    guard let other = kept else {
      kept = point
      return nil
    }
    guard point.offset != other.offset else {
      guard measure.isOfMoment || point.time == other.time else {
        throw withinDay(point, other, day, measure)
      }
      guard point.value == other.value else { throw clash(point, other, day, measure) }
      return .repeated
    }
    if isBetter(point.offset, other.offset) { kept = point }
    return .withinDay
  }

  /// Adds an event to those of the day.
  ///
  /// - Returns: Whether there was one.
  mutating func sum(_ point: Point) -> Bool {
    guard let other = body else {
      body = point
      return false
    }
    body = Point(
      offset: 0, time: other.time, value: (other.value + point.value).trimmed, place: other.place)
    return true
  }

  private static func withinDay(
    _ point: Point, _ other: Point, _ day: Day, _ measure: Measure
  ) -> ImportFault {
    ImportFault(
      .duplicateDay, at: point.place, field: measure.word,
      "has a second value of \(day), after \(other.place.words), for another time of that day",
      "export days, not hours")
  }

  private static func clash(
    _ point: Point, _ other: Point, _ day: Day, _ measure: Measure
  ) -> ImportFault {
    let before = "\(other.value) at \(other.place.words)"
    return ImportFault(
      .duplicateDay, at: point.place, field: measure.word, cell: "\(point.value)",
      "but \(day) was \(before)", "keep the one that holds, or ask the vendor again")
  }
}

extension Measure {
  /// Whether values stand at moments, of which a day may have many.
  var isOfMoment: Bool { time == .moment || time == .dayBefore }
}
