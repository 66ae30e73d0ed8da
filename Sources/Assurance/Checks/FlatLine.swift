import Quantities
import SeriesStore

extension Check {
  /// The same exact value again and again.
  static let flatLine = Check(
    "series.flat", "A flat line", .warning,
    rationale: "A measured value of several digits does not repeat: a feed that stopped, or rows "
      + "that were filled in, look like this. Values of few digits may repeat, "
      + "and so may what a rule or somebody sets: emission, list prices.",
    source: "https://github.com/DefiLlama/DefiLlama-Adapters/issues/16963; house thresholds",
    remedy: "delete the rows that repeat the last measured one, or state gaps: carry",
    thresholds: [
      .init("rows", 5, .count, "equal rows in a row"),
      .init("digits", 4, .count, "significant digits from which equality is no rounding"),
    ], of: .all
  ) { subject in
    subject.measured().filter { $0.series.gaps != .carry && !isSet($0.id.name) }.flatMap {
      measured in
      measured.tracks.compactMap { track -> Finding? in
        guard let run = longestRun(track.present.filter { $0.amount != 0 }),
          Double(run.count) >= subject["rows"], let first = run.first, let last = run.last,
          Double(significantDigits(of: first.amount)) >= subject["digits"],
          track.evidence[first.index] != .schedule
        else { return nil }
        return subject.finding(
          "\(measured.id) by \(track.source) is \(NumberFormat.shortest(first.amount)) in "
            + "\(run.count) rows from \(first.start) to \(last.end)", of: measured.id,
          at: [first, last])
      }
    }
  }

  /// What a rule or somebody sets stays as it is until it is changed: emission, list prices.
  private static func isSet(_ name: String) -> Bool {
    [
      "unit_price", "centralized_unit_price", "list_price", "service_level_objective",
      "provider_costs", "provider_capex", "tokens_emitted", "tokens_unlocked",
    ].contains(name)
  }

  /// The longest run of rows with one value; the first of equals.
  private static func longestRun(_ rows: [Row]) -> ArraySlice<Row>? {
    var (longest, start) = (rows[..<0], 0)
    for index in rows.indices {
      if rows[index].amount != rows[start].amount { start = index }
      if index - start + 1 > longest.count { longest = rows[start...index] }
    }
    return longest.isEmpty ? nil : longest
  }

  /// Digits of the shortest form of a number without the zeros at its ends.
  private static func significantDigits(of value: Double) -> Int {
    let mantissa = "\(abs(value))".prefix { $0 != "e" }
    let digits = mantissa.filter(\.isNumber).drop { $0 == "0" }
    return digits.reversed().drop { $0 == "0" }.count
  }
}
