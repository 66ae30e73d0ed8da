/// Why a figure is another one than it was.
package enum Cause: String, Hashable, Comparable, Sendable, CaseIterable {
  /// Rows, but for prices, and what is known of their sources.
  case data
  /// Rows of prices, those of benchmarks too.
  case price
  /// The choices behind the figures.
  case policy
  /// Profiles, formulas of own metrics, the release of the program.
  case method

  /// The fixed order in which causes are taken one upon the other.
  package static func < (left: Cause, right: Cause) -> Bool { left.rank < right.rank }

  private var rank: Int { Cause.allCases.firstIndex(of: self) ?? 0 }
}
