package import Formulas

/// Rules that a network must meet, and others that speak for it.
package struct Screen: Hashable, Sendable {
  /// The key: the name of its file.
  package let id: String
  /// The name in a report.
  package let title: String
  /// What it looks for, in one sentence.
  package let meaning: String
  /// Whether meeting it is a warning.
  package let isFlag: Bool
  /// Which networks it is about; `nil` for all.
  package let universe: Condition?
  /// All of these have to hold.
  package let require: [Rule]
  /// These speak for a network, by weight.
  package let prefer: [Preference]
  /// What sorts networks of one verdict.
  package let order: Order?
  /// How many networks are listed at most of those that meet it; `nil` for all.
  package let limit: Int?

  /// A condition and where it comes from.
  package struct Rule: Hashable, Sendable {
    package let condition: Condition
    /// The source of the threshold; empty where none is named.
    package let source: String

    package init(_ condition: Condition, source: String = "") {
      (self.condition, self.source) = (condition, source)
    }
  }

  /// A rule that speaks for a network.
  package struct Preference: Hashable, Sendable {
    package let rule: Rule
    /// Its share of the points, beside the other weights.
    package let weight: Double

    package init(_ rule: Rule, weight: Double = 1) { (self.rule, self.weight) = (rule, weight) }
  }

  /// A figure by which networks are sorted.
  package struct Order: Hashable, Sendable {
    package let formula: Formula
    package let isDescending: Bool

    package init(_ formula: Formula, isDescending: Bool = false) {
      (self.formula, self.isDescending) = (formula, isDescending)
    }
  }

  /// Creates a screen.
  package init(
    id: String, title: String = "", meaning: String = "", isFlag: Bool = false,
    universe: Condition? = nil, require: [Rule], prefer: [Preference] = [], order: Order? = nil,
    limit: Int? = nil
  ) {
    (self.id, self.title, self.meaning) = (id, title.isEmpty ? id : title, meaning)
    (self.isFlag, self.universe, self.require) = (isFlag, universe, require)
    (self.prefer, self.order, self.limit) = (prefer, order, limit)
  }

  /// Every required condition as one.
  package var condition: Condition {
    require.count == 1 ? require[0].condition : .and(require.map(\.condition))
  }
}
