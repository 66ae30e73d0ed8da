import Quantities
import SeriesStore

extension Check {
  static let circulatingAboveMaximum = supplyOrder(
    "circulating_supply", "max_supply", "above-maximum", "More in circulation than may exist")
  static let circulatingAboveTotal = supplyOrder(
    "circulating_supply", "total_supply", "above-total", "More in circulation than exists")
  static let totalAboveMaximum = supplyOrder(
    "total_supply", "max_supply", "above-maximum", "More in existence than may exist")

  /// What circulates is part of what exists, and that of what may ever exist.
  private static func supplyOrder(
    _ part: String, _ whole: String, _ fault: String, _ title: String
  ) -> Check {
    Check(
      "\(part).\(fault)", title, .warning,
      rationale:
        "What circulates is part of what exists, and that is part of what may ever exist. Where "
        + "a source says more, it counts otherwise, or a vote has lifted the cap.",
      source: "definitions of CoinGecko and DefiLlama; house tolerance",
      remedy: "take both from one source, or add the cap's change as a row",
      thresholds: [.init("tolerance", 0.001, .percent, "share by which rounding may exceed")]
    ) { subject in
      subject.excess(of: part, over: whole)
    }
  }
}

extension CheckSubject {
  /// One finding for all days on which a part exceeds its whole, with the worst of them.
  fileprivate func excess(of part: String, over whole: String) -> [Finding] {
    guard let parts = network.points[SeriesID(part)], let wholes = network.points[SeriesID(whole)]
    else { return [] }
    let carries = network.series[SeriesID(whole)]?.gaps == .carry
    let pairs = parts.days.indices.compactMap { index -> (part: Int, whole: Int)? in
      let day = parts.days[index]
      guard let other = wholes.last(through: day),
        carries || day - wholes.days[other] <= CheckSubject.sameDays
      else { return nil }
      return (index, other)
    }
    let above = pairs.filter {
      parts.values[$0.part] > wholes.values[$0.whole] * (1 + self["tolerance"])
    }
    let worst = above.max { excess($0, parts, wholes) < excess($1, parts, wholes) }
    guard let worst, let mine = reading(part, at: worst.part),
      let theirs = reading(whole, at: worst.whole)
    else { return [] }
    return [
      finding(
        "\(part) exceeds \(whole) on \(above.count) of \(pairs.count) days, most on "
          + "\(parts.days[worst.part]): \(NumberFormat.compact(mine.value)) against "
          + NumberFormat.compact(theirs.value), of: SeriesID(part), at: [mine.row, theirs.row])
    ]
  }

  /// How many days two readings of stocks may lie apart to be set against each other.
  static let sameDays = 7

  private func excess(_ pair: (part: Int, whole: Int), _ parts: Points, _ wholes: Points) -> Double
  {
    parts.values[pair.part] / max(wholes.values[pair.whole], .leastNormalMagnitude)
  }
}
