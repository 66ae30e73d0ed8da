public import Quantities

/// Why a statistic of prices or returns has no value, in words that can stand in a report.
public enum NoStatistic: Error, Hashable, Sendable, CustomStringConvertible {
  /// Too little to say anything: of `what`, so many were found and so many are needed.
  case tooFew(String, found: Int, needed: Int)
  /// Too few returns of every grain in the window that ends on a day.
  case fewReturns(through: Day)
  /// The last close lies too long before the end of the window.
  case stale(last: Day, end: Day)
  /// A close is 0 or below.
  case notAboveZero
  /// The values of a name do not vary, so nothing can be divided by their spread.
  case noSpread(of: String)
  /// No return lies below the least acceptable one.
  case noDownside
  /// The price never fell from a peak.
  case noDrawdown

  /// What was found and what is needed: `needs 60 pairs of daily returns, has 12`.
  public var description: String {
    switch self {
    case .tooFew(let what, let found, let needed): "needs \(needed) \(what), has \(found)"
    case .fewReturns(let end):
      "needs 30 daily, 26 weekly or 24 monthly returns up to \(end)"
    case .stale(let last, let end): "the last close, of \(last), is too old for \(end)"
    case .notAboveZero: "a close is not above 0"
    case .noSpread(let what): "\(what) do not vary"
    case .noDownside: "no return lies below the least acceptable one"
    case .noDrawdown: "the price never fell from a peak"
    }
  }
}
