import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import TestSupport
import Testing

/// Formulas over small examples: values by series for the quarters that end with 2025Q4.
@Suite struct EvaluatorTests {
  private func figure(
    _ formula: Formula, _ inputs: [String: [Double?]], policies: Policies = Policies()
  ) -> Figure {
    let example = MetricDefinition.Example(inputs, .missing)
    return Evaluator(
      network: example.network, policies: policies, definition: Catalogue.standard.formula
    )
    .figure(formula, .init(MetricDefinition.Example.period))
  }

  private static let revenue = Formula.sum("revenue")
  private static let fees = Formula.sum("fees")
  private static let arithmetic: [(Formula, Double)] = [
    (.add(revenue, fees), 7), (.subtract(revenue, fees), -3),
    (.multiply(revenue, .number(3, .one)), 6),
    (.divide(revenue, fees, whenNotPositive: ""), 0.4), (.earlier(fees, .previous), 4),
    (.growth(.sum("tokens_burned"), .previous), 1), (.annualized(revenue), 2 * 365.0 / 92),
    (.firstKnown([.sum("usage"), fees]), 5),
    (.logarithm(.divide(revenue, revenue, whenNotPositive: "")), 0),
    (.series("revenue", .count, .period), 1), (.series("revenue", .coverage, .period), 1),
  ]

  @Test(arguments: arithmetic)
  func `arithmetic on leaves`(_ formula: Formula, _ expected: Double) {
    let inputs: [String: [Double?]] = [
      "revenue": [2], "fees": [4, 5], "tokens_burned": [1, 2],
    ]
    #expect(figure(formula, inputs).value == expected)
  }

  @Test func `the first input without a number answers for the whole`() {
    let formula: Formula = .sum("usage") / .sum("fees")
    #expect(figure(formula, ["fees": [1]]).state == .missing("needs 'usage'"))
    #expect(figure(formula, ["usage": [1]]).state == .missing("needs 'fees'"))
  }

  @Test func `a divisor that is not above zero is not meaningful`() {
    let formula: Formula = .sum("revenue") / .sum("fees")
    #expect(
      figure(formula, ["revenue": [1], "fees": [0]]).state == .notMeaningful("fees is 0"))
    #expect(
      figure(formula, ["revenue": [1], "fees": [-1]]).state == .notMeaningful("fees is below 0"))
  }

  @Test func `flows that cover different parts of the period do not meet`() {
    let inputs: [String: [Double?]] = ["revenue@month": [1, 1, nil], "fees": [4]]
    let reason = "revenue covers 66 % of the period, fees 100 %"
    #expect(figure(.sum("revenue") / .sum("fees"), inputs).state == .missing(reason))
  }

  @Test func `partial figures of one coverage meet and stay partial`() {
    let inputs: [String: [Double?]] = ["revenue@month": [1, 1, nil], "fees@month": [2, 2, nil]]
    let figure = figure(.sum("revenue") / .sum("fees"), inputs)
    #expect(figure.state == .partial && figure.value == 0.5)
  }

  @Test func `partial figures are neither annualized nor grown`() {
    let inputs: [String: [Double?]] = ["revenue@month": [5000, 5000, 5000, 5000, 5000, nil]]
    #expect(figure(.annualized(.sum("revenue")), inputs).state.word == "missing")
    #expect(figure(.growth(.sum("revenue"), .previous), inputs).state.word == "missing")
  }

  @Test func `growth names its floor, its base and its sign`() {
    let growth: Formula = .growth(.sum("revenue"), .previous)
    #expect(figure(growth, ["revenue": [999, 5000]]).state.reason.contains("below $1,000"))
    #expect(figure(growth, ["revenue": [0, 5000]]).state.reason.contains("not above 0"))
    #expect(figure(growth, ["revenue": [5000, -1]]).state.reason.contains("sign"))
    #expect(figure(growth, ["revenue": [nil, 5000]]).state.reason.contains("in 2025Q3"))
  }

  @Test func `tokens are valued piece by piece, or at the end`() {
    let inputs: [String: [Double?]] = [
      "tokens_emitted@month": [10, 20, 30], "price@average": [5], "price": [7],
    ]
    #expect(figure(.valued("tokens_emitted"), inputs).value == 300)
    var end = Policies()
    end.valuation = .end
    #expect(figure(.valued("tokens_emitted"), inputs, policies: end).value == 420)
  }

  @Test func `bounds that pull to different sides say so and bound nothing`() {
    let (most, least) = (
      Formula.bounded(.sum("fees"), .atMost), Formula.bounded(.sum("revenue"), .atLeast)
    )
    let inputs: [String: [Double?]] = ["revenue": [2], "fees": [5]]
    for formula in [most / .bounded(.sum("revenue"), .atMost), most + least, most * least] {
      #expect(figure(formula, inputs).bound == nil)
      #expect(figure(formula, inputs).marks == [.opposedBounds])
    }
    #expect(figure(most / least, inputs).bound == .atMost)
    #expect(figure(most - least, inputs).marks.isEmpty)
  }

  @Test(arguments: [Formula.Bound.atLeast, .atMost])
  func `growth from one bound to another of its kind may be anything`(bound: Formula.Bound) {
    let formula = Formula.growth(.bounded(.sum("revenue"), bound), .previous)
    let found = figure(formula, ["revenue": [5000, 5000]])
    #expect(found.value == 0 && found.marks == [.opposedBounds] && found.bound == nil)
  }

  @Test func `below 0 a bound in the divisor keeps its side`() {
    let loss: Formula = .sum("revenue") - .sum("fees")
    let most = Formula.bounded(.sum("usage"), .atMost)
    let inputs: [String: [Double?]] = ["revenue": [2], "fees": [5], "usage": [3]]
    #expect(figure(loss / most, inputs).bound == .atMost)
    #expect(figure(loss * most, inputs).bound == .atLeast)
  }

  @Test func `what has to be whole says nothing of a part`() {
    let formula = Formula.whole(.sum("revenue"))
    #expect(figure(formula, ["revenue@month": [1, 1, 1]]).value == 3)
    #expect(
      figure(formula, ["revenue@month": [1, 1, nil]]).state
        == .missing("the figure covers 66 % of its days"))
  }

  @Test func `a bound turns over in a divisor`() {
    let most = Formula.bounded(.sum("fees"), .atMost)
    let inputs: [String: [Double?]] = ["revenue": [1], "fees": [2]]
    #expect(figure(.sum("revenue") / most, inputs).bound == .atLeast)
    #expect(figure(most / .sum("revenue"), inputs).bound == .atMost)
    #expect(figure(.sum("revenue") - most, inputs).bound == .atLeast)
  }

  @Test func `the trace lists the rows, and they add up to the figure`() {
    let inputs: [String: [Double?]] = ["revenue@month": [1, 2, 4]]
    let network = MetricDefinition.Example(inputs, .missing).network
    let evaluator = Evaluator(
      network: network, policies: Policies(), definition: Catalogue.standard.formula)
    let rows = evaluator.rows(
      behind: .sum("revenue"), .init(MetricDefinition.Example.period))
    #expect(rows.map(\.amount) == [1, 2, 4])
    #expect(rows.map(\.line) == [2, 3, 4])
  }

  @Test func `prose has a sign and a name for everything`() {
    let formula: Formula = .annualized(.metric("revenue") - .sum("fees")) / .mean("capacity")
    #expect(formula.prose == "((revenue − Σ fees) × 365 ÷ days) ÷ mean capacity")
  }
}

@Suite struct UnitCheckTests {
  private let checker = UnitChecker(series: Catalogue.unit(of:), metric: Catalogue.standard.formula)

  private static let fees = Formula.sum("fees")
  private static let sound: [(Formula, String)] = [
    (.divide(fees, fees, whenNotPositive: ""), ""), (.valued("tokens_emitted"), "USD"),
    (.divide(fees, .sum("tokens_emitted"), whenNotPositive: ""), "USD/token"),
    (.multiply(.close("price"), .last("circulating_supply")), "USD"),
    (.growth(.sum("usage"), .yearAgo), "%"),
  ]

  @Test(arguments: sound)
  func `units follow the arithmetic`(_ formula: Formula, _ unit: String) throws {
    let found = try checker.unit(of: formula)
    #expect(found.isDimensionless ? unit.count < 2 : found.description == unit)
  }

  private static let clashes: [(Formula, String)] = [
    (.add(fees, .sum("tokens_emitted")), "is in USD"),
    (.sum("nothing"), "no series is called 'nothing'"),
    (.metric("nothing"), "no metric is called 'nothing'"),
    (.valued("revenue"), "only tokens have a price"), (.logarithm(fees), "ln takes a ratio"),
  ]

  @Test(arguments: clashes)
  func `clashes are refused in words`(_ formula: Formula, _ words: String) {
    let error = #expect(throws: UnitError.self) { try checker.unit(of: formula) }
    #expect(error?.description.contains(words) == true, "\(error?.description ?? "")")
  }
}
