import Assurance
import Testing

@Suite struct ComparisonTests {
  private func file(_ path: String, _ text: String) -> HashedFile {
    HashedFile(path: path, content: Array(text.utf8))
  }

  @Test func `files that are missing, more or changed are named`() {
    let listed = ["a", "b", "c"].map { file($0, $0) }
    let found = [file("a", "a"), file("b", "B"), file("d", "d")]
    let comparison = FileComparison(found, with: listed, .outputs)
    #expect((comparison.listed, comparison.same) == (3, 1))
    #expect(comparison.differences.map(\.rule) == [.outputChanged, .outputMissing, .outputExtra])
    #expect(comparison.differences.map(\.place) == ["b", "c", "d"])
    #expect(FileComparison(listed, with: listed, .inputs).differences.isEmpty)
  }

  @Test(arguments: [
    ("a\nb\n", "a\nc\n", 2, "'b'", "'c'"), ("a\n", "a\nb\n", 2, "the end of the file", "'b'"),
    ("a\nb", "a\nb\n", 2, "'b'", "'b'"), ("", "a", 1, "the end of the file", "'a'"),
    (
      "0123456789012345678901234567890x", "0123456789012345678901234567890y", 1,
      "'…12345678901234567890x'", "'…12345678901234567890y'"
    ),
    ("\u{1B}[2J", "a", 1, "'\\u{1B}[2J'", "'a'"),
  ])
  func `the first line that differs`(
    _ own: String, _ other: String, _ line: Int, _ mine: String, _ made: String
  ) throws {
    let found = try #require(TextComparison.firstDifference(Array(own.utf8), Array(other.utf8)))
    #expect((found.line, found.own, found.other) == (line, mine, made))
  }

  @Test func `texts that are the same do not differ`() {
    #expect(TextComparison.firstDifference([], []) == nil)
    #expect(TextComparison.firstDifference([10, 65], [10, 65]) == nil)
  }

  @Test func `facts that differ are named with both values`() {
    func facts(_ lines: String...) -> [UInt8] {
      Array("{\n\"facts\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n".utf8)
    }
    let own = facts(
      #"{"id":"a@1","value":1,"unit":"USD"}"#, #"{"id":"b@1","value":2}"#,
      #"{"id":"c@1","value":3}"#, #"{"id":"d@1", "value":4}"#, #"{"id":"e@1","value":}"#)
    let other = facts(
      #"{"id":"f@1","value":1}"#, #"{"id":"e@1","value":5}"#, #"{"id":"d@1","value":4}"#,
      #"{"id":"b@1","value":null,"reason":"none"}"#, #"{"id":"a@1","value":1,"unit":"EUR"}"#)
    #expect(
      FactComparison.differences(own, other).map(\.description) == [
        "a@1: unit is \"USD\", recomputed \"EUR\" [fact.differs]",
        "b@1: value is 2, recomputed null [fact.differs]",
        "c@1: is in the report, but not recomputed [fact.differs]",
        "d@1: is written otherwise than recomputed [fact.differs]",
        "e@1: cannot be read in the report [fact.differs]",
        "f@1: is not in the report, but recomputed [fact.differs]",
      ])
    #expect(FactComparison.differences(own, own).isEmpty)
  }
}
