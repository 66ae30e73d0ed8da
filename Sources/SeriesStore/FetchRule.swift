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
  /// Of a chain: the account whose transactions are read, where those of the token are too many.
  public var account: String?
  /// The rule's line in the profile.
  public var line: UInt32

  /// Creates a rule.
  public init(
    series: String, vendor: String, id: String, metric: String? = nil, account: String? = nil,
    line: UInt32 = 0
  ) {
    (self.series, self.vendor, self.id) = (series, vendor, id)
    (self.metric, self.account, self.line) = (metric, account, line)
  }

  /// The vendors that series are fetched from.
  public static let vendors = [
    "artemis", "coin-metrics", "coingecko", "defillama", "dune", "evm", "messari", "solana",
    "token-terminal",
  ]
}
