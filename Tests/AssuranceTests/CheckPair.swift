import DatasetLoading
import EconomicMetrics
import Foundation
import Quantities
import SeriesStore
import Testing

@testable import Assurance

/// A file of `Faults`, named after its check: a dataset that breaks the rule and one that keeps it.
///
/// `=== folder/series unit` begins a table of rows `first day,last day,value[,source]`; `=== path`
/// with an ending begins a file as it is. Both datasets have sources `a` and `b` and a network `n`,
/// and are seen from the last day of 2025.
struct CheckPair: CustomTestStringConvertible, Sendable {
  let id: String
  let faulty: String
  let clean: String

  var testDescription: String { id }

  /// The pair of a check; `nil` where there is no file or it lacks a part.
  init?(_ id: String) {
    let file = CheckPair.folder.appending(path: "\(id).txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return nil }
    let parts = text.components(separatedBy: "\n[clean]\n")
    let faulty = parts[0].components(separatedBy: "\n[faulty]\n")
    guard parts.count == 2, faulty.count == 2 else { return nil }
    (self.id, self.faulty, clean) = (id, faulty[1], parts[1])
  }

  static let asOf = Day(number: 20_453)  // 2025-12-31

  /// The names of all files, without their endings.
  static var names: [String] {
    let names = try? FileManager.default.contentsOfDirectory(atPath: folder.path)
    return (names ?? []).map { String($0.dropLast(4)) }.sorted()
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .appending(path: "Faults")

  /// What the checks find in one of the two datasets, with more files beside it.
  static func findings(
    in text: String, beside others: [String: String] = [:], asOf: Day = asOf
  ) throws -> [Finding] {
    let dataset = try load(text, others)
    let book = CheckBook(dataset)
    #expect(book.faults.isEmpty)
    func analysis(_ network: Network) -> NetworkAnalysis {
      NetworkAnalysis(
        NetworkSeries(
          network.withMechanisms(asOf: asOf), sources: dataset.sources, asOf: asOf))
    }
    let found =
      dataset.networks.flatMap { book.findings(in: analysis($0)) }
      + dataset.benchmarks.flatMap { book.findings(inBenchmark: analysis($0)) }
    return found + book.idleWaivers(after: found)
  }

  /// One of the two datasets, its files named from its folder on.
  static func load(_ text: String, _ others: [String: String] = [:]) throws -> Dataset {
    let root = FileManager.default.temporaryDirectory.appending(path: "pair-\(UUID())")
    defer { try? FileManager.default.removeItem(at: root) }
    for (path, content) in files(text).merging(others, uniquingKeysWith: { $1 }) {
      let file = root.appending(path: path)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try content.write(to: file, atomically: true, encoding: .utf8)
    }
    let loaded = try DatasetLoader(directories: [root.path]).load()
    let errors = loaded.diagnostics.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors)")
    var dataset = loaded.dataset
    dataset.files = dataset.files.map { String($0.dropFirst(root.path.count + 1)) }
    return dataset
  }

  private static func files(_ text: String) -> [String: String] {
    var files = [
      "sources.csv": """
      id,title,publisher,url,published,retrieved,licence
      a,A,A,,2026-01-15,2026-01-20,CC0
      b,B,B,,2026-01-15,2026-01-20,CC0

      """,
      "n/network.yaml":
        "name: N\ntoken: {symbol: N}\ncategory: compute\nmechanism: burn-and-mint\n",
    ]
    for section in text.components(separatedBy: "=== ").dropFirst() {
      let lines = section.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
      let heading = lines[0].split(separator: " ").map(String.init)
      let isTable = heading.count == 2
      files[isTable ? heading[0] + ".csv" : heading[0]] =
        isTable ? table(lines.dropFirst(), unit: heading[1]) : joined(lines.dropFirst())
    }
    // Whatever has two sources ranks them.
    for (path, table) in files where path.hasPrefix("n/") && table.contains(",b,") {
      let series = path.dropFirst(2).dropLast(4)
      files["n/network.yaml", default: ""] += "sources:\n  \(series): [a, b]\n"
    }
    return files
  }

  private static func joined(_ lines: ArraySlice<String>) -> String {
    lines.map { $0 + "\n" }.joined()
  }

  private static func table(_ rows: ArraySlice<String>, unit: String) -> String {
    let columns = "period_start,period_end,value,unit,source,evidence,segment,basis,note"
    return joined(
      [columns]
        + rows.map { row in
          let cells = row.split(separator: ",")
          let source = cells.count > 3 ? cells[3] : "a"
          return "\(cells[0]),\(cells[1]),\(cells[2]),\(unit),\(source),measured,,,"
        })
  }
}
