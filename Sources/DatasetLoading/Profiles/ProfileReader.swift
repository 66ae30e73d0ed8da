import Quantities
import SeriesStore
import Yams

/// Reads one profile and collects every fault of it.
struct ProfileReader: YAMLReader {
  static let subject = "profile"

  let path: String
  let sources: SourceTable
  var log = DiagnosticLog()
  /// Series of the network's own, by name, and the standard ones.
  var seriesNames = Set(SeriesDefinition.standard.map(\.name))
  /// Series whose properties are faulty: their files are passed over without another word.
  var faultySeries: Set<String> = []

  init(path: String, sources: SourceTable) { (self.path, self.sources) = (path, sources) }

  static let keys = [
    "name", "token", "cohort", "category", "mechanism", "revenue_definition", "capacity", "usage",
    "bases", "sources", "series", "emission_schedule", "unlock_schedule", "remint", "split",
    "all_time_high", "reconciliation", "fetch",
  ]

  private static let statesNothing = Fault(
    .wrongType, "the profile states nothing", "write 'key: value' lines, beginning with name")

  /// Reads the profile of a network or benchmark.
  ///
  /// - Returns: `nil` where the file holds no mapping.
  mutating func read(_ bytes: Span<UInt8>, isBenchmark: Bool) -> Profile? {
    guard let root = root(of: bytes, orFault: Self.statesNothing),
      let fields = mapping(root, "", keys: Self.keys)
    else { return nil }
    return profile(fields, isBenchmark: isBenchmark)
  }

  private mutating func profile(_ root: YAMLMapping, isBenchmark: Bool) -> Profile {
    var profile = Profile(name: text(root, "name", isRequired: true) ?? "")
    readToken(root, isRequired: !isBenchmark, into: &profile)
    profile.category = word(root, "category", Self.categories, isRequired: !isBenchmark) ?? ""
    profile.mechanism = word(root, "mechanism", Self.mechanisms, isRequired: !isBenchmark) ?? ""
    profile.revenueDefinition = text(root, "revenue_definition") ?? ""
    profile.capacity = measure(root, "capacity")
    profile.usage = measure(root, "usage")
    profile.bases = bases(root)
    profile.series = seriesProperties(root, profile)
    profile.ranking = ranking(root, bases: profile.bases)
    profile.emissionSchedule = schedule(root, "emission_schedule")
    profile.unlockSchedule = schedule(root, "unlock_schedule")
    profile.remints = remints(root)
    profile.splits = splits(root)
    profile.allTimeHigh = allTimeHigh(root)
    profile.bridges = bridges(root, bases: profile.bases)
    profile.fetches = fetches(root)
    return profile
  }

  private static let categories = [
    "wireless", "compute", "storage", "mapping", "data", "sensors", "energy", "platform",
  ]
  private static let mechanisms = [
    "burn-and-mint", "work-token", "fee-share", "inflation", "none",
  ]

  private mutating func readToken(
    _ root: YAMLMapping, isRequired: Bool, into profile: inout Profile
  ) {
    profile.cohort = integer(root, "cohort")
    let keys = ["symbol", "decimals", "chain", "launched", "max_supply"]
    guard let token = child(root, "token", keys: keys, isRequired: isRequired) else { return }
    profile.symbol = symbol(of: token)
    profile.decimals = integer(token, "decimals")
    profile.chain = text(token, "chain")
    profile.maxSupply = number(token, "max_supply")
    guard let launch = dayOrMonth(token, "launched") else { return }
    profile.launched = launch.text
    let year = launch.day.components.year
    guard let cohort = profile.cohort, cohort != year else {
      profile.cohort = year
      return
    }
    report(
      Fault(
        .cohortMismatch, field: "cohort", cell: "\(cohort)", "but token.launched is \(launch.text)",
        "write \(year), or mend token.launched"),
      root["cohort"]?.line ?? root.line)
  }

  private mutating func symbol(of token: YAMLMapping) -> String {
    guard let symbol = text(token, "symbol", isRequired: true) else { return "" }
    guard PlainName.isWord(symbol) else {
      report(
        Fault(
          .notAName, field: "symbol", cell: symbol, "not a plain name",
          "use letters, digits, '-', '_' and '.'"), token["symbol"]?.line ?? token.line)
      return ""
    }
    return symbol
  }

  private mutating func measure(_ root: YAMLMapping, _ key: String) -> Profile.Measure? {
    guard let measure = child(root, key, keys: ["unit", "label"]) else { return nil }
    guard let unit = unit(measure, isRequired: true) else { return nil }
    return Profile.Measure(unit: unit, label: text(measure, "label") ?? unit)
  }

  private mutating func bases(_ root: YAMLMapping) -> [String: String] {
    guard let mapping = child(root, "bases", keys: nil) else { return [:] }
    var bases: [String: String] = [:]
    for entry in mapping.entries { bases[entry.key] = text(mapping, entry.key) ?? "" }
    return bases
  }

  private mutating func allTimeHigh(_ root: YAMLMapping) -> Profile.AllTimeHigh? {
    let keys = ["price", "date", "source"]
    guard let high = child(root, "all_time_high", keys: keys) else { return nil }
    let price = number(high, "price", isRequired: true)
    let date = dayOrMonth(high, "date", isRequired: true)
    let source = source(high, isRequired: true)
    guard let price, let date, let source else { return nil }
    return Profile.AllTimeHigh(price: price, day: date.day, date: date.text, source: source)
  }
}
