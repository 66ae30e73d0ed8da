import DatasetLoading
import EconomicMetrics
import Foundation
import Quantities
import SeriesStore
import Testing

@testable import Assurance

/// A network with which no rule finds fault, to be changed table by table, seen from the end of 2025.
///
/// A row is `first day,last day,value[,source[,evidence[,basis]]]`; source `a` and evidence `measured`
/// unless it says so.
struct OpinionSample {
  /// Rows by series.
  private var tables = [
    "revenue USD": ["2025-10-01,2025-12-31,1000,a,burn", "2025-10-01,2025-12-31,1000,b,burn"],
    "tokens_emitted token": ["2025-10-01,2025-12-31,100"],
    "price USD/token": ["2025-10-01,2025-12-31,2,a,measured,average", "2025-12-31,2025-12-31,2"],
    "circulating_supply token": ["2025-09-30,2025-09-30,1000", "2025-12-31,2025-12-31,1100"],
  ]
  /// What `checks.yaml` says.
  var checks = ""

  /// Sets the rows of a series, named with its unit; none takes it away.
  func with(_ series: String, _ rows: String...) -> OpinionSample {
    var sample = self
    sample.tables[series] = rows.isEmpty ? nil : rows
    return sample
  }

  /// Revenue that both sources tell alike.
  func revenue(_ rows: String...) -> OpinionSample {
    var sample = self
    sample.tables["revenue USD"] = ["a", "b"].flatMap { source in
      rows.map { row in
        let cells = row.split(separator: ",").map(String.init)
        let evidence = cells.count > 3 ? cells[3] : "burn"
        return (cells.prefix(3) + [source, evidence]).joined(separator: ",")
      }
    }
    return sample
  }

  /// The opinion on the last quarter of 2025.
  func opinion(
    basis: String = "", materiality: OpinionMateriality = .standard
  ) throws -> Opinion {
    let dataset = try load()
    let analysis = try analysis(of: dataset)
    return Opinion(
      analysis, .quarter(of: analysis.network.asOf), basis: basis,
      findings: CheckBook(dataset).findings(in: analysis),
      reconciliation: Reconciliation(analysis.network), materiality: materiality)
  }

  /// The network's figures.
  func analysis(of dataset: Dataset? = nil) throws -> NetworkAnalysis {
    let (dataset, asOf) = (try dataset ?? load(), try #require(Day("2025-12-31")))
    let network = try #require(dataset.networks.first)
    return NetworkAnalysis(
      NetworkSeries(network.withMechanisms(asOf: asOf), sources: dataset.sources, asOf: asOf))
  }

  /// One line of that opinion.
  func line(_ id: String) throws -> Opinion.Line {
    try #require(try opinion().lines.first { $0.criterion.id == id })
  }

  private func load() throws -> Dataset {
    let root = FileManager.default.temporaryDirectory.appending(path: "opinion-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, text) in files {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    let loaded = try DatasetLoader(directories: [root.path]).load()
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors)")
    return loaded.dataset
  }

  private var files: [String: String] {
    var files = [
      "sources.csv": """
      id,title,publisher,url,published,retrieved,licence
      a,A,A,,2026-01-15,2026-01-20,CC0
      b,B,B,,2026-01-15,2026-01-20,CC0

      """,
      "n/network.yaml": """
      name: N
      token: {symbol: N}
      category: compute
      mechanism: fee-share
      bases: {other: what others count}
      series:
        protocol_revenue: {kind: flow, unit: USD, meaning: what the protocol keeps}
      sources:
        revenue: [a, b, {source: a, basis: other}]
        price: [a, b, {source: a, basis: average}]
        circulating_supply: [a, b]

      """,
    ]
    if !checks.isEmpty { files["checks.yaml"] = checks }
    for (name, rows) in tables {
      let words = name.split(separator: " ").map(String.init)
      files["n/\(words[0]).csv"] = OpinionSample.table(rows, unit: words[1])
    }
    return files
  }

  private static func table(_ rows: [String], unit: String) -> String {
    let columns = "period_start,period_end,value,unit,source,evidence,segment,basis,note\n"
    return columns
      + rows.map { row in
        let cells = row.split(separator: ",").map(String.init) + ["", "", "", ""]
        let (source, evidence) = (cells[3], cells[4])
        return "\(cells[0]),\(cells[1]),\(cells[2]),\(unit),\(source.isEmpty ? "a" : source),"
          + "\(evidence.isEmpty ? "measured" : evidence),,\(cells[5]),\n"
      }.joined()
  }
}
