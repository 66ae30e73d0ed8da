/// The choices behind the figures that reasonable people make differently.
public struct Policies: Hashable, Sendable {
  /// At which price tokens of a flow are valued.
  public enum Valuation: String, Hashable, Sendable, CaseIterable {
    /// At the average price of the days on which they moved.
    case then
    /// At the close of the period.
    case end
  }

  /// At which price tokens of a flow are valued.
  public var valuation = Valuation.then
  /// Days by which flows are annualized; tokens trade every day.
  public var daysInYear = 365.0
  /// The base, in USD, below which growth is not meaningful.
  public var materialityFloor = 1000.0

  /// Creates the default policies.
  public init() {}
}
