import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import Screening

let quarter = MetricDefinition.Example.period

/// A network with rows up to 2025Q4, as the examples of the catalogue have them.
func analysis(
  _ inputs: [String: [Double?]], id: String = "n", _ profile: (inout Profile) -> Void = { _ in }
) -> NetworkAnalysis {
  let example = MetricDefinition.Example(inputs, .missing).network
  var stated = Profile(name: id)
  profile(&stated)
  var network = Network(id: id, profile: stated, series: example.series)
  network.ledgers = [:]
  return NetworkAnalysis(NetworkSeries(network, sources: [:], asOf: quarter.end))
}

func condition(_ text: String) throws -> Condition {
  try Condition(parsing: text, names: .catalogue())
}

/// The verdict on a rule for a network alone in its universe; the answer alone has to be the same.
func verdict(_ text: String, _ network: NetworkAnalysis) throws -> Verdict {
  let rule = try condition(text)
  let judge = Universe([network]).judge([rule], over: quarter, history: 0)
  let verdict = judge.verdict(judge.plans[0], judge.figures(of: network))
  #expect(judge.truth(judge.plans[0], judge.figures(of: network)) == verdict.truth, "\(text)")
  return verdict
}
