import Assurance
import DatasetLoading
import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import Testing

@testable import Reporting
@testable import WorkbookModel

/// The sheet of reconciliation has the bridges that the engine has, and most of them live.
@Suite struct WorkbookReconciliationTests {
  private typealias Column = ReconciliationSheet.Column

  private static func sheet(_ audit: Audit) throws -> Sheet {
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    return try #require(audit.workbook(cover: cover).sheets.first { $0.name == "Reconciliation" })
  }

  @Test(arguments: ["2025Q4", "2024Q2"])
  func `each row is a bridge of the engine, item by item`(period: String) throws {
    let audit = try audit(period)
    let sheet = try Self.sheet(audit)
    var (row, live, typed) = (6, 0, 0)
    var found: Set<Bridge.Verdict> = []
    for network in audit.networks {
      let pairs = Reconciliation(network.network).matchedPairs
      guard !pairs.isEmpty else { continue }
      #expect(sheet.text(row, .series) == network.name)
      row += 1
      for (series, pair) in pairs {
        for bridge in pair.bridges {
          let place = "\(network.id) \(series.id) \(bridge.period) \(pair.second.name)"
          #expect(sheet.text(row, .series) == "\(series.id)", "\(place)")
          for (column, number) in [
            (Column.firstValue, bridge.first.value), (.secondValue, bridge.second.value),
            (.difference, bridge.difference), (.residual, bridge.residual),
          ] {
            let shown = sheet.number(row, column)
            let size = max(abs(bridge.base), abs(bridge.second.value))
            #expect(
              shown.map { abs($0 - number) <= 1e-11 * size } == true || bridge.second.rows.isEmpty,
              "\(place): \(column) \(shown ?? .nan) for \(number)")
          }
          #expect(sheet.text(row, .verdict) == bridge.verdict.words, "\(place)")
          for column in [Column.firstValue, .secondValue] {
            if sheet.isFormula(row, column) { live += 1 } else { typed += 1 }
          }
          found.insert(bridge.verdict)
          for (index, item) in bridge.items.enumerated() {
            let shown = sheet.number(row + index + 1, .explained) ?? .nan
            #expect(
              abs(shown - item.value) <= 1e-11 * abs(bridge.base),
              "\(place): \(item.kind) \(shown) for \(item.value)")
            #expect(sheet.isFormula(row + index + 1, .explained), "\(place): \(item.kind)")
          }
          row += 1 + bridge.items.count
        }
      }
    }
    #expect(row == sheet.rows.count)
    #expect(found == Set(Bridge.Verdict.allCases))
    #expect(live > 9 * typed, "\(live) sides are formulas, \(typed) are typed")
  }

  @Test func `a network whose sources never meet has no such sheet`() throws {
    let audit = try audit("2025Q4")
    var dataset = audit.dataset
    dataset.networks = dataset.networks.filter {
      Reconciliation(audit.network($0.id).network).matchedPairs.isEmpty
    }
    #expect(!dataset.networks.isEmpty)
    let alone = Audit(dataset, audit.scope)
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let book = alone.workbook(cover: cover)
    #expect(!book.sheets.contains { ["Reconciliation", "Changes"].contains($0.name) })
  }

  /// Half of a price and ten times a row of revenue: every number moves by steps that add up.
  @Test func `changes are differences of the workbook's own figures`() throws {
    let now = try audit("2025Q4")
    var old = now.dataset
    old.networks = old.networks.filter { $0.id == "helium" }
    var new = old
    for id in [SeriesID("price"), SeriesID("revenue")] {
      let series = try #require(new.networks[0].series[id])
      new.networks[0].series[id] = series.scaled(by: id.name == "price" ? 0.5 : 10)
    }
    let audit = Audit(new, now.scope)
    let restatement = Restatement(
      from: (old, now.catalogue), to: (new, now.catalogue), causes: [.data, .price], networks: [],
      periods: [now.scope.period]
    ) { _ in now.scope }
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let sheet = try #require(
      audit.workbook(cover: cover, changes: restatement).sheets.first { $0.name == "Changes" })
    var (states, live) = ([String: Int](), 0)
    for row in sheet.rows.indices.dropFirst(6) {
      let state = sheet.text(row, column: ChangesSheet.Column.state.rawValue)
      states[state, default: 0] += 1
      if sheet.isFormula(row, column: ChangesSheet.Column.now.rawValue) { live += 1 }
    }
    #expect(states["look"] == nil, "\(states)")
    #expect(states["ok", default: 0] > 30 && live > 30, "\(states), \(live) live")
  }
}

extension Series {
  /// The series with other values.
  fileprivate func scaled(by factor: Double) -> Series {
    var series = self
    series.tracks = tracks.map { track in
      Track(
        source: track.source, starts: track.starts, ends: track.ends,
        values: track.values.map { $0 * factor }, absent: track.absent, evidence: track.evidence,
        file: track.file, lines: track.lines, notes: track.notes, factor: track.factor,
        origin: track.origin)
    }
    return series
  }
}

extension Audit {
  fileprivate func network(_ id: String) -> NetworkAnalysis {
    guard let network = networks.first(where: { $0.id == id }) else {
      preconditionFailure("no network '\(id)'")
    }
    return network
  }
}

extension Sheet {
  fileprivate func text(_ row: Int, _ column: ReconciliationSheet.Column) -> String {
    text(row, column: column.rawValue)
  }

  fileprivate func number(_ row: Int, _ column: ReconciliationSheet.Column) -> Double? {
    switch cell(row, column.rawValue)?.content {
    case .number(let value), .formula(_, .number(let value)): value
    default: nil
    }
  }

  fileprivate func isFormula(_ row: Int, _ column: ReconciliationSheet.Column) -> Bool {
    isFormula(row, column: column.rawValue)
  }

  fileprivate func isFormula(_ row: Int, column: Int) -> Bool {
    if case .formula = cell(row, column)?.content { true } else { false }
  }

  fileprivate func text(_ row: Int, column: Int) -> String {
    switch cell(row, column)?.content {
    case .text(let text), .formula(_, .text(let text)), .link(let text, target: _): text
    default: ""
    }
  }

  private func cell(_ row: Int, _ column: Int) -> SheetCell? {
    rows.indices.contains(row) && rows[row].indices.contains(column) ? rows[row][column] : nil
  }
}
