package import Quantities
package import SeriesStore

/// A row that an amount of a bridge rests on, and how much of it counts.
package struct BridgeRow: Hashable, Sendable {
  /// Index of the row's file in the dataset.
  package let file: UInt16
  /// Its line.
  package let line: UInt32
  /// The row's source.
  package let source: String
  /// The row's evidence tier.
  package let evidence: Evidence
  /// The row's own days.
  package let days: Period
  /// The days of it that count.
  package let countedDays: Int
}

/// An amount and the rows that it is the sum of.
package struct BridgeAmount: Hashable, Sendable {
  /// The sum, in the unit of the series.
  package let value: Double
  /// The rows, oldest first.
  package let rows: [BridgeRow]

  /// Creates an amount.
  package init(value: Double, rows: [BridgeRow]) { (self.value, self.rows) = (value, rows) }

  /// The weakest evidence among the rows.
  package var evidence: Evidence? { rows.map(\.evidence).max() }
  /// The sources of the rows, sorted.
  package var sources: [String] { Set(rows.map(\.source)).sorted() }
}

/// Something that lies between what two sources say, and that rows state.
package struct BridgeItem: Hashable, Sendable {
  /// Why two honest figures differ.
  package enum Kind: String, Hashable, Sendable, CaseIterable {
    /// Days that one side has in rows which reach over an edge of the period.
    case periodEdge = "period-edge"
    /// Buy-backs and burns not caused by usage, that one side counts.
    case discretionary = "discretionary-part"
    /// Another amount that one side counts and the other does not.
    case part = "part"
    /// A chain, or another part of the whole, that one side counts and the other does not.
    case scope = "chain-scope"
    /// A share that one side states before it is taken off.
    case grossUp = "gross-up"
    /// The same tokens at another price.
    case price = "price-basis"
  }

  /// What kind of thing it is.
  package let kind: Kind
  /// What is added on the way from the first side to the second; below 0 where it is taken off.
  package let amount: BridgeAmount
  /// What it is, in words.
  package let text: String

  package var value: Double { amount.value }
}

/// What two sources say of the same days, and what lies between.
///
///     first + items + residual = second
package struct Bridge: Hashable, Sendable {
  /// Whether two sources say the same.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// They differ by no more than the tolerance.
    case agrees
    /// What rows state of the difference leaves no more than the tolerance.
    case explained
    /// More than the tolerance is left.
    case unexplained
    /// They do not speak of the same thing, or not of the same days.
    case notComparable = "not-comparable"
  }

  /// The days of which both speak; one day for stocks and prices.
  package let period: Period
  /// What the better-ranked source says, by the rows that lie whole in the period.
  package let first: BridgeAmount
  /// What the other one says.
  package let second: BridgeAmount
  /// What lies between, in the order in which it is added.
  package let items: [BridgeItem]
  /// What the first source says of all days of the period, cut rows included: what shares are of.
  package let base: Double
  /// Whether the two say the same.
  package let verdict: Verdict
  /// Why they cannot be compared, or what limits the comparison; empty where nothing does.
  package let remark: String

  /// How far the second is above the first.
  package var difference: Double { second.value - first.value }
  /// What no row explains; 0 where sums of many rows differ in their last digits only.
  package var residual: Double {
    let rest = difference - items.reduce(0) { $0 + $1.value }
    return abs(rest) <= 1e-12 * max(abs(base), abs(second.value)) ? 0 : rest
  }
  /// The difference as a share of the first; `nil` where that is 0.
  package var differenceShare: Double? { share(difference) }
  /// The residual as a share of the first; `nil` where that is 0.
  package var residualShare: Double? { share(residual) }

  private func share(_ value: Double) -> Double? { base == 0 ? nil : value / abs(base) }
}

/// Days of which one side speaks whole and the other only in part: nothing is compared.
package struct PartialMatch: Hashable, Sendable {
  /// The days of the row.
  package let period: Period
  /// Whether it is the second side that has rows for a part only.
  package let isSecondPartial: Bool
  /// Days that this side has rows for.
  package let coveredDays: Int
}

/// One source's rows of one definition of a series.
package struct BridgeSide: Hashable, Sendable {
  /// The series and the definition.
  package let id: SeriesID
  /// The source; of a valuation, that of the tokens.
  package let source: String
  /// Which tokens are valued at the report's prices in place of a stated value.
  package let valued: SeriesID?
  /// The place of the track in its series.
  let track: Int

  /// Whether the values are bounds, and of which kind.
  package var bound: Bound? {
    if id.basis.hasSuffix("lower-bound") { return .least }
    return id.basis.hasSuffix("upper-bound") ? .most : nil
  }

  /// What a stated bound says of the true number.
  package enum Bound: Hashable, Sendable { case least, most }

  /// The definition that is bounded: `credit-volume` of `credit-volume-lower-bound`.
  var definition: String {
    guard bound != nil else { return id.basis }
    return id.basis.split(separator: "-").dropLast(2).joined(separator: "-")
  }

  /// `revenue[basis: all-burns] by dune-hnt`.
  package var name: String {
    if let valued { return "\(valued) by \(source) at the report's prices" }
    return "\(id) by \(source)"
  }
}

/// Two sides of one series.
package struct BridgePair: Hashable, Sendable {
  /// The side with the better rank.
  package let first: BridgeSide
  /// The other one.
  package let second: BridgeSide
  /// Every period of which both speak whole, oldest first.
  package let bridges: [Bridge]
  /// Rows that the other side has only a part of.
  package let partial: [PartialMatch]

  /// Whether any period could be set against each other.
  package var hasMatch: Bool { !bridges.isEmpty }

  /// How many bridges end with a verdict.
  package func count(_ verdict: Bridge.Verdict) -> Int { bridges.count { $0.verdict == verdict } }

  /// The same with those periods only that meet a condition.
  func filtered(_ isWanted: (Period) -> Bool) -> BridgePair {
    BridgePair(
      first: first, second: second, bridges: bridges.filter { isWanted($0.period) },
      partial: partial.filter { isWanted($0.period) })
  }
}

/// Everything that the sources of one series say of one another.
package struct ReconciledSeries: Hashable, Sendable {
  /// The series, by the profile's definition.
  package let id: SeriesID
  /// How rows become a number.
  package let kind: SeriesKind
  /// What values count.
  package let unit: Unit
  /// Every source and definition, the best-ranked first.
  package let sides: [BridgeSide]
  /// Every pair that speaks of the same days at least once.
  package let pairs: [BridgePair]
  /// How many pairs never speak of the same days.
  package let strangers: Int

  /// How many bridges end with a verdict.
  package func count(_ verdict: Bridge.Verdict) -> Int {
    pairs.reduce(0) { $0 + $1.count(verdict) }
  }
}
