package import Quantities
package import SeriesStore

/// Sets the sources and definitions of every series of a network against each other.
///
/// Nothing is averaged and nothing is estimated: an amount is the sum of rows, an item of a bridge is
/// there only where rows state it, and what remains is called the residual.
package struct Reconciliation: Sendable {
  /// The network.
  package let network: NetworkSeries
  /// The share of the first figure up to which a residual counts as agreement.
  package let tolerance: Double
  /// Every series with two sources or more, in the order of their names.
  package let series: [ReconciledSeries]

  /// One per cent: published figures are mostly rounded to two or three digits, which alone makes half
  /// a per cent, and no screen or grade of a report turns on one.
  package static let standardTolerance = 0.01

  /// Reconciles a network.
  ///
  /// - Parameters:
  ///   - network: Its series as known on a day.
  ///   - tolerance: The share of the first figure that may remain.
  package init(_ network: NetworkSeries, tolerance: Double = Self.standardTolerance) {
    (self.network, self.tolerance) = (network, tolerance)
    let names = Set(network.series.keys.map { SeriesID($0.name, segment: $0.segment) })
    series = names.sorted().compactMap {
      SeriesReconciler(network, $0, tolerance: tolerance).result
    }
  }

  /// How many bridges end with a verdict.
  package func count(_ verdict: Bridge.Verdict) -> Int {
    series.reduce(0) { $0 + $1.count(verdict) }
  }

  /// The same with those periods only that meet a condition, and the pairs that have any.
  package func filtered(_ isWanted: (Period) -> Bool) -> Reconciliation {
    Reconciliation(self, series: series.compactMap { $0.filtered(isWanted) })
  }

  private init(_ other: Reconciliation, series: [ReconciledSeries]) {
    (network, tolerance, self.series) = (other.network, other.tolerance, series)
  }
}

extension ReconciledSeries {
  fileprivate func filtered(_ isWanted: (Period) -> Bool) -> ReconciledSeries? {
    let kept = pairs.map { $0.filtered(isWanted) }.filter { $0.hasMatch || !$0.partial.isEmpty }
    guard !kept.isEmpty else { return nil }
    return ReconciledSeries(
      id: id, kind: kind, unit: unit, sides: sides, pairs: kept, strangers: strangers)
  }
}

/// Reconciles one series of a network.
struct SeriesReconciler {
  let network: NetworkSeries
  let id: SeriesID
  let tolerance: Double

  init(_ network: NetworkSeries, _ id: SeriesID, tolerance: Double) {
    (self.network, self.id, self.tolerance) = (network, id, tolerance)
  }

  /// Everything that the sources say of one another; `nil` where there is only one.
  var result: ReconciledSeries? {
    let sides = self.sides
    guard sides.count > 1, let series = sides.lazy.compactMap({ network.series[$0.id] }).first
    else { return nil }
    var (pairs, strangers) = ([BridgePair](), 0)
    for (index, first) in sides.enumerated() {
      for second in sides[(index + 1)...] where isWorthwhile(first, second) {
        let pair = pair(first, second)
        if pair.hasMatch || !pair.partial.isEmpty { pairs.append(pair) } else { strangers += 1 }
      }
    }
    return ReconciledSeries(
      id: id, kind: series.kind, unit: series.unit, sides: sides, pairs: withoutEchoes(pairs),
      strangers: strangers)
  }

  /// Whether two sides may say something of each other.
  ///
  /// Both ends of a range, or a close and a mean of days, are no two words on one thing; and tokens are
  /// valued to test the value that is stated of them.
  private func isWorthwhile(_ first: BridgeSide, _ second: BridgeSide) -> Bool {
    if first.valued != nil || second.valued != nil {
      return first.id == second.id && first.source == second.source
    }
    guard first.definition != second.definition else { return true }
    if first.id.basis == "average" || second.id.basis == "average" { return false }
    return first.source != second.source || definitions(first, second) == nil
  }

  /// Leaves out what repeats: of two definitions, the best-ranked sources of a period are set against
  /// each other, not every source against every one.
  private func withoutEchoes(_ pairs: [BridgePair]) -> [BridgePair] {
    pairs.enumerated().map { index, pair in
      guard pair.first.definition != pair.second.definition else { return pair }
      let better = pairs[..<index].filter {
        $0.first.definition == pair.first.definition
          && $0.second.definition == pair.second.definition
          && ($0.first == pair.first || $0.second == pair.second)
      }
      let told = Set(better.flatMap { $0.bridges.map(\.period) + $0.partial.map(\.period) })
      return pair.filtered { !told.contains($0) }
    }.filter { $0.hasMatch || !$0.partial.isEmpty }
  }

  /// The sources by rank, the profile's own definition first; then values of tokens.
  private var sides: [BridgeSide] {
    let ids = network.series.keys.filter { $0.name == id.name && $0.segment == id.segment }.sorted()
    let ranking = network.profile.ranking[id.name] ?? []
    var sides = ids.flatMap { id -> [BridgeSide] in
      (network.series[id]?.tracks ?? []).enumerated().compactMap { index, track in
        // A schedule or a rule says what should be: whether it was is a metric of its own.
        track.origin == .rows
          ? BridgeSide(id: id, source: track.source, valued: nil, track: index) : nil
      }
    }
    let ranks = sides.map { side in
      ranking.firstIndex { $0.source == side.source && $0.basis == side.id.basis } ?? .max
    }
    let order = sides.indices.sorted { left, right in
      let isOwn = (sides[left].id.basis.isEmpty ? 0 : 1, sides[right].id.basis.isEmpty ? 0 : 1)
      return (isOwn.0, ranks[left], left) < (isOwn.1, ranks[right], right)
    }
    sides = order.map { sides[$0] }
    return sides + sides.flatMap(valuations)
  }

  /// The tokens that a side states the value of, valued at the prices of the report.
  private func valuations(_ side: BridgeSide) -> [BridgeSide] {
    guard network.series[side.id]?.kind == .flow else { return [] }
    return rules(of: side).compactMap { rule -> BridgeSide? in
      guard case .values(let tokens) = rule.step,
        let track = network.series[tokens]?.tracks.firstIndex(where: { $0.source == side.source })
      else { return nil }
      return BridgeSide(id: side.id, source: side.source, valued: tokens, track: track)
    }
  }

  private func pair(_ first: BridgeSide, _ second: BridgeSide) -> BridgePair {
    let (series, other) = (self.series(of: first), self.series(of: second))
    let (left, right) = (series.tracks[first.track], other.tracks[second.track])
    guard series.kind == .flow else {
      let bridges = ReadingMatch.all(left, right).map { reading($0, first, second, left, right) }
      return BridgePair(first: first, second: second, bridges: bridges, partial: [])
    }
    let periods = MatchedPeriods(left, right, gaps: series.gaps)
    return BridgePair(
      first: first, second: second,
      bridges: periods.whole.map { flow($0, first, second) }, partial: periods.partial)
  }

  func series(of side: BridgeSide) -> Series {
    guard let series = network.series[side.valued ?? side.id] else {
      preconditionFailure("a side is a track of a series")
    }
    return series
  }

  /// The rules of the profile for a side's definition and source.
  func rules(of side: BridgeSide) -> [Profile.BridgeRule] {
    network.profile.bridges.filter { rule in
      rule.series == side.id.name && (rule.basis == side.definition || rule.basis == side.id.basis)
        && (rule.publisher == nil || rule.publisher == side.source)
    }
  }

  // MARK: Flows

  private func flow(_ period: Period, _ first: BridgeSide, _ second: BridgeSide) -> Bridge {
    let (left, right) = (reading(first, period), reading(second, period))
    guard let left, let right else {
      let side = left == nil ? first : second
      return incomparable(
        period, left?.whole ?? .none, right?.whole ?? .none,
        "no price is known for the days of \(side.name)")
    }
    var items = BridgeItems(self, period)
    items.addEdges(left, first, right, second)
    let objection = definitions(first, second) ?? items.addSteps(left, first, right, second)
    return bridge(
      period, left.whole, right.whole, base: left.total, items: items.items, objection,
      bounds(first, second))
  }

  /// What a side says of a period; a valuation without a price says nothing.
  private func reading(_ side: BridgeSide, _ period: Period) -> SideReading? {
    let series = series(of: side)
    let reading = SideReading(series.tracks[side.track], over: period, gaps: series.gaps)
    return side.valued == nil ? reading : reading.valued(at: network.prices)
  }

  /// Why two definitions cannot be set against each other; `nil` where they can.
  private func definitions(_ first: BridgeSide, _ second: BridgeSide) -> String? {
    guard first.definition != second.definition else { return nil }
    for side in [first, second] where !side.definition.isEmpty {
      let leads = rules(of: side).contains { rule in
        if case .values = rule.step { false } else { true }
      }
      if !leads { return "no rule of the profile leads from one definition to the other" }
    }
    return nil
  }

  // MARK: Stocks and prices

  private func reading(
    _ match: ReadingMatch, _ first: BridgeSide, _ second: BridgeSide, _ left: Track, _ right: Track
  ) -> Bridge {
    let (a, b) = (left.reading(match.first), right.reading(match.second))
    let spans = (left.days(match.first), right.days(match.second))
    let isSameSpan = spans.0 == spans.1
    let objection =
      isSameSpan
      ? definitions(first, second)
      : "one is a mean over \(max(spans.0, spans.1)) days, the other over \(min(spans.0, spans.1))"
    return bridge(
      Period(from: match.day, to: match.day), a, b, base: a.value, items: [], objection,
      bounds(first, second))
  }

  // MARK: Verdict

  /// Whether one side is a bound: it may lie on one side of the other by any amount.
  private func bounds(
    _ first: BridgeSide, _ second: BridgeSide
  ) -> (first: BridgeSide.Bound?, second: BridgeSide.Bound?) { (first.bound, second.bound) }

  private func bridge(
    _ period: Period, _ first: BridgeAmount, _ second: BridgeAmount, base: Double,
    items: [BridgeItem], _ objection: String?,
    _ bounds: (first: BridgeSide.Bound?, second: BridgeSide.Bound?)
  ) -> Bridge {
    let draft = Bridge(
      period: period, first: first, second: second, items: items, base: base,
      verdict: .notComparable, remark: objection ?? "")
    if objection != nil { return draft }
    let (verdict, remark) = judged(draft, bounds)
    return Bridge(
      period: period, first: first, second: second, items: items, base: base, verdict: verdict,
      remark: remark)
  }

  private func judged(
    _ bridge: Bridge, _ bounds: (first: BridgeSide.Bound?, second: BridgeSide.Bound?)
  ) -> (Bridge.Verdict, String) {
    let isWithin = isWithin(bridge)
    let good: Bridge.Verdict = bridge.items.isEmpty ? .agrees : .explained
    switch bounds {
    case (nil, nil):
      let isPrice = bridge.items.contains { $0.kind == .price }
      return (
        isWithin ? good : .unexplained, isPrice ? "the tokens are the same, their price is not" : ""
      )
    case (.some, .some):
      return (.notComparable, "both are bounds: the true numbers may lie anywhere beyond them")
    case (nil, let bound?), (let bound?, nil):
      // The second as a lower bound may lie below the first, the first as one above the second.
      let isSecond = bounds.second != nil
      let mayBeBelow = (bound == .least) == isSecond
      let holds = isWithin || (mayBeBelow ? bridge.residual < 0 : bridge.residual > 0)
      let word = bound == .least ? "lower" : "upper"
      return (holds ? good : .unexplained, "the \(word) bound \(holds ? "holds" : "is broken")")
    }
  }

  private func isWithin(_ bridge: Bridge) -> Bool {
    abs(bridge.residual) <= tolerance * abs(bridge.base)
  }

  private func incomparable(
    _ period: Period, _ first: BridgeAmount, _ second: BridgeAmount, _ remark: String
  ) -> Bridge {
    Bridge(
      period: period, first: first, second: second, items: [], base: first.value,
      verdict: .notComparable, remark: remark)
  }
}

/// Two readings of one day.
struct ReadingMatch {
  let day: Day
  /// Rows of the two tracks.
  let first: Int
  let second: Int

  /// The last common day of every quarter, one whose readings span the same days where there is one.
  static func all(_ first: Track, _ second: Track) -> [ReadingMatch] {
    var rows: [Day: Int] = [:]
    for row in 0..<second.count where second.isPresent(row) { rows[second.end(row)] = row }
    var matches: [ReadingMatch] = []
    for row in 0..<first.count where first.isPresent(row) {
      let day = first.end(row)
      guard let other = rows[day] else { continue }
      let match = ReadingMatch(day: day, first: row, second: other)
      guard let last = matches.last, Period.quarter(of: last.day) == Period.quarter(of: day) else {
        matches.append(match)
        continue
      }
      let isSame = first.days(row) == second.days(other)
      if isSame || first.days(last.first) != second.days(last.second) {
        matches[matches.count - 1] = match
      }
    }
    return matches
  }
}

extension Track {
  /// What a row of a stock or price says.
  func reading(_ row: Int) -> BridgeAmount {
    BridgeAmount(value: amount(row), rows: [BridgeRow(self, row, days: days(row))])
  }
}
