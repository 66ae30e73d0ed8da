package import EconomicMetrics
package import Formulas
package import Quantities
import Screening
package import SeriesStore

/// A published figure beside the one that is computed here.
package struct TiedFigure: Sendable {
  /// What is published.
  package let row: TieOut.Row
  /// The network's name.
  package let name: String
  /// What is computed.
  package let figure: Figure
  /// The unit of what is computed, in the network's words.
  package let unit: Unit
  /// Whether the two say the same.
  package let verdict: Verdict
  /// Whose rows the computed figure rests on.
  package let standing: Standing

  /// Whether two figures say the same.
  package enum Verdict: String, Hashable, Sendable, CaseIterable {
    /// Within the rounding of the print, or the tolerance.
    case agrees
    /// Apart, and somebody says why.
    case differs
    /// Apart, and nobody says why.
    case unexplained
    /// Nothing whole can be computed.
    case notAvailable = "not-available"
  }

  /// Whose rows a computed figure rests on.
  package enum Standing: String, Hashable, Sendable, CaseIterable {
    /// Others' alone: agreement means something.
    case independent
    /// In part those of the publication or its author.
    case partly
    /// Those of the same author's other publications, or of others who quote it: agreement means little.
    case related
    /// Those of the publication alone: agreement shows that they were copied well.
    case same
  }

  /// How far the computed figure is above the published one.
  package var difference: Double? { figure.value.map { $0 - row.value.value } }
  /// The difference as a share of the published one; `nil` where that is 0.
  package var share: Double? {
    difference.flatMap { row.value.value == 0 ? nil : $0 / abs(row.value.value) }
  }
}

/// A published table with everything that is computed beside it.
package struct TiedTable: Sendable {
  package let tieOut: TieOut
  package let figures: [TiedFigure]
}

/// The published tables of a dataset with their formulas read, and what is wrong with the others.
package struct TieOutBook: Sendable {
  /// The share of a printed number that rounding may excuse: one digit, `2M`, says too little to call
  /// anything from 1.5 to 2.5 million the same.
  package static let mostRounding = 0.05

  /// A row and its formula.
  struct Entry: Sendable {
    let row: TieOut.Row
    let formula: Formula
  }

  /// The tables that can be read, with the rows that can be.
  private(set) var tables: [(tieOut: TieOut, entries: [Entry])] = []
  /// Every fault, in the order of the file.
  package private(set) var faults: [WrittenFault] = []

  private let dataset: Dataset
  private let names: Names
  private let formulaOfMetric: [String: Formula]
  private let tolerance: Double

  /// Reads the formulas of all tables.
  package init(
    _ dataset: Dataset, metrics: [MetricDefinition] = Catalogue.standard.metrics,
    tolerance: Double = Reconciliation.standardTolerance
  ) {
    (self.dataset, self.tolerance) = (dataset, tolerance)
    names = .all(of: dataset, metrics: metrics)
    formulaOfMetric = Dictionary(metrics.map { ($0.id, $0.formula) }, uniquingKeysWith: { $1 })
    for tieOut in dataset.tieOuts {
      tables.append((tieOut, tieOut.rows.compactMap { entry($0, of: tieOut) }))
    }
  }

  private mutating func entry(_ row: TieOut.Row, of tieOut: TieOut) -> Entry? {
    do throws(LanguageError) {
      let formula = try Formula(parsing: row.figure, names: names)
      let unit = ownWords(names.shownUnit(of: formula, metrics: formulaOfMetric), row.network)
      guard unit.isCommensurable(with: ownWords(row.unit, row.network)) else {
        report(
          tieOut, row, row.unitLine, "unit",
          "'\(row.unit)' is stated of a figure in '\(unit)'; write its unit, or mend the figure "
            + "[wrong-unit]")
        return nil
      }
      return Entry(row: row, formula: formula)
    } catch {
      report(tieOut, row, row.figureLine, "figure", "\(error)")
      return nil
    }
  }

  private mutating func report(
    _ tieOut: TieOut, _ row: TieOut.Row, _ line: UInt32, _ key: String, _ problem: String
  ) {
    let file =
      dataset.files.indices.contains(Int(tieOut.file))
      ? dataset.files[Int(tieOut.file)] : "tieouts.yaml"
    faults.append(
      WrittenFault(
        path: file, line: line, "'\(key)' of \(row.network) in '\(tieOut.id)': \(problem)"))
  }

  private func ownWords(_ unit: Unit, _ network: String) -> Unit {
    let profile = (dataset.networks + dataset.benchmarks).first { $0.id == network }?.profile
    return profile.map { unit.renamed($0.unitWords) } ?? unit
  }

  // MARK: Beside each other

  /// Every table with what is computed beside it; rows of other networks and benchmarks are left out,
  /// and what lies after the as-of day does not exist.
  package func tables(for networks: [NetworkAnalysis], asOf: Day) -> [TiedTable] {
    let analyses = Dictionary(networks.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    return tables.map { tieOut, entries in
      TiedTable(
        tieOut: tieOut,
        figures: entries.compactMap { entry in
          analyses[entry.row.network].map { tied(entry, of: tieOut, $0, asOf) }
        })
    }.filter { !$0.figures.isEmpty }
  }

  private func tied(
    _ entry: Entry, of tieOut: TieOut, _ network: NetworkAnalysis, _ asOf: Day
  ) -> TiedFigure {
    let last = entry.formula.lastDay(over: entry.row.period) ?? entry.row.period.end
    let figure =
      last > asOf
      ? Figure(.missing("the figures end with \(asOf)"))
      : network.screened(entry.formula, entry.row.period)
    return TiedFigure(
      row: entry.row, name: network.name, figure: figure, unit: network.unit(of: entry.formula),
      verdict: verdict(entry.row, figure), standing: standing(figure, tieOut))
  }

  private func standing(_ figure: Figure, _ tieOut: TieOut) -> TiedFigure.Standing {
    let near = Set([tieOut.source] + tieOut.related)
    if !figure.sources.contains(where: near.contains) { return .independent }
    guard figure.sources.allSatisfy(near.contains) else { return .partly }
    return figure.sources == [tieOut.source] ? .same : .related
  }

  private func verdict(_ row: TieOut.Row, _ figure: Figure) -> TiedFigure.Verdict {
    guard let value = figure.value, figure.isWhole else { return .notAvailable }
    let size = abs(row.value.value)
    let rounding = min(row.value.rounding, TieOutBook.mostRounding * size)
    let allowed = max(rounding, tolerance * size)
    // A number that was printed to the half is not cut off by the last bit of a double.
    if abs(value - row.value.value) <= allowed * (1 + 1e-9) { return .agrees }
    return row.why.isEmpty ? .unexplained : .differs
  }
}
