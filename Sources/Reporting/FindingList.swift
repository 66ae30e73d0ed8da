package import Assurance
import Quantities
package import ReportModel

/// Findings as a page prints them: the gravest first, and of each check only the first few.
package struct FindingList {
  /// How many findings of one check a page prints.
  package static let shown = 3

  private let findings: [Finding]
  private let command: String

  /// Creates a list; the command prints all of it.
  package init(_ findings: [Finding], command: String) {
    (self.findings, self.command) = (findings, command)
  }

  /// A line for each finding that is printed, and one for each check that has more.
  package var lines: [Text] {
    groups.flatMap { group -> [Text] in
      let more = group.count - FindingList.shown
      let rest: [Text] =
        more > 0
        ? [Text("and \(more) more of ") + .code(group[0].id) + ": " + .code(command)] : []
      return group.prefix(FindingList.shown).map(line) + rest
    }
  }

  /// Findings of one check and standing together, the gravest first, waived ones last.
  private var groups: [[Finding]] {
    var groups: [(key: [String], findings: [Finding])] = []
    for finding in findings {
      let key = [finding.id, "\(finding.isWaived)"]
      if let place = groups.firstIndex(where: { $0.key == key }) {
        groups[place].findings.append(finding)
      } else {
        groups.append((key, [finding]))
      }
    }
    let ranked = groups.enumerated().sorted { left, right in
      let (a, b) = (left.element.findings[0], right.element.findings[0])
      if a.isWaived != b.isWaived { return b.isWaived }
      return a.severity == b.severity ? left.offset < right.offset : a.severity > b.severity
    }
    return ranked.map(\.element.findings)
  }

  private func line(_ finding: Finding) -> Text {
    let head =
      finding.isWaived
      ? Text("waived \(finding.severity.rawValue)") : .strong(finding.severity.rawValue)
    let tail = finding.waiverText.map { Text(" – \($0)") } ?? Text("")
    return head + Text(": \(finding.statement) ") + .code(finding.id) + tail
  }
}

extension Audit {
  /// The command that prints every finding of a network.
  func command(listing network: String) -> String {
    "depin-audit check --network \(network) --as-of \(scope.asOf)"
  }
}
