package import EconomicMetrics
import Quantities
package import SeriesStore

/// The checks as a dataset wants them: severities and thresholds as set, waivers applied.
package struct CheckBook: Sendable {
  /// What is wrong with `checks.yaml`, by file and line.
  package private(set) var faults: [WrittenFault] = []

  private let written: WrittenChecks
  private let files: [String]

  /// Reads what a dataset states of checks; what names nothing that exists is a fault.
  package init(_ dataset: Dataset) {
    (written, files) = (dataset.checks, dataset.files)
    let subjects = (dataset.networks + dataset.benchmarks).map(\.id)
    faults =
      (written.settings.flatMap(CheckBook.faults)
      + written.waivers.flatMap { CheckBook.faults(of: $0, subjects) })
      .sorted { ($0.path, $0.line) < ($1.path, $1.line) }
  }

  /// How much findings of a check matter here.
  package func severity(of check: Check) -> Finding.Severity {
    setting(of: check)?.severity.flatMap { Finding.Severity(rawValue: $0.rawValue) }
      ?? check.severity
  }

  /// A threshold of a check here.
  package func value(of threshold: Check.Threshold, of check: Check) -> Double {
    setting(of: check)?.thresholds.first { $0.name == threshold.name }?.value ?? threshold.value
  }

  private func setting(of check: Check) -> WrittenChecks.Setting? {
    written.settings.first { $0.id == check.id }
  }

  // MARK: Findings

  /// The findings of a network, in order of the checks; waived ones stand among them.
  package func findings(in network: NetworkAnalysis) -> [Finding] {
    findings(in: network, .networks)
  }

  /// The findings of a benchmark.
  package func findings(inBenchmark benchmark: NetworkAnalysis) -> [Finding] {
    findings(in: benchmark, .benchmarks)
  }

  private func findings(in network: NetworkAnalysis, _ subjects: Check.Subjects) -> [Finding] {
    Checks.all.filter { $0.subjects == subjects || $0.subjects == .all }.flatMap { check in
      check.find(
        CheckSubject(
          check: check, severity: severity(of: check),
          settings: Dictionary(
            uniqueKeysWithValues: check.thresholds.map { ($0.name, value(of: $0, of: check)) }),
          analysis: network, files: files))
    }.map { waived($0, on: network.network.asOf) }
  }

  /// The finding with the waiver that is about it: one that holds, else one that has ended.
  private func waived(_ finding: Finding, on asOf: Day) -> Finding {
    let fitting = written.waivers.filter { $0.isAbout(finding) }
    guard let waiver = fitting.first(where: { asOf <= $0.until }) ?? fitting.last else {
      return finding
    }
    var finding = finding
    finding.waiver = .init(waiver: waiver, hasEnded: asOf > waiver.until)
    return finding
  }

  /// A note for each waiver that is about none of these findings.
  package func idleWaivers(after findings: [Finding]) -> [Finding] {
    written.waivers.filter { waiver in !findings.contains { waiver.isAbout($0) } }.map { waiver in
      let series = waiver.series.isEmpty ? "" : " of \(waiver.series)"
      return Finding(
        id: CheckBook.idleWaiver, network: waiver.network, severity: .note,
        text: "the waiver of \(waiver.id)\(series) by \(waiver.who) waives nothing",
        places: ["\(waiver.path):\(waiver.line)"], remedy: "delete it")
    }
  }

  /// The id of the note on a waiver that is about nothing.
  package static let idleWaiver = "waiver.idle"
}

extension WrittenChecks.Waiver {
  fileprivate func isAbout(_ finding: Finding) -> Bool {
    finding.id == id && finding.network == network
      && (series.isEmpty || finding.series == series)
  }
}
