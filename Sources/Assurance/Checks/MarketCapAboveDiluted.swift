import Foundation
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
    let days = subject.capsBesideProducts(of: "total_supply")
    let above = days.filter { $0.gap > log(1 + subject["tolerance"]) }
    guard let worst = above.max(by: { $0.gap < $1.gap }) else { return [] }
    return [
      subject.finding(
        "market_cap exceeds price × total_supply on \(above.count) of the \(days.count) days with "
          + "all three, most on \(worst.day): \(NumberFormat.compact(worst.cap)) against "
          + "\(NumberFormat.compact(worst.product)) USD", of: SeriesID("market_cap"),
        at: worst.rows)
    ]
  }
}
