import Formulas
import Quantities
import SeriesStore
import Testing

@testable import EconomicMetrics

/// Metrics of one's own: what is read, and what is refused.
@Suite struct OwnMetricsTests {
  private func own(_ metrics: (id: String, unit: Unit, formula: String)...) -> OwnMetrics {
    own(metrics)
  }

  private func own(_ metrics: [(id: String, unit: Unit, formula: String)]) -> OwnMetrics {
    let written = metrics.enumerated().map { index, metric in
      WrittenMetric(
        id: metric.id, title: metric.id, unit: metric.unit, formula: metric.formula, path: "m.yaml",
        line: UInt32(index + 1), formulaLine: UInt32(index + 1))
    }
    return OwnMetrics(of: Dataset(metrics: written))
  }

  private func faults(_ metrics: (id: String, unit: Unit, formula: String)...) -> [String] {
    own(metrics).faults.map(\.description)
  }

  @Test func `without any the catalogue is the program's`() {
    #expect(own().catalogue.metrics == Catalogue.standard.metrics)
  }

  @Test func `metrics may rest on those that stand below them`() throws {
    let own = own(("a", .multiple, "b / revenue"), ("b", .usd, "fees * 2"))
    #expect(own.faults.isEmpty)
    let metrics = try #require(own.catalogue.families.last).metrics
    #expect(metrics.map(\.code) == ["U1", "U2"])
    #expect(metrics[0].formula == .metric("b") / .metric("revenue"))
    #expect(own.catalogue.metric("run_rate") == Catalogue.standard.metric("run_rate"))
  }

  /// A ratio may be shown in each of the ways in which ratios are.
  @Test(arguments: [Unit.percent, .points, .multiple, .index, .logPoints, .one])
  func `a ratio takes any unit of ratios`(_ unit: Unit) {
    #expect(own(("a", unit, "fees / revenue")).faults.isEmpty)
    #expect(own(("a", .usd, "fees / revenue")).faults.count == 1)
  }

  @Test func `a bare number takes the unit`() {
    #expect(own(("rate", .usdPerToken, "5")).catalogue.formula("rate") == .number(5, .usdPerToken))
    #expect(own(("rate", .token, "$5")).faults.count == 1)
  }

  @Test func `the unit that is declared is the one that others see`() {
    #expect(own(("a", .percent, "fees / revenue"), ("b", .points, "a - 10%")).faults.isEmpty)
    #expect(
      faults(("a", .percent, "fees / revenue"), ("b", .usd, "a + revenue")) == [
        """
        m.yaml:2: error: 'formula' of b: 'a' is a ratio and 'revenue' is in USD; set quantities of \
        one unit side by side [unit]
          a + revenue
            ^
        """
      ])
  }

  @Test func `every circle is told once, by its shortest way`() {
    #expect(
      faults(
        ("a", .usd, "b + c"), ("b", .usd, "previous(a)"), ("c", .usd, "a"), ("d", .usd, "a + e"),
        ("e", .usd, "year_ago(e)"), ("f", .usd, "d")
      ).map { $0.split(separator: ",")[1].split(separator: ";")[0] }
        == [" a → b → a", " c → a → c", " e → e"])
  }

  @Test func `a long circle is cut short`() {
    let count = 5000
    let all = (0..<count).map { ("m\($0)", Unit.usd, "m\(($0 + 1) % count)") }
    let fault = own(all).faults.map(\.description)
    #expect(fault.count == 1)
    #expect(fault.first?.contains("m0 → m1 → m2 → m3 → … 4995 more … → m4999 → m0;") == true)
  }

  @Test func `faults of names, units and circles are told together`() {
    let told = faults(
      ("revenue", .usd, "sum(fees)"), ("a", .usd, "a"), ("b", .usd, "revenu"),
      ("c", .usd, "revenue / fees"))
    let rules = ["[taken-id]", "[circle]", "[unknown-name]", "[unit]"]
    #expect(told.count == 4)
    for (fault, rule) in zip(told, rules) { #expect(fault.contains(rule), "\(fault)") }
  }

  /// A chain of 20,000, and 40 that double: neither may take the stack or the time of ages.
  @Test(arguments: [("+ 1", 20_000), ("+ m", 40)])
  func `what rests on too much is refused, once`(_ step: String, _ count: Int) throws {
    let all = (0..<count).map { number in
      let last = "m\(number - 1)"
      return (
        "m\(number)", Unit.usd,
        number == 0 ? "revenue" : "\(last) \(step == "+ m" ? "+ \(last)" : step)"
      )
    }
    let faults = own(all).faults
    #expect(faults.count == 1)
    #expect(faults.first?.problem.contains("[too-deep]") == true)
  }

  @Test func `metrics of the program are far from the limits`() {
    for metric in Catalogue.standard.metrics {
      #expect(own(("a", metric.unit, metric.id)).faults.isEmpty, "\(metric)")
    }
  }

  @Test func `what needs a metric of burning networks is about these only`() {
    let own = own(
      ("a", .multiple, "b * 2"), ("b", .multiple, "burn_to_mint + 1"),
      ("c", .multiple, "first_known(burn_to_mint, fees / revenue)"))
    #expect(own.catalogue.metric("a")?.applies == .burning)
    #expect(own.catalogue.metric("b")?.applies == .burning)
    #expect(own.catalogue.metric("c")?.applies == .always)
  }

  @Test func `a later metric of an id takes the place of the earlier`() {
    func metric(_ id: String, _ title: String) -> WrittenMetric {
      WrittenMetric(id: id, title: title, unit: .usd, formula: "revenue")
    }
    let both = [metric("a", "A"), metric("b", "B")].replaced(
      by: [metric("c", "C"), metric("a", "D")])
    #expect(both.map(\.title) == ["D", "B", "C"])
  }
}
