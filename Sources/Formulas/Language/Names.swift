public import Quantities
public import SeriesStore

/// The names that a text may use: the language knows none by itself.
///
/// A name that is both a metric and a series is the metric, save where only a series can stand: as
/// the argument of an aggregate, `usd` or a window, and before `[…]`.
public struct Names: Sendable {
  /// The unit of a metric's figures, as readers see it; `nil` where there is none of that id.
  public let metric: @Sendable (String) -> Unit?
  /// What a series is; `nil` where there is none of that name.
  public let series: @Sendable (String) -> SeriesDefinition?
  /// Ids of metrics and names of series, for suggestions.
  public let known: [String]
  /// The words that an attribute may have; any word may stand for one that is not listed.
  public let words: [Condition.Attribute: [String]]

  /// Creates names from the functions that look them up.
  public init(
    metric: @escaping @Sendable (String) -> Unit?,
    series: @escaping @Sendable (String) -> SeriesDefinition?, known: [String],
    words: [Condition.Attribute: [String]] = [:]
  ) {
    (self.metric, self.series, self.known, self.words) = (metric, series, known, words)
  }

  /// Whether a word means something in formulas or conditions, so that no metric may be called so;
  /// `value` is what the test of a claim calls the number that it tests.
  public static func isReserved(_ word: String) -> Bool {
    Function(rawValue: word) != nil || Condition.Attribute(rawValue: word) != nil
      || Parser.operators.contains(word) || ["launched", "not", "value"].contains(word)
  }
}
