/// A figure as a report or a file of facts states it: the number, or why there is none.
package struct StatedFigure: Hashable, Sendable {
  /// `helium/revenue@2025Q4`.
  package let id: String
  package let network: String
  package let metric: String
  /// The definition chosen; empty for the profile's.
  package let basis: String
  /// `2025Q4`, `ltm-2025Q4`.
  package let period: String
  package let value: Double?
  package let unit: String
  /// `value`, `partial`, `missing`, `not-meaningful`, `not-applicable`.
  package let state: String
  package let reason: String
  /// The weakest evidence of the rows; empty where no row is behind it.
  package let evidence: String
  /// Ids of the sources, in alphabetical order.
  package let sources: [String]

  package init(
    id: String, network: String, metric: String, basis: String, period: String, value: Double?,
    unit: String, state: String, reason: String, evidence: String, sources: [String]
  ) {
    (self.id, self.network, self.metric, self.basis) = (id, network, metric, basis)
    (self.period, self.value, self.unit, self.state) = (period, value, unit, state)
    (self.reason, self.evidence, self.sources) = (reason, evidence, sources)
  }

  /// Whether it is the same number, to twelve digits, or none as well.
  package func hasNumber(of other: StatedFigure?) -> Bool {
    guard let mine = value, let their = other?.value else { return value == other?.value }
    return abs(mine - their) <= 1e-12 * max(abs(mine), abs(their))
  }

  /// Whether all that it says is said of the other one.
  func says(what other: StatedFigure?) -> Bool {
    guard let other else { return false }
    return hasNumber(of: other) && state == other.state && reason == other.reason
      && unit == other.unit && evidence == other.evidence && sources == other.sources
  }
}
