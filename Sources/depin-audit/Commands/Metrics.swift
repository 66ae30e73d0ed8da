import ArgumentParser
import EconomicMetrics
import Foundation
import ReportModel
import Reporting
import SeriesStore
import TextRendering

/// Prints the glossary.
struct MetricsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "metrics",
    abstract: "Say what metrics mean: unit, formula, edge cases, source.",
    discussion: """
      EXAMPLES:
        depin-audit metrics
        depin-audit metrics burn
        depin-audit metrics revenue_to_emission
        depin-audit metrics --series
        depin-audit metrics --policies
        depin-audit metrics -O md > glossary.md
        depin-audit metrics --datasets ~/private
      """)

  enum Format: String, ExpressibleByArgument, CaseIterable { case table, json, md }

  @Argument(help: "An id, or what an id, a title or a meaning contains.", completion: .metrics)
  var word: String?
  @Flag(help: "The policies and their defaults instead.") var policies = false
  @Flag(help: "The series of the data contract instead.") var series = false
  @Option(name: [.customShort("O"), .long], help: .init("Form.", valueName: "form"))
  var outputFormat = Format.table
  @OptionGroup var folders: FolderOptions

  func run() throws {
    if policies {
      try put(Terminal.text(of: Glossary.policies(Policies())))
      return
    }
    let metrics = Glossary.metrics(of: try catalogue())
    let all = series ? Glossary.series : metrics
    let entries = word.map { Glossary.entries(matching: $0, in: all) } ?? all
    guard !entries.isEmpty else {
      say("depin-audit metrics: \(nothing(named: word ?? "", metrics))")
      throw ExitCode(1)
    }
    switch outputFormat {
    case .json: try put(JSONWriter().text(of: .array(entries.map(\.json))))
    case .md: try put(MarkdownRenderer().text(of: Glossary.page(of: entries)))
    case .table:
      let isWhole = word != nil && entries.count == 1
      try put(
        Terminal.text(of: isWhole ? Glossary.table(of: entries[0]) : Glossary.table(of: entries)))
    }
  }

  /// The metrics of the program, and those beside the data where a folder has any.
  private func catalogue() throws -> Catalogue {
    let manager = FileManager.default
    let hasOwn = folders.folders.contains { manager.fileExists(atPath: "\($0)/metrics.yaml") }
    // Without, no dataset is needed, and a default folder need not be in order.
    guard hasOwn || !folders.directories.isEmpty else { return .standard }
    return try folders.load().catalogue
  }

  private func nothing(named word: String, _ metrics: [GlossaryEntry]) -> String {
    let other = series ? metrics : Glossary.series
    if other.contains(where: { $0.id == word }) {
      return "'\(word)' is a \(series ? "metric" : "series"): try depin-audit metrics "
        + (series ? word : "--series \(word)")
    }
    let known = (series ? Glossary.series : metrics).map(\.id)
    return unknown(
      series ? "series" : "metric", word, known,
      else: "no title or meaning has the word either; depin-audit metrics lists all")
  }
}

extension GlossaryEntry {
  /// Every field as a member.
  fileprivate var json: JSONValue {
    .object(
      fields.map { ($0.name, .string($0.text)) }
        + [("aliases", .array(aliases.map { .string($0) }))] + [
          ("inputs", .array(inputs.map { .string($0) }))
        ])
  }
}
