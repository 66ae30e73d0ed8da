import Quantities
public import SeriesStore

/// A dated rule that derives one series from another by a factor: fees from revenue, the part of
/// holders or of a treasury from fees.
struct Split: Mechanism {
  /// The rule.
  let rule: Profile.SplitRule

  func additions(to network: Network, _ view: MechanismView) -> [MechanismAddition] {
    let tracks = network.series[SeriesID(rule.base)]?.tracks.compactMap { $0.derived(by: rule) }
    return [MechanismAddition(series: rule.series, tracks: tracks ?? [])]
  }
}

extension Track {
  /// The rows that a dated rule turns into another series: those that lie in its days whole.
  func derived(by rule: Profile.SplitRule) -> Track? {
    let rows = (0..<count).filter { row in
      isPresent(row) && starts[row] >= rule.from && end(row) <= rule.until ?? end(row)
    }
    guard !rows.isEmpty else { return nil }
    return Track(
      source: source, starts: rows.map { starts[$0] }, ends: rows.map(end),
      values: rows.map { values[$0] }, evidence: Column(rows.map { evidence[$0] }),
      file: Column(rows.map { file[$0] }), lines: rows.map { lines[$0] },
      notes: Dictionary(
        uniqueKeysWithValues: rows.enumerated().map { index, row in
          (index, (notes[row].map { "\($0); " } ?? "") + rule.description)
        }),
      factor: Column(rows.map { factor[$0] * rule.factor }), origin: .rule)
  }
}

extension Profile.SplitRule: CustomStringConvertible {
  /// `by rule: fees = revenue × 1.0526 (render-rnp)`.
  public var description: String {
    "by rule: \(series) = \(base) × \(NumberFormat.shortest(NumberFormat.portable(factor))) (\(source))"
  }
}
