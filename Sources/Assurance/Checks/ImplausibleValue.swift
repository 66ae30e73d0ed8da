import Quantities
import SeriesStore

extension Check {
  /// Price times supply of a size that no network has.
  static let implausibleValue = Check(
    "price.implausible", "Price × supply of an impossible size", .warning,
    rationale: "Price × supply outside what tokens are ever worth is a wrong unit: cents for "
      + "dollars, millions of tokens for tokens, or the token of another name.",
    remedy: "check the units of price and supply, and that both are of one token",
    thresholds: [
      .init("least", 10_000, .usd, "least value of all tokens"),
      .init("most", 10e12, .usd, "greatest value of all tokens"),
    ], of: .all
  ) { subject in
    guard let prices = subject.network.points[SeriesID("price")] else { return [] }
    let values = prices.days.indices.compactMap { index -> (index: Int, value: Double)? in
      guard let supply = subject.network.knownSupply(on: prices.days[index]) else { return nil }
      return (index, min(prices.values[index] * supply, .greatestFiniteMagnitude))
    }
    let odd = values.filter { !(subject["least"]...subject["most"]).contains($0.value) }
    guard let worst = odd.last, let row = subject.reading("price", at: worst.index)?.row else {
      return []
    }
    return [
      subject.finding(
        "price × supply is \(NumberFormat.compact(worst.value)) USD on "
          + "\(prices.days[worst.index]), and out of bounds on \(odd.count) of \(values.count) days",
        of: SeriesID("price"), at: [row])
    ]
  }
}

extension NetworkSeries {
  /// What circulates on a day, else what exists, else what may exist.
  fileprivate func knownSupply(on day: Day) -> Double? {
    for name in ["circulating_supply", "total_supply", "max_supply"] {
      if let points = points[SeriesID(name)], let last = points.last(through: day) {
        return points.values[last]
      }
    }
    return nil
  }
}
