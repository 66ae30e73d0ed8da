package import EconomicMetrics
package import Quantities
package import SeriesStore

extension MetricDefinition.Example {
  /// The quarter that an example's last value belongs to.
  package static let period = Period.quarter(of: Day(number: 20_453))  // 2025-12-31

  /// A network that has the example's rows and nothing else.
  package var network: NetworkSeries {
    var networks = ["": Network(id: "example", profile: Profile(name: "Example"), series: [:])]
    for (name, values) in inputs.sorted(by: { $0.key < $1.key }) {
      let parts = name.split(separator: "/").map(String.init)
      let owner = parts.count > 1 ? parts[0] : ""
      let series = MetricDefinition.Example.series(
        parts[parts.count - 1], MetricDefinition.Example.rows(values, of: name))
      networks[owner, default: Network(id: owner, profile: Profile(name: owner), series: [:])]
        .series[series.id, default: series.without].tracks += series.tracks
    }
    for (kind, lines) in parties {
      networks[""]?.ledgers[kind] = MetricDefinition.Example.ledger(kind, lines)
    }
    var seen = networks.mapValues {
      NetworkSeries($0, sources: [:], asOf: MetricDefinition.Example.period.end)
    }
    guard var network = seen.removeValue(forKey: "") else {
      preconditionFailure("an example has a network of its own")
    }
    network.benchmarks = seen
    return network
  }

  /// The period of an example's last value: a quarter, or what the name says after `@`; weeks end on
  /// Sundays.
  private static func lastPeriod(of name: String) -> Period {
    switch name.split(separator: "@").dropFirst().last {
    case "day": Period(from: period.end, to: period.end)
    case "week": Period(from: period.end - 9, to: period.end - 3)  // 2025-12-22 to 2025-12-28
    case "month": Period.month(of: period.end)
    default: period
    }
  }

  /// The last periods up to 2025Q4, each with its value; the months that follow it for `@next`.
  private static func rows(_ values: [Double?], of name: String) -> [(Period, Double)] {
    guard !name.hasSuffix("@next") else {
      let first = MetricDefinition.Example.period.end + 1
      return values.enumerated().compactMap { index, value in
        value.map { (Period.month(of: first.adding(months: index)), $0) }
      }
    }
    var (rows, period) = ([(Period, Double)](), lastPeriod(of: name))
    for value in values.reversed() {
      if let value { rows.append((period, value)) }
      period = period.previous
    }
    return rows.reversed()
  }

  private static func series(_ name: String, _ rows: [(Period, Double)]) -> Series {
    let parts = name.split(separator: "@").map { String($0.prefix { $0 != "[" }) }
    let segment = name.split(separator: "[").dropFirst().first?.prefix { $0 != "]" } ?? ""
    let isAverage = parts.dropFirst().first == "average"
    let definition =
      SeriesDefinition.standard.first { $0.name == parts[0] }
      ?? SeriesDefinition(parts[0], .flow, .usd, "an example")
    let isPoint = definition.kind != .flow && !isAverage
    let isSchedule = parts[0].hasPrefix("scheduled_") || parts.last == "schedule"
    let track = Track(
      source: "example", starts: rows.map { isPoint ? $0.0.end : $0.0.start },
      ends: isPoint ? [] : rows.map(\.0.end), values: rows.map(\.1),
      evidence: Column(repeating: .burn), file: Column(repeating: 0),
      lines: rows.indices.map { UInt32($0 + 2) },
      origin: isSchedule ? .schedule(isLimit: false) : .rows)
    return Series(
      id: SeriesID(parts[0], segment: String(segment), basis: isAverage ? "average" : ""),
      kind: definition.kind,
      unit: definition.unit, gaps: definition.gaps, tracks: [track])
  }
}

extension MetricDefinition.Example {
  /// A ledger of lines such as `2025Q4: acme 130, sister 40 related`, in order of time.
  private static func ledger(_ kind: Ledger.Kind, _ lines: [String]) -> Ledger {
    var (names, tags) = ([String](), [""])
    var (statements, party, amounts) = ([Ledger.Statement](), [UInt32](), [Double]())
    var tagged: [UInt32] = []
    for line in lines {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard let period = parts.first.flatMap({ try? Period.parse(String($0)).first }) else {
        preconditionFailure("an example's line begins with a period: \(line)")
      }
      for row in parts[1].split(separator: ",") {
        let words = row.split(separator: " ").map(String.init)
        guard words.count > 1, let amount = Double(words[1]) else {
          preconditionFailure("an example's row is a name, an amount and maybe a kind: \(row)")
        }
        party.append(place(words[0], in: &names))
        tagged.append(place(words.count > 2 ? words[2] : "", in: &tags))
        amounts.append(amount)
      }
      let first = statements.last?.rows.upperBound ?? 0
      statements.append(
        Ledger.Statement(
          days: (kind == .holders ? period.end : period.start)...period.end, source: "example",
          evidence: .settled, file: 0, rows: first..<amounts.count))
    }
    return Ledger(
      kind, parties: PartyNames(names), tagWords: tags, sources: ["example"],
      statements: statements, party: party, amounts: amounts, tags: tagged,
      lines: amounts.indices.map { UInt32($0 + 2) })
  }

  private static func place(_ word: String, in words: inout [String]) -> UInt32 {
    if !words.contains(word) { words.append(word) }
    return UInt32(words.firstIndex(of: word) ?? 0)
  }
}

extension Series {
  /// The same series without a row.
  fileprivate var without: Series { Series(id: id, kind: kind, unit: unit, gaps: gaps, tracks: []) }
}
