public import Quantities

extension Profile {
  /// How the figures of one definition, or of one source, follow from the profile's own definition.
  ///
  /// Reconciliation takes the step only where rows state its amount.
  public struct BridgeRule: Hashable, Sendable {
    /// What lies between the two.
    public enum Step: Hashable, Sendable {
      /// They count amounts of another series, or of a part, on top.
      case counts(SeriesID)
      /// They leave amounts of another series, or of a part, out.
      case omits(SeriesID)
      /// They are stated before this share is taken off.
      case grossOf(Double)
      /// They are the value in USD of these tokens.
      case values(SeriesID)
    }

    /// The series that both define, by name.
    public var series: String
    /// The definition that differs; empty for the profile's own.
    public var basis: String
    /// The source that differs, an id of `sources.csv`; `nil` for all of the definition.
    public var publisher: String?
    /// What lies between.
    public var step: Step
    /// First day on which it does; `nil` without a beginning.
    public var from: Day?
    /// Last day; `nil` without an end.
    public var until: Day?
    /// An id of `sources.csv`: who says so.
    public var source: String
    /// The rule's line in the profile.
    public var line: UInt32

    /// Creates a rule that holds for all days.
    public init(
      series: String, basis: String = "", publisher: String? = nil, step: Step, from: Day? = nil,
      until: Day? = nil, source: String = "", line: UInt32 = 0
    ) {
      (self.series, self.basis, self.publisher) = (series, basis, publisher)
      (self.step, self.from, self.until) = (step, from, until)
      (self.source, self.line) = (source, line)
    }

    /// The days of a period on which the rule holds; `nil` where it holds on none.
    public func days(in period: Period) -> Period? {
      let start = max(period.start, from ?? period.start)
      let end = min(period.end, until ?? period.end)
      guard start <= end else { return nil }
      return start == period.start && end == period.end ? period : Period(from: start, to: end)
    }
  }
}
