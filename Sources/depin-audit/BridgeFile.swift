import Assurance
import EconomicMetrics
import Formulas
import Quantities
import Reporting
import SeriesStore
import TextRendering

/// Bridges for programs: JSON with every item and row, CSV with a line for each item.
struct BridgeFile {
  let report: ReconciliationReport
  let tied: TieOutReport
  let dataset: Dataset
  let scope: Audit.Scope

  /// The name of the form; another number means that readers have to change.
  static let schema = "depin-audit/reconciliation/1"

  /// One comparison and what it belongs to.
  private struct Entry {
    let network: String
    let series: ReconciledSeries
    let pair: BridgePair
    let bridge: Bridge

    /// `helium/revenue/2025Q4/messari-helium-2025q4/dune-hnt:all-burns`.
    var id: String {
      let sides = [pair.first, pair.second].map { side in
        let tokens = side.valued.map { "=\($0)" } ?? ""
        return side.source + (side.id.basis.isEmpty ? "" : ":\(side.id.basis)") + tokens
      }
      let path = [network, "\(series.id)", bridge.period.key] + sides
      return path.joined(separator: "/")
    }
  }

  private var entries: [Entry] {
    report.networks.flatMap { analysis, reconciliation in
      reconciliation.series.flatMap { series in
        series.pairs.flatMap { pair in
          pair.bridges.map {
            Entry(network: analysis.id, series: series, pair: pair, bridge: $0)
          }
        }
      }
    }
  }

  // MARK: JSON

  var json: String {
    JSONWriter().text(
      of: .object([
        ("schema", .string(Self.schema)), ("as_of", .string("\(scope.asOf)")),
        ("known_by", .string(scope.knownBy.map { "\($0)" })),
        (
          "tolerance",
          .number(
            report.networks.first?.reconciliation.tolerance ?? Reconciliation.standardTolerance)
        ),
        ("bridges", .array(entries.map(json))), ("not_compared", .array(partial)),
        (
          "tie_outs", .array(tied.tables.flatMap { table in table.figures.map { json($0, table) } })
        ),
      ]))
  }

  /// Rows that another source has only a part of.
  private var partial: [JSONValue] {
    report.networks.flatMap { analysis, reconciliation in
      reconciliation.series.flatMap { series in
        series.pairs.flatMap { pair in
          pair.partial.map { partial in
            let (whole, part) =
              partial.isSecondPartial ? (pair.first, pair.second) : (pair.second, pair.first)
            return .object([
              ("network", .string(analysis.id)), ("series", .string("\(series.id)")),
              ("period", .string(partial.period.key)), ("whole", .string(whole.shortName)),
              ("partial", .string(part.shortName)), ("covered_days", .integer(partial.coveredDays)),
              ("days", .integer(partial.period.days)),
            ])
          }
        }
      }
    }
  }

  private func json(_ entry: Entry) -> JSONValue {
    let (bridge, pair) = (entry.bridge, entry.pair)
    return .object([
      ("bridge", .string(entry.id)), ("network", .string(entry.network)),
      ("series", .string("\(entry.series.id)")),
      ("unit", .string("\(entry.series.unit)")), ("period", .string(bridge.period.key)),
      ("first_day", .string("\(bridge.period.start)")),
      ("last_day", .string("\(bridge.period.end)")),
      ("verdict", .string(bridge.verdict.rawValue)),
      ("remark", .string(bridge.remark.isEmpty ? nil : bridge.remark)),
      ("first", json(pair.first, bridge.first)),
      (
        "items",
        .array(
          bridge.items.map { item in
            .object(
              [("kind", .string(item.kind.rawValue)), ("text", .string(item.text))]
                + members(item.amount))
          })
      ), ("residual", .number(bridge.residual)),
      ("residual_share", .number(bridge.residualShare)),
      ("second", json(pair.second, bridge.second)),
      ("difference", .number(bridge.difference)),
      ("difference_share", .number(bridge.differenceShare)),
    ])
  }

  private func json(_ tied: TiedFigure, _ table: TiedTable) -> JSONValue {
    let row = tied.row
    return .object([
      ("publication", .string(table.tieOut.id)), ("source", .string(table.tieOut.source)),
      ("network", .string(row.network)), ("figure", .string(row.figure)),
      ("period", .string(row.period.key)), ("unit", .string("\(row.unit)")),
      ("printed", .string("\(row.value)")), ("theirs", .number(row.value.value)),
      ("ours", .number(tied.figure.value)), ("difference", .number(tied.difference)),
      ("difference_share", .number(tied.share)), ("verdict", .string(tied.verdict.rawValue)),
      ("rows", .string(tied.standing.rawValue)),
      ("sources", .array(tied.figure.sources.sorted().map { .string($0) })),
      ("evidence", .string(tied.figure.evidence.map { "\($0)" })),
      ("reason", .string(tied.figure.state.reason.isEmpty ? nil : tied.figure.state.reason)),
      ("definition", .string(row.definition)), ("why", .string(row.why.isEmpty ? nil : row.why)),
    ])
  }

  private func json(_ side: BridgeSide, _ amount: BridgeAmount) -> JSONValue {
    .object(
      [
        ("source", .string(side.source)),
        ("basis", .string(side.id.basis.isEmpty ? nil : side.id.basis)),
        ("valued_from", .string(side.valued.map { "\($0)" })),
      ] + members(amount))
  }

  private func members(_ amount: BridgeAmount) -> [(name: String, value: JSONValue)] {
    let rows = amount.rows.map { row in
      JSONValue.object([
        ("row", .string("\(dataset.files[Int(row.file)]):\(row.line)")),
        ("source", .string(row.source)), ("evidence", .string("\(row.evidence)")),
        ("days", .integer(row.days.days)), ("counted_days", .integer(row.countedDays)),
      ])
    }
    return [("value", .number(amount.value)), ("rows", .array(rows))]
  }

  // MARK: CSV

  /// The columns; `Documentation/reconciliation.md` says what each holds.
  static let columns = [
    "bridge", "network", "series", "unit", "period", "verdict", "step", "source", "basis", "value",
    "share_of_first", "evidence", "rows", "text",
  ]

  /// A line for the first figure, each item, the residual and the second figure of every bridge.
  var csv: String {
    CSVWriter().text(header: Self.columns, rows: entries.flatMap(lines))
  }

  private func lines(_ entry: Entry) -> [[String]] {
    let (bridge, pair) = (entry.bridge, entry.pair)
    let items = bridge.items.map { item in
      line(
        entry, item.kind.rawValue, item.amount.sources.joined(separator: ";"), "", item.amount,
        item.text)
    }
    let residual = line(
      entry, "residual", "", "", BridgeAmount(value: bridge.residual, rows: []), bridge.remark)
    return [side(entry, "first", pair.first, bridge.first)] + items + [residual]
      + [side(entry, "second", pair.second, bridge.second)]
  }

  private func side(
    _ entry: Entry, _ step: String, _ side: BridgeSide, _ amount: BridgeAmount
  ) -> [String] {
    line(entry, step, side.source, side.id.basis, amount, side.name)
  }

  private func line(
    _ entry: Entry, _ step: String, _ source: String, _ basis: String, _ amount: BridgeAmount,
    _ text: String
  ) -> [String] {
    let bridge = entry.bridge
    let share = bridge.base == 0 ? nil : amount.value / abs(bridge.base)
    return [
      entry.id, entry.network, "\(entry.series.id)", "\(entry.series.unit)", bridge.period.key,
      bridge.verdict.rawValue, step, source, basis, NumberFormat.shortest(amount.value),
      share.map(NumberFormat.shortest) ?? "", amount.evidence.map { "\($0)" } ?? "",
      dataset.places(of: amount.rows).joined(separator: "; "), text,
    ]
  }
}
