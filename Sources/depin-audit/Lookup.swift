import ArgumentParser
import EconomicMetrics
import Reporting
import SeriesStore

extension Audit {
  /// The network of an id, or a suggestion.
  func network(_ id: String) throws -> NetworkAnalysis {
    if let network = networks.first(where: { $0.network.id == id }) { return network }
    let ids = networks.map(\.network.id).sorted()
    throw ValidationError(unknown("network", id, ids))
  }
}

extension NetworkAnalysis {
  /// The metric of an id, or a suggestion.
  func metric(_ id: String) throws -> MetricDefinition {
    if let metric = definition(id) { return metric }
    throw ValidationError(unknown("metric", id, allMetrics))
  }

  /// Refuses a definition that no row has.
  func check(basis: String, of metric: MetricDefinition) throws {
    let bases = bases(of: metric)
    guard !bases.contains(basis) else { return }
    throw ValidationError(unknown("basis of \(metric.id)", basis, bases.filter { !$0.isEmpty }))
  }
}

/// `no network is called 'heliun'; did you mean 'helium'?`
func unknown(_ what: String, _ name: String, _ known: [String]) -> String {
  let near = known.min { distance($0, name) < distance($1, name) }
  if let near, distance(near, name) <= max(2, name.count / 3) {
    return "no \(what) is called '\(name)'; did you mean '\(near)'?"
  }
  return known.isEmpty
    ? "there is no \(what)"
    : "no \(what) is called '\(name)'; there is \(known.prefix(40).joined(separator: ", "))"
}

/// The fewest single-letter edits that turn one word into another (Levenshtein).
func distance(_ left: String, _ right: String) -> Int {
  let (a, b) = (Array(left), Array(right))
  var row = Array(0...b.count)
  for (i, letter) in a.enumerated() {
    var (diagonal, next) = (row[0], [i + 1])
    for (j, other) in b.enumerated() {
      next.append(min(row[j + 1] + 1, next[j] + 1, diagonal + (letter == other ? 0 : 1)))
      diagonal = row[j + 1]
    }
    row = next
  }
  return row[b.count]
}
