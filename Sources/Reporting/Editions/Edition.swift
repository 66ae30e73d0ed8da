import EconomicMetrics
import Quantities
import ReportModel
import SeriesStore

/// The order of a report's pages for a reader, and the guide that opens them.
///
/// It orders sections and leaves none out: without one the pages are as they always were.
package struct Edition: Sendable {
  /// For whom.
  let reader: Reader
  /// Whether there is a page of changes.
  let hasChanges: Bool
  /// Whether there is a workbook.
  let hasWorkbook: Bool
  /// The file of facts, where there is one.
  let facts: String?

  /// The edition for a reader of a report that has some files beside its pages.
  package init(
    for reader: Reader, hasChanges: Bool = false, hasWorkbook: Bool = false, facts: String? = nil
  ) {
    (self.reader, self.hasChanges) = (reader, hasChanges)
    (self.hasWorkbook, self.facts) = (hasWorkbook, facts)
  }
}

extension Edition? {
  /// Sections in the order of the edition: what its steps name, then the rest as it stood.
  ///
  /// - Parameters:
  ///   - parts: The page, in the order that it has without an edition.
  ///   - page: What the edition needs to know of the page.
  /// - Returns: All sections; before them the guide, where there is an edition.
  func sections<Part: Hashable>(
    _ parts: [(part: Part, section: Section)], _ page: Edition.Page<Part>
  ) -> [Section] {
    guard let edition = self else { return parts.map(\.section) }
    let first = edition.reader.steps.flatMap(page.parts)
    let leading = first.flatMap { part in parts.filter { $0.part == part } }
    let rest = parts.filter { !first.contains($0.part) }
    return [edition.guide(parts, page)] + (leading + rest).map(\.section)
  }
}

extension Edition {
  /// A page that an edition orders.
  struct Page<Part: Hashable> {
    let audit: Audit
    /// The network that it is about; `nil` for all.
    let network: (id: String, name: String)?
    /// The parts that a step of reading names.
    let parts: (Reader.Step) -> [Part]

    /// The way from the page to the folder of the report.
    var root: String { network == nil ? "" : "../" }
  }

  /// For whom the edition is, and in which order to read it.
  fileprivate func guide<Part>(
    _ parts: [(part: Part, section: Section)], _ page: Page<Part>
  ) -> Section {
    let steps = reader.steps.map { step -> Text in
      let here = page.parts(step).compactMap { part in
        parts.first { $0.part == part }?.section.title
      }
      let links =
        here.map { Text.link($0, to: "#\(OpinionReport.anchor($0))") }
        + step.files.compactMap { link(to: $0, page) }
      return .strong(step.title) + Text(". \(step.question) ") + joined(links, page)
        + (step.namesTrace ? trace(page) : "")
    }
    return Section(
      reader.heading,
      [
        .paragraph(
          "The sections of this page in the order in which this reader needs them; figures and ids are "
            + "those of every other edition, and none is left out. Read in this order; the rest "
            + "follows."), .bullets(steps),
      ])
  }

  /// `a, b.`; without any, where it is answered.
  private func joined<Part>(_ links: [Text], _ page: Page<Part>) -> Text {
    guard let first = links.first else {
      return Text(page.network == nil ? "On the networks' pages." : "On the report's other pages.")
    }
    return links.dropFirst().reduce(first) { $0 + ", " + $1 } + "."
  }

  private func trace<Part>(_ page: Page<Part>) -> Text {
    let network = page.network?.id ?? page.audit.networks.first?.id ?? "<network>"
    return " " + .code("depin-audit get \(network) revenue -p \(page.audit.scope.period) --trace")
      + " prints the rows behind a figure."
  }

  /// A link to a file of the report; `nil` where it has none.
  private func link<Part>(to file: ReportFile, _ page: Page<Part>) -> Text? {
    let audit = page.audit
    func text(_ title: String, _ path: String, if isThere: Bool = true) -> Text? {
      isThere ? .link(title, to: page.root + path) : nil
    }
    let own = page.network.map { "#\(OpinionReport.anchor($0.name))" } ?? ""
    return switch file {
    case .opinion: text("opinion on the data", "\(OpinionReport.path).md\(own)")
    case .scorecard: text("scorecard", "\(ScorecardPage.path).md", if: audit.scorecard != nil)
    case .screens: text("screens", "\(ScreensReport.path).md")
    case .reconciliation: text("sources set against each other", "\(ReconciliationReport.path).md")
    case .tieOut:
      text(
        "published figures beside ours", "\(TieOutReport.path).md",
        if: !audit.dataset.tieOuts.isEmpty)
    case .claims:
      text("public statements tested", "\(ClaimReport.path).md", if: !audit.claims.isEmpty)
    case .changes:
      text("changes since the last report", "\(RestatementReport.path).md", if: hasChanges)
    case .facts: facts.flatMap { text("every figure", $0) }
    case .sheet(let name):
      text("sheet \(name) of the workbook", "depin-audit.xlsx", if: hasWorkbook)
    }
  }
}
