import Formulas
import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import EconomicMetrics

@Suite struct CatalogueTests {
  @Test(arguments: Catalogue.standard.metrics)
  func `hand-worked examples give their answer`(of metric: MetricDefinition) {
    #expect(!metric.examples.isEmpty)
    for example in metric.examples {
      let figure = NetworkAnalysis(example.network).figure(
        metric, MetricDefinition.Example.period)
      switch example.answer {
      case .value(let expected):
        #expect(figure.state == .value, "\(figure.state.reason)")
        #expect(agrees(figure.value, expected), "\(figure.value ?? 0) for \(expected)")
      case .partial(let expected):
        #expect(figure.state == .partial)
        #expect(agrees(figure.value, expected))
      case .missing: #expect(figure.state.word == "missing")
      case .notMeaningful: #expect(figure.state.word == "not-meaningful")
      case .notApplicable: #expect(figure.state.word == "not-applicable")
      }
      #expect((figure.value == nil) == !figure.state.reason.isEmpty)
    }
  }

  @Test(arguments: Catalogue.standard.metrics)
  func `the formula has the unit that the definition claims`(of metric: MetricDefinition) throws {
    let checker = UnitChecker(series: Catalogue.unit(of:), metric: Catalogue.standard.formula)
    let unit = try checker.unit(of: metric.formula)
    #expect(unit.isCommensurable(with: metric.unit), "\(unit) is not \(metric.unit)")
  }

  @Test func `codes begin with the letter of their family`() {
    for family in Catalogue.standard.families {
      let strange = family.metrics.map(\.code).filter { !$0.hasPrefix(family.letter) }
      #expect(strange.isEmpty, "\(family.title)")
    }
  }

  @Test(arguments: Catalogue.standard.metrics)
  func `a definition tells what a reader needs`(of metric: MetricDefinition) {
    #expect(!metric.title.isEmpty && !metric.meaning.isEmpty && !metric.source.isEmpty)
    #expect(metric.meaning.hasSuffix("."))
    #expect(!metric.reading.isEmpty)
    // A tree that only names a computation of its own says nothing of how it is done.
    switch metric.formula {
    case .measure, .history, .readingChange: #expect(!metric.method.isEmpty)
    default: break
    }
    #expect(metric.id.allSatisfy { $0.isLowercase || $0.isNumber || $0 == "_" })
    #expect(!metric.formula.prose.isEmpty)
  }

  @Test func `ids are unique`() {
    #expect(Set(Catalogue.standard.metrics.map(\.id)).count == Catalogue.standard.metrics.count)
  }
}

/// Whether a figure agrees with a hand-worked number to ten significant digits, as many as the
/// examples are written with.
private func agrees(_ value: Double?, _ expected: Double) -> Bool {
  guard let value else { return false }
  return abs(value - expected) <= 1e-10 * max(1, abs(expected))
}
