import Foundation
import Quantities
import SeriesStore

extension Check {
  /// A published market value is the price times what circulates.
  static let marketCapIdentity = Check(
    "market_cap.not-price-times-supply", "A market cap that is not price × supply", .warning,
    rationale: "Market cap = price × circulating supply, by the definition of every vendor. A gap "
      + "means that two of the three count other tokens or other days, and multiples inherit it.",
    source:
      "https://support.coingecko.com/hc/en-us/articles/32294647667865-CoinGecko-Supply-Methodology"
      + "; house tolerance",
    remedy: "take the three from one source, or give the one that counts otherwise a basis",
    thresholds: [
      .init("tolerance", 0.1, .percent, "share by which the two may differ"),
      .init("days", 7, .days, "days by which the supply may be older"),
    ], of: .all
  ) { subject in
    let caps = subject.capsBesideProducts(of: "circulating_supply")
    let broken = caps.filter { abs($0.gap) > log(1 + subject["tolerance"]) }
    guard let worst = broken.max(by: { abs($0.gap) < abs($1.gap) }) else { return [] }
    return [
      subject.finding(
        "market_cap is not price × circulating_supply on \(broken.count) of the \(caps.count) days "
          + "with all three, most on \(worst.day): \(NumberFormat.compact(worst.cap)) against "
          + "\(NumberFormat.compact(worst.product)) USD", of: SeriesID("market_cap"),
        at: worst.rows)
    ]
  }
}

/// A published market value beside price × supply of its day.
struct CapBesideProduct {
  let day: Day
  let cap: Double
  let product: Double
  let rows: [Row]
  /// The logarithm of cap ÷ product.
  var gap: Double { log(cap / product) }
}

extension CheckSubject {
  /// The days with a market cap and a price, and a supply not older than the check's `days`.
  func capsBesideProducts(of supply: String) -> [CapBesideProduct] {
    guard let caps = network.points[SeriesID("market_cap")],
      let prices = network.points[SeriesID("price")],
      let supplies = network.points[SeriesID(supply)]
    else { return [] }
    return caps.days.indices.compactMap { index in
      let day = caps.days[index]
      guard let price = prices.last(through: day), prices.days[price] == day,
        let stock = supplies.last(through: day),
        Double(day - supplies.days[stock]) <= self["days"],
        let cap = reading("market_cap", at: index), let close = reading("price", at: price),
        let tokens = reading(supply, at: stock),
        cap.value > 0, close.value > 0, tokens.value > 0
      else { return nil }
      return CapBesideProduct(
        day: day, cap: cap.value,
        product: min(close.value * tokens.value, .greatestFiniteMagnitude),
        rows: [cap.row, close.row, tokens.row])
    }
  }
}
