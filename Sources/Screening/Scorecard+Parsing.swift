package import Formulas
import Quantities
package import SeriesStore

extension Scorecard {
  /// The scorecard that comes with the program: a YAML file as `scorecard.yaml` of a dataset.
  package static var presetFile: [UInt8] { PackageResources.scorecard_yaml }

  /// Reads the metrics and values of a scorecard as its file states it.
  ///
  /// - Parameters:
  ///   - written: The scorecard.
  ///   - names: The metrics that there are; values are in their units.
  /// - Throws: Every text that cannot be read, all at once.
  package init(_ written: WrittenScorecard, names: Names) throws(WrittenFaults) {
    var reader = PointReader(path: written.path, names: names)
    let pillars = written.pillars.map { pillar in
      Pillar(
        id: pillar.id, title: pillar.title, meaning: pillar.meaning, weight: pillar.weight,
        inputs: pillar.metrics.compactMap { reader.input($0) })
    }
    guard reader.faults.isEmpty else { throw WrittenFaults(reader.faults) }
    self.init(
      pillars: pillars, bands: written.grades.map { Band($0.grade, from: $0.from) },
      leastKnown: written.leastKnown, path: written.path)
  }
}

/// Reads the texts of a scorecard and collects what is wrong with them.
private struct PointReader {
  let path: String
  let names: Names
  var faults: [WrittenFault] = []

  mutating func input(_ written: WrittenScorecard.Input) -> Scorecard.Input? {
    let metric = written.metric
    guard let unit = names.metric(metric.text) else {
      report(metric, unknown(metric.text), of: metric.text)
      return nil
    }
    let points = written.points.compactMap { point in
      value(point.value, of: metric.text).map { ScoreCurve.Point($0, point.score) }
    }
    guard points.count == written.points.count else { return nil }
    for (index, pair) in zip(points, points.dropFirst()).enumerated()
    where pair.0.value >= pair.1.value {
      let text = written.points[index + 1].value
      report(
        text,
        "the value '\(text.text)' is not above '\(written.points[index].value.text)' before it; "
          + "write the points from the least value to the greatest", of: metric.text)
      return nil
    }
    return Scorecard.Input(
      metric: metric.text, unit: unit, weight: written.weight, curve: ScoreCurve(points),
      source: written.source)
  }

  private func unknown(_ name: String) -> String {
    let metrics = names.known.filter { names.metric($0) != nil }
    let remedy = Suggestion.remedy(
      for: name, among: metrics, else: "`depin-audit metrics` lists them")
    return "no metric has this id; \(remedy)"
  }

  /// A value in the metric's unit: the language checks it beside the metric.
  private mutating func value(_ text: WrittenScreen.Text, of metric: String) -> Double? {
    do throws(LanguageError) {
      let rule = try Condition(parsing: "\(metric) >= \(text.text)", names: names)
      if case .compare(_, _, .formula(.number(let value, _))) = rule { return value }
      report(text, "'\(text.text)' is no number; write one as 10%, 0.5x or $500k", of: metric)
    } catch {
      report(text, "\(error)", of: metric)
    }
    return nil
  }

  private mutating func report(_ text: WrittenScreen.Text, _ problem: String, of metric: String) {
    faults.append(WrittenFault(path: path, line: text.line, "'\(metric)': \(problem)"))
  }
}
