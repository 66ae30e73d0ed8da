package import Assurance
package import EconomicMetrics
import Formulas
package import Quantities
package import SeriesStore

/// What a change of the data did to figures: those that are others than they were, and why.
package struct Restatement: Sendable {
  /// Data, and the metrics that are computed from it.
  package typealias Side = (dataset: Dataset, catalogue: Catalogue)

  /// Figures that changed: restated ones first, then by network, metric and period.
  package let changes: [FigureChange]
  /// How many figures were compared.
  package let count: Int

  /// Computes the figures of two states of the data, and those between them.
  ///
  /// - Parameters:
  ///   - old: As it was.
  ///   - new: As it is.
  ///   - causes: What differs between them, in the order in which it is taken.
  ///   - networks: Whose figures; all without any.
  ///   - periods: Over which days.
  ///   - scope: How a dataset is seen.
  package init(
    from old: Side, to new: Side, causes: [Cause], networks: Set<String>, periods: [Period],
    scope: (Dataset) throws -> Audit.Scope
  ) rethrows {
    let wanted = Wanted(networks: networks, periods: periods)
    func figures(_ side: Side, only some: [String: Set<String>]? = nil) throws -> Figures {
      let audit = Audit(side.dataset, try scope(side.dataset), catalogue: side.catalogue)
      return audit.stated(wanted, only: some)
    }
    let (before, after) = (try figures(old), try figures(new))
    let order = after.order + before.order.filter { after.byID[$0] == nil }
    let moved = order.filter { FigureChange(before.byID[$0], after.byID[$0]) != nil }
    // What is new alone was not moved by anything that could be told from its network.
    let shared = moved.compactMap { before.byID[$0] }.filter { after.byID[$0.id] != nil }
    let some = Dictionary(grouping: shared, by: \.network).mapValues { Set($0.map(\.metric)) }
    var between: [Figures] = []
    for index in causes.indices.dropLast() where !some.isEmpty {
      let taken = Set(causes[...index])
      let mixed = Dataset.mixed(old.dataset, new.dataset, new: taken)
      let catalogue = taken.contains(.method) ? new.catalogue : old.catalogue
      between.append(try figures((mixed, catalogue), only: some))
    }
    changes = moved.compactMap { id in
      let states = between.map { $0.byID[id] } + [after.byID[id]]
      return FigureChange(
        before.byID[id], after.byID[id],
        path: before.byID[id] == nil || after.byID[id] == nil
          ? [] : zip(causes, states).map { ($0, $1) })
    }.sortedByKind()
    count = order.count
  }

  /// Compares figures that were read.
  ///
  /// - Parameters:
  ///   - old: As they were.
  ///   - new: As they are.
  ///   - cause: What alone can have moved them; `nil` where nobody knows.
  package init(from old: [StatedFigure], to new: [StatedFigure], cause: Cause?) {
    let (before, after) = (Figures(old), Figures(new))
    let order = after.order + before.order.filter { after.byID[$0] == nil }
    changes = order.compactMap { id in
      FigureChange(
        before.byID[id], after.byID[id], path: cause.map { [($0, after.byID[id])] } ?? [])
    }.sortedByKind()
    count = order.count
  }

  /// Whether a figure that was known is another one, or none.
  package var hasRestated: Bool { changes.contains { $0.kind.isRestatement } }
}

/// Which figures are computed.
private struct Wanted {
  let networks: Set<String>
  let periods: [Period]
}

/// Figures in their order and by their ids.
private struct Figures {
  let order: [String]
  let byID: [String: StatedFigure]

  init(_ figures: [StatedFigure]) {
    byID = Dictionary(figures.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    order = figures.map(\.id)
  }
}

extension [FigureChange] {
  /// The gravest first; those of a kind stay in their order.
  fileprivate func sortedByKind() -> [FigureChange] {
    FigureChange.Kind.allCases.flatMap { kind in filter { $0.kind == kind } }
  }
}

extension Audit {
  fileprivate func stated(_ wanted: Wanted, only some: [String: Set<String>]?) -> Figures {
    let networks = networks.filter { network in
      (wanted.networks.isEmpty || wanted.networks.contains(network.id))
        && (some == nil || some?[network.id] != nil)
    }
    let metrics = networks.map { network in
      network.allMetrics.filter { some?[network.id]?.contains($0) ?? true }
    }
    let facts = facts(of: networks, metrics: metrics, over: wanted.periods, allBases: true)
    return Figures(facts.map(\.stated))
  }
}

extension Fact {
  /// The fact as a file of facts states it.
  package var stated: StatedFigure {
    StatedFigure(
      id: id, network: network, metric: metric, basis: basis, period: period.key,
      value: figure.value, unit: unit.description, state: figure.state.word,
      reason: figure.state.reason, evidence: figure.evidence?.description ?? "",
      sources: figure.sources.sorted())
  }
}
