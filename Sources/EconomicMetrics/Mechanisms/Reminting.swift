import Quantities
public import SeriesStore

/// Burned tokens that come back as rewards, by the dated rules of a profile.
///
/// With smoothing over *n* days, as Helium does over 7:
///
///     target(t) = (n − 1) ÷ n × target(t − 1) + burn(t) ÷ n;  target = 0 before the first row
///     reminted(t) = min(share × target(t), what is left of the cap in the interval)
///
/// Without smoothing the target is the day's burn. A row of several days counts as burned evenly on
/// each of them: a week with one great burn then re-mints more than the network did. Days without a
/// row leave the target as it is. The rest of a burn is permanent, at least 0. Where a rule names
/// `service_credits_used`, what comes back is worth the credits used, at the average price of the
/// row's days; without that price the row has no re-mint.
///
/// Source of the smoothing: https://github.com/helium/docs/pull/1968
struct Reminting: Mechanism {
  private let rules: [Profile.Remint]

  /// Creates the mechanism of dated rules, which do not overlap.
  init(_ rules: [Profile.Remint]) { self.rules = rules }

  func additions(to network: Network, _ view: MechanismView) -> [MechanismAddition] {
    let rules = rules.filter { $0.source.isEmpty || view.isKnown($0.source) }
    let bases = rules.map(\.base).enumerated().filter { index, base in
      rules.firstIndex { $0.base == base } == index
    }.map(\.element)
    let tracks = bases.flatMap { base -> [Track] in
      let prices = base == "tokens_burned" ? nil : network.prices(view)
      let own = rules.filter { $0.base == base }
      return (network.series[SeriesID(base)]?.tracks ?? []).compactMap {
        RemintedRows(of: $0, prices: prices).track(by: own)
      }
    }
    return [MechanismAddition(series: "tokens_reminted", tracks: tracks)]
  }
}

/// What the rules make of the rows of one source.
private struct RemintedRows {
  /// A row with its days and the tokens that it burns, or is worth, on each.
  private struct Burn {
    let row: Int
    let days: ClosedRange<Day>
    let perDay: Double
  }

  private let source: Track
  private let burns: [Burn]

  init(of track: Track, prices: PriceBook?) {
    source = track
    burns = (0..<track.count).compactMap { row in
      guard track.isPresent(row) else { return nil }
      let days = track.starts[row]...track.end(row)
      let perDay = track.amount(row) / Double(track.days(row))
      guard let prices else { return Burn(row: row, days: days, perDay: perDay) }
      return prices.average(over: days).map { Burn(row: row, days: days, perDay: perDay / $0) }
    }
  }

  /// The re-minted tokens of every row that lies in the days of a rule whole.
  func track(by rules: [Profile.Remint]) -> Track? {
    var rows: [(row: Int, tokens: Double, note: String)] = []
    for rule in rules {
      for (burn, tokens) in zip(burns, reminted(by: rule)) where rule.holds(on: burn.days) {
        rows.append((burn.row, tokens, rule.description))
      }
    }
    guard !rows.isEmpty else { return nil }
    rows.sort { $0.row < $1.row }
    let index = rows.map(\.row)
    return Track(
      source: source.source, starts: index.map { source.starts[$0] }, ends: index.map(source.end),
      values: rows.map(\.tokens), evidence: Column(index.map { source.evidence[$0] }),
      file: Column(index.map { source.file[$0] }), lines: index.map { source.lines[$0] },
      notes: Dictionary(uniqueKeysWithValues: rows.enumerated().map { ($0, $1.note) }),
      origin: .mechanism)
  }

  /// The tokens that a rule mints again for each row, as if it had always held: a rule that smooths
  /// looks back at burns before its own first day.
  private func reminted(by rule: Profile.Remint) -> [Double] {
    var budget = Budget(cap: rule.cap, per: rule.per)
    var target = 0.0
    return burns.map { burn in
      var sum = CompensatedSum()
      for offset in 0...(burn.days.upperBound - burn.days.lowerBound) {
        let days = Double(rule.smoothing ?? 1)
        target = target * (days - 1) / days + burn.perDay / days
        sum.add(budget.take(rule.share * target, on: burn.days.lowerBound + offset))
      }
      return sum.value
    }
  }
}

/// The most that may be minted again, interval by interval.
private struct Budget {
  let cap: Double?
  let per: Profile.ScheduleRule.Interval
  private var interval: Day?
  private var left = 0.0

  init(cap: Double?, per: Profile.ScheduleRule.Interval) { (self.cap, self.per) = (cap, per) }

  /// What may be minted of an amount on a day.
  mutating func take(_ amount: Double, on day: Day) -> Double {
    guard let cap else { return max(0, amount) }
    if interval != start(of: day) { (interval, left) = (start(of: day), cap) }
    let taken = min(max(0, amount), left)
    left -= taken
    return taken
  }

  /// The first day of the interval around a day; a week begins on Monday.
  private func start(of day: Day) -> Day {
    switch per {
    case .day, .epoch: day
    // 1970-01-01, day 0, was a Thursday.
    case .week: day - ((Int(day.number) + 3) % 7 + 7) % 7
    case .month: day.startOfMonth
    case .year: Period.year(of: day).start
    case .total: Day(number: 0)
    }
  }
}

extension Profile.Remint: CustomStringConvertible {
  /// `by rule: re-mints 100 % of tokens_burned, smoothed over 7 days, at most 1643.83561643 a day`.
  public var description: String {
    "by rule: re-mints \(NumberFormat.shortest(NumberFormat.portable(share * 100))) % of \(base)"
      + (smoothing.map { ", smoothed over \($0) days" } ?? "")
      + (cap.map {
        ", at most \(NumberFormat.shortest($0)) \(per == .total ? "in all" : "a \(per)")"
      }
        ?? "") + (source.isEmpty ? "" : " (\(source))")
  }

  func holds(on days: ClosedRange<Day>) -> Bool {
    days.lowerBound >= from ?? days.lowerBound && days.upperBound <= until ?? days.upperBound
  }
}

extension Network {
  /// The prices that a mechanism may use: known by the vintage's day and not after the as-of day.
  fileprivate func prices(_ view: MechanismView) -> PriceBook {
    func kept(_ basis: String) -> Series? {
      guard var series = series[SeriesID("price", basis: basis)] else { return nil }
      series.tracks = series.tracks.filter { view.isKnown($0.source) }.map {
        $0.ended(by: view.asOf)
      }
      return series
    }
    let none = Series(id: SeriesID("price"), kind: .level, unit: .usdPerToken, tracks: [])
    return PriceBook(closes: Points(of: kept("") ?? none), averages: kept("average"))
  }
}

extension PriceBook {
  /// One average price over an interval, weighted by days where several rows share it.
  fileprivate func average(over days: ClosedRange<Day>) -> Double? {
    let parts = averages(over: days)
    let length = parts.reduce(0) { $0 + ($1.days.upperBound - $1.days.lowerBound + 1) }
    guard length > 0 else { return nil }
    var sum = CompensatedSum()
    for part in parts {
      sum.add(part.price * Double(part.days.upperBound - part.days.lowerBound + 1))
    }
    return sum.value > 0 ? sum.value / Double(length) : nil
  }
}
