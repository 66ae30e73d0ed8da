import Quantities
import SeriesStore

extension Check {
  /// What circulates is worth no more than all that exists.
  static let marketCapAboveDiluted = Check(
    "market_cap.above-fully-diluted", "A market cap above the fully diluted valuation", .warning,
    rationale: "The fully diluted valuation is price × total supply, and what circulates is a part "
      + "of that. A market cap above it counts other tokens, or another price.",
    source: "definitions of CoinGecko and DefiLlama; house tolerance",
    remedy: "take market cap, price and total supply from one source, or give the one that counts "
      + "otherwise a basis",
    thresholds: [
      .init("tolerance", 0.01, .percent, "share by which the market cap may exceed"),
      .init("days", 31, .days, "days by which the supply may be older"),
    ]
  ) { subject in
    let days = subject.capsBesideDiluted
    let above = days.filter { $0.cap > $0.diluted * (1 + subject["tolerance"]) }
    guard let worst = above.max(by: { $0.cap / $0.diluted < $1.cap / $1.diluted }) else {
      return []
    }
    return [
      subject.finding(
        "market_cap exceeds price × total_supply on \(above.count) of the \(days.count) days with "
          + "all three, most on \(worst.day): \(NumberFormat.compact(worst.cap)) against "
          + "\(NumberFormat.compact(worst.diluted)) USD", of: SeriesID("market_cap"),
        at: worst.rows)
    ]
  }
}

extension CheckSubject {
  /// The days with a market cap and a close above 0, and a total supply not long before.
  fileprivate var capsBesideDiluted: [(day: Day, cap: Double, diluted: Double, rows: [Row])] {
    guard let caps = network.points[SeriesID("market_cap")],
      let prices = network.points[SeriesID("price")],
      let supplies = network.points[SeriesID("total_supply")]
    else { return [] }
    return caps.days.indices.compactMap { index in
      let day = caps.days[index]
      guard let price = prices.last(through: day), prices.days[price] == day,
        let supply = supplies.last(through: day),
        Double(day - supplies.days[supply]) <= self["days"],
        let cap = reading("market_cap", at: index), let close = reading("price", at: price),
        let tokens = reading("total_supply", at: supply), close.value > 0, tokens.value > 0
      else { return nil }
      let diluted = min(close.value * tokens.value, .greatestFiniteMagnitude)
      return (day, cap.value, diluted, [cap.row, close.row, tokens.row])
    }
  }
}
