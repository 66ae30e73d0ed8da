import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore

/// A series that a chart of a network is about: its figures, and words for both cases, that there is
/// data of it and that there is none.
struct ChartLine {
  /// In title and legend: `emission`.
  let name: String
  /// In the text for those who cannot see the picture: `tokens emitted in USD`.
  let words: String
  /// The series without which there is nothing to draw, and what readers call it, such as `burns`.
  ///
  /// It is `nil` where the chart's question does not call for the line.
  var promised: (series: SeriesID, noun: String)?
  /// One for each place.
  let figures: [Figure]
  /// Its colour among its like; `nil` for that of its place in the chart.
  var style: Int?

  /// What its name means, in the profile's words; empty where it needs no explanation.
  var meaning = ""

  /// Only whole figures are drawn; a line without any is not.
  var isDrawn: Bool { figures.contains { $0.whole != nil } }

  /// The sources of each figure that is drawn.
  var sources: [SourceNames] { figures.filter { $0.whole != nil }.map(\.sources) }

  var series: Chart.Series {
    .init(name, figures.map(\.whole), style: style, marks: figures.marks)
  }
}

extension NetworkReport {
  /// A chart by quarter of those lines that there is data of: title, legend and text name what is
  /// drawn, a note what is missing of that which was promised.
  func chart(
    _ kind: String, _ form: Chart.Form, unit: Unit, of lines: [ChartLine],
    references: [Double: String] = [:], remark: String = "", notes: [String] = [],
    title: (_ names: String) -> String
  ) -> Chart? {
    let drawn = lines.filter(\.isDrawn)
    let quarters = audit.scope.quarters
    guard !drawn.isEmpty, let first = quarters.first, let last = quarters.last else { return nil }
    return Chart(
      id: "\(network.id)-\(kind)", title: "\(network.name): \(title(list(drawn.map(\.name))))",
      description: "\(form == .columns ? "Columns" : "Lines") by quarter, \(first) to \(last): "
        + "\(list(drawn.map(\.words)))\(remark).",
      form: form, places: .names(quarters.map { "\($0)" }), series: drawn.map(\.series),
      unit: unit, references: references,
      notes: notes + lines.filter { !$0.isDrawn }.compactMap { absence(of: $0, first, last) },
      footnotes: drawn.filter { !$0.meaning.isEmpty }.map { "\($0.name): \($0.meaning)" }
        + audit.sourceFootnote(drawn.flatMap(\.sources)))
  }

  /// Why a promised line is missing.
  private func absence(of line: ChartLine, _ first: Period, _ last: Period) -> String? {
    guard let (series, noun) = line.promised else { return nil }
    if let state = line.figures.first?.state, case .notApplicable(let reason) = state {
      return reason
    }
    let hasRows = network.network.series.keys.contains {
      $0.name == series.name && $0.basis == series.basis
    }
    return hasRows
      ? "no whole quarter of \(noun) from \(first) to \(last)" : "no \(noun) in the datasets"
  }
}

extension [Figure] {
  /// What a picture must not hide of them, by place.
  var marks: [Int: Set<Chart.Mark>] {
    Dictionary(uniqueKeysWithValues: enumerated().map { ($0, $1.chartMarks) })
      .filter { !$0.value.isEmpty }
  }
}

extension Figure {
  /// The number, if it is whole.
  var whole: Double? { isWhole ? value : nil }

  /// What a picture must not hide of it.
  var chartMarks: Set<Chart.Mark> {
    let isOpposed = marks.contains(.opposedBounds)
    var found: Set<Chart.Mark> = marks.contains(.scheduled) ? [.scheduled] : []
    if isOpposed || bound == .atLeast { found.insert(.atLeast) }
    if isOpposed || bound == .atMost { found.insert(.atMost) }
    return found
  }
}
