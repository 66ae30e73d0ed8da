package import ReportModel

/// Writes a report as GitHub-flavoured Markdown that reads well as plain text too.
///
/// The bytes depend on the report alone. Charts are references to files, since GitHub shows no
/// picture that lies inside the page.
package struct MarkdownRenderer: Sendable {
  /// The folder of the chart files, seen from where the reports' paths start.
  package var chartFolder: String

  package init(chartFolder: String = "charts") { self.chartFolder = chartFolder }

  /// The whole page, ended by a line feed.
  package func text(of report: Report) -> String {
    let blocks =
      ["# \(heading(report.title))"] + report.preamble.map(MarkdownEscaping.line)
      + report.sections.flatMap { section in
        ["## \(heading(section.title))"] + section.blocks.map { text(of: $0, in: report) }
      }
    return blocks.filter { !$0.isEmpty }.joined(separator: "\n\n") + "\n"
  }

  private func text(of block: Block, in report: Report) -> String {
    switch block {
    case .paragraph(let text): MarkdownEscaping.line(text)
    case .bullets(let texts):
      texts.map { "- \(MarkdownEscaping.line($0))" }.joined(separator: "\n")
    case .table(let table): MarkdownTable(table).text
    case .chart(let chart): image(of: chart, in: report)
    case .heading(let title): "### \(heading(title))"
    }
  }

  /// A picture has its title inside; the text that replaces it says title and description.
  private func image(of chart: Chart, in report: Report) -> String {
    let depth = report.path.split(separator: "/").count - 1
    let target = String(repeating: "../", count: depth) + "\(chartFolder)/\(chart.id).svg"
    let texts = [chart.title, chart.alternative].filter { !$0.isEmpty }
    let words = MarkdownEscaping.escaped(texts.joined(separator: ". ")).onOneLine
    return "![\(words)](\(MarkdownEscaping.destination(target)))"
  }

  private func heading(_ title: String) -> String {
    let text = MarkdownEscaping.escaped(title).onOneLine
    // A heading may close with number signs, which are then not shown.
    return text.hasSuffix("#") ? "\(text.dropLast())\\#" : text
  }
}
