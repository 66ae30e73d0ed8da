import Formulas
import Quantities
public import SeriesStore

/// The metrics that a dataset states beside those of the program: their formulas read, and every
/// fault of them.
public struct OwnMetrics: Sendable {
  /// The catalogue with those that can be computed, as its last family.
  public private(set) var catalogue: Catalogue
  /// Every fault, by file and line.
  public private(set) var faults: [WrittenFault] = []

  private let standard: Catalogue
  private let written: [WrittenMetric]
  /// Formulas that could be read, by the ids of their metrics.
  private var formulas: [String: Formula] = [:]

  /// How many operations may lie one upon the other, and how many there may be, where the formulas
  /// of metrics are written in the place of their names.
  ///
  /// Evaluation and tracing follow them one by one; metrics of the program need a tenth of it.
  static let (deepest, largest) = (200, 2000)

  /// Reads the metrics of a dataset.
  public init(of dataset: Dataset, beside standard: Catalogue = .standard) {
    (self.standard, catalogue, written) = (standard, standard, dataset.metrics)
    guard !written.isEmpty else { return }
    read(names: .all(of: dataset, metrics: standard.metrics))
    if !refuseCircles() { refuseTowers() }
    faults.sort { ($0.path, $0.line) < ($1.path, $1.line) }
    if faults.isEmpty { catalogue = standard.adding(definitions) }
  }

  // MARK: Names and formulas

  private mutating func read(names: Names) {
    var units: [String: Unit] = [:]
    for metric in written {
      if let problem = objection(to: metric.id, names) {
        report(metric, "id", at: metric.line, problem)
      } else {
        units[metric.id] = metric.unit
      }
    }
    let names = names.adding(units)
    for metric in written where units[metric.id] != nil {
      do throws(LanguageError) {
        formulas[metric.id] = try Formula(
          parsing: metric.formula, names: names, in: metric.unit)
      } catch {
        report(metric, "formula", at: metric.formulaLine, "\(error)")
      }
    }
  }

  private func objection(to id: String, _ names: Names) -> String? {
    let taken =
      if standard.metric(id) != nil {
        "a metric that comes with the program has this id"
      } else if names.series(id) != nil {
        "a series has this name"
      } else if Names.isReserved(id) {
        "the word belongs to the formula language"
      } else {
        String?.none
      }
    return taken.map { "\($0); choose another id [taken-id]" }
  }

  private mutating func report(
    _ metric: WrittenMetric, _ key: String, at line: UInt32, _ problem: String
  ) {
    faults.append(
      WrittenFault(path: metric.path, line: line, "'\(key)' of \(metric.id): \(problem)"))
  }

  // MARK: Metrics that rest on metrics

  /// Reports the shortest circle through each metric that rests on itself, every circle once.
  ///
  /// - Returns: Whether there is one.
  private mutating func refuseCircles() -> Bool {
    let next = formulas.mapValues { formula in
      formula.metricsNamed.filter { formulas[$0] != nil }
    }
    let open = OwnMetrics.unordered(written.map(\.id), next)
    var told: Set<String> = []
    for metric in written where open.contains(metric.id) && !told.contains(metric.id) {
      guard let circle = OwnMetrics.circle(through: metric.id, next, within: open) else { continue }
      told.formUnion(circle)
      report(
        metric, "formula", at: metric.formulaLine,
        "it rests on itself, \(OwnMetrics.text(of: circle)); define one of them without the others "
          + "[circle]")
    }
    return !told.isEmpty
  }

  /// The ids that no order puts behind all that they rest on: those in a circle or above one.
  private static func unordered(_ ids: [String], _ next: [String: [String]]) -> Set<String> {
    var (users, waits) = ([String: [String]](), next.mapValues(\.count))
    for id in ids { for other in next[id] ?? [] { users[other, default: []].append(id) } }
    var (open, ready) = (Set(ids), ids.filter { waits[$0] == 0 })
    while let id = ready.popLast() {
      open.remove(id)
      for user in users[id] ?? [] {
        waits[user, default: 0] -= 1
        if waits[user] == 0 { ready.append(user) }
      }
    }
    return open
  }

  /// The shortest way from an id back to it, without its second mention.
  private static func circle(
    through id: String, _ next: [String: [String]], within open: Set<String>
  ) -> [String]? {
    var (before, queue, place) = ([String: String](), [id], 0)
    while place < queue.count {
      let here = queue[place]
      place += 1
      for other in next[here] ?? [] where open.contains(other) && before[other] == nil {
        before[other] = here
        if other != id { queue.append(other) }
      }
      if before[id] != nil { break }
    }
    guard before[id] != nil else { return nil }
    var way = [id]
    while let last = before[way[way.count - 1]], last != id { way.append(last) }
    return [id] + way.dropFirst().reversed()
  }

  /// `a → b → a`, a long one cut short.
  private static func text(of circle: [String]) -> String {
    let shown =
      circle.count > 8
      ? circle.prefix(4) + ["… \(circle.count - 5) more …", circle[circle.count - 1]] : circle[...]
    return (shown + [circle[0]]).joined(separator: " → ")
  }

  // MARK: Size

  /// Reports metrics that rest on too many others for a program that follows them one by one.
  private mutating func refuseTowers() {
    var (extents, refused) = ([String: Formula.Extent](), Set<String>())
    for metric in ordered {
      guard let formula = formulas[metric.id] else { continue }
      // Those that rest on a refused one need no fault of their own.
      guard refused.isDisjoint(with: formula.metricsNamed) else {
        refused.insert(metric.id)
        continue
      }
      let extent = formula.extent { extents[$0] ?? standard.extent(of: $0) }
      extents[metric.id] = extent
      let problem: String
      if extent.depth > OwnMetrics.deepest {
        problem = "more than \(OwnMetrics.deepest) operations lie one upon the other in it"
      } else if extent.size > OwnMetrics.largest {
        problem = "more than \(OwnMetrics.largest) operations make it up"
      } else {
        continue
      }
      report(
        metric, "formula", at: metric.formulaLine,
        "\(problem), those of the metrics that it names included; rest it on fewer [too-deep]")
      refused.insert(metric.id)
    }
  }

  /// The metrics, each behind those that it rests on; there is no circle.
  private var ordered: [WrittenMetric] {
    let byID = Dictionary(uniqueKeysWithValues: written.map { ($0.id, $0) })
    var (seen, order) = (Set<String>(), [WrittenMetric]())
    for metric in written {
      // A stack of our own: a chain may be longer than the program's.
      var stack = [(metric, isDone: false)]
      while let (metric, isDone) = stack.popLast() {
        if isDone {
          order.append(metric)
        } else if seen.insert(metric.id).inserted {
          stack.append((metric, true))
          for id in formulas[metric.id]?.metricsNamed ?? [] {
            if let other = byID[id], !seen.contains(id) { stack.append((other, false)) }
          }
        }
      }
    }
    return order
  }

  // MARK: Definitions

  private var definitions: [MetricDefinition] {
    var applies: [String: MetricDefinition.Applicability] = [:]
    for metric in ordered {
      applies[metric.id] =
        formulas[metric.id]?.metricsNeeded.lazy.map { id in
          applies[id] ?? standard.metric(id)?.applies ?? .always
        }.first { $0 != .always }
    }
    return zip(1..., written).compactMap { number, metric in
      guard let formula = formulas[metric.id] else { return nil }
      return MetricDefinition(
        "U\(number)", metric.id, metric.title, metric.unit, formula,
        meaning: metric.meaning.isEmpty ? "As the formula says." : metric.meaning,
        reading: metric.reading, edges: metric.edges,
        source: metric.source.isEmpty ? "metrics.yaml beside the data" : metric.source,
        applies: applies[metric.id] ?? .always, examples: [])
    }
  }
}

extension Names {
  /// These names and some metrics by their units.
  fileprivate func adding(_ own: [String: Unit]) -> Names {
    let metric = metric
    return Names(
      metric: { own[$0] ?? metric($0) }, series: series,
      known: Set(known).union(own.keys).sorted(), words: words)
  }
}

extension Catalogue {
  /// The extent of a metric that comes with the program; a leaf's for a series.
  fileprivate func extent(of id: String) -> Formula.Extent {
    metric(id)?.formula.extent(metric: extent) ?? Formula.Extent(depth: 1, size: 1)
  }
}

extension Formula {
  /// How many operations lie one upon the other, and how many there are.
  fileprivate struct Extent {
    var depth: Int
    var size: Int
  }

  /// The extent of the formula with those of metrics in the place of their names.
  fileprivate func extent(metric: (String) -> Extent) -> Extent {
    var extent = Extent(depth: 0, size: 0)
    let parts =
      if case .metric(let id) = self {
        [metric(id)]
      } else {
        children.map { $0.extent(metric: metric) }
      }
    for part in parts {
      extent.depth = max(extent.depth, part.depth)
      extent.size = min(extent.size + part.size, Int(Int32.max))
    }
    return Extent(depth: extent.depth + 1, size: extent.size + 1)
  }

  /// The metrics that it names, each once, in order of mention.
  fileprivate var metricsNamed: [String] { named { $0.children } }

  /// Those without which it has no value.
  fileprivate var metricsNeeded: [String] {
    named { formula in
      if case .firstKnown = formula { return [] }
      return formula.children
    }
  }

  private func named(_ parts: (Formula) -> [Formula]) -> [String] {
    var found: [String] = []
    func look(at formula: Formula) {
      if case .metric(let id) = formula, !found.contains(id) { found.append(id) }
      parts(formula).forEach(look)
    }
    look(at: self)
    return found
  }
}
