import Quantities
import ReportModel
import TestSupport
import Testing

@testable import TextRendering

@Suite struct FootnoteTests {
  private static let raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"

  /// Seeded tables of figures with and without values, reasons and marks.
  private static func table(seed: UInt64) -> Table {
    var state = seed
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let reasons = ["", "needs 'revenue'", "needs 'price'", "the base is 0 or below"]
    let marks = ["pro-rated", "scheduled", "partial (62 %)"]
    let rows = (0..<12).map { _ in
      (0..<5).map { _ in
        Samples.figure(
          next(3) == 0 ? nil : Double(next(1000)) / 7, .usd,
          reason: reasons[next(4)], marks: (0..<next(3)).map { marks[($0 + next(2)) % 3] })
      }
    }
    return Table(columns: (0..<5).map { .init("C\($0)", isNumeric: true) }, rows: rows)
  }

  @Test(arguments: UInt64(1)...20)
  func `every n/a has a note, every number a note is under, and no note stands alone`(
    seed: UInt64
  ) {
    for text in [
      MarkdownTable(Self.table(seed: seed)).text,
      TerminalTable().text(of: Self.table(seed: seed)),
    ] {
      let lines = text.split(separator: "\n")
      let notes = lines.filter { $0.first.map(Self.raised.contains) ?? false }
      let numbers = notes.map { $0.prefix { $0 != " " } }
      let body = lines.filter { !notes.contains($0) }.joined(separator: "\n")
      #expect(body.contains("n/a"))
      #expect(body.ranges(of: "n/a").count == body.ranges(of: #/n\/a\x{A0}[⁰¹²³⁴⁵⁶⁷⁸⁹]/#).count)
      let used = Set(body.split { !Self.raised.contains($0) })
      #expect(used == Set(numbers))
      #expect(Set(notes.map { $0.drop { $0 != " " } }).count == notes.count, "a note twice")
    }
  }

  @Test func `numbers rise in the order of reading, with as many digits as they need`() {
    var list = FootnoteList()
    let references = (1...12).map { number in
      list.references(
        on: FigureCell(value: nil, unit: .usd, reason: "reason \(number)"))
    }
    #expect(references.joined(separator: " ") == "¹ ² ³ ⁴ ⁵ ⁶ ⁷ ⁸ ⁹ ¹⁰ ¹¹ ¹²")
    #expect(list.lines.last == "¹² reason 12")
  }

  @Test func `a reason and a mark of one text are one note`() {
    var list = FootnoteList()
    let missing = FigureCell(value: nil, unit: .usd, reason: "scheduled", marks: ["x"])
    let marked = FigureCell(value: 1, unit: .usd, marks: ["x", "scheduled"])
    #expect(list.references(on: missing) == "¹,²")
    #expect(list.references(on: marked) == "²,¹")
    #expect(list.references(on: FigureCell(value: nil, unit: .usd)) == "³")
    #expect(list.lines == ["¹ scheduled", "² x", "³ no reason recorded"])
  }
}
