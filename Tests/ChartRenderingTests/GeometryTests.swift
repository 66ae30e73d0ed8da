import Testing

@testable import ChartRendering

@Suite struct GeometryTests {
  @Test(
    arguments: [
      ([(50, 10)], [45]), ([(50, 10), (52, 10)], [41, 51]), ([(52, 10), (50, 10)], [51, 41]),
      ([(2, 10), (98, 10)], [0, 90]), ([(0, 10), (0, 10), (90, 10)], [0, 10, 85]), ([], []),
      ([(50, 10), (50, 20)], [37.5, 47.5]),
    ] as [([(Double, Double)], [Double])])
  func `labels that collide part around their middle`(
    blocks: [(Double, Double)], tops: [Double]
  ) {
    let blocks = blocks.map { (middle: $0.0, height: $0.1) }
    #expect(LabelPlacement.tops(of: blocks, within: 0...100) == tops)
  }

  @Test(arguments: UInt64(1)...50)
  func `no label lies on another, outside, or on the wrong side`(seed: UInt64) {
    var state = seed
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(UInt64(1) << 31)
    }
    let blocks = (0..<8).map { _ in (middle: next() * 240, height: 14 + (next() * 12).rounded()) }
    let tops = LabelPlacement.tops(of: blocks, within: 0...240)
    let placed = blocks.indices.sorted { tops[$0] < tops[$1] }
    #expect(
      zip(placed, placed.dropFirst()).allSatisfy { above, below in
        tops[above] + blocks[above].height <= tops[below] + 1e-9
          && blocks[above].middle <= blocks[below].middle
      })
    #expect(
      blocks.indices.allSatisfy { tops[$0] >= 0 && tops[$0] + blocks[$0].height <= 240 + 1e-9 })
  }

  @Test func `a label goes where it covers least, the first place of equals`() {
    let places = [0.0, 20, 40].map { Box(left: $0, top: 0, right: $0 + 10, bottom: 10) }
    let point = { (x: Double) in Box(left: x, top: 4, right: x + 2, bottom: 6) }
    #expect(LabelPlacement.clearest(of: places, among: [])?.left == 0)
    #expect(LabelPlacement.clearest(of: places, among: [point(5)])?.left == 20)
    #expect(LabelPlacement.clearest(of: places, among: [point(5), point(25)])?.left == 40)
    #expect(
      LabelPlacement.clearest(of: places, among: [point(5), point(9), point(25), point(45)])?.left
        == 20)
    #expect(LabelPlacement.clearest(of: [], among: []) == nil)
  }

  @Test(arguments: [
    ("one two three", 60.0, 2), ("one", 1, 1), ("", 100, 0), ("a\u{A0}b c", 8, 2),
  ])
  func `words fill lines, a no-break space holds`(text: String, width: Double, count: Int) {
    let lines = TextMeasure.lines(text, size: 12, width: width)
    #expect(lines.count == count)
    #expect(lines.joined(separator: " ") == text)
  }

  @Test func `even lines leave no word alone and need no more lines`() {
    let title = "Helium burns more than half of what it emits and Render passed break-even in 2025"
    let lines = TextMeasure.lines(title, size: 17, isBold: true, width: 688)
    let even = TextMeasure.evenLines(title, size: 17, isBold: true, width: 688)
    #expect(lines.count == 2 && even.count == 2)
    let widths = even.map { TextMeasure.width($0, size: 17, isBold: true) }
    #expect(abs(widths[0] - widths[1]) < 120)
    #expect(even.joined(separator: " ") == title)
  }

  @Test(arguments: [("Helium", 200.0, "Helium"), ("A very long name", 60, "A very l…")])
  func `a text too long ends in an ellipsis`(text: String, width: Double, expected: String) {
    let short = TextMeasure.shortened(text, size: 12, width: width)
    #expect(short == expected)
    #expect(TextMeasure.width(short, size: 12) <= width)
  }
}
