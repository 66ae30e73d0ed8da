import Foundation
import SeriesStore
import Testing

@testable import DatasetLoading

/// A second directory adds to the first one.
@Suite struct OverlayTests {
  private let header = TemporaryDataset.header

  @Test func `an overlay adds networks, tables and sources`() throws {
    let base = try TemporaryDataset.helium([
      "helium/revenue.csv": header + "2025-01-01,2025-01-31,1,USD,alpha,burn,,,\n"
    ])
    let overlay = try TemporaryDataset([
      "sources.csv": TemporaryDataset.sources.replacing("alpha", with: "gamma")
        .split(separator: "\n").dropLast().joined(separator: "\n"),
      "helium/revenue.csv": header + """
        2025-02-01,2025-02-28,2,USD,alpha,burn,,,
        2025-02-01,2025-02-28,3,USD,gamma,burn,,,
        """,
      "akash/network.yaml": TemporaryDataset.profile,
      "akash/price.csv": "date,value\n2025-01-01,1\n",
    ])
    let loaded = try base.load(with: [overlay])
    #expect(loaded.diagnostics.map(\.rule) == [.unrankedSource])
    #expect(loaded.dataset.sources.keys.sorted() == ["alpha", "beta", "gamma"])
    #expect(
      rows(loaded) == [
        "akash.price alpha 2025-01-01..2025-01-01 1.0 measured price.csv:2",
        "helium.revenue alpha 2025-01-01..2025-01-31 1.0 burn revenue.csv:2",
        "helium.revenue alpha 2025-02-01..2025-02-28 2.0 burn revenue.csv:2",
        "helium.revenue gamma 2025-02-01..2025-02-28 3.0 burn revenue.csv:3",
      ])
  }

  @Test func `a profile of an overlay replaces the first one`() throws {
    let base = try TemporaryDataset.helium(["helium/price.csv": "date,value\n2025-01-01,1\n"])
    let overlay = try TemporaryDataset([
      "helium/network.yaml": TemporaryDataset.profile
        .replacing("name: Helium", with: "name: Mine")
        .replacing("price: {source: alpha", with: "price: {source: beta")
        .replacing("price: [alpha]", with: "price: [beta]")
    ])
    let loaded = try base.load(with: [overlay])
    #expect(loaded.diagnostics == [])
    let network = try #require(loaded.dataset.networks.first)
    #expect(network.profile.name == "Mine")
    #expect(loaded.files[Int(network.profile.file)].path.hasPrefix(overlay.root.path))
    #expect(network.series[SeriesID("price")]?.tracks.map(\.source) == ["beta"])
  }

  @Test func `an overlap across directories is found`() throws {
    let rows = "2025-01-01,2025-01-31,1,USD,alpha,burn,,,\n"
    let base = try TemporaryDataset.helium(["helium/revenue.csv": header + rows])
    let overlay = try TemporaryDataset(["helium/revenue.csv": header + rows])
    #expect(
      try base.diagnostics(with: [overlay]) == [
        "Overlay/helium/revenue.csv:2: error: \"2025-01-01 to 2025-01-31\", stated before by alpha "
          + "in Datasets/helium/revenue.csv:2; delete one of the two rows [duplicate-row]"
      ])
  }

  @Test func `an overlay cannot add tables to a network that has no profile`() throws {
    let base = try TemporaryDataset.helium([:])
    let overlay = try TemporaryDataset(["akash/revenue.csv": header])
    #expect(try base.load(with: [overlay]).diagnostics.map(\.rule) == [.noProfile])
  }
}
