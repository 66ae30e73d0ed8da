public import Formulas
import SeriesStore

/// Rules that a network must meet, and others that speak for it.
public struct Screen: Hashable, Sendable {
  /// The key: the name of its file.
  public let id: String
  /// The name in a report.
  public let title: String
  /// What it looks for, in one sentence.
  public let meaning: String
  /// Whether meeting it is a warning.
  public let isFlag: Bool
  /// Which networks it is about; `nil` for all.
  public let universe: Condition?
  /// All of these have to hold.
  public let require: [Rule]
  /// These speak for a network, by weight.
  public let prefer: [Preference]
  /// What sorts networks of one verdict.
  public let order: Order?
  /// How many networks are listed at most of those that meet it; `nil` for all.
  public let limit: Int?

  /// A condition and where it comes from.
  public struct Rule: Hashable, Sendable {
    public let condition: Condition
    /// The source of the threshold; empty where none is named.
    public let source: String

    public init(_ condition: Condition, source: String = "") {
      (self.condition, self.source) = (condition, source)
    }
  }

  /// A rule that speaks for a network.
  public struct Preference: Hashable, Sendable {
    public let rule: Rule
    /// Its share of the points, beside the other weights.
    public let weight: Double

    public init(_ rule: Rule, weight: Double = 1) { (self.rule, self.weight) = (rule, weight) }
  }

  /// A figure by which networks are sorted.
  public struct Order: Hashable, Sendable {
    public let formula: Formula
    public let isDescending: Bool

    public init(_ formula: Formula, isDescending: Bool = false) {
      (self.formula, self.isDescending) = (formula, isDescending)
    }
  }

  /// Creates a screen.
  public init(
    id: String, title: String = "", meaning: String = "", isFlag: Bool = false,
    universe: Condition? = nil, require: [Rule], prefer: [Preference] = [], order: Order? = nil,
    limit: Int? = nil
  ) {
    (self.id, self.title, self.meaning) = (id, title.isEmpty ? id : title, meaning)
    (self.isFlag, self.universe, self.require) = (isFlag, universe, require)
    (self.prefer, self.order, self.limit) = (prefer, order, limit)
  }

  /// Every required condition as one.
  public var condition: Condition {
    require.count == 1 ? require[0].condition : .and(require.map(\.condition))
  }
}
