import DatasetLoading
import Quantities

/// The values of one measure, by day.
struct DayColumn {
  let measure: Measure
  let segment: String
  private(set) var unit: String?
  private(set) var entries: [DayEntry] = []
  private var days: [Int32: Int] = [:]
  /// The entry of the last value.
  private var last = -1

  init(_ measure: Measure, segment: String) {
    (self.measure, self.segment) = (measure, segment)
    unit = measure.unit
  }

  /// The values that are kept.
  var count: Int { entries.reduce(0) { $0 + $1.count } }

  /// Whether an observation belongs here.
  func isOf(_ observation: Observation) -> Bool {
    observation.measure == measure.word && observation.segment == segment
  }

  /// Adds a value to its day.
  ///
  /// - Returns: Why it, or the one that it takes the place of, is passed over.
  mutating func add(
    _ observation: Observation, _ wish: ImportWish
  ) throws(ImportFault) -> ImportTally.Skip? {
    let (start, end, offset) = time(of: observation)
    guard end <= wish.retrieved else {
      guard measure.mayLieAhead else { throw future(end, observation, wish) }
      return .ahead
    }
    guard start >= DayColumn.firstDay else { throw tooEarly(start, observation) }
    guard let value = observation.value else { return .noValue }
    guard !measure.isZeroUnknown || !value.isZero else { return .unknownYet }
    try check(observation)
    let index = entry(of: start, end)
    guard entries[index].end == end else { throw overlap(entries[index], end, observation) }
    let point = DayEntry.Point(offset: offset, value: value, place: observation.place)
    guard measure.time != .event else { return entries[index].sum(point) ? .addedUp : nil }
    return try entries[index].keep(point, measure)
  }

  /// The days that a value is of, and when in the first it stands.
  private func time(of observation: Observation) -> (start: Day, end: Day, offset: Int64) {
    if measure.isOfMoment, case .instant(let time) = observation.time {
      let day = Moment.day(of: time)
      let offset = time - Moment.start(of: day)
      // 00:00 is the end of the day before.
      return offset == 0 ? (day - 1, day - 1, Moment.dayLength) : (day, day, offset)
    }
    var (start, end) = (observation.time.day, observation.time.day)
    if case .days(let first, _) = observation.time { start = first }
    if measure.time == .openingOfDay { (start, end) = (start - 1, end - 1) }
    return (start, end, Moment.dayLength)
  }

  private mutating func entry(of start: Day, _ end: Day) -> Int {
    if last >= 0, entries[last].start == start { return last }
    last = days[start.number] ?? entries.count
    if last == entries.count {
      days[start.number] = last
      entries.append(DayEntry(start: start, end: end))
    }
    return last
  }

  /// There were no tokens before: a day of 1970 is a count in another unit.
  private static let firstDay = Day(number: 14_245)
}

extension DayColumn {
  /// Refuses a second unit.
  private mutating func check(_ observation: Observation) throws(ImportFault) {
    guard let stated = observation.unit else { return }
    guard let unit else {
      unit = stated
      return
    }
    guard unit != stated else { return }
    throw ImportFault(
      .mixedUnits, at: observation.place, field: measure.word, cell: stated,
      "but the values before are in \(excerpt(unit))",
      "export one currency at a time; nothing is converted")
  }

  private func future(
    _ day: Day, _ observation: Observation, _ wish: ImportWish
  ) -> ImportFault {
    ImportFault(
      .futureDay, at: observation.place, field: measure.word, cell: "\(day)",
      "after \(wish.retrieved), the day of retrieval",
      "check the unit of time, or say the day of retrieval with --retrieved")
  }

  private func tooEarly(_ day: Day, _ observation: Observation) -> ImportFault {
    ImportFault(
      .implausibleTime, at: observation.place, field: measure.word, cell: "\(day)",
      "before 2009, when there was no token", "check the unit of time")
  }

  private func overlap(
    _ entry: DayEntry, _ end: Day, _ observation: Observation
  ) -> ImportFault {
    ImportFault(
      .duplicateDay, at: observation.place, field: measure.word,
      cell: "\(entry.start) to \(end)", "but a value before is of \(entry.start) to \(entry.end)",
      "export days, weeks or months, one at a time")
  }
}
