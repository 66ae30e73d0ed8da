package import Quantities

/// The time that a vendor gives to a value.
package enum Moment: Hashable, Sendable {
  /// A moment, in microseconds since 1970-01-01 00:00 UTC.
  case instant(Int64)
  /// A day of the UTC calendar.
  case day(Day)
  /// Several whole days, both ends included: a week, a month.
  case days(Day, Day)

  /// A day in microseconds.
  package static let dayLength: Int64 = 86_400_000_000

  /// Units in which vendors count the time since 1970.
  package enum EpochUnit: String, Hashable, Sendable, CaseIterable {
    case seconds
    case milliseconds
    case microseconds

    /// The microseconds of one.
    package var length: Int64 {
      switch self {
      case .seconds: 1_000_000
      case .milliseconds: 1000
      case .microseconds: 1
      }
    }

    /// The counts that lie in 2009 to 2099: before, there was no token, and no figure is of later.
    fileprivate var plausible: Range<Int64> {
      1_230_768_000_000_000 / length..<4_102_444_800_000_000 / length
    }
  }

  /// Reads a count since 1970.
  ///
  /// - Parameters:
  ///   - count: The count.
  ///   - units: Those that the vendor uses; of several the one that gives a plausible year.
  ///   - place: Where it stands.
  /// - Throws: What the count would mean in another unit, where no unit of the vendor fits.
  package init(
    epoch count: Int64, _ units: [EpochUnit], at place: Place
  ) throws(ImportFault) {
    if let unit = units.first(where: { $0.plausible.contains(count) }) {
      self = .instant(count * unit.length)
      return
    }
    let names = units.map(\.rawValue).joined(separator: " or ")
    let other = EpochUnit.allCases.first { $0.plausible.contains(count) }
    throw ImportFault(
      .implausibleTime, at: place, cell: "\(count)",
      "in \(names) not a time from 2009 to 2099",
      other.map { "it looks like \($0.rawValue); is the file of another vendor?" }
        ?? "check the file's first column of times")
  }

  /// Reads `2024-01-01`, `2024-01-01T00:00:00.000Z`, `2024-01-01 00:00:00 UTC`,
  /// `2024-01-01T02:00:00+02:00`.
  ///
  /// A time without a zone is UTC, as all vendors say.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, 0..<bytes.count)
  }

  /// Reads the same from a file.
  package init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    let (start, end) = (range.lowerBound, range.upperBound)
    guard let day = WrittenTime.day(bytes, range) else { return nil }
    guard end - start > 10 else {
      self = .day(day)
      return
    }
    guard let time = WrittenTime.timeOfDay(bytes, start + 10..<end) else { return nil }
    self = .instant(Moment.start(of: day) + time)
  }

  /// The day that holds the moment; of several days the last.
  package var day: Day {
    switch self {
    case .instant(let time): Moment.day(of: time)
    case .day(let day), .days(_, let day): day
    }
  }

  /// The moment; of a day its start, of several days none.
  var instant: Int64? {
    switch self {
    case .instant(let time): time
    case .day(let day): Moment.start(of: day)
    case .days: nil
    }
  }

  /// The day that holds a moment.
  package static func day(of time: Int64) -> Day {
    let (quotient, rest) = time.quotientAndRemainder(dividingBy: dayLength)
    return Day(number: Int32(truncatingIfNeeded: rest < 0 ? quotient - 1 : quotient))
  }

  /// The first moment of a day.
  package static func start(of day: Day) -> Int64 { Int64(day.number) * dayLength }
}
