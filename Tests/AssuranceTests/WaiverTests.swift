import Quantities
import SeriesStore
import Testing

@testable import Assurance

/// Severities and thresholds as set, and waivers that are shown.
@Suite struct WaiverTests {
  private static let rows = "=== n/utilization fraction\n2025-12-31,2025-12-31,1.04\n"

  private func findings(_ checks: String, asOf: String = "2025-12-31") throws -> [Finding] {
    let day = try #require(Day(asOf))
    return try CheckPair.findings(in: Self.rows, beside: ["checks.yaml": checks], asOf: day)
  }

  private func waiver(
    _ id: String = "utilization.above-one", _ network: String = "n", series: String = "",
    until: String = "2026-06-30"
  ) -> String {
    "waivers: [{id: \(id), network: \(network), \(series.isEmpty ? "" : "series: \(series), ")"
      + "reason: the source rounds, who: A. Kay, until: \(until)}]\n"
  }

  @Test func `a waived finding is shown with reason, name and day`() throws {
    let findings = try findings(waiver())
    #expect(findings.map(\.isWaived) == [true])
    #expect(
      findings[0].description.hasSuffix(
        "[utilization.above-one] – waived until 2026-06-30 by A. Kay: the source rounds"))
  }

  @Test(arguments: [("2025-12-31", true), ("2025-12-30", false)])
  func `a waiver holds through its last day, seen from the as-of day`(
    _ until: String, _ holds: Bool
  ) throws {
    let finding = try #require(try findings(waiver(until: until)).first)
    #expect(finding.isWaived == holds)
    #expect(finding.waiverText?.hasPrefix(holds ? "waived until" : "waiver ended") == true)
  }

  @Test func `of two waivers the one that holds counts`() throws {
    let ended = waiver(until: "2025-01-01")
    let both = ended.dropLast(2) + ", " + waiver().dropFirst("waivers: [".count)
    let findings = try findings(String(both))
    #expect(findings.map(\.isWaived) == [true])
    // The ended one is about the finding as well, so neither is idle.
    #expect(findings.count == 1)
  }

  @Test func `a waiver may be about one series`() throws {
    #expect(try findings(waiver(series: "utilization")).map(\.isWaived) == [true])
    let other = try findings(waiver(series: "uptime"))
    #expect(other.map(\.id) == ["utilization.above-one", "waiver.idle"])
    #expect(other.map(\.isWaived) == [false, false])
  }

  @Test func `a waiver that waives nothing is told with its place`() throws {
    let findings = try findings(waiver("uptime.above-one"))
    #expect(findings.map(\.id) == ["utilization.above-one", "waiver.idle"])
    #expect(findings[1].severity == .note)
    #expect(findings[1].places.count == 1)
    #expect(findings[1].places[0].hasSuffix("/checks.yaml:1"))
    #expect(findings[1].text == "the waiver of uptime.above-one by A. Kay waives nothing")
  }

  @Test func `severity is as set`() throws {
    let findings = try findings("checks: {utilization.above-one: {severity: note}}\n")
    #expect(findings.map(\.severity) == [.note])
  }

  @Test(arguments: Checks.all.filter { !$0.thresholds.isEmpty }.map(\.id))
  func `thresholds decide what is found`(_ id: String) throws {
    let pair = try #require(CheckPair(id))
    let check = try #require(Checks.check(id))
    let lax: [String: Double] = [
      "tolerance": 10, "coverage": 0, "rows": 1000, "days": 36_600, "steps": 1000, "score": 1e6,
      "least": 0,
    ]
    let names = check.thresholds.map(\.name).filter { lax[$0] != nil }
    #expect(!names.isEmpty)
    let settings = names.map { "\($0): \(NumberFormat.shortest(lax[$0] ?? 0))" }
    let yaml = "checks: {\(id): {\(settings.joined(separator: ", "))}}\n"
    #expect(try CheckPair.findings(in: pair.faulty, beside: ["checks.yaml": yaml]).isEmpty)
  }

  @Test(arguments: [
    (
      "checks: {series.stael: {steps: 3}}\n",
      "1: error: no check 'series.stael'; did you mean 'series.stale'? [unknown-check]"
    ),
    (
      "checks:\n  series.stale:\n    step: 3\n",
      "3: error: 'step' is no threshold of series.stale; did you mean 'steps'? [unknown-threshold]"
    ),
    (
      "checks: {uptime.above-one: {share: 2}}\n",
      "1: error: 'share' is no threshold of uptime.above-one; it has severity alone "
        + "[unknown-threshold]"
    ),
    (
      "checks: {supply.unexplained: {quarters: 1e30}}\n",
      "1: error: 'quarters' of supply.unexplained is \"1e+30\", which makes no sense; use a number "
        + "from 1 to 1000 [threshold-out-of-range]"
    ),
    (
      "waivers: [{id: a.b, network: n, reason: r, who: w, until: 2026-01-01}]\n",
      "1: error: no check 'a.b'; depin-audit check --list lists them [unknown-check]"
    ),
    (
      "waivers: [{id: series.stale, network: m, reason: r, who: w, until: 2026-01-01}]\n",
      "1: error: no network 'm' to waive series.stale for; did you mean 'n'? [unknown-network]"
    ),
  ])
  func `what names nothing is a fault with its line`(_ yaml: String, _ message: String) throws {
    let faults = CheckBook(try CheckPair.load(Self.rows, ["checks.yaml": yaml])).faults
    #expect(faults.count == 1)
    #expect(faults.first?.description.hasSuffix("/checks.yaml:\(message)") == true, "\(faults)")
  }
}
