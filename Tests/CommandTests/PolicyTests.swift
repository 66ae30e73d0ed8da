import Foundation
import Testing

struct PolicyTests {
  @Test func `a flag states a policy`() throws {
    let place = try Workplace()
    // 400 in 92 days; the sample's revenue has one row a quarter.
    #expect(
      try place.run("get", "beacon", "run_rate", "-p", "2025Q4", "--policy", "days_in_year=364")
        .output == "1582.6086956521738\n")
  }

  @Test func `policy.yaml beside the data states policies, a flag overrides it`() throws {
    let place = try Workplace()
    try place.write("Datasets/policy.yaml", "days_in_year: 364\nmaterality_floor: 0\n")
    let refused = try place.run("get", "beacon", "run_rate", "-p", "2025Q4")
    #expect(refused.code == 2)
    #expect(
      refused.messages.contains(
        "Datasets/policy.yaml:2: error: 'materality_floor' is no policy; did you mean "
          + "'materiality_floor'? [unknown-policy]"))
    try place.write("Datasets/policy.yaml", "days_in_year: 364\nmateriality_floor: 0\n")
    #expect(
      try place.run("get", "beacon", "run_rate", "-p", "2025Q4").output == "1582.6086956521738\n")
    #expect(
      try place.run("get", "beacon", "run_rate", "-p", "2025Q4", "--policy", "days_in_year=365")
        .output == "1586.9565217391305\n")
  }

  @Test(arguments: [
    ("days_in_yaer=365", "no policy is called 'days_in_yaer'; did you mean 'days_in_year'?"),
    ("days_in_year=12", "--policy days_in_year: '12' is not from 360 to 366"),
    ("days_in_year=many", "--policy days_in_year: 'many' is not a number"),
    ("valuation=mean", "--policy valuation: 'mean' is not then or end"),
  ])
  func `a policy that makes no sense is refused`(statement: String, message: String) throws {
    let outcome = try Workplace().run(
      "get", "beacon", "run_rate", "-p", "2025Q4", "--policy", statement)
    #expect(outcome.code == 64)
    #expect(outcome.messages.contains(message))
  }

  @Test func `policies can be listed`() throws {
    let lines = try Workplace().run("metrics", "--policies").lines
    #expect(lines.contains { $0.hasPrefix("days_in_year") && $0.contains("365") })
  }
}

struct CanonPageTests {
  /// The page in the repository is what the command prints.
  @Test func `the page of metrics is current`() throws {
    let page = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Reports/metrics.md")
    let outcome = try Workplace().run("metrics", "-O", "md")
    #expect(
      outcome.output == String(decoding: try Data(contentsOf: page), as: UTF8.self),
      "run make report")
  }
}
