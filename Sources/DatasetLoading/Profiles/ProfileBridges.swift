import Quantities
import SeriesStore
import Yams

/// `reconciliation:`, what lies between one definition or source and the profile's own.
extension ProfileReader {
  private static let bridgeKeys =
    ["series", "basis", "rows_of"] + bridgeSteps + ["from", "until", "source", "note"]
  private static let bridgeSteps = ["counts", "omits", "gross_of", "values"]

  /// The rules, in their order.
  mutating func bridges(
    _ root: YAMLMapping, bases: [String: String]
  ) -> [Profile.BridgeRule] {
    list(root, "reconciliation").compactMap { bridge($0, bases: bases) }
  }

  private mutating func bridge(
    _ node: Node, bases: [String: String]
  ) -> Profile.BridgeRule? {
    guard let fields = mapping(node, "reconciliation", keys: Self.bridgeKeys) else { return nil }
    let series = series(fields, "series", isRequired: true)
    let basis = knownBasis(fields, bases)
    let publisher = publisher(fields)
    let (from, until) = (day(fields, "from"), day(fields, "until"))
    let source = source(fields, isRequired: true)
    let step = step(fields)
    reportReversed(from, until, fields)
    guard let series, let source, let step else { return nil }
    if basis == nil, publisher == nil {
      report(
        Fault(
          .bridgeForm, field: "reconciliation", "does not say whose rows are meant",
          "add 'basis: …' or 'rows_of: …'"), fields.line)
      return nil
    }
    return Profile.BridgeRule(
      series: series.name, basis: basis ?? "", publisher: publisher, step: step, from: from,
      until: until, source: source, line: UInt32(truncatingIfNeeded: fields.line))
  }

  /// The one key that says what lies between.
  private mutating func step(_ fields: YAMLMapping) -> Profile.BridgeRule.Step? {
    let stated = Self.bridgeSteps.filter(fields.has)
    guard stated.count == 1, let key = stated.first else {
      let all = Self.bridgeSteps.joined(separator: ", ")
      let problem =
        stated.isEmpty ? "states no step" : "states \(stated.joined(separator: " and "))"
      report(
        Fault(.bridgeForm, field: "reconciliation", problem, "write one of \(all)"), fields.line)
      return nil
    }
    switch key {
    case "gross_of": return grossShare(fields)
    case "counts": return series(fields, key).map { .counts($0) }
    case "omits": return series(fields, key).map { .omits($0) }
    default: return series(fields, key).map { .values($0) }
    }
  }

  private mutating func grossShare(_ fields: YAMLMapping) -> Profile.BridgeRule.Step? {
    guard let share = share(fields, "gross_of") else { return nil }
    guard share > 0, share < 1 else {
      report(
        Fault(
          .bridgeForm, field: fields.path("gross_of"), "is no part of the whole",
          "write a share above 0 % and below 100 %"),
        fields["gross_of"]?.value.line ?? fields.line)
      return nil
    }
    return .grossOf(share)
  }

  /// A series of the network, or a part of one: `tokens_emitted[solana]`.
  private mutating func series(
    _ fields: YAMLMapping, _ key: String, isRequired: Bool = false
  ) -> SeriesID? {
    guard let text = text(fields, key, isRequired: isRequired) else { return nil }
    let parts = text.split(separator: "[", maxSplits: 1).map(String.init)
    let name = parts.first ?? text
    guard seriesNames.contains(name), parts.count == 1 || parts[1].hasSuffix("]") else {
      let remedy = Suggestion.remedy(
        for: name, among: seriesNames.sorted(), else: "name a series of the network")
      report(
        Fault(.unknownSeries, "not a series of the network", remedy).at(fields.path(key), text),
        fields[key]?.value.line ?? fields.line)
      return nil
    }
    return SeriesID(name, segment: parts.count == 1 ? "" : String(parts[1].dropLast()))
  }

  private mutating func knownBasis(_ fields: YAMLMapping, _ bases: [String: String]) -> String? {
    guard let basis = text(fields, "basis") else { return nil }
    guard bases[basis] == nil else { return basis }
    let remedy = Suggestion.remedy(
      for: basis, among: bases.keys.sorted(), else: "explain it under bases")
    report(
      Fault(.unknownBasis, "not explained under bases", remedy).at(fields.path("basis"), basis),
      fields["basis"]?.value.line ?? fields.line)
    return basis
  }

  private mutating func publisher(_ fields: YAMLMapping) -> String? {
    let id = text(fields, "rows_of")
    if let id, let fault = sources.fault(of: id) {
      report(fault.at(fields.path("rows_of"), id), fields["rows_of"]?.value.line ?? fields.line)
    }
    return id
  }
}
