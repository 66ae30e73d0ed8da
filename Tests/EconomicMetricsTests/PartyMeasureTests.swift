import Formulas
import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import EconomicMetrics

/// What figures that rest on rows of parties tell beside their number.
@Suite struct PartyMeasureTests {
  private let period = MetricDefinition.Example.period

  private func analysis(
    _ kind: Ledger.Kind, _ lines: [String], _ policies: Policies = Policies()
  ) -> NetworkAnalysis {
    NetworkAnalysis(
      MetricDefinition.Example(kind, lines, .missing).network, policies: policies)
  }

  private func figure(
    _ id: String, _ kind: Ledger.Kind, _ lines: [String], _ policies: Policies = Policies()
  ) throws -> Figure {
    let metric = try #require(Catalogue.standard.metric(id))
    return analysis(kind, lines, policies).figure(metric, period)
  }

  @Test(arguments: [
    ("customers", "needs 'customers.csv'"), ("quick_ratio", "needs 'customers.csv'"),
    ("cohorts", "needs 'customers.csv'"), ("gini", "needs 'holders.csv'"),
    ("provider_churn", "needs 'suppliers.csv'"), ("revenue_churn", "needs 'customers.csv'"),
  ])
  func `a missing file is named`(_ id: String, _ reason: String) throws {
    let metric = try #require(Catalogue.standard.metric(id))
    let network = MetricDefinition.Example([:], .missing).network
    #expect(NetworkAnalysis(network).figure(metric, period).state.reason == reason)
  }

  @Test func `rows elsewhere are told`() throws {
    let early = try figure("customers", .customers, ["2025Q2: acme 5"])
    #expect(
      early.state.reason
        == "needs rows of 'customers.csv' that lie inside 2025Q4, last seen 2025-06-30")
    let thin = try figure(
      "customer_retention", .customers, ["2025-07: acme 5", "2025Q4: acme 5"])
    #expect(thin.state.reason == "rows of 'customers.csv' cover 34 % of 2025Q3")
  }

  @Test(arguments: [
    "top_customer_share", "top_10_customer_share", "customer_concentration", "recurring_share",
  ])
  func `unnamed payers make a share a lower bound`(_ id: String) throws {
    let before = "2025Q3: acme 5"
    #expect(try figure(id, .customers, [before, "2025Q4: acme 5, rest 5 other"]).bound == .atLeast)
    #expect(try figure(id, .customers, [before, "2025Q4: acme 5, bolt 5"]).bound == nil)
  }

  @Test func `retention states how many customers it rests on`() throws {
    let retention = try figure(
      "customer_retention", .customers,
      ["2025Q3: acme 5, bolt 5, sister 5 related", "2025Q4: acme 5"])
    #expect(retention.observations == 2)
    #expect(retention.sources == ["example"] && retention.evidence == .settled)
    #expect(retention.grain == 92)
  }

  @Test func `policies move the floor of a customer and the dust of a holder`() throws {
    var policies = Policies()
    policies[.payingCustomerFloor] = 10
    policies[.holderDust] = 1
    #expect(try figure("customers", .customers, ["2025Q4: acme 10, bolt 9"], policies).value == 1)
    #expect(
      try figure("nakamoto_coefficient", .holders, ["2025Q4: a 1, b 1, c 1.5"], policies).value == 1
    )
  }

  @Test func `balances of an earlier day are dated`() throws {
    let old = try figure("gini", .holders, ["2025-10: a 1, b 3"])
    #expect(old.value == 0.25 && old.marks == [.dated])
    #expect(old.readOn == Day("2025-10-31"))
    #expect(try figure("gini", .holders, ["2025Q4: a 1, b 3"]).marks == [])
  }

  @Test func `refunds are taken off and never count below nothing`() throws {
    let lines = ["2025Q3: acme 100, bolt 100", "2025-10: acme 100, bolt -50"]
    let rest = ["2025-11: acme -20", "2025-12: acme 10"]
    #expect(try figure("net_revenue_retention", .customers, lines + rest).value == 0.45)
  }

  @Test func `a trace names each statement once`() throws {
    let metric = try #require(Catalogue.standard.metric("net_revenue_retention"))
    let rows = analysis(.customers, ["2025Q3: acme 100, bolt 50", "2025Q4: acme 90"]).rows(
      behind: metric, period)
    #expect(rows.map(\.amount).sorted() == [90, 150])
    #expect(rows.allSatisfy { $0.series == SeriesID("customers") })
  }

  @Test func `the matrix of cohorts can be shown`() throws {
    let analysis = analysis(
      .customers,
      ["2025Q1: acme 10", "2025Q2: acme 5, bolt 5", "2025Q3: bolt 5", "2025Q4: acme 1, corp 9"])
    let cohorts = try #require(analysis.reading(period).cohorts)
    #expect(cohorts.quarters.map(\.description) == ["2025Q1", "2025Q2", "2025Q3", "2025Q4"])
    #expect((0..<4).map { cohorts.share(cohort: 0, age: $0) } == [1, 0.5, 0, 0.1])
    #expect(cohorts.share(cohort: 3, age: 1) == nil)
    #expect(analysis.reading(period.previous).cohorts == nil)
  }

  @Test func `a chosen definition of the count is not that of the rows`() throws {
    var network = Network(id: "n", profile: Profile(name: "N"), series: [:])
    let id = SeriesID("customers", basis: "claimed")
    network.series[id] = Series(
      id: id, kind: .stock, unit: .count,
      tracks: [
        Track(
          source: "a", starts: [period.end], ends: [], values: [500],
          evidence: Column(repeating: .press), file: Column(repeating: 0), lines: [2])
      ])
    network.ledgers =
      MetricDefinition.Example(.customers, ["2025Q4: acme 5"], .missing).network
      .ledgers
    let analysis = NetworkAnalysis(NetworkSeries(network, sources: [:], asOf: period.end))
    let metric = try #require(Catalogue.standard.metric("customers"))
    #expect(analysis.figure(metric, period).value == 1)
    #expect(analysis.figure(metric, period, basis: "claimed").value == 500)
  }
}
