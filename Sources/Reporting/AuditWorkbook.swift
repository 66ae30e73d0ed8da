import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
package import WorkbookModel

extension Audit {
  /// The workbook: the same names, sheets and columns every quarter.
  package func workbook(cover: Cover) -> Workbook {
    AuditWorkbook(self, cover: cover).workbook()
  }
}

/// Puts the sheets of a run together.
struct AuditWorkbook {
  let audit: Audit
  let cover: Cover
  let builder: WorkbookBuilder
  var sheets: [NetworkSheet] = []

  init(_ audit: Audit, cover: Cover) {
    (self.audit, self.cover) = (audit, cover)
    let networks = audit.networks.map { (Self.sheetName($0.id), Sheet.Kind.calculation) }
    builder = WorkbookBuilder(
      leading: [("Cover", .control), ("Summary", .output)] + networks + [("Charts", .calculation)],
      columns: WorkbookBuilder.PeriodColumn.standard(through: audit.scope.period),
      files: audit.dataset.files)
    for name in ["Checks", "Definitions", "Sources"] { _ = builder.reserve(name, .control) }
    for network in audit.networks { sheets.append(sheet(of: network)) }
  }

  /// A sheet's name: at most 31 letters.
  static func sheetName(_ id: String) -> String { String(id.prefix(31)) }

  func workbook() -> Workbook {
    writeSummary()
    writeCharts()
    writeChecks()
    writeDefinitions()
    writeSources()
    writeCover()
    return Workbook(
      title: "Token networks, economic audit \(audit.scope.period)",
      subject: "Economic audit of token networks",
      comments: "Disclosure, not investment advice. Every computed cell is a formula over Data.",
      asOf: audit.scope.asOf,
      properties: [
        ("release", cover.release), ("as of", "\(audit.scope.asOf)"),
        ("inputs digest", cover.digest), ("valuation", audit.scope.policies.valuation.rawValue),
      ], sheets: builder.sheets())
  }

  // MARK: Networks

  private func sheet(of network: NetworkAnalysis) -> NetworkSheet {
    let metrics = Catalogue.metrics
    let references = metrics.flatMap { metric in
      metric.formula.references { network.formula(of: $0) }
    }
    builder.add(network.network, series: Set(references))
    let sheet = NetworkSheet(
      builder, sheet: builder.sheet(Self.sheetName(network.id)) ?? 0, network: network.network,
      policies: audit.scope.policies
    ) { network.formula(of: $0) }
    for family in Catalogue.families {
      sheet.heading(family.title)
      for metric in family.metrics {
        for basis in network.bases(of: metric) { sheet.add(line(metric, basis, network)) }
      }
    }
    sheet.layOut(
      title: "\(network.name) — \(audit.scope.period)",
      back: ("back to the summary", "internal:'Summary'!A1"))
    return sheet
  }

  private func line(
    _ metric: MetricDefinition, _ basis: String, _ network: NetworkAnalysis
  )
    -> NetworkSheet.MetricLine
  {
    let bases = basis.isEmpty ? [:] : [network.choosingSeries(of: metric) ?? "": basis]
    return NetworkSheet.MetricLine(
      id: metric.id, title: metric.title + (basis.isEmpty ? "" : " (\(basis))"),
      unit: network.unit(of: metric), note: basis.isEmpty ? metric.formula.prose : "",
      bases: bases, objection: metric.applies.objection(for: network.network))
  }
}
