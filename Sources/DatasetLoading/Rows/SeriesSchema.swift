import Quantities
import SeriesStore

/// What the rows of one series of one network must be.
struct SeriesSchema: Sendable {
  /// Index of the network in the catalogue.
  let network: Int
  let name: String
  let kind: SeriesKind
  let unit: Unit
  /// The unit as rows state it.
  let unitText: String
  let gaps: GapPolicy
  /// What the profile states of the series, for rows that leave it out.
  let properties: Profile.SeriesProperties
  /// The definitions that the profile explains.
  let bases: [String: String]
  let profilePath: String

  /// Whether a row of several days is no reading of the series unless it has a basis.
  ///
  /// A price or market value over several days is an average, never a close; a price per unit of
  /// usage is a tariff that may hold for months.
  var isClose: Bool {
    kind == .level && name != "unit_price" && name != "centralized_unit_price"
  }
}

/// The networks and benchmarks of a dataset with the rules for their rows.
struct Catalog: Sendable {
  /// A folder with its profile.
  struct Entry: Sendable {
    let id: String
    let isBenchmark: Bool
    /// `nil` where the profile is missing or cannot be read: its rows are passed over.
    var profile: Profile?
    let profilePath: String
    let seriesNames: Set<String>
    let faultySeries: Set<String>
  }

  let entries: [Entry]
  let sources: SourceTable
  private let indices: [String: Int]

  init(entries: [Entry], sources: SourceTable) {
    (self.entries, self.sources) = (entries, sources)
    // Networks come before benchmarks and keep the name where both have it.
    indices = Dictionary(
      entries.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// The index of a network that a bulk row names.
  func index(of network: String) throws(Fault) -> Int {
    if let index = indices[network] { return index }
    throw Fault(
      .unknownNetwork, field: "network", cell: network, "no folder of this name",
      Suggestion.remedy(for: network, among: indices.keys, else: "add a folder with a profile"))
  }

  /// The rules for a series.
  ///
  /// - Returns: `nil` where another diagnostic has already said what is wrong.
  /// - Throws: A fault without field.
  func schema(of name: String, network: Int) throws(Fault) -> SeriesSchema? {
    let entry = entries[network]
    guard let profile = entry.profile, !entry.faultySeries.contains(name) else { return nil }
    guard entry.seriesNames.contains(name) else {
      throw Fault(
        .unknownSeries, cell: name, "neither a standard series nor declared",
        Suggestion.remedy(
          for: name, among: entry.seriesNames,
          else: "declare it under 'series:' in \(escaped(entry.profilePath))"))
    }
    let standard = SeriesDefinition.standard.first { $0.name == name }
    let properties = profile.series[name] ?? Profile.SeriesProperties()
    let text = properties.unit ?? standard.flatMap { SeriesUnits.text(of: $0, in: profile) }
    guard let kind = standard?.kind ?? properties.kind else { return nil }
    guard let text, let unit = Unit(text) else {
      let measure = name == "capacity" ? "capacity" : "usage"
      throw Fault(
        .missingProperty, cell: name, "a series whose unit is not stated",
        "state '\(measure): {unit: …}' in \(escaped(entry.profilePath))")
    }
    return SeriesSchema(
      network: network, name: name, kind: kind, unit: unit, unitText: text,
      gaps: properties.gaps ?? standard?.gaps ?? .missing, properties: properties,
      bases: profile.bases, profilePath: entry.profilePath)
  }
}
