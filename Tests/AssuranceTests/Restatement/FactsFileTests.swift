import Testing

@testable import Assurance

@Suite struct FactsFileTests {
  private static let head = #"{"schema": "depin-audit/facts/1", "release": "0.1.0", "#
  private static let fact =
    #"{"id":"n/revenue@2025Q4","network":"n","metric":"revenue","period":"2025Q4","value":400,"#
    + #""unit":"USD","state":"value","evidence":"burn","sources":["a","b"]}"#
  private static let columns =
    "id,network,metric,basis,period,value,unit,state,reason,coverage,evidence,sources\n"
  private static let row = "n/revenue@2025Q4,n,revenue,,2025Q4,400,USD,value,,1,burn,a;b\n"

  private func json(_ text: String) throws -> FactsFile { try FactsFile(json: Array(text.utf8)) }
  private func csv(_ text: String) throws -> FactsFile { try FactsFile(csv: Array(text.utf8)) }

  @Test func `both forms say the same`() throws {
    let left = try json(Self.head + #""facts": [\#(Self.fact)]}"#)
    let right = try csv(Self.columns + Self.row)
    #expect(left.figures == right.figures)
    #expect(left.figures.first?.sources == ["a", "b"])
    #expect(left.identity == ["release": "0.1.0"])
    #expect(right.identity == nil)
  }

  @Test(
    arguments: [
      ("", 1, "ends before it is complete"),
      (head + "\n\"facts\": [" + fact, 2, "ends before it is complete"),
      ("{}", nil, "is no file of the schema depin-audit/facts/1"),
      ("[1]", nil, "is no file of the schema"), (head + #""columns": []}"#, nil, "no list 'facts'"),
      (head + #""facts": [{"id": 1}]}"#, nil, "facts[0].value is no number"),
      (head + #""facts": [{"value": null}]}"#, nil, "facts[0].id is no text"),
      (head + #""facts": [7]}"#, nil, "facts[0]"),
      (head + #""facts": [\#(fact), \#(fact)]}"#, nil, "has the figure 'n/revenue@2025Q4' twice"),
    ] as [(String, Int?, String)])
  func `a faulty JSON is refused`(text: String, line: Int?, problem: String) throws {
    let fault = #expect(throws: FactsFile.Fault.self) { try json(text) }
    #expect(fault?.line == line)
    #expect(fault?.problem.contains(problem) == true, "\(fault?.problem ?? "")")
    #expect(fault?.problem.contains("; give the file that depin-audit wrote") == true)
  }

  @Test(
    arguments: [
      ("", nil, "is empty"), ("id,network\n", 1, "lacks the column 'metric'"),
      (columns + "a,b\n", 2, "the row has 2 fields and the header 12"),
      (columns + row.replacing("400", with: "4OO"), 2, "value: '4OO' is no number"),
      (columns + row.replacing("400", with: "inf"), 2, "value: 'inf' is no number"),
      (columns + row.replacing("n,revenue", with: ",revenue"), 2, "network is empty"),
      (columns + row + row, nil, "twice"),
      (columns + "\"n/revenue", 2, "a quote that is never closed"),
    ] as [(String, Int?, String)])
  func `a faulty CSV is refused`(text: String, line: Int?, problem: String) throws {
    let fault = #expect(throws: FactsFile.Fault.self) { try csv(text) }
    #expect(fault?.line == line)
    #expect(fault?.problem.contains(problem) == true, "\(fault?.problem ?? "")")
  }

  /// Any part of a file is refused or read, and never ends the program.
  @Test func `a truncated JSON is refused at every length`() {
    let whole = Array((Self.head + #""facts": [\#(Self.fact)]}"#).utf8)
    for count in 0..<whole.count {
      #expect(throws: FactsFile.Fault.self) { try FactsFile(json: Array(whole.prefix(count))) }
    }
  }

  @Test(
    arguments: [
      (["release": "2"], Cause.method), (["policies.valuation": "end"], .policy),
      (["inputs_digest": "b"], nil), (["release": "2", "policies.valuation": "end"], nil),
      (["release": "2", "inputs_digest": "b"], nil), ([:], nil),
    ] as [([String: String], Cause?)])
  func `only what differs alone is a cause`(members: [String: String], cause: Cause?) {
    let old = ["release": "1", "policies.valuation": "then", "inputs_digest": "a"]
    let changes = ReportIdentity.changes(old, old.merging(members) { $1 })
    #expect(changes.count == members.count)
    #expect(ReportIdentity.cause(of: changes) == cause)
  }
}
