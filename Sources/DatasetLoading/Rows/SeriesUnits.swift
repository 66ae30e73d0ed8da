import Quantities
package import SeriesStore

/// What a profile's words make of the standard series.
package enum SeriesUnits {
  /// The unit of a standard series as rows must state it.
  ///
  /// - Returns: `nil` where the profile does not say what its capacity or usage is counted in.
  package static func text(of standard: SeriesDefinition, in profile: Profile) -> String? {
    switch standard.unit {
    case .capacity: profile.capacity?.unit
    case .usage: profile.usage?.unit
    case .usd / .usage: profile.usage.map { "USD/\($0.unit)" }
    case .usdPerToken: "USD/token"
    case .usd / .count: "USD"
    case .usd / (.count * .months): "USD/month"
    case let unit where unit.isDimensionless: "fraction"
    default: standard.unit.description
    }
  }

  /// Whether rows may carry a basis: `average` is explained by the contract, others in the profile.
  package static func isExplained(basis: String, in bases: [String: String]) -> Bool {
    basis == "average" || bases[basis] != nil
  }

  /// A basis that the profile does not explain.
  static func unknownBasis(_ basis: String, _ bases: [String: String]) -> Fault {
    Fault(
      .unknownBasis, "not explained in the profile",
      Suggestion.remedy(
        for: basis, among: bases.keys, else: "explain it under 'bases:' in the profile"))
  }
}
