/// Where a profile says that a series is fetched from.
public struct FetchRule: Hashable, Sendable {
  /// The series that the figures become.
  public var series: String
  /// One of `vendors`.
  public var vendor: String
  /// What the vendor calls the token, the project or the query.
  public var id: String
  /// What the vendor calls the series; `nil` for what the vendor's own word for it is known to be.
  public var metric: String?
  /// The rule's line in the profile.
  public var line: UInt32

  /// Creates a rule.
  public init(series: String, vendor: String, id: String, metric: String? = nil, line: UInt32 = 0) {
    (self.series, self.vendor, self.id) = (series, vendor, id)
    (self.metric, self.line) = (metric, line)
  }

  /// The vendors that series are fetched from.
  public static let vendors = [
    "artemis", "coin-metrics", "coingecko", "defillama", "dune", "evm", "messari", "solana",
    "token-terminal",
  ]
}
