import Quantities
import SeriesStore
import Yams

/// Series and the ranking of their sources.
extension ProfileReader {
  private static let propertyKeys = [
    "kind", "unit", "meaning", "source", "evidence", "gaps", "cadence", "parts",
  ]

  /// `series:`, the properties of own series and of standard ones.
  mutating func seriesProperties(
    _ root: YAMLMapping, _ profile: Profile
  ) -> [String: Profile.SeriesProperties] {
    guard let mapping = child(root, "series", keys: nil) else { return [:] }
    seriesNames.formUnion(mapping.entries.map(\.key))
    var result: [String: Profile.SeriesProperties] = [:]
    for entry in mapping.entries {
      let standard = SeriesDefinition.standard.first { $0.name == entry.key }
      guard let fields = self.mapping(entry.value, "series.\(entry.key)", keys: Self.propertyKeys)
      else {
        faultySeries.insert(entry.key)
        continue
      }
      let properties = properties(fields, isOwn: standard == nil)
      result[entry.key] = properties
      if let standard { check(properties, fields, standard, profile) }
    }
    return result
  }

  private mutating func properties(
    _ fields: YAMLMapping, isOwn: Bool
  ) -> Profile.SeriesProperties {
    var properties = Profile.SeriesProperties()
    properties.kind = word(fields, "kind", isRequired: isOwn)
    properties.unit = unit(fields, isRequired: isOwn)
    if isOwn, properties.kind == nil || properties.unit == nil {
      faultySeries.insert(String(fields.name.dropFirst("series.".count)))
    }
    properties.meaning = text(fields, "meaning")
    properties.source = source(fields)
    properties.evidence = word(fields, "evidence", Evidence.allCases.map(\.description))
      .flatMap { Evidence($0) }
    properties.gaps = word(fields, "gaps")
    properties.cadence = word(fields, "cadence")
    properties.hasCompleteParts = word(fields, "parts", ["complete"]) != nil
    return properties
  }

  /// Checks what is said of a standard series against what it is.
  private mutating func check(
    _ properties: Profile.SeriesProperties, _ fields: YAMLMapping, _ standard: SeriesDefinition,
    _ profile: Profile
  ) {
    // A market value is a reading whether one calls it a stock or a level.
    if let kind = properties.kind, (kind == .flow) != (standard.kind == .flow) {
      report(
        Fault(
          .standardSeries, field: fields.path("kind"), cell: kind.rawValue,
          "but \(standard.name) is a \(standard.kind.rawValue)",
          "delete the key, or give the series another name"),
        fields["kind"]?.line ?? fields.line)
    }
    guard let unit = properties.unit, let expected = SeriesUnits.text(of: standard, in: profile),
      unit != expected
    else { return }
    report(
      Fault(
        .wrongUnit, field: fields.path("unit"), cell: unit,
        "but \(standard.name) is in \(expected)",
        "write \(expected), or give the series another name"),
      fields["unit"]?.line ?? fields.line)
    faultySeries.insert(standard.name)
  }

  /// `sources:`, the ranking of each series and ledger.
  mutating func ranking(
    _ root: YAMLMapping, bases: [String: String]
  ) -> [String: [Profile.RankedSource]] {
    guard let mapping = child(root, "sources", keys: nil) else { return [:] }
    var result: [String: [Profile.RankedSource]] = [:]
    for entry in mapping.entries {
      guard seriesNames.contains(entry.key) || Ledger.Kind(rawValue: entry.key) != nil else {
        report(unknownSeries(entry.key, field: "sources"), entry.line)
        continue
      }
      result[entry.key] = list(mapping, entry.key).compactMap {
        rankedSource($0, "sources.\(entry.key)", bases)
      }
    }
    return result
  }

  private mutating func rankedSource(
    _ node: Node, _ name: String, _ bases: [String: String]
  ) -> Profile.RankedSource? {
    if case .scalar = node {
      guard let id = text(node, name) else { return nil }
      if let fault = sources.fault(of: id) { report(fault.at(name, id), node.line) }
      return Profile.RankedSource(source: id)
    }
    guard let fields = mapping(node, name, keys: ["source", "basis"]),
      let id = source(fields, isRequired: true)
    else { return nil }
    let basis = text(fields, "basis") ?? ""
    if !basis.isEmpty, !SeriesUnits.isExplained(basis: basis, in: bases) {
      let fault = SeriesUnits.unknownBasis(basis, bases)
      report(fault.at(fields.path("basis"), basis), node.line)
    }
    return Profile.RankedSource(source: id, basis: basis)
  }

  /// A name that is neither standard nor declared.
  func unknownSeries(_ name: String, field: String) -> Fault {
    Fault(
      .unknownSeries, field: field, cell: name, "neither a standard series nor declared",
      Suggestion.remedy(
        for: name, among: seriesNames, else: "declare it under 'series:' with kind and unit"))
  }
}
