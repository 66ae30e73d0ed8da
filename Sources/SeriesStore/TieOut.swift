public import Quantities

/// A published table that the figures of a report are set beside.
public struct TieOut: Hashable, Sendable {
  /// The id by which reports name it.
  public var id: String
  /// What the publication is called.
  public var title: String
  /// Who wrote it.
  public var author: String
  /// An id of `sources.csv`: where it can be read, and when it was published.
  public var source: String
  /// Other ids of `sources.csv`: the author's own, and those that quote the publication.
  public var related: [String]
  /// The figures of the table.
  public var rows: [Row]
  /// Index of the file in the dataset.
  public var file: UInt16
  /// The first line in that file.
  public var line: UInt32

  /// Creates a table from its parts.
  public init(
    id: String, title: String, author: String, source: String, related: [String] = [],
    rows: [Row], file: UInt16 = 0, line: UInt32 = 0
  ) {
    (self.id, self.title, self.author, self.source) = (id, title, author, source)
    (self.related, self.rows, self.file, self.line) = (related, rows, file, line)
  }

  /// One published figure and what is to be computed beside it.
  public struct Row: Hashable, Sendable {
    /// The folder of the network or benchmark.
    public var network: String
    /// A formula of the language, which stays text here.
    public var figure: String
    /// The days of which the table speaks.
    public var period: Period
    /// The number as it is printed.
    public var value: PublishedNumber
    /// Its unit, in the data's words or the network's.
    public var unit: Unit
    /// What the publication counts.
    public var definition: String
    /// Why it differs from what is computed here; empty where nobody says.
    public var why: String
    /// The row's line, the formula's and the unit's.
    public var line, figureLine, unitLine: UInt32

    /// Creates a row.
    public init(
      network: String, figure: String, period: Period, value: PublishedNumber, unit: Unit,
      definition: String, why: String = "", line: UInt32 = 0, figureLine: UInt32 = 0,
      unitLine: UInt32 = 0
    ) {
      (self.network, self.figure, self.period) = (network, figure, period)
      (self.value, self.unit, self.definition, self.why) = (value, unit, definition, why)
      (self.line, self.figureLine, self.unitLine) = (line, figureLine, unitLine)
    }
  }
}

/// A number as somebody printed it, with as many digits as stand there: `2.3M`, `-77%`, `595800`.
public struct PublishedNumber: Hashable, Sendable, CustomStringConvertible {
  /// What is printed.
  public let description: String
  /// The number that it stands for: `2.3M` is 2,300,000, `-77%` is −0.77.
  public let value: Double
  /// Half a unit of the last printed digit: how far rounding may have moved it.
  public let rounding: Double

  /// Reads digits with a point, and behind them `k`, `M`, `B`, `T`, `%` or `x`.
  ///
  /// - Returns: `nil` for any other text, and for more than 30 digits.
  public init?(_ text: String) {
    let endings = ["k": 3, "M": 6, "B": 9, "T": 12, "%": -2, "x": 0]
    let ending = text.last.flatMap { endings[String($0)] }
    let digits = ending == nil ? text : String(text.dropLast())
    let unsigned = digits.hasPrefix("-") ? digits.dropFirst() : digits[...]
    let parts = unsigned.split(separator: ".", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), unsigned.count <= 30,
      parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy { (48...57).contains($0) } }),
      let value = Double("\(digits)e\(ending ?? 0)"),
      let unit = Double("5e\((ending ?? 0) - (parts.count == 2 ? parts[1].count : 0) - 1)")
    else { return nil }
    (description, self.value, rounding) = (text, value, unit)
  }
}
