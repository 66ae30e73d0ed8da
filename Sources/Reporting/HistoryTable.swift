import EconomicMetrics
import Formulas
import Quantities
import ReportModel

extension Audit {
  /// Figures of one network over eight quarters and twelve months.
  ///
  /// Figures that rest on revenue follow once more under every other definition of it; readings of
  /// a series have a line for each definition. Lines without a number in any period are named
  /// below with their reason, not drawn.
  func history(_ network: NetworkAnalysis, _ ids: [String]) -> [Block] {
    let metrics = ids.compactMap(network.definition)
    let own = metrics.flatMap { metric -> [Line] in
      let bases = restsOnRevenue(metric, network) ? [""] : network.bases(of: metric)
      return bases.map { line(metric, $0, network) }
    }
    let other = metrics.filter { restsOnRevenue($0, network) }.flatMap { metric in
      network.bases(of: metric).filter { !$0.isEmpty }.map { line(metric, $0, network) }
    }.filter(\.hasValue).sorted { $0.basis < $1.basis }
    let absent = own.filter { !$0.hasValue && $0.basis.isEmpty }
    var blocks: [Block] = []
    if own.contains(where: \.hasValue) { blocks.append(.table(table(own.filter(\.hasValue)))) }
    if !absent.isEmpty {
      let names = grouped(absent.map(\.title), by: absent.map(\.reason)).map { reason, titles in
        "\(titles.joined(separator: ", ")) (\(reason))"
      }.joined(separator: "; ")
      blocks.append(.paragraph(Text("No value in any of these periods: \(names).")))
    }
    guard !other.isEmpty else { return blocks }
    return blocks + [.heading("By other definitions of revenue"), .table(table(other))]
  }

  /// One line of a history.
  private struct Line {
    let title: String
    let basis: String
    let facts: [Fact]

    var hasValue: Bool { facts.contains { $0.figure.value != nil } }
    /// Why the reported quarter has no value.
    var reason: String { facts.dropLast().last?.figure.state.reason ?? "" }
  }

  private func line(
    _ metric: MetricDefinition, _ basis: String, _ network: NetworkAnalysis
  )
    -> Line
  {
    Line(
      title: metric.title + (basis.isEmpty ? "" : " (\(basis))"), basis: basis,
      facts: scope.periods.map { network.fact(metric, $0, basis: basis) })
  }

  private func restsOnRevenue(_ metric: MetricDefinition, _ network: NetworkAnalysis) -> Bool {
    network.choosingSeries(of: metric) == "revenue"
  }

  private func table(_ lines: [Line]) -> Table {
    Table(
      columns: [.init(""), .init("unit")]
        + scope.periods.map { .init("\($0)", isNumeric: true) },
      rows: lines.map { line in
        [.text(Text(line.title)), .text(Text(line.facts[0].unit.description))]
          + line.facts.map { .figure($0.figureCell.inItsColumn) }
      })
  }

  /// Whether any of some metrics has a number in the periods shown.
  func hasValue(_ network: NetworkAnalysis, _ ids: [String]) -> Bool {
    ids.contains { id in
      guard let metric = network.definition(id) else { return false }
      return network.bases(of: metric).contains { basis in
        scope.periods.contains { network.figure(metric, $0, basis: basis).value != nil }
      }
    }
  }
}

/// Names that share a reason together, in the order in which reasons come up.
func grouped(_ names: [String], by reasons: [String]) -> [(reason: String, names: [String])] {
  var groups: [(reason: String, names: [String])] = []
  for (name, reason) in zip(names, reasons) {
    if let place = groups.firstIndex(where: { $0.reason == reason }) {
      groups[place].names.append(name)
    } else {
      groups.append((reason, [name]))
    }
  }
  return groups
}

extension FigureCell {
  /// The cell without the unit that the line names already; dollars keep their sign, days their form.
  fileprivate var inItsColumn: FigureCell {
    guard !unit.isDimensionless, unit != .date else { return self }
    var cell = self
    cell.unit = unit.powers["USD"] == 1 ? .usd : .count
    return cell
  }
}
