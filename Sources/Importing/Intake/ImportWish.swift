package import Quantities

/// What the user wants of a file.
package struct ImportWish: Sendable {
  /// The project, token or symbol to take, of a file that has several.
  package var project: String?
  /// The only series to take; `nil` for all that the file has.
  package var series: String?
  /// The series that vendors' words become, over what the format says.
  package var names: [String: String]
  /// The day on which the vendor gave the file out, UTC: it is not over, and later days are no facts.
  package var retrieved: Day
  /// Whether the newest day of the file is known to be whole.
  package var keepsNewestDay: Bool
  /// The only events to take, of answers that tell all of whole days: that none happened is an answer
  /// too.
  package var event: String?
  /// What rows say behind their note.
  package var remark: String?
  /// How many decimals the network's token has, for files that count its smallest units.
  package var decimals: Int?

  /// Creates a wish for everything.
  package init(
    retrieved: Day, project: String? = nil, series: String? = nil, names: [String: String] = [:],
    keepsNewestDay: Bool = false, decimals: Int? = nil
  ) {
    (self.retrieved, self.project, self.series) = (retrieved, project, series)
    (self.names, self.keepsNewestDay) = (names, keepsNewestDay)
    self.decimals = decimals
  }
}
