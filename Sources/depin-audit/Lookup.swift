import ArgumentParser
import EconomicMetrics
import Quantities
import Reporting
import SeriesStore

extension Audit {
  /// The network of an id, or a suggestion.
  func network(_ id: String) throws -> NetworkAnalysis {
    if let network = networks.first(where: { $0.id == id }) { return network }
    let ids = networks.map(\.id).sorted()
    let shown = ids.count > 40 ? ids.prefix(40) + ["…"] : ids
    throw ValidationError(
      unknown("network", id, ids, else: "there is " + shown.joined(separator: ", ")))
  }

  /// The networks of some ids, each once; all without any.
  func networks(_ ids: [String]) throws -> [NetworkAnalysis] {
    var seen: Set<String> = []
    return ids.isEmpty
      ? networks : try ids.filter { seen.insert($0).inserted }.map { try network($0) }
  }
}

extension NetworkAnalysis {
  /// The metric of an id, or a suggestion.
  func metric(_ id: String) throws -> MetricDefinition {
    if let metric = definition(id) { return metric }
    throw unknownMetric(id, among: [self])
  }

  /// Refuses a definition that no row has.
  func check(basis: String, of metric: MetricDefinition) throws {
    let others = bases(of: metric).filter { !$0.isEmpty }
    guard !basis.isEmpty, !others.contains(basis) else { return }
    throw ValidationError(
      unknown(
        "basis of \(metric.id)", basis, others,
        else: others.isEmpty
          ? "\(id) has rows of its own definition only"
          : "there is " + others.joined(separator: ", ")))
  }

  /// The series that the network has rows of, by name.
  var seriesNames: [String] {
    Set(network.series.keys.map(\.name)).sorted().filter { definition($0) != nil }
  }
}

/// Says that none of some networks knows a metric.
func unknownMetric(_ id: String, among networks: [NetworkAnalysis]) -> ValidationError {
  let known = Set(networks.flatMap(\.allMetrics) + SeriesDefinition.standard.map(\.name)).sorted()
  return ValidationError(
    unknown("metric or series", id, known, else: "`depin-audit metrics` lists the metrics"))
}

/// Says that a name is not known: `no network is called 'heliun'; did you mean 'helium'?`.
///
/// - Parameters:
///   - what: What was looked for.
///   - name: The name as typed.
///   - known: Names that there are.
///   - otherwise: What to say where none of them is near.
/// - Returns: The message.
func unknown(_ what: String, _ name: String, _ known: [String], else otherwise: String) -> String {
  let remedy = Suggestion.remedy(for: name, among: known, else: otherwise)
  return "no \(what) is called '\(name)'; \(remedy)"
}
