import EconomicMetrics
import Quantities
import SeriesStore
import WorkbookModel

/// What each metric means, and who published the data.
extension AuditWorkbook {
  /// Rows above the first definition.
  private static let headRows = 4

  /// Where a metric's definition stands.
  func definitionTarget(of id: String) -> String? {
    audit.catalogue.metrics.firstIndex { $0.id == id }.map {
      WorkbookBuilder.target("Definitions", row: Self.headRows + $0)
    }
  }

  func writeDefinitions() {
    let page = builder.page("Definitions")
    page.row(["Definitions"], .title)
    page.beginRow()
    page.link("back to the cover", to: WorkbookBuilder.target("Cover"))
    page.space()
    page.row(
      [
        "title", "id", "unit", "formula", "what it says", "how to read it", "edge cases",
        "also called", "source",
      ], .heading)
    precondition(page.row == Self.headRows, "links lead to rows by number")
    for metric in audit.catalogue.metrics {
      page.row(
        [
          metric.title, metric.id, metric.unit.description, metric.formulaText, metric.meaning,
          metric.reading, metric.edges, metric.aliases.joined(separator: ", "), metric.source,
        ], .wrapped)
    }
    page.finish(
      widths: [24, 26, 10, 40, 40, 40, 50, 20, 40], frozenRows: Self.headRows, frozenColumns: 1)
  }

  func writeSources() {
    let page = builder.page("Sources")
    page.row(["Sources"], .title)
    page.beginRow()
    page.link("back to the cover", to: WorkbookBuilder.target("Cover"))
    page.row(["id", "title", "publisher", "url", "published", "retrieved", "licence"], .heading)
    for id in audit.dataset.sources.keys.sorted() {
      guard let source = audit.dataset.sources[id] else { continue }
      page.beginRow()
      page.texts([source.id, source.title, source.publisher])
      if source.url.hasPrefix("http"), source.url.utf8.count <= 2000 {
        page.link(source.url, to: source.url)
      } else {
        page.text(source.url)
      }
      page.text(source.published.map { "\($0)" } ?? "")
      page.text("\(source.retrieved)")
      page.text(source.licence)
    }
    page.finish(widths: [30, 60, 44, 90, 12, 12, 24], frozenRows: 3, frozenColumns: 1)
  }
}
