import Foundation
import Testing

/// What a dataset of somebody else cannot do; `Documentation/security.md` has the list.
@Suite struct SecurityTests {
  private static let package = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// The program's own code, file by file.
  private static let sources: [(path: String, text: String)] = {
    let root = package.appendingPathComponent("Sources")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String }
    return (paths ?? []).filter { $0.hasSuffix(".swift") }.sorted().map { path in
      let data = FileManager.default.contents(atPath: root.appendingPathComponent(path).path)
      return (path, String(decoding: data ?? Data(), as: UTF8.self))
    }
  }()

  @Test(arguments: [
    "FoundationNetworking", "URLSession", "URLRequest", "socket(", "getaddrinfo", "import Network",
    "contentsOf: URL(string", "Process()", "posix_spawn", "system(", "popen(", "execv",
  ])
  func `no source opens a connection or starts a program`(_ word: String) {
    #expect(Self.sources.count > 200)
    let found = Self.sources.filter { $0.text.contains(word) }.map(\.path)
    #expect(found == [], "\(word)")
  }

  /// What of the program can open a connection.
  @Test func `only fetching knows of connections`() {
    func importers(_ module: String) -> [String] {
      Self.sources.filter { source in
        source.text.split(separator: "\n").contains {
          $0.split(separator: " ").suffix(2) == ["import", Substring(module)]
        }
      }.map(\.path)
    }
    let transport = importers("CCurl")
    #expect(!transport.isEmpty && transport.allSatisfy { $0.hasPrefix("Fetching/") })
    let users = importers("Fetching")
    #expect(users.contains("depin-audit/Commands/FetchCommand.swift"))
    #expect(
      users.allSatisfy {
        $0 == "depin-audit/Commands/FetchCommand.swift" || $0.hasPrefix("depin-audit/Fetching/")
      })
  }

  /// YAML that would grow to 2^60 lists, or that nests without end.
  @Test(arguments: [
    "- &a [x, x]\n"
      + (0..<60).map { "- &b\($0) [*\($0 == 0 ? "a" : "b\($0 - 1)"), *a]\n" }.joined(),
    "a: " + String(repeating: "[", count: 200_000),
    (0..<3000).map { String(repeating: " ", count: $0) + "a:\n" }.joined(),
  ])
  func `yaml that grows is refused`(_ text: String) throws {
    let workplace = try Workplace()
    for file in ["claims.yaml", "screens.yaml", "metrics.yaml", "scorecard.yaml", "checks.yaml"] {
      try workplace.write("Datasets/\(file)", text)
    }
    let outcome = try workplace.run("check")
    #expect(outcome.code == 1)
    for file in ["claims.yaml", "screens.yaml", "metrics.yaml", "scorecard.yaml", "checks.yaml"] {
      #expect(outcome.output.contains("\(file):"), "\(file)")
    }
  }

  private static let markup = [
    #"(?<!\\)<script"#, #"(?<!\\)<img"#, #"(?<!\\)\]\(javascript:"#, #"(?<!\\)!\[x\]\(http"#,
  ]

  /// Formulas, tags and links in every text that a profile and its tables may have.
  @Test func `texts of a dataset stay texts in every file of a report`() throws {
    let workplace = try Workplace()
    try workplace.write(
      "Datasets/hostile/network.yaml",
      """
      name: "=HYPERLINK(\\"http://x\\") <script>alert(1)</script> [a](javascript:alert(2)) | b"
      token: {symbol: HOST, decimals: 8, chain: "+1", launched: 2024-01-01}
      cohort: 2024
      category: compute
      mechanism: none
      revenue_definition: "@SUM(1) ![x](http://x/y.png) `code` <img src=x onerror=alert(3)>"
      """)
    try workplace.write(
      "Datasets/hostile/sources.csv",
      """
      id,title,publisher,url,published,retrieved,licence
      hostile,"=cmd|' /C calc'!A0 <b>","-1+1 [x](javascript:alert(4))",https://x.example/a)b,2025-01-31,2025-02-01,@x

      """)
    try workplace.write(
      "Datasets/hostile/price.csv",
      """
      period_start,period_end,value,unit,source,evidence,segment,basis,note
      2025-12-31,2025-12-31,1.5,USD/token,hostile,measured,,,"=1+1 <script>"

      """)
    let outcome = try workplace.run("report", "-p", "2025Q4")
    #expect(outcome.code == 0, "\(outcome.messages)")
    let files = try workplace.bytes(of: "Reports/2025Q4")
    var count = 0
    for (path, data) in files where ["md", "svg", "csv"].contains(path.split(separator: ".").last) {
      let text = String(decoding: data, as: UTF8.self)
      count += text.contains("HYPERLINK") ? 1 : 0
      // What a backslash stands before is a text in Markdown; SVG has no such escape.
      let markup = path.hasSuffix(".svg") ? [#"<script"#, "<img"] : Self.markup
      for pattern in markup {
        let found = text.range(of: pattern, options: .regularExpression)
        #expect(found == nil, "\(path): \(pattern)")
      }
      guard path.hasSuffix(".csv") else { continue }
      for line in text.split(separator: "\n") {
        for field in line.split(separator: ",") {
          let isFormula = field.first.map { "=+@".contains($0) } ?? false
          #expect(!isFormula, "\(path): \(field)")
        }
      }
    }
    // The name stands where names stand, or nothing was tested.
    #expect(count > 1)
  }
}
