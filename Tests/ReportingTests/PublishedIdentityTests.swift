import EconomicMetrics
import Formulas
import Quantities
import SeriesStore
import TestSupport
import Testing

@testable import Reporting

/// What the networks' own programs publish, from the rules in their profiles.
@Suite struct PublishedIdentityTests {
  private let helium: NetworkAnalysis

  init() throws {
    helium = try #require(try audit("2025Q4").networks.first { $0.network.id == "helium" })
  }

  private func sum(_ series: String, _ from: String, _ to: String) throws -> Double {
    let days = Period(from: try #require(Day(from)), to: try #require(Day(to)))
    return try #require(helium.figure(of: .sum(SeriesReference(series)), days).value)
  }

  /// 20,547.945205 scheduled + 1,643.835616 re-minted = 22,191.780822 minted on 2025-10-01.
  @Test func `Helium's day is its table and the re-mint`() throws {
    let scheduled = try sum("scheduled_emission", "2025-10-01", "2025-10-01")
    let week = try sum("tokens_reminted", "2025-09-29", "2025-10-05")
    #expect(abs(scheduled - 20_547.945_205) < 1e-6)
    #expect(abs(week / 7 - 1643.835_616) < 1e-6)
    #expect(abs(scheduled + week / 7 - 22_191.780_822) < 1e-6)
    #expect(abs(try sum("tokens_emitted", "2025-09-29", "2025-10-05") / 7 - 22_191.780_822) < 1e-6)
  }

  /// From the week of 2025-08-25 on every mint is the table's row and the full cap.
  @Test func `Helium kept to its schedule in the last quarter of 2025`() throws {
    let quarter = try Period.parse("2025Q4")[0]
    let gap = try #require(Catalogue.standard.metric("schedule_gap"))
    #expect(helium.figure(gap, quarter).value == 0)
  }

  /// 7 × (82,191.780822 + 34.24) = 575,582.1457533, most weeks of May and June 2023.
  @Test func `in mid-2023 the cap was that of half an hour`() throws {
    let parts =
      try sum("scheduled_emission", "2023-05-29", "2023-06-04")
      + sum("tokens_reminted", "2023-05-29", "2023-06-04")
    #expect(abs(parts - 575_582.145_753_3) < 1e-6)
    #expect(isClose(try sum("tokens_emitted", "2023-05-29", "2023-06-04"), 575_582.145_753_3))
  }
}
