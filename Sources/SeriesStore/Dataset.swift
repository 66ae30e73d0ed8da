public import Quantities

/// Everything that was loaded: networks, benchmarks, sources and the files they came from.
public struct Dataset: Sendable {
  /// Token networks by id, in alphabetical order.
  public var networks: [Network]
  /// What is no network: market prices, sector totals.
  public var benchmarks: [Network]
  /// Sources by id.
  public var sources: [String: Source]
  /// Every file read, as the path that diagnostics print; tracks refer to them by index.
  public var files: [String]
  /// The choices that a `policy.yaml` beside the data states, the defaults for the rest.
  public var policies: Policies
  /// Public statements that the data is to test.
  public var claims: [Claim]
  /// Rules that networks are put to.
  public var screens: [WrittenScreen]
  /// Metrics beside those that come with the program, each id once.
  public var metrics: [WrittenMetric]
  /// How networks are scored; `nil` where the dataset leaves that to the program.
  public var scorecard: WrittenScorecard?
  /// How checks are to be taken, and what was waived.
  public var checks: WrittenChecks
  /// Published tables that figures are set beside, in their order.
  public var tieOuts: [TieOut] = []

  /// Creates a dataset from its parts.
  public init(
    networks: [Network] = [], benchmarks: [Network] = [], sources: [String: Source] = [:],
    files: [String] = [], policies: Policies = Policies(), claims: [Claim] = [],
    screens: [WrittenScreen] = [], metrics: [WrittenMetric] = [],
    scorecard: WrittenScorecard? = nil, checks: WrittenChecks = WrittenChecks()
  ) {
    (self.networks, self.benchmarks) = (networks, benchmarks)
    (self.sources, self.files, self.policies) = (sources, files, policies)
    (self.claims, self.screens, self.metrics) = (claims, screens, metrics)
    (self.scorecard, self.checks) = (scorecard, checks)
  }
}

/// One network: its profile and its series.
public struct Network: Sendable {
  /// The folder's name.
  public let id: String
  /// What the profile states.
  public let profile: Profile
  /// Its series, by identity.
  public var series: [SeriesID: Series]
  /// Its rows that name a holder, customer or supplier.
  public var ledgers: [Ledger.Kind: Ledger]

  /// Creates a network from its parts.
  public init(
    id: String, profile: Profile, series: [SeriesID: Series],
    ledgers: [Ledger.Kind: Ledger] = [:]
  ) {
    (self.id, self.profile, self.series, self.ledgers) = (id, profile, series, ledgers)
  }
}

/// Who published figures, where and when.
public struct Source: Hashable, Sendable {
  /// The id that rows carry.
  public let id: String
  /// What it is called.
  public let title: String
  /// Who published it.
  public let publisher: String
  /// Where it can be read; empty where unknown.
  public let url: String
  /// When it was published; `nil` where unknown.
  public let published: Day?
  /// When it was read.
  public let retrieved: Day
  /// The terms under which it may be used.
  public let licence: String

  /// Creates a source from the columns of `sources.csv`.
  public init(
    id: String, title: String, publisher: String, url: String, published: Day?, retrieved: Day,
    licence: String
  ) {
    (self.id, self.title, self.publisher, self.url) = (id, title, publisher, url)
    (self.published, self.retrieved, self.licence) = (published, retrieved, licence)
  }
}
