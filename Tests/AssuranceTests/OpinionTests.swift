import EconomicMetrics
import Quantities
import SeriesStore
import Testing

@testable import Assurance

/// Opinions worked out by hand, and each limit from both sides.
@Suite struct OpinionTests {
  private typealias Sample = OpinionSample

  // MARK: The four opinions

  @Test func `data with which no rule finds fault has an unqualified opinion`() throws {
    let opinion = try Sample().opinion()
    #expect(opinion.effect == .none && opinion.reasons.isEmpty, "\(opinion.reasons)")
    #expect(opinion.effect.opinion == "unqualified")
    // Nobody publishes parts of income here, and emission, price and supply have one source each.
    #expect(
      opinion.lines.filter { $0.outcome == .notApplicable }.map(\.criterion.id)
        == ["identity.income"])
    #expect(opinion.untested.map(\.criterion.id) == ["headlines.reconciliation"])
    #expect(opinion.lines.count == OpinionCriteria.all().count)
  }

  @Test func `one matter that is confined qualifies the opinion`() throws {
    let opinion = try Sample().with("price USD/token", "2025-10-01,2025-12-31,2,a,measured,average")
      .opinion()
    #expect(opinion.effect == .qualification)
    #expect(opinion.reasons.map(\.criterion.id) == ["price.close"])
    #expect(opinion.reasons[0].outcome == .untested)
  }

  @Test func `figures that contradict each other by more than half turn it adverse`() throws {
    let opinion = try Sample().with(
      "revenue USD", "2025-10-01,2025-12-31,1000,a,burn", "2025-10-01,2025-12-31,3000,b,burn"
    ).opinion()
    #expect(opinion.effect == .adverse)
    #expect(opinion.reasons.map(\.criterion.id) == ["revenue.reconciliation"])
    #expect(opinion.reasons[0].number == 2)
    #expect(opinion.reasons[0].sources == ["a", "b"])
  }

  @Test func `without revenue there is no opinion, whatever else there is`() throws {
    let opinion = try Sample().with("revenue USD").opinion()
    #expect(opinion.effect == .disclaimer)
    #expect(opinion.reasons.map(\.criterion.id) == ["revenue.coverage"])
    // What rests on revenue has been said.
    let silent = opinion.lines.filter { $0.outcome == .notApplicable }.map(\.criterion.id)
    #expect(silent.contains("revenue.evidence") && silent.contains("revenue.reconciliation"))
  }

  @Test func `a disclaimer comes first, and the contradictions are still told`() throws {
    let opinion = try Sample().with(
      "revenue USD", "2025-10-01,2025-11-01,1000,a,burn", "2025-10-01,2025-11-01,3000,b,burn"
    ).opinion()
    #expect(opinion.effect == .disclaimer)
    #expect(opinion.reasons.map(\.effect).prefix(2) == [.disclaimer, .adverse])
  }

  // MARK: Limits, from both sides

  @Test(arguments: [
    ("2025-12-27", OpinionEffect.none), ("2025-12-26", .qualification),
    ("2025-11-15", .qualification), ("2025-11-14", .disclaimer),
  ])
  func `88 of 92 days are whole, and 46 are half`(_ last: String, _ effect: OpinionEffect) throws {
    let line = try Sample().revenue("2025-10-01,\(last),1000").line("revenue.coverage")
    #expect(line.effect == effect, "\(line.statement)")
  }

  @Test(arguments: [
    (800.0, OpinionEffect.none), (799, .qualification), (500, .qualification), (499, .disclaimer),
  ])
  func `four fifths of revenue are to be on chain, half of it at least`(
    _ burned: Double, _ effect: OpinionEffect
  ) throws {
    let line = try Sample().revenue(
      "2025-10-01,2025-10-31,\(burned)", "2025-11-01,2025-12-31,\(1000 - burned),operator"
    ).line("revenue.evidence")
    #expect(line.effect == effect && line.number == burned / 1000, "\(line.statement)")
  }

  @Test(arguments: [
    (1009.0, OpinionEffect.none), (1050, .none), (1051, .qualification), (1500, .qualification),
    (1501, .adverse), (949, .qualification),
  ])
  func `five per cent of revenue are material, and half is pervasive`(
    _ other: Double, _ effect: OpinionEffect
  ) throws {
    let line = try Sample().with(
      "revenue USD", "2025-10-01,2025-12-31,1000,a,burn", "2025-10-01,2025-12-31,\(other),b,burn"
    ).line("revenue.reconciliation")
    #expect(line.effect == effect, "\(line.statement)")
  }

  @Test func `one source is nobody else's word`() throws {
    let line = try Sample().with("revenue USD", "2025-10-01,2025-12-31,1000,a,burn")
      .line("revenue.reconciliation")
    #expect(line.outcome == .untested && line.effect == .qualification)
  }

  @Test func `what two other definitions say of one another is no matter of the headline`() throws {
    let sample = Sample().with(
      "revenue USD", "2025-10-01,2025-12-31,1000,a,burn", "2025-10-01,2025-12-31,1000,b,burn",
      "2025-10-01,2025-12-31,1000,a,burn,other", "2025-10-01,2025-12-31,9000,b,burn,other")
    #expect(try sample.line("revenue.reconciliation").effect == .none)
    let other = try sample.opinion(basis: "other")
    #expect(
      other.reasons.map(\.criterion.id) == ["revenue.reconciliation", "revenue.definition"])
    #expect(other.effect == .adverse)
  }

  @Test(arguments: [("2025-12-27", OpinionEffect.none), ("2025-12-26", .qualification)])
  func `emission has the same days as revenue`(_ last: String, _ effect: OpinionEffect) throws {
    let line = try Sample().with("tokens_emitted token", "2025-10-01,\(last),100")
      .line("emission.coverage")
    #expect(line.effect == effect, "\(line.statement)")
  }

  @Test(arguments: [(5.0, OpinionEffect.none), (6, .qualification)])
  func `a schedule is no measurement`(_ scheduled: Double, _ effect: OpinionEffect) throws {
    let line = try Sample().with(
      "tokens_emitted token", "2025-10-01,2025-10-31,\(scheduled),a,schedule",
      "2025-11-01,2025-12-31,\(100 - scheduled)"
    ).line("emission.schedule")
    #expect(line.effect == effect && line.number == scheduled / 100, "\(line.statement)")
  }

  @Test(arguments: [("2025-12-28", OpinionEffect.none), ("2025-12-27", .qualification)])
  func `a close is three days old at most`(_ day: String, _ effect: OpinionEffect) throws {
    let line = try Sample().with(
      "price USD/token", "2025-10-01,2025-12-31,2,a,measured,average", "\(day),\(day),2"
    ).line("price.close")
    #expect(line.effect == effect, "\(line.statement)")
  }

  @Test(arguments: [("2025-10-01", OpinionEffect.none), ("2025-09-30", .qualification)])
  func `supply is read inside the period`(_ day: String, _ effect: OpinionEffect) throws {
    let line = try Sample().with("circulating_supply token", "\(day),\(day),1000")
      .line("supply.reading")
    #expect(line.effect == effect, "\(line.statement)")
  }

  @Test func `one headline figure may be missing, two may not`() throws {
    let one = Sample().with("circulating_supply token")
    #expect(try one.line("headlines.known").effect == .none)
    let two = one.with("price USD/token", "2025-10-01,2025-12-31,2,a,measured,average")
    #expect(try two.line("headlines.known").effect == .disclaimer)
    #expect(try two.opinion().effect == .disclaimer)
  }

  @Test(arguments: [("2025-11-30", OpinionEffect.none), ("2025-11-29", .qualification)])
  func `the newest rows are a month old at most`(_ last: String, _ effect: OpinionEffect) throws {
    let line = try Sample().revenue("2025-10-01,\(last),1000").line("headlines.freshness")
    #expect(line.effect == effect, "\(line.statement)")
  }

  @Test(arguments: [
    (2.1, 1100.0, OpinionEffect.none), (2.2, 1100, .qualification), (2.1, 1200, .qualification),
    (2.2, 1200, .adverse),
  ])
  func `two figures in doubt are not confined`(
    _ price: Double, _ supply: Double, _ effect: OpinionEffect
  ) throws {
    let line = try Sample().with(
      "price USD/token", "2025-10-01,2025-12-31,2,a,measured,average", "2025-12-31,2025-12-31,2",
      "2025-12-31,2025-12-31,\(price),b"
    ).with(
      "circulating_supply token", "2025-09-30,2025-09-30,1000", "2025-12-31,2025-12-31,1100",
      "2025-12-31,2025-12-31,\(supply),b"
    ).line("headlines.reconciliation")
    #expect(line.effect == effect, "\(line.statement)")
  }

  @Test(arguments: [
    (350.0, OpinionEffect.none), (349, .qualification), (-100, .qualification), (-101, .adverse),
  ])
  func `parts of fees leave five per cent at most`(
    _ protocolRevenue: Double, _ effect: OpinionEffect
  ) throws {
    let line = try Sample().with("fees USD", "2025-10-01,2025-12-31,1000")
      .with("supply_side_revenue USD", "2025-10-01,2025-12-31,600")
      .with("protocol_revenue USD", "2025-10-01,2025-12-31,\(protocolRevenue)")
      .line("identity.income")
    #expect(line.effect == effect, "\(line.statement)")
  }

  @Test(arguments: [
    (1110.0, OpinionEffect.none), (1111, .qualification), (1200, .qualification), (1201, .adverse),
    (1089, .qualification),
  ])
  func `supply rolls forward within one per cent`(_ closing: Double, _ effect: OpinionEffect) throws
  {
    let line = try Sample().with(
      "circulating_supply token", "2025-09-30,2025-09-30,1000", "2025-12-31,2025-12-31,\(closing)"
    ).line("identity.supply")
    #expect(line.effect == effect, "\(line.statement)")
  }

  // MARK: Findings

  private var refund: String { "2025-07-01,2025-09-30,-5,a,burn" }

  @Test func `an error of the checks qualifies, in two headline figures it is adverse`() throws {
    let costs = try Sample().with("operating_costs USD", refund).opinion()
    #expect(costs.effect == .qualification)
    #expect(costs.reasons.map(\.criterion.id) == ["findings.errors"])
    let one = Sample().with(
      "tokens_emitted token", "2025-10-01,2025-12-31,100", "2025-07-01,2025-09-30,-5")
    #expect(try one.line("findings.headlines").number == 1)
    #expect(try one.opinion().effect == .qualification)
    var two = one.with("max_supply token", "2025-12-31,2025-12-31,1050")
    #expect(try two.opinion().effect == .qualification)
    two.checks = "checks: {circulating_supply.above-maximum: {severity: error}}\n"
    #expect(try two.opinion().effect == .adverse)
    #expect(try two.line("findings.headlines").number == 2)
  }

  @Test(arguments: [("2026-06-30", OpinionEffect.none), ("2025-12-30", .qualification)])
  func `a waived error has no effect, and is told`(_ until: String, _ effect: OpinionEffect) throws
  {
    var sample = Sample().with("operating_costs USD", refund)
    sample.checks =
      "waivers: [{id: flow.negative, network: n, reason: a refund, who: A. Kay, until: \(until)}]\n"
    let line = try sample.line("findings.errors")
    #expect(line.effect == effect)
    #expect(line.statement.contains("1 more is waived") == (effect == .none), "\(line.statement)")
  }

  // MARK: Materiality

  @Test(arguments: [(0.02, OpinionEffect.qualification), (0.03, .none)])
  func `another materiality moves the limit`(_ share: Double, _ effect: OpinionEffect) throws {
    let opinion = try Sample().with(
      "revenue USD", "2025-10-01,2025-12-31,1000,a,burn", "2025-10-01,2025-12-31,1030,b,burn"
    ).opinion(materiality: OpinionMateriality(flows: share))
    #expect(opinion.effect == effect)
  }

  // MARK: Rules

  @Test func `rules have ids of their own, reasons and limits in order`() {
    let criteria = OpinionCriteria.all()
    #expect(Set(criteria.map(\.id)).count == criteria.count)
    for criterion in criteria {
      #expect(!criterion.rationale.isEmpty && !criterion.limits.isEmpty, "\(criterion.id)")
      #expect(criterion.limits.map(\.effect) == criterion.limits.map(\.effect).sorted())
    }
  }

  // MARK: Tiers

  /// A week of 70 that begins before the quarter has 4 of its 7 days in it.
  @Test func `rows cut at an edge count by their part, and tiers add up`() throws {
    let rows = [
      "2025-09-28,2025-10-04,70", "2025-10-05,2025-10-31,300,settled",
      "2025-11-01,2025-12-31,500,operator",
    ]
    let sample = Sample().revenue(rows[0], rows[1], rows[2])
    let opinion = try sample.opinion()
    let line = try #require(opinion.lines.first { $0.criterion.id == "revenue.evidence" })
    #expect(line.number == 340.0 / 840)
    let tiers = try #require(try sample.tiers())
    #expect(tiers.tiers.map(\.evidence) == [.settled, .burn, .operator])
    #expect(tiers.tiers.map(\.amount) == [300, 40, 500])
    #expect(tiers.tiers.map(\.rows) == [1, 1, 1])
    #expect(tiers.tiers.map(\.cutRows) == [0, 1, 0])
    #expect(tiers.total == 840)
  }
}

extension OpinionSample {
  /// Revenue of the quarter by evidence.
  func tiers() throws -> EvidenceTiers? {
    let analysis = try analysis()
    return EvidenceTiers(of: "revenue", in: analysis, over: .quarter(of: analysis.network.asOf))
  }
}
