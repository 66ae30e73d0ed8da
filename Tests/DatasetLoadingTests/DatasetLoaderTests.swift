import Foundation
import Quantities
import SeriesStore
import Testing

@testable import DatasetLoading

/// Every row of a dataset as a line of text: series, source, days, value, evidence, place, note.
func rows(_ loaded: LoadedDataset) -> [String] {
  (loaded.dataset.networks + loaded.dataset.benchmarks).flatMap { network in
    network.series.sorted { $0.key < $1.key }.flatMap { id, series in
      series.tracks.flatMap { track in
        (0..<track.count).map { row in
          let value = track.isPresent(row) ? "\(track.values[row])" : "absent"
          let name = URL(fileURLWithPath: loaded.files[Int(track.file[row])].path).lastPathComponent
          return "\(network.id).\(id) \(track.source) \(track.starts[row])..\(track.end(row)) "
            + "\(value) \(track.evidence[row]) \(name):\(track.lines[row])"
            + (track.notes[row].map { " \($0)" } ?? "")
        }
      }
    }
  }
}

@Suite struct DatasetLoaderTests {
  private let header = TemporaryDataset.header

  @Test func `rows become tracks by rank, each in the order of time`() throws {
    let dataset = try TemporaryDataset.helium([
      "helium/revenue.csv": header + """
        2025-03-01,2025-03-31,3,USD,alpha,burn,,,
        2025-01-01,2025-01-31,1,USD,alpha,press,,,"first, of three"
        2025-01-01,2025-12-31,7,USD,beta,settled,,,
        2025-02-01,2025-02-28,,USD,alpha,burn,,,
        2025-01-01,2025-01-31,5,USD,alpha,burn,iot,,
        """
    ])
    let loaded = try dataset.load()
    #expect(loaded.diagnostics == [])
    #expect(loaded.observationCount == 5)
    #expect(
      rows(loaded) == [
        "helium.revenue beta 2025-01-01..2025-12-31 7.0 settled revenue.csv:4",
        "helium.revenue alpha 2025-01-01..2025-01-31 1.0 press revenue.csv:3 first, of three",
        "helium.revenue alpha 2025-02-01..2025-02-28 absent burn revenue.csv:5",
        "helium.revenue alpha 2025-03-01..2025-03-31 3.0 burn revenue.csv:2",
        "helium.revenue[iot] alpha 2025-01-01..2025-01-31 5.0 burn revenue.csv:6",
      ])
  }

  @Test func `what is good is loaded beside what is not`() throws {
    let dataset = try TemporaryDataset.helium([
      "helium/revenue.csv": header
        + "2025-01-01,2025-01-31,1,USD,alpha,burn,,,\n2025-02-01,x,1,USD,alpha,burn,,,\n",
      "helium/price.csv": "dat,value\n2025-01-01,1\n", "akash/price.csv": "date,value\n",
    ])
    let loaded = try dataset.load()
    #expect(loaded.hasErrors)
    #expect(loaded.diagnostics.map(\.rule) == [.noProfile, .unknownColumn, .notADate])
    #expect(rows(loaded) == ["helium.revenue alpha 2025-01-01..2025-01-31 1.0 burn revenue.csv:2"])
  }

  @Test func `one cause gives one diagnostic`() throws {
    let dataset = try TemporaryDataset.helium([
      "helium/revenue.csv": header + "x,y,z,EUR,nobody,never,,nothing,\n",
      "helium/own.csv": header + "2025-01-01,2025-01-31,1,USD,alpha,burn,,,\n",
      "akash/network.yaml": "name: [", "akash/revenue.csv": "x,y\n",
      "bulk.csv": "network,series,date,value\nakash,revenue,2025-01-01,1\nhelium,own,x,1\n",
      "helium/network.yaml": TemporaryDataset.profile + "  own: {kind: flow}\n",
    ])
    let rules = try dataset.load().diagnostics.map(\.rule)
    #expect(rules == [.yamlSyntax, .missingKey, .notADate])
  }

  @Test func `a directory that is not there is an error of the environment`() {
    let loader = DatasetLoader(directories: ["/nowhere/Datasets"])
    let error = #expect(throws: LoadingError.self) { try loader.load() }
    #expect(
      error?.description
        == "/nowhere/Datasets: no directory that can be read: it does not exist")
  }

  @Test func `hidden files and files of other kinds are passed over`() throws {
    let dataset = try TemporaryDataset.helium([
      ".git/config": "x", "helium/.revenue.csv": "x", "README.md": "x", "schemas/flow.json": "x",
      "datapackage.json": "x", "helium/notes.md": "x", "helium/claims.yaml": "x",
    ])
    let loaded = try dataset.load()
    #expect(loaded.diagnostics == [])
    #expect(loaded.files.map(\.path) == loaded.dataset.files)
    #expect(loaded.files.count == 2)
  }

  @Test func `units and gaps follow the profile`() throws {
    let profile =
      TemporaryDataset.profile + """
          capacity: {gaps: carry}
          tests_run: {kind: stock, unit: fraction, source: alpha, evidence: press, gaps: zero}
        usage: {unit: TB}
        """
    let rows = "date,value\n2025-01-01,0.5\n"
    let unitPrice = header + "2025-01-01,2025-03-31,2,USD/TB,alpha,press,,,\n"
    let dataset = try TemporaryDataset.helium([
      "helium/network.yaml": profile, "helium/tests_run.csv": rows,
      "helium/unit_price.csv": unitPrice, "helium/price.csv": rows,
      "helium/capacity.csv": header + "2025-01-01,2025-01-01,5,hotspot,alpha,burn,,,\n",
    ])
    let loaded = try dataset.load()
    #expect(loaded.diagnostics.map(\.rule) == [.unrankedSource, .unrankedSource])
    let series = try #require(loaded.dataset.networks.first).series
    #expect(series[SeriesID("tests_run")]?.unit == .percent)
    #expect(series[SeriesID("tests_run")]?.kind == .stock)
    #expect(series[SeriesID("tests_run")]?.gaps == .zero)
    #expect(series[SeriesID("unit_price")]?.unit == .usd / .named("TB"))
    #expect(series[SeriesID("price")]?.unit == .usdPerToken)
    #expect(series[SeriesID("capacity")]?.unit == .named("hotspot"))
    #expect(series[SeriesID("capacity")]?.gaps == .carry)
  }

  @Test func `the repository's datasets load without a diagnostic`() throws {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../Datasets").standardized.path
    let loaded = try DatasetLoader(directories: [folder]).load()
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(loaded.dataset.networks.count == 15)
    #expect(loaded.observationCount > 5000)
    #expect(loaded.dataset.networks.map(\.id) == loaded.dataset.networks.map(\.id).sorted())
  }
}
