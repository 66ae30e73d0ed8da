package import Assurance
import EconomicMetrics
package import Quantities
package import ReportModel
package import SeriesStore

/// What lies in a dataset, how fresh it is and what is odd about it, for whoever keeps it.
package struct CheckReport {
  /// The series that the headline figures rest on.
  private static let keySeries = [
    "revenue", "tokens_emitted", "tokens_burned", "price", "circulating_supply", "capacity",
  ]

  private let audit: Audit
  private let names: [String]?
  private let networks: Set<String>

  /// Creates the report of a run.
  ///
  /// - Parameters:
  ///   - audit: The networks, seen from the day against which rows are old.
  ///   - isComplete: Whether every series is listed, not only those of the headline figures.
  ///   - networks: The ids of those that are looked at; all where there is none.
  package init(_ audit: Audit, isComplete: Bool, networks: Set<String> = []) {
    (self.audit, names, self.networks) = (audit, isComplete ? nil : Self.keySeries, networks)
  }

  /// What breaks a rule of the field: the gravest first, by network, waived findings last.
  package var findings: [Finding] {
    let all = audit.allFindings.filter { networks.isEmpty || networks.contains($0.network) }
    return Finding.Severity.allCases.reversed().flatMap { severity in
      all.filter { $0.severity == severity && !$0.isWaived }
    } + all.filter(\.isWaived)
  }

  /// The same under headings: `2 warnings`, `1 waived`.
  package var groups: [(heading: String, findings: [Finding])] {
    let findings = findings
    let graded = Finding.Severity.allCases.reversed().map { severity in
      let some = findings.filter { $0.severity == severity && !$0.isWaived }
      return (counted(some.count, severity.rawValue), some)
    }
    let waived = findings.filter(\.isWaived)
    return (graded + [("\(waived.count) waived", waived)]).filter { !$0.1.isEmpty }
  }

  /// Rows, days and evidence of each series.
  package var coverage: Table {
    Table(
      columns: [
        .init("network"), .init("series"), .init("rows", isNumeric: true), .init("first"),
        .init("last"), .init("days ago", isNumeric: true), .init("evidence"),
      ],
      rows: audit.networks.filter { networks.isEmpty || networks.contains($0.id) }.flatMap {
        network in
        let measured = network.network.series.values.filter { !$0.isSchedule }
        let names = names ?? Set(measured.map(\.id.name)).sorted()
        return names.flatMap { lines(of: $0, in: network.network) }
      })
  }

  /// A line for each definition that a series has rows of, or one that says there are none.
  private func lines(of name: String, in network: NetworkSeries) -> [[Cell]] {
    let known = network.series.values.filter { $0.id.name == name && $0.hasRows }
    let bases = Set(known.map(\.id.basis)).sorted()
    guard !bases.isEmpty else {
      return [cells([network.id, name, "0", "", "", "", ""])]
    }
    return bases.map { basis in
      let tracks = known.filter { $0.id.basis == basis }.flatMap(\.tracks)
      let extent = Extent(of: tracks.filter { $0.origin == .rows })
      return cells(
        [
          network.id, SeriesID(name, basis: basis).description, "\(extent.rows)",
          extent.first.map { "\($0)" } ?? "", extent.last.map { "\($0)" } ?? "",
          extent.last.map { "\(audit.scope.asOf - $0)" } ?? "",
          extent.evidence.sorted().map(\.description).joined(separator: ", "),
        ])
    }
  }

  private func cells(_ texts: [String]) -> [Cell] {
    texts.map { $0.isEmpty ? .empty : .text(Text($0)) }
  }
}

/// How far the rows of some tracks reach; rows known to be missing are none.
private struct Extent {
  var rows = 0
  var first: Day?
  var last: Day?
  var evidence: Set<Evidence> = []

  init(of tracks: [Track]) {
    for track in tracks {
      let absent = Set(track.absent)
      for row in 0..<track.count where !absent.contains(row) {
        rows += 1
        evidence.insert(track.evidence[row])
        first = min(first ?? track.starts[row], track.starts[row])
        last = max(last ?? track.end(row), track.end(row))
      }
    }
  }
}

extension Series {
  /// Whether anything was read, beyond what rules of the profile add.
  fileprivate var hasRows: Bool { tracks.contains { $0.origin == .rows } }
}

extension Audit {
  /// The last day that any network's row reaches.
  package static func newestDay(of dataset: Dataset) -> Day? {
    dataset.networks.flatMap { network in
      network.series.values.flatMap(\.tracks).compactMap { track in
        track.count > 0 ? track.end(track.count - 1) : nil
      }
    }.max()
  }
}
