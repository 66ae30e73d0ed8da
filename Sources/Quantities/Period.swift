/// A run of UTC days, both ends included, with the name that users give it.
public struct Period: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// What kind of calendar unit a period is; it decides what comes before it.
  public enum Kind: Hashable, Sendable {
    case quarter, month, year, trailingYear, custom
  }

  /// The first day.
  public let start: Day
  /// The last day.
  public let end: Day
  /// The calendar unit.
  public let kind: Kind

  /// Creates a period of any days; `end` may not lie before `start`.
  public init(from start: Day, to end: Day) {
    precondition(start <= end, "a period ends before it starts")
    (self.start, self.end, self.kind) = (start, end, .custom)
  }

  private init(months: Int, from start: Day, kind: Kind) {
    (self.start, self.kind) = (start, kind)
    end = start.adding(months: months) - 1
  }

  /// The days of the period.
  public var days: Int { end - start + 1 }

  /// The calendar quarter that holds a day.
  public static func quarter(of day: Day) -> Period {
    let (year, month, _) = day.components
    let first = (month - 1) / 3 * 3 + 1
    return Period(
      months: 3, from: Day(number: Day.number(year: year, month: first, day: 1)), kind: .quarter)
  }

  /// The calendar month that holds a day.
  public static func month(of day: Day) -> Period {
    Period(months: 1, from: day.startOfMonth, kind: .month)
  }

  /// The calendar year that holds a day.
  public static func year(of day: Day) -> Period {
    Period(
      months: 12, from: Day(number: Day.number(year: day.components.year, month: 1, day: 1)),
      kind: .year)
  }

  /// The four quarters that end with the last quarter complete on a day.
  public static func trailingYear(asOf day: Day) -> Period {
    let quarter = quarter(of: day)
    let last = quarter.end <= day ? quarter : quarter.previous
    return Period(months: 12, from: last.start.adding(months: -9), kind: .trailingYear)
  }

  /// The last calendar weeks, Monday to Sunday, that have ended by a day; oldest first.
  public static func weeks(_ count: Int, endingBy day: Day) -> [Period] {
    // 1970-01-04 was the first Sunday.
    let sunday = day - (Int(day.number) - 3) % 7
    return (0..<count).reversed().map { back in
      Period(from: sunday - 7 * back - 6, to: sunday - 7 * back)
    }
  }

  /// The last calendar month that ends with or before a day.
  public static func lastMonth(through end: Day) -> Period {
    let month = Period.month(of: end)
    return month.end <= end ? month : month.previous
  }

  /// The period of the same length just before this one.
  public var previous: Period {
    switch kind {
    case .quarter: Period(months: 3, from: start.adding(months: -3), kind: .quarter)
    case .month: Period(months: 1, from: start.adding(months: -1), kind: .month)
    case .year, .trailingYear: yearAgo
    case .custom: Period(from: start - days, to: start - 1)
    }
  }

  /// The same days one year earlier; the end of a month stays one, so February keeps its last day.
  public var yearAgo: Period {
    switch kind {
    case .quarter: Period(months: 3, from: start.adding(months: -12), kind: .quarter)
    case .month: Period(months: 1, from: start.adding(months: -12), kind: .month)
    case .year: Period(months: 12, from: start.adding(months: -12), kind: .year)
    case .trailingYear: Period(months: 12, from: start.adding(months: -12), kind: .trailingYear)
    case .custom: Period(from: start.adding(months: -12), to: endYearAgo)
    }
  }

  private var endYearAgo: Day {
    let day = end.adding(months: -12)
    return end == end.endOfMonth ? day.endOfMonth : day
  }

  /// The quarters that make up the period exactly; empty where none do or where it is one itself.
  public var quarters: [Period] {
    guard days > 92 else { return [] }
    var (quarters, day) = ([Period](), start)
    while day <= end {
      let quarter = Period.quarter(of: day)
      guard quarter.start == day, quarter.end <= end else { return [] }
      quarters.append(quarter)
      day = quarter.end + 1
    }
    return quarters
  }

  /// `2025Q4`, `2025-10`, `2025`, `LTM 2025Q4` or `2025-07-01..2025-12-31`.
  public var description: String {
    let (year, month, _) = start.components
    switch kind {
    case .quarter: return "\(padded(year, to: 4))Q\((month + 2) / 3)"
    case .month: return "\(padded(year, to: 4))-\(padded(month, to: 2))"
    case .year: return padded(year, to: 4)
    case .trailingYear: return "LTM \(Period.quarter(of: end))"
    case .custom: return "\(start)..\(end)"
    }
  }

  /// Orders by last day, then by first day.
  public static func < (left: Period, right: Period) -> Bool {
    (left.end, left.start) < (right.end, right.start)
  }
}

extension Period {
  /// Why a text names no period.
  public struct ParseError: Error, Hashable, CustomStringConvertible {
    /// The text as typed.
    public let text: String
    /// What is wrong, and what was expected.
    public let description: String

    init(_ text: String, _ problem: String = "names no period") {
      self.text = text
      description =
        "\"\(text)\" \(problem); write 2025Q4, 2025-10, 2025, ltm, 2024Q1..2025Q4 "
        + "or 2025-07-01..2025-12-31"
    }
  }

  /// Reads one period or a sequence of periods of one kind.
  ///
  /// Two days joined by `..` are one period; two periods are the sequence from one to the other.
  ///
  /// - Parameters:
  ///   - text: `2025Q4`, `2025-10`, `2025`, `ltm`, `ltm-2025Q4`, or two of them joined by `..`.
  ///   - asOf: The day on which `ltm` looks back.
  /// - Returns: One period or more, oldest first.
  /// - Throws: `ParseError` with the forms that are understood.
  public static func parse(_ text: String, asOf: Day? = nil) throws(ParseError) -> [Period] {
    guard let dots = text.firstRange(of: "..") else {
      guard let period = single(text, asOf: asOf) else { throw ParseError(text) }
      return [period]
    }
    let (left, right) = (text[..<dots.lowerBound], text[dots.upperBound...])
    if let start = Day(left), let end = Day(right) {
      guard start <= end else { throw ParseError(text, "ends before it starts") }
      return [Period(from: start, to: end)]
    }
    guard let first = single(String(left), asOf: nil), let last = single(String(right), asOf: nil),
      first.kind == last.kind
    else { throw ParseError(text) }
    guard first <= last else { throw ParseError(text, "ends before it starts") }
    var periods = [last]
    while periods[0].start > first.start { periods.insert(periods[0].previous, at: 0) }
    return periods
  }

  private static func single(_ text: String, asOf: Day?) -> Period? {
    let text = text.lowercased()
    if text == "ltm" { return asOf.map(trailingYear(asOf:)) }
    if text.hasPrefix("ltm"), text.dropFirst(3).first == "-" || text.dropFirst(3).first == " " {
      guard let quarter = single(String(text.dropFirst(4)), asOf: nil), quarter.kind == .quarter
      else { return nil }
      return trailingYear(asOf: quarter.end)
    }
    let parts = text.split(whereSeparator: { $0 == "q" || $0 == "-" })
    guard let year = parts.first, year.count == 4, year.allSatisfy(\.isASCIIDigit) else {
      return nil
    }
    if parts.count == 1, text == year { return Day("\(year)-01-01").map(Period.year(of:)) }
    guard parts.count == 2, let number = Int(parts[1]) else { return nil }
    if text == "\(year)q\(number)", (1...4).contains(number) {
      return Day("\(year)-\(padded(number * 3, to: 2))-01").map(Period.quarter(of:))
    }
    return text == "\(year)-\(padded(number, to: 2))"
      ? Day("\(text)-01").map(Period.month(of:)) : nil
  }
}

extension Character {
  fileprivate var isASCIIDigit: Bool { ("0"..."9").contains(self) }
}
