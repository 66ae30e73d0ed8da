import Foundation
import Quantities
import ReportModel
import TestSupport
import Testing

@testable import ChartRendering

#if canImport(FoundationXML)
import FoundationXML
#endif

@Suite struct SVGChartTests {
  @Test(arguments: [Samples.lines, Samples.columns, Samples.drawdown, Samples.marks])
  func `a picture`(of chart: Chart) throws {
    try expectGolden(SVGChart().svg(of: chart), named: "\(chart.id).svg")
    try expectNoOrphanGoldens()
  }

  /// The elements of a picture, as an XML reader finds them.
  private final class Elements: NSObject, XMLParserDelegate {
    struct Element {
      var name: String
      var attributes: [String: String]
      var text = ""
    }

    private(set) var all: [Element] = []
    private var open: [Int] = []

    init(_ svg: String) throws {
      super.init()
      let parser = XMLParser(data: Data(svg.utf8))
      parser.delegate = self
      guard parser.parse() else { throw try #require(parser.parserError) }
    }

    func named(_ name: String) -> [Element] { all.filter { $0.name == name } }

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
      qualifiedName: String?, attributes: [String: String]
    ) {
      open.append(all.count)
      all.append(Element(name: name, attributes: attributes))
    }

    func parser(_ parser: XMLParser, foundCharacters text: String) {
      if let last = open.last { all[last].text += text }
    }

    func parser(
      _ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?
    ) { open.removeLast() }
  }

  @Test(arguments: Samples.all)
  func `a picture is well-formed, says what it shows and stays inside its frame`(
    chart: Chart
  ) throws {
    let svg = SVGChart().svg(of: chart)
    let elements = try Elements(svg)
    #expect(elements.all.first?.attributes["role"] == "img")
    #expect(elements.named("title").first?.text == chart.title)
    #expect(elements.named("desc").first?.text == chart.alternative)
    #expect(elements.all.allSatisfy { $0.attributes["id"] == nil })
    let height = try #require(elements.all.first?.attributes["height"].flatMap(Double.init))
    #expect(!svg.contains("nan") && !svg.contains("inf"))
    for text in elements.named("text") where text.attributes["transform"] == nil {
      let size = try #require(text.attributes["font-size"].flatMap(Double.init))
      let x = try #require(text.attributes["x"].flatMap(Double.init))
      let y = try #require(text.attributes["y"].flatMap(Double.init))
      let width = TextMeasure.width(text.text, size: size)
      let anchor = text.attributes["text-anchor"] ?? "start"
      let share = anchor == "middle" ? 0.5 : anchor == "end" ? 1 : 0
      #expect(x - share * width >= 0 && x + (1 - share) * width <= 720, "\(text.text)")
      #expect((0...height).contains(y), "\(text.text)")
    }
  }

  @Test(arguments: [Samples.lines, Samples.columns])
  func `every value answers the pointer exactly, and nothing else does`(chart: Chart) throws {
    let titles = try Elements(SVGChart().svg(of: chart)).named("title").dropFirst().map(\.text)
    let values = chart.series.flatMap(\.values).compactMap(\.self)
    #expect(titles.count == values.count)
    for value in values {
      #expect(titles.contains { $0.contains(NumberFormat.display(value, chart.unit)) })
    }
    #expect(
      titles.contains("Helium, 2025Q4: 0.54x (0.54)")
        || titles.contains("On-chain revenue, 2025Q2: $48.20M (48200000)"))
  }

  @Test(
    arguments: [
      ([1, 2, 3], 1, 3), ([1, nil, 3], 0, 2), ([1, 2, nil, 3, 4], 2, 4), ([nil, 1, nil], 0, 1),
      ([nil, nil], 0, 0), ([1, 2, .nan, 4], 1, 3), ([1], 0, 1), ([], 0, 0),
    ] as [([Double?], Int, Int)])
  func `no line crosses a gap`(values: [Double?], lines: Int, points: Int) throws {
    let elements = try Elements(SVGChart().svg(of: Samples.lines(values)))
    #expect(elements.named("path").count == lines)
    #expect(elements.named("circle").count == points)
    #expect(elements.named("text").contains { $0.text == "no data" } == (points == 0))
  }

  @Test(
    arguments: [([], 1, 4), ([2], 2, 4), ([1, 2, 3], 0, 4), ([0], 1, 4)] as [(Set<Int>, Int, Int)])
  func `no line crosses a break, and a point alone is a dot`(
    breaks: Set<Int>, lines: Int, points: Int
  ) throws {
    for form in [Chart.Form.lines, .area] {
      var chart = Samples.lines([1, 2, 3, 4])
      (chart.form, chart.breaks) = (form, breaks)
      let elements = try Elements(SVGChart().svg(of: chart))
      let areas = form == .area ? lines : 0
      #expect(elements.named("path").count == lines + areas)
      // An area marks its extreme once more.
      #expect(elements.named("circle").count == points + (form == .area ? 1 : 0))
    }
  }

  @Test func `a 0 is a column and a missing value says so`() throws {
    let elements = try Elements(SVGChart().svg(of: Samples.columns))
    let columns = elements.named("rect").filter { $0.attributes["y"] != nil }
    let swatches = 2
    #expect(columns.count == swatches + 14)
    #expect(elements.named("text").filter { $0.text == "n/a" }.count == 2)
    #expect(columns.allSatisfy { ($0.attributes["height"].flatMap(Double.init) ?? 0) >= 1 })
  }

  @Test(arguments: [
    (Samples.lines([5, 10]), "Multiple"),
    (Samples.lines([9, 10]), "Multiple · the axis does not start at 0"),
    (Samples.lines([-9, -10]), "Multiple · the axis does not start at 0"),
    (Samples.lines([7, 7]), "Multiple"), (Samples.lines([-1, 1]), "Multiple"),
    (Samples.lines([0.05, 0.1], references: [1: "break-even"]), "Multiple"),
    (
      Samples.lines([0.01, 0.09], references: [1: "break-even"]),
      "Multiple · break-even (1.00x) lies outside the picture"
    ),
    (
      Samples.lines([9, 10], unit: .usdPerToken),
      "US dollars per token · the axis does not start at 0"
    ),
    (Samples.lines([1, 10], unit: .one), ""),
  ])
  func `the line under the title says how to read the axis`(chart: Chart, subtitle: String) {
    #expect(ChartLayout(chart).subtitle == subtitle)
  }

  @Test func `lines of many days answer the pointer once a month`() throws {
    let chart = Samples.drawdown
    let titles = try Elements(SVGChart().svg(of: chart)).named("title").dropFirst().map(\.text)
    guard case .days(let days) = chart.places else { return }
    let months = Set(days.map(\.startOfMonth))
    // One for the marked extreme.
    #expect(titles.count == months.count + 1)
    #expect(titles.contains { $0.contains("\(days[days.count - 1])") })
  }

  @Test(arguments: [Chart.Form.columns, .lines])
  func `what was not measured and what is a bound is told from plain values`(
    form: Chart.Form
  ) throws {
    var chart = Samples.marks
    chart.form = form
    let elements = try Elements(SVGChart().svg(of: chart))
    let texts = elements.named("text").map(\.text)
    #expect(Chart.Mark.allCases.allSatisfy { texts.contains($0.rawValue) })
    #expect(
      elements.named("title").dropFirst().map(\.text) == [
        "emission, 2024Q4: $1.00M (1000000)", "emission, 2025Q1: $2.00M (2000000), by schedule",
        "emission, 2025Q2: at least $3.00M (3000000)",
        "emission, 2025Q3: at most $4.00M (4000000), by schedule",
        "emission, 2025Q4: $5.00M (5000000), bounds on both sides",
      ])
    if form == .columns {
      let marked = elements.named("rect").filter { $0.attributes["fill-opacity"] != nil }
      #expect(marked.count == 4 + Chart.Mark.allCases.count)
      #expect(texts.contains("≥ $3.00M") && texts.contains("≤ $4.00M"))
    } else {
      let marked = elements.named("path").filter { $0.attributes["fill"] == "#ffffff" }
      #expect(marked.count == 4)
    }
  }

  @Test(
    arguments: [([1, 2], "S 2.00x"), ([1, 2, nil], "S 2.00x, 2024Q1")] as [([Double?], String)])
  func `a line that ends early says when`(values: [Double?], label: String) {
    let labels = ChartLayout(Samples.lines(values)).endLabels
    #expect(labels.map { $0.lines.joined(separator: " ") } == [label])
  }

  @Test(arguments: [([-1, -3, -2], 1), ([-1, -2, -3], 0)] as [([Double?], Int)])
  func `the deepest fall is named once`(values: [Double?], count: Int) throws {
    var chart = Samples.lines(values)
    chart.form = .area
    let texts = try Elements(SVGChart().svg(of: chart)).named("text").map(\.text)
    #expect(texts.count { $0.hasPrefix("−3.00x, 20") } == count)
    #expect(texts.contains { $0.hasSuffix("−3.00x") } == (count == 0))
  }

  @Test(arguments: [(-0.99, true), (-0.55, false)])
  func `numbers of columns below 0 keep clear of the names under the axis`(
    value: Double, isInside: Bool
  ) throws {
    var chart = Samples.columns
    chart.places = .names(["A", "B"])
    (chart.series, chart.unit) = ([.init("fall", [-0.5, value])], .percent)
    let texts = try Elements(SVGChart().svg(of: chart)).named("text")
    let drawing = ChartDrawing(ChartLayout(chart))
    #expect(drawing.columns.count == 2)
    for column in drawing.columns {
      let text = texts.last { $0.text == NumberFormat.display(column.value, .percent) }
      let y = try #require(text?.attributes["y"].flatMap(Double.init))
      #expect(y < drawing.plot.bottom)
      #expect((y < column.box.bottom) == isInside)
    }
  }

  @Test func `footnotes stand under the picture and leave it as it is`() throws {
    var chart = Samples.columns
    let plain = try Elements(SVGChart().svg(of: chart))
    let long = Array(repeating: "definition", count: 30).joined(separator: " ")
    chart.footnotes = [long, "Source: State of Helium"]
    let elements = try Elements(SVGChart().svg(of: chart))
    let texts = elements.named("text").filter { $0.attributes["font-size"] == "10.5" }
    #expect(texts.count == 4 && texts.last?.text == "Source: State of Helium")
    #expect(texts.dropLast().map(\.text).joined(separator: " ") == long)
    #expect(texts.allSatisfy { ($0.attributes["y"].flatMap(Double.init) ?? 0) > 360 })
    #expect(elements.all.first?.attributes["viewBox"] == "0 0 720 416")
    let boxes = { (elements: Elements) in
      elements.named("rect").dropFirst().map { "\($0.attributes["y"] ?? "")" }
    }
    #expect(boxes(elements) == boxes(plain))
  }

  @Test func `a plain chart has no legend of marks`() {
    #expect(ChartLayout(Samples.lines).legend.isEmpty)
    #expect(ChartLayout(Samples.columns).legend.flatMap(\.self).count == 2)
  }

  @Test func `a series keeps its name and its colour where another is missing`() throws {
    var chart = Samples.columns
    let both = try Elements(SVGChart().svg(of: chart))
    chart.series = [.init("Reported by the project", chart.series[1].values, style: 1)]
    chart.notes = ["no on-chain revenue in the datasets"]
    let elements = try Elements(SVGChart().svg(of: chart))
    let fills = { (elements: Elements) in
      Set(elements.named("rect").compactMap { $0.attributes["fill"] }).subtracting(["#ffffff"])
    }
    #expect(fills(elements) == [SeriesStyle(1).color] && fills(both).count == 2)
    let texts = elements.named("text").map(\.text)
    #expect(texts.contains("Reported by the project"))
    #expect(texts.contains("US dollars · no on-chain revenue in the datasets"))
    #expect(
      elements.named("desc").first?.text
        == "\(chart.description) No on-chain revenue in the datasets.")
  }

  @Test(arguments: [
    (0, "0"), (12, "12"), (12.34, "12.3"), (12.35, "12.4"), (-0.04, "0"), (-0.06, "-0.1"),
    (-12.3, "-12.3"), (719.96, "720"),
  ])
  func `a coordinate has one decimal at most`(value: Double, text: String) {
    #expect(SVGMarkup.number(value) == text)
  }

  @Test func `what XML cannot say is left out, the rest is escaped`() {
    #expect(SVGMarkup.escaped("a<b>&\"c\" 'd'\n\u{0}é") == "a&lt;b&gt;&amp;&quot;c&quot; 'd' é")
  }
}
