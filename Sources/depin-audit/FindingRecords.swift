import Assurance
import Quantities
import SeriesStore
import TextRendering

/// Findings as flat records, the gravest first.
struct FindingRecords {
  private let findings: [Finding]

  init(_ findings: [Finding]) { self.findings = findings }

  /// The columns of a record, in their order.
  static let columns = [
    "severity", "check", "network", "series", "finding", "places", "remedy", "waiver", "reason",
    "who", "until",
  ]

  var csv: [[String]] { findings.map(record(of:)) }

  /// Empty texts are null, places a list.
  var json: JSONValue {
    .array(
      findings.map { finding in
        .object(
          zip(Self.columns, record(of: finding)).map { name, text in
            name == "places"
              ? (name, .array(finding.places.map { .string($0) }))
              : (name, .string(text.isEmpty ? nil : text))
          })
      })
  }

  private func record(of finding: Finding) -> [String] {
    let waiver = finding.waiver?.waiver
    return [
      finding.severity.rawValue, finding.id, finding.network, finding.series, finding.text,
      finding.places.joined(separator: " "), finding.remedy,
      finding.waiver.map { $0.hasEnded ? "ended" : "holds" } ?? "", waiver?.reason ?? "",
      waiver?.who ?? "", waiver.map { "\($0.until)" } ?? "",
    ]
  }
}
