import Quantities
public import SeriesStore
import Yams

/// Reads a scorecard: `scorecard.yaml` of a dataset, or that of the program.
struct ScorecardReader: YAMLFileReader {
  static let subject = "scorecard"

  let path: String
  // Sources of points are free words: an address, or "house proposal".
  let sources = SourceTable([], isIncomplete: true)
  var log = DiagnosticLog()
  private(set) var scorecard: WrittenScorecard?

  init(path: String) { self.path = path }

  private static let keys = ["pillars", "grades", "least_known"]
  private static let pillarKeys = ["id", "title", "meaning", "weight", "metrics"]
  private static let metricKeys = ["metric", "weight", "points", "source"]
  private static let gradeKeys = ["grade", "from"]
  /// Scores lie between these.
  private static let scores = 0.0...100

  mutating func read(_ bytes: Span<UInt8>) {
    let noMapping = Fault(
      .wrongType, "the scorecard is not a mapping", "write pillars:, grades: and least_known:")
    guard let root = root(of: bytes, orFault: noMapping),
      let fields = mapping(root, "", keys: Self.keys)
    else { return }
    for key in Self.keys where !fields.has(key) { reportMissing(fields, key) }
    let pillars = list(fields, "pillars").compactMap { pillar($0) }
    let grades = grades(fields)
    let leastKnown = share(fields, "least_known")
    reportRepeats(in: pillars)
    reportEmpty(fields, "pillars", pillars.isEmpty)
    reportEmpty(fields, "grades", grades.isEmpty)
    guard let leastKnown, !pillars.isEmpty, !grades.isEmpty else { return }
    if leastKnown > 1 {
      report(
        form("more than all of the weight", "write a share up to 100%")
          .at("least_known", NumberFormat.shortest(leastKnown)),
        fields["least_known"]?.line ?? fields.line)
    }
    scorecard = WrittenScorecard(
      pillars: pillars, grades: grades, leastKnown: leastKnown, path: path)
  }

  private func form(_ problem: String, _ remedy: String) -> Fault {
    Fault(.scorecardForm, problem, remedy)
  }

  private mutating func reportEmpty(_ fields: YAMLMapping, _ key: String, _ isEmpty: Bool) {
    guard let entry = fields[key], isEmpty, case .sequence(let items) = entry.value, items.isEmpty
    else { return }
    report(
      Fault(.emptyValue, field: fields.path(key), "is empty", "write one after '- '"), entry.line)
  }

  // MARK: Pillars

  private mutating func pillar(_ node: Node) -> WrittenScorecard.Pillar? {
    guard let fields = mapping(node, "pillars", keys: Self.pillarKeys) else { return nil }
    let id = text(fields, "id", isRequired: true)
    let weight = weight(fields, isRequired: true)
    if !fields.has("metrics") { reportMissing(fields, "metrics") }
    let metrics = list(fields, "metrics").compactMap { input($0) }
    reportEmpty(fields, "metrics", metrics.isEmpty)
    guard let id, let weight, !metrics.isEmpty else { return nil }
    return WrittenScorecard.Pillar(
      id: id, title: text(fields, "title") ?? "", meaning: text(fields, "meaning") ?? "",
      weight: weight, metrics: metrics)
  }

  private mutating func input(_ node: Node) -> WrittenScorecard.Input? {
    guard let fields = mapping(node, "metrics", keys: Self.metricKeys) else { return nil }
    let metric = text(fields, "metric", isRequired: true)
    let weight = fields.has("weight") ? weight(fields) : 1
    if !fields.has("points") { reportMissing(fields, "points") }
    let items = list(fields, "points")
    let points = items.compactMap { point($0) }
    if fields.has("points"), items.count < 2, case .sequence? = fields["points"]?.value {
      report(
        form("fewer than two points", "write [[value, score], [value, score]]")
          .at(fields.path("points"), "\(items.count)"), fields["points"]?.line ?? fields.line)
    }
    guard let metric, let entry = fields["metric"], let weight, points.count > 1 else { return nil }
    return WrittenScorecard.Input(
      metric: written(metric, entry.value), weight: weight, points: points,
      source: text(fields, "source") ?? "")
  }

  /// `[10%, 80]`: a value as the formula language writes it, and its score.
  private mutating func point(_ node: Node) -> WrittenScorecard.Point? {
    guard case .sequence(let parts) = node, parts.count == 2 else {
      report(form("a point is not a pair", "write it as [value, score]"), node.line)
      return nil
    }
    guard let value = text(parts[0], "metrics.points"),
      let score = score(parts[1], "metrics.points")
    else { return nil }
    return WrittenScorecard.Point(written(value, parts[0]), score)
  }

  /// A metric or pillar that stands twice would count twice.
  private mutating func reportRepeats(in pillars: [WrittenScorecard.Pillar]) {
    var lines: [String: UInt32] = [:]
    for input in pillars.flatMap(\.metrics) {
      guard let first = lines.updateValue(input.metric.line, forKey: input.metric.text) else {
        continue
      }
      let fault = form("counted already in line \(first)", "delete one of the two")
      report(fault.at("metric", input.metric.text), Int(input.metric.line))
    }
    var ids: Set<String> = []
    for pillar in pillars where !ids.insert(pillar.id).inserted {
      let fault = form("the id of two pillars", "rename one of the two")
      report(fault.at("id", pillar.id), Int(pillar.metrics[0].metric.line))
    }
  }

  // MARK: Grades

  /// Bands from the best to the worst, which begins at 0.
  private mutating func grades(_ fields: YAMLMapping) -> [WrittenScorecard.Band] {
    var bands: [WrittenScorecard.Band] = []
    for node in list(fields, "grades") {
      guard let band = mapping(node, "grades", keys: Self.gradeKeys),
        let grade = text(band, "grade", isRequired: true)
      else { continue }
      guard let entry = band["from"] else {
        reportMissing(band, "from")
        continue
      }
      guard let from = score(entry.value, band.path("from")) else { continue }
      if let last = bands.last, from >= last.from || bands.contains(where: { $0.grade == grade }) {
        let fault = form(
          "not below grade '\(last.grade)'",
          "write grades once each, from the best to the worst")
        report(fault.at(band.path("grade"), grade), band.line)
        continue
      }
      bands.append(WrittenScorecard.Band(grade, from: from))
    }
    if let last = bands.last, last.from != 0 {
      let fault = form("so scores below it have no grade", "let the last grade begin at 0")
      report(
        fault.at("grades.from", NumberFormat.shortest(last.from)),
        fields["grades"]?.line ?? fields.line)
    }
    return bands
  }

  // MARK: Numbers

  /// A number above 0.
  private mutating func weight(_ fields: YAMLMapping, isRequired: Bool = false) -> Double? {
    guard let weight = number(fields, "weight", isRequired: isRequired) else { return nil }
    guard weight > 0 else {
      report(
        form("so it counts for nothing", "write a number above 0, or delete the entry")
          .at(fields.path("weight"), "0"), fields["weight"]?.line ?? fields.line)
      return nil
    }
    return weight
  }

  private mutating func score(_ node: Node, _ name: String) -> Double? {
    guard let text = text(node, name) else { return nil }
    do throws(Fault) {
      let score = try DecimalNumber.parse(text)
      guard Self.scores.contains(score) else {
        throw form("no score", "write a number from 0 to 100")
      }
      return score
    } catch {
      report(error.at(name, text), node.line)
      return nil
    }
  }

  private func written(_ text: String, _ node: Node) -> WrittenScreen.Text {
    WrittenScreen.Text(text, line: UInt32(truncatingIfNeeded: node.line))
  }
}

/// A file with a scorecard that is no part of a dataset.
public struct ScorecardFile: Sendable {
  /// The scorecard; `nil` where too much of it is missing.
  public let scorecard: WrittenScorecard?
  /// What is wrong with the file.
  public let diagnostics: [Diagnostic]

  /// Reads the bytes of a file.
  public init(_ bytes: [UInt8], path: String) {
    var reader = ScorecardReader(path: path)
    reader.read(bytes.span)
    (scorecard, diagnostics) = (reader.scorecard, reader.log.sorted())
  }
}
