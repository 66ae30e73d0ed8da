import Foundation
import Importing
import Quantities

extension Day {
  /// The day that it is in UTC, for commands that ask how fresh data is; no figure depends on it.
  static var today: Day { Moment.day(of: Int64(Date().timeIntervalSince1970) * 1_000_000) }
}
