import DatasetLoading
import Quantities

/// The values of one measure, by day.
struct DayColumn {
  let measure: Measure
  let segment: String
  /// Whether a second value of a day is a part of it.
  let hasParts: Bool
  private(set) var unit: String?
  private(set) var entries: [DayEntry] = []
  private var days: [Int32: Int] = [:]
  /// The entry of the last value.
  private var last = -1

  init(_ measure: Measure, segment: String, hasParts: Bool) {
    (self.measure, self.segment, self.hasParts) = (measure, segment, hasParts)
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
      if measure.mayLieAhead { return .ahead }
      // A week or a month may be under way; it comes whole with a later file.
      guard start < end, start <= wish.retrieved else { throw future(end, observation, wish) }
      return .partialDay
    }
    guard start >= DayColumn.firstDay else { throw tooEarly(start, observation) }
    guard let value = observation.value else { return .noValue }
    guard !measure.isZeroUnknown || !value.isZero else { return .unknownYet }
    try check(observation)
    let index = entry(of: start, end)
    guard entries[index].end == end else { throw overlap(entries[index], end, observation) }
    let point = DayEntry.Point(
      offset: offset, time: observation.time, value: value, place: observation.place)
    guard measure.time != .event else { return entries[index].sum(point) ? .addedUp : nil }
    if hasParts, let other = entries[index].body { throw part(other, start, observation) }
    return try entries[index].keep(point, measure)
  }

  /// The days that a value is of, and when in the first it stands.
  private func time(of observation: Observation) -> (start: Day, end: Day, offset: Int64) {
    if measure.isOfMoment, let time = observation.time.instant {
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
      entries.isEmpty ? "not \(unit)" : "but the values before are in \(excerpt(unit))",
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

  private func part(
    _ other: DayEntry.Point, _ day: Day, _ observation: Observation
  ) -> ImportFault {
    ImportFault(
      .duplicateDay, at: observation.place, field: measure.word,
      "has a second value of \(day), after \(other.place.words), which may be another part of it",
      "get one row a day; where rows are of chains or hours, let the query add them up")
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
