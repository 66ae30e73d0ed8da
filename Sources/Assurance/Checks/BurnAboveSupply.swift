import Quantities
import SeriesStore

extension Check {
  /// No row can burn more than there is.
  static let burnAboveSupply = Check(
    "tokens_burned.above-supply", "More burned than there is", .error,
    rationale: "Nobody can burn more tokens than exist. USD in place of tokens, or a running total "
      + "in place of a period's burn, look like this.",
    remedy: "check the unit of the row, and that it is no running total"
  ) { subject in
    let id = SeriesID("tokens_burned")
    guard let burns = subject.network.series[id] else { return [] }
    return burns.tracks.flatMap(\.present).compactMap { row in
      guard let supply = subject.network.widestSupply(on: row.end), row.amount > supply.tokens
      else { return nil }
      return subject.finding(
        "\(NumberFormat.compact(row.amount)) burned from \(row.start), more than the "
          + "\(supply.name) of \(NumberFormat.compact(supply.tokens))", of: id, at: [row])
    }
  }
}

extension NetworkSeries {
  /// The widest supply known on a day: the maximum, else the last total, else circulating.
  func widestSupply(on day: Day) -> (name: String, tokens: Double)? {
    for name in ["max_supply", "total_supply", "circulating_supply"] {
      guard let points = points[SeriesID(name)], let last = points.last(through: day) else {
        continue
      }
      return (name.replacing("_", with: " "), points.values[last])
    }
    return nil
  }
}
