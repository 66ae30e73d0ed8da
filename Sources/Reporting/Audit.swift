package import Assurance
package import EconomicMetrics
import Formulas
package import Quantities
package import Screening
package import SeriesStore

/// One run: a dataset, a period, the day from which it is seen, and every network's figures.
package final class Audit {
  /// What was loaded.
  package let dataset: Dataset
  /// What was asked for.
  package let scope: Scope
  /// The metrics that it computes.
  package let catalogue: Catalogue
  /// Networks in alphabetical order of their names.
  package let networks: [NetworkAnalysis]
  /// What is no network, by id.
  package let benchmarks: [String: NetworkAnalysis]

  /// What the data says of each public statement, in the order of the files.
  package private(set) lazy var claims: [ClaimOutcome] = {
    let check = ClaimCheck(networks: networks, benchmarks: benchmarks, asOf: scope.asOf)
    return ClaimBook(dataset, metrics: catalogue.metrics).tests.map(check.outcome)
  }()

  /// How networks are scored; `nil` where the dataset has no scorecard, or one with faults.
  package private(set) lazy var scorecard: Scorecard? = dataset.scorecard.flatMap {
    try? Scorecard($0, names: Names.all(of: dataset, metrics: catalogue.metrics))
  }

  /// The checks as the dataset wants them.
  package private(set) lazy var checks = CheckBook(dataset)

  /// What the checks find, by the ids of networks.
  private lazy var findings: [String: [Finding]] = Dictionary(
    uniqueKeysWithValues: networks.map { ($0.id, checks.findings(in: $0)) })

  /// What the checks find in benchmarks, in order of their ids.
  package private(set) lazy var benchmarkFindings: [Finding] =
    benchmarks.values.sorted { $0.id < $1.id }.flatMap(checks.findings(inBenchmark:))

  /// What the checks find in a network, waived findings included.
  package func findings(in network: NetworkAnalysis) -> [Finding] { findings[network.id] ?? [] }

  /// How far the data of each network can be relied on in the period, by the ids of networks.
  package private(set) lazy var opinions: [String: Opinion] = Dictionary(
    uniqueKeysWithValues: networks.map { ($0.id, opinion(of: $0)) })

  /// Everything that the checks find, and the waivers that are about nothing.
  package var allFindings: [Finding] {
    let found = networks.flatMap(findings(in:)) + benchmarkFindings
    return found + checks.idleWaivers(after: found)
  }

  /// What a run is asked for.
  package struct Scope: Hashable, Sendable {
    /// The quarter that is reported.
    package var period: Period
    /// The last day whose observations count.
    package var asOf: Day
    /// Only what was published by then counts; `nil` for everything.
    package var knownBy: Day?
    /// The choices behind the figures.
    package var policies: Policies

    /// Creates a scope; the as-of day is the period's last unless given.
    package init(
      period: Period, asOf: Day? = nil, knownBy: Day? = nil, policies: Policies = Policies()
    ) {
      (self.period, self.asOf) = (period, asOf ?? period.end)
      (self.knownBy, self.policies) = (knownBy, policies)
    }

    /// The eight quarters that end with the reported one.
    package var quarters: [Period] {
      var quarters = [period]
      while quarters.count < 8 { quarters.insert(quarters[0].previous, at: 0) }
      return quarters
    }

    /// Twelve months up to the reported quarter.
    package var trailingYear: Period { Period.trailingYear(asOf: period.end) }

    /// Eight quarters and twelve months.
    package var periods: [Period] { quarters + [trailingYear] }
  }

  /// Prepares the figures; none is computed before it is asked for.
  package init(_ dataset: Dataset, _ scope: Scope, catalogue: Catalogue = .standard) {
    (self.dataset, self.scope, self.catalogue) = (dataset, scope, catalogue)
    let (sources, knownBy) = (dataset.sources, scope.knownBy)
    func series(_ network: Network) -> NetworkSeries {
      let network = network.withMechanisms(
        asOf: scope.asOf,
        isKnown: { source in
          guard let knownBy else { return true }
          return sources[source]?.published.map { $0 <= knownBy } ?? false
        }, isForeseen: { sources[$0]?.published.map { $0 <= scope.asOf } ?? true })
      return NetworkSeries(network, sources: sources, asOf: scope.asOf, knownBy: knownBy)
    }
    let others = Dictionary(uniqueKeysWithValues: dataset.benchmarks.map { ($0.id, series($0)) })
    networks = dataset.networks.map { network in
      var series = series(network)
      series.benchmarks = others
      return NetworkAnalysis(series, policies: scope.policies, catalogue: catalogue)
    }.sorted {
      ($0.network.profile.name.lowercased(), $0.network.id)
        < ($1.network.profile.name.lowercased(), $1.network.id)
    }
    benchmarks = others.mapValues {
      NetworkAnalysis($0, policies: scope.policies, catalogue: catalogue)
    }
  }

  /// The same run under other policies.
  package func with(_ policies: Policies) -> Audit {
    var scope = scope
    scope.policies = policies
    return Audit(dataset, scope, catalogue: catalogue)
  }

  /// The newest quarter at whose end at least half of the networks have a price.
  package static func newestQuarter(of dataset: Dataset) -> Period? {
    let ends = dataset.networks.compactMap { network in
      network.series[SeriesID("price")]?.tracks.compactMap { track in
        track.count > 0 ? track.end(track.count - 1) : nil
      }.max()
    }.sorted()
    guard !ends.isEmpty else { return nil }
    let quarter = Period.quarter(of: ends[ends.count / 2] + PriceBook.oldestClose)
    return quarter.end - PriceBook.oldestClose <= ends[ends.count / 2]
      ? quarter : quarter.previous
  }
}

extension Period {
  /// The period in keys and file names: `2025Q4`, `ltm-2025Q4`.
  package var key: String {
    kind == .trailingYear ? "ltm-\(Period.quarter(of: end))" : description
  }
}
