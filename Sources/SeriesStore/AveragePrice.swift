public import Quantities

/// The average price of an interval, and the rows it was taken from.
public struct AveragePrice: Sendable {
  /// How it was found, best first.
  public enum Method: Hashable, Sendable {
    /// The mean of daily closes.
    case closes
    /// A row that states the mean over its days.
    case average
    /// The mean of the two closes that bracket the interval.
    case bracket
  }

  /// The days it holds for: the interval, or the part of it that one average row covers.
  public let days: ClosedRange<Day>
  /// In USD for a token.
  public let price: Double
  /// How it was found.
  public let method: Method
  /// The rows: of the closes, or of `average`.
  public let places: [Points.Place]

  /// Creates a price from the rows it was taken from.
  public init(days: ClosedRange<Day>, price: Double, method: Method, places: [Points.Place]) {
    (self.days, self.price, self.method, self.places) = (days, price, method, places)
  }
}

/// Prices of one token, as the valuation of token flows needs them.
public struct PriceBook: Sendable {
  /// The closes, in USD for a token, one a day.
  public let closes: Points
  /// Rows that state averages; basis `average`.
  public let averages: Series?

  /// The greatest distance, in days, of two closes whose mean stands for the days between.
  public static let widestBracket = 35
  /// The greatest age, in days, of the close at a period's end.
  public static let oldestClose = 3

  /// Creates a book from the close points and the rows that state averages.
  public init(closes: Points, averages: Series?) {
    (self.closes, self.averages) = (closes, averages)
  }

  /// The index of the last close on a day or before it.
  ///
  /// - Parameters:
  ///   - day: The day.
  ///   - oldest: How many days before it the close may lie.
  /// - Returns: `nil` where all are older, since no close is carried further.
  public func close(on day: Day, oldest: Int = PriceBook.oldestClose) -> Int? {
    closes.last(through: day).flatMap { day - closes.days[$0] <= oldest ? $0 : nil }
  }

  /// The average price over an interval, in pieces where several average rows share it.
  ///
  /// In this order: the mean of daily closes if 95 % of the days have one; rows that state an
  /// average; the mean of the two closes around the interval, at most 35 days apart.
  ///
  /// - Returns: An empty array where none applies.
  public func averages(over days: ClosedRange<Day>) -> [AveragePrice] {
    if let mean = meanOfCloses(over: days) { return [mean] }
    let rows = averageRows(over: days)
    if !rows.isEmpty { return rows }
    return bracket(around: days).map { [$0] } ?? []
  }

  private func meanOfCloses(over days: ClosedRange<Day>) -> AveragePrice? {
    let period = Period(from: days.lowerBound, to: days.upperBound)
    let indices = closes.indices(in: period)
    guard Double(indices.count) >= FlowReading.wholeCoverage * Double(period.days) else {
      return nil
    }
    var sum = CompensatedSum()
    for index in indices { sum.add(closes.values[index]) }
    return AveragePrice(
      days: days, price: sum.value / Double(indices.count), method: .closes,
      places: indices.map { closes.places[$0] })
  }

  private func averageRows(over days: ClosedRange<Day>) -> [AveragePrice] {
    guard let averages else { return [] }
    let period = Period(from: days.lowerBound, to: days.upperBound)
    for (index, track) in averages.tracks.enumerated() {
      let rows = track.rows(overlapping: period).filter(track.isPresent)
      let covered = rows.map { row in
        max(track.starts[row], period.start)...min(track.end(row), period.end)
      }
      guard covered.reduce(0, { $0 + ($1.upperBound - $1.lowerBound) + 1 }) == period.days else {
        continue
      }
      return zip(rows, covered).map { row, days in
        AveragePrice(
          days: days, price: track.amount(row), method: .average,
          places: [.init(track: index, row: row)])
      }
    }
    return []
  }

  private func bracket(around days: ClosedRange<Day>) -> AveragePrice? {
    guard let before = closes.last(through: days.lowerBound),
      let after = closes.first(from: days.upperBound),
      closes.days[after] - closes.days[before] <= PriceBook.widestBracket
    else { return nil }
    return AveragePrice(
      days: days, price: (closes.values[before] + closes.values[after]) / 2, method: .bracket,
      places: [closes.places[before], closes.places[after]])
  }
}
