import Assurance
import ChartRendering
import Formulas
import Foundation
import ReportModel
import Reporting
import SpreadsheetRendering
import TextRendering

/// One report: renders every file in memory, the workbook aside, and writes them together.
struct ReportRun {
  let audit: Audit
  let inputs: [HashedFile]
  let folder: String

  private var cover: Cover {
    Cover(release: releaseNumber, digest: digest(of: inputs), scope: audit.scope)
  }

  func write(_ formats: Set<ReportCommand.Format>, force: Bool) throws {
    var files: [(path: String, content: [UInt8])] = []
    if formats.contains(.md) { files += pages() }
    if formats.contains(.csv) {
      let rows = audit.allFacts().map(\.cells)
      files.append(
        ("facts.csv", Array(CSVWriter().text(header: Fact.columns, rows: rows).utf8)))
    }
    if formats.contains(.xlsx) { files.append(("depin-audit.xlsx", try workbook())) }
    let manifest = Manifest(
      release: releaseNumber, period: "\(audit.scope.period)", asOf: "\(audit.scope.asOf)",
      knownBy: audit.scope.knownBy.map { "\($0)" }, policies: audit.scope.policies.named,
      inputs: inputs,
      outputs: files.map { HashedFile(path: $0.path, content: $0.content) })
    files.append(("manifest.json", Array(JSONWriter().text(of: manifest.json).utf8)))
    try depin_audit.write(files.map { ("\(folder)/\($0.path)", $0.content) }, force: force)
  }

  private func pages() -> [(path: String, content: [UInt8])] {
    let reports =
      [SectorReport(audit, cover: cover).report]
      + audit.networks.map { NetworkReport(audit, $0, cover: cover).report }
    let (markdown, svg) = (MarkdownRenderer(), SVGChart())
    return reports.flatMap { report in
      [("\(report.path).md", Array(markdown.text(of: report).utf8))]
        + report.charts.map { ("charts/\($0.id).svg", Array(svg.svg(of: $0).utf8)) }
    }
  }

  /// The workbook's bytes; the library writes to a file, so it is written aside and read back.
  private func workbook() throws -> [UInt8] {
    let aside = FileManager.default.temporaryDirectory.appendingPathComponent(
      "depin-audit-\(UUID().uuidString).xlsx")
    defer { try? FileManager.default.removeItem(at: aside) }
    do {
      try SpreadsheetRenderer().write(audit.workbook(cover: cover), to: aside.path)
      return Array(try Data(contentsOf: aside))
    } catch {
      throw Failure("\(error)")
    }
  }
}

extension Policies {
  /// Every policy by name, for the manifest.
  fileprivate var named: [(name: String, value: String)] {
    [
      ("valuation", valuation.rawValue), ("days_in_year", "\(daysInYear)"),
      ("materiality_floor_usd", "\(materialityFloor)"),
    ]
  }
}
