package import Assurance
package import EconomicMetrics
import Formulas
import Quantities
package import ReportModel
import SeriesStore

/// Published tables beside the figures of the report: the page, and its tables for a terminal.
package struct TieOutReport {
  let audit: Audit
  let cover: Cover?
  /// The published tables with what is computed beside them.
  package let tables: [TiedTable]

  /// Sets published figures beside those of a run; of all networks and benchmarks unless chosen.
  package init(_ audit: Audit, cover: Cover? = nil, networks: [NetworkAnalysis]? = nil) {
    (self.audit, self.cover) = (audit, cover)
    let others = audit.benchmarks.sorted { $0.key < $1.key }.map(\.value)
    let book = TieOutBook(audit.dataset, metrics: audit.catalogue.metrics)
    tables = book.tables(for: networks ?? audit.networks + others, asOf: audit.scope.asOf)
  }

  /// The page's path.
  package static let path = "tie-out"

  /// The page.
  package var report: Report {
    Report(
      path: Self.path, title: "Published figures beside ours", preamble: cover?.lines ?? [],
      sections: [introduction] + tables.map(section))
  }

  /// How many figures end with a verdict.
  package func count(_ verdict: TiedFigure.Verdict) -> Int {
    figures.count { $0.verdict == verdict }
  }

  private var figures: [TiedFigure] { tables.flatMap(\.figures) }

  /// `Of 40 published figures 20 agree, …`.
  package var counts: String {
    let words = TiedFigure.Verdict.allCases.map { verdict in
      let count = count(verdict)
      switch verdict {
      case .agrees: return "\(count) \(count == 1 ? "agrees" : "agree")"
      case .differs: return "\(count) \(count == 1 ? "differs" : "differ") and say why"
      case .unexplained: return "\(count) \(count == 1 ? "differs" : "differ") unexplained"
      case .notAvailable: return "\(count) cannot be computed here"
      }
    }
    return "Of \(counted(figures.count, "published figure")) \(list(words))"
  }

  private var introduction: Section {
    let agreeing = figures.filter { $0.verdict == .agrees }
    let copied = agreeing.count { $0.standing == .same }
    let related = agreeing.count { $0.standing == .related }
    return Section(
      "What this page is",
      [
        .paragraph(
          "Figures that others published stand beside what this report computes for the same days. "
            + "They agree within the rounding of the print, or within "
            + "\(NumberFormat.shortest(Reconciliation.standardTolerance * 100)) %."),
        .bullets([
          Text("\(counts)."),
          Text(
            "Of those that agree, \(copied) by rows of the publication itself (same source), which shows "
              + "that its figures were copied well, and no more; \(related) by rows of the same author "
              + "or of who quotes him; \(agreeing.count - copied - related) by others' rows, at least "
              + "in part."),
        ]),
      ])
  }

  private func section(_ table: TiedTable) -> Section {
    let tieOut = table.tieOut
    let source = audit.dataset.sources[tieOut.source]
    let link = source.flatMap { $0.url.isEmpty ? nil : Text.link(tieOut.title, to: $0.url) }
    let published = source?.published.map { ", published \($0)" } ?? ""
    return Section(
      "\(tieOut.author): \(tieOut.title)",
      [
        .paragraph((link ?? Text(tieOut.title)) + Text(", \(tieOut.author)\(published).")),
        .table(self.table(table)),
      ])
  }

  /// One published table: theirs, ours, the difference and why.
  package func table(_ table: TiedTable) -> Table {
    Table(
      columns: [
        .init("Network"), .init("What they count"), .init("Period"),
        .init("Theirs", isNumeric: true), .init("Ours", isNumeric: true),
        .init("Difference", isNumeric: true), .init("Verdict"), .init("Our rows"),
        .init("How ours is computed"), .init("Why different"),
      ], rows: table.figures.map(cells))
  }

  private func cells(_ tied: TiedFigure) -> [Cell] {
    let row = tied.row
    let isNetwork = audit.networks.contains { $0.id == row.network }
    let name =
      isNetwork && cover != nil
      ? Text.link(tied.name, to: "networks/\(row.network).md") : Text(tied.name)
    return [
      .text(name), .text(Text(row.definition)), .text(Text("\(row.period)")),
      .text(Text(theirs(tied))), .text(Text(ours(tied))), .text(Text(difference(tied))),
      .text(Text(Self.word(tied.verdict))), .text(Text(rows(tied))), .text(.code(row.figure)),
      .text(Text(why(tied))),
    ]
  }

  /// The number as it is printed, with its unit.
  private func theirs(_ tied: TiedFigure) -> String {
    let (row, text) = (tied.row, tied.row.value.shown)
    let unit = "\(tied.unit)"
    if row.unit.isDimensionless || unit == "count" { return text }
    if unit.hasPrefix("USD") {
      let rest = unit.dropFirst(3)
      return (text.hasPrefix("−") ? "−$" + text.dropFirst() : "$" + text) + rest
    }
    return "\(text) \(unit)"
  }

  private func ours(_ tied: TiedFigure) -> String {
    guard let value = tied.figure.value else { return "n/a" }
    let unit = tied.unit.isDimensionless ? tied.row.unit : tied.unit
    let partial = tied.figure.isWhole ? "" : " (partial)"
    return NumberFormat.display(value, unit) + partial
  }

  private func difference(_ tied: TiedFigure) -> String {
    guard tied.figure.isWhole else { return "" }
    if tied.unit.isDimensionless, tied.row.unit.display == .percent {
      return tied.difference.map { NumberFormat.display($0, .points) } ?? ""
    }
    return tied.share.map(NumberFormat.change) ?? ""
  }

  private func rows(_ tied: TiedFigure) -> String {
    let sources = tied.figure.sources.sorted().joined(separator: ", ")
    guard !sources.isEmpty else { return "" }
    switch tied.standing {
    case .same: return "same source"
    case .related: return "same author: \(sources)"
    case .partly: return "in part the same author: \(sources)"
    case .independent: return sources
    }
  }

  private func why(_ tied: TiedFigure) -> String {
    switch tied.verdict {
    case .agrees: return ""
    case .notAvailable:
      let reason = tied.figure.state.reason
      return reason.isEmpty ? "rows cover a part of the days" : reason
    case .differs, .unexplained: return tied.row.why
    }
  }

  /// The verdict in a word and a sign, so that colour is never needed.
  package static func word(_ verdict: TiedFigure.Verdict) -> String {
    switch verdict {
    case .agrees: "✓ agrees"
    case .differs: "≠ differs"
    case .unexplained: "✗ unexplained"
    case .notAvailable: "? not available"
    }
  }

  private func standing(_ tied: TiedFigure) -> String {
    guard tied.figure.value != nil else { return "" }
    switch tied.standing {
    case .same: return "same source"
    case .related: return "same author"
    case .partly: return "in part same author"
    case .independent: return "independent"
    }
  }

  // MARK: Terminal

  /// Every published figure in one narrow table.
  package var overview: Table {
    Table(
      columns: [
        .init("Published by"), .init("Network"), .init("Figure"), .init("Period"),
        .init("Theirs", isNumeric: true), .init("Ours", isNumeric: true),
        .init("Difference", isNumeric: true), .init("Verdict"), .init("Our rows"),
      ],
      rows: tables.flatMap { table in
        table.figures.map { tied in
          [
            table.tieOut.id, tied.row.network, tied.row.figure, "\(tied.row.period)",
            theirs(tied), ours(tied), difference(tied), Self.word(tied.verdict),
            standing(tied),
          ].map { .text(Text($0)) }
        }
      }, notes: [Text("\(counts). The page tie-out of a report says why.")])
  }
}

extension PublishedNumber {
  /// As it is printed, with a comma between thousands and a true minus.
  fileprivate var shown: String {
    guard description.last?.isNumber == true else { return description.replacing("-", with: "−") }
    let decimals = description.firstIndex(of: ".").map {
      description.distance(from: $0, to: description.endIndex) - 1
    }
    return NumberFormat.fixed(value, decimals: decimals ?? 0)
  }
}
