import DatasetLoading
import Quantities
import SeriesStore

/// Everything in which two folders of datasets differ.
package struct FolderComparison: Sendable {
  /// Rows, by network and series.
  package private(set) var rows: [RowChange]
  /// Profiles, policies, sources and rules.
  package let statements: [StatementChange]
  /// What can have moved a figure, in the order in which causes are taken.
  package let causes: [Cause]

  /// Compares.
  package init(_ old: ComparedFolder, _ new: ComparedFolder) {
    let (before, after) = (old.loaded.dataset, new.loaded.dataset)
    rows =
      Self.rows(before.networks, after.networks, old, new)
      + Self.rows(before.benchmarks, after.benchmarks, old, new)
    statements = StatementComparison(old: old, new: new).changes
    var causes = Set(rows.map(\.cause) + statements.compactMap(\.subject.cause))
    if before.policies == after.policies { causes.remove(.policy) }
    self.causes = causes.sorted()
  }

  /// Whether nothing differs.
  package var isEmpty: Bool { rows.isEmpty && statements.isEmpty }

  /// The same without rows of other networks; all without any.
  package func restricted(to networks: Set<String>) -> FolderComparison {
    guard !networks.isEmpty else { return self }
    var some = self
    some.rows.removeAll { !networks.contains($0.key.network) }
    return some
  }

  private static func rows(
    _ before: [Network], _ after: [Network], _ old: ComparedFolder, _ new: ComparedFolder
  ) -> [RowChange] {
    let mine = Dictionary(uniqueKeysWithValues: before.map { ($0.id, $0) })
    let theirs = Dictionary(uniqueKeysWithValues: after.map { ($0.id, $0) })
    let ids = Set(mine.keys).union(theirs.keys).sorted()
    return inParallel(ids.count) { index in
      series(ids[index], mine[ids[index]], theirs[ids[index]], old, new)
        + Ledger.Kind.allCases.flatMap { kind in
          LedgerComparison(
            network: ids[index], kind: kind, old: (mine[ids[index]]?.ledgers[kind], old),
            new: (theirs[ids[index]]?.ledgers[kind], new)
          ).changes
        }
    }.flatMap(\.self)
  }

  private static func series(
    _ network: String, _ mine: Network?, _ theirs: Network?, _ old: ComparedFolder,
    _ new: ComparedFolder
  ) -> [RowChange] {
    let ids = Set(mine?.series.keys.map(\.self) ?? []).union(theirs?.series.keys.map(\.self) ?? [])
    return ids.sorted().flatMap { id in
      let (left, right) = (mine?.series[id], theirs?.series[id])
      let sources = Set((left?.tracks ?? []).map(\.source) + (right?.tracks ?? []).map(\.source))
      return sources.sorted().flatMap { source in
        TrackComparison(
          network: network, series: id, source: source, old: side(left, source, old),
          new: side(right, source, new)
        ).changes
      }
    }
  }

  private static func side(
    _ series: Series?, _ source: String, _ folder: ComparedFolder
  ) -> TrackComparison.Side {
    .init(
      folder: folder, track: series?.tracks.first { $0.source == source },
      unit: series?.unit.description ?? "")
  }
}
