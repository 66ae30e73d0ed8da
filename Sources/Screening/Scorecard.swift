package import Quantities

/// How networks are scored: named metrics, each with the scores of its values, in pillars.
///
/// A score lies between 0 and 100. What is not known may score anything between, so every score is a
/// range; what does not apply to a network drops out together with its weight.
package struct Scorecard: Hashable, Sendable {
  /// The parts of the score.
  package let pillars: [Pillar]
  /// The grades, the best first; the last begins at 0.
  package let bands: [Band]
  /// The share of the weight that has to be known for a grade to be given.
  package let leastKnown: Double
  /// The file that states it.
  package let path: String

  /// What the best score is.
  package static let best = 100.0

  /// A part of the score.
  package struct Pillar: Hashable, Sendable {
    /// The key.
    package let id: String
    /// The name in a report.
    package let title: String
    /// What it looks at.
    package let meaning: String
    /// How much it counts beside the other pillars.
    package let weight: Double
    /// What it is made of.
    package let inputs: [Input]

    /// Creates a pillar; the id serves where there is no title.
    package init(
      id: String, title: String = "", meaning: String = "", weight: Double = 1, inputs: [Input]
    ) {
      (self.id, self.title, self.meaning) = (id, title.isEmpty ? id : title, meaning)
      (self.weight, self.inputs) = (weight, inputs)
    }
  }

  /// A metric and the scores of its values.
  package struct Input: Hashable, Sendable {
    /// The metric's id.
    package let metric: String
    /// The unit of its values, as the catalogue has it.
    package let unit: Unit
    /// How much it counts beside the other metrics of its pillar.
    package let weight: Double
    /// The scores of its values.
    package let curve: ScoreCurve
    /// Where the points come from.
    package let source: String

    /// Creates an input.
    package init(
      metric: String, unit: Unit = .one, weight: Double = 1, curve: ScoreCurve, source: String = ""
    ) {
      (self.metric, self.unit, self.weight) = (metric, unit, weight)
      (self.curve, self.source) = (curve, source)
    }
  }

  /// A grade and the score from which on it is given.
  package struct Band: Hashable, Sendable {
    /// The grade.
    package let grade: String
    /// The least score that has it.
    package let from: Double

    /// Creates a band.
    package init(_ grade: String, from: Double) { (self.grade, self.from) = (grade, from) }
  }

  /// Creates a scorecard.
  package init(
    pillars: [Pillar], bands: [Band], leastKnown: Double = 0.5, path: String = ""
  ) {
    precondition(bands.last?.from == 0, "every score has a grade")
    (self.pillars, self.bands, self.leastKnown) = (pillars, bands, leastKnown)
    self.path = path
  }

  /// Every metric of every pillar.
  package var inputs: [Input] { pillars.flatMap(\.inputs) }

  /// How far below its band's beginning a score may lie by rounding alone.
  static let rounding = 1e-9

  /// The place of the grade of a score among the bands, 0 for the best.
  func band(of score: Double) -> Int {
    bands.firstIndex { score >= $0.from - Scorecard.rounding } ?? bands.count - 1
  }

  /// The grade of a score.
  package func grade(of score: Double) -> String { bands[band(of: score)].grade }
}

/// Scores by value: straight lines between points, flat beyond the first and the last.
package struct ScoreCurve: Hashable, Sendable {
  /// The points, the least value first.
  package let points: [Point]

  /// A value and its score.
  package struct Point: Hashable, Sendable {
    /// The value, in the metric's unit.
    package let value: Double
    /// Its score.
    package let score: Double

    /// Creates a point.
    package init(_ value: Double, _ score: Double) { (self.value, self.score) = (value, score) }
  }

  /// Creates a curve from two points or more, whose values rise.
  package init(_ points: [Point]) {
    precondition(points.count > 1, "a line needs two points")
    precondition(
      zip(points, points.dropFirst()).allSatisfy { $0.value < $1.value }, "values rise")
    self.points = points
  }

  /// The score of a value; that of the last point for anything beyond it, infinity included.
  package func score(of value: Double) -> Double {
    guard let next = points.firstIndex(where: { $0.value >= value }) else {
      return points[points.count - 1].score
    }
    guard next > 0, points[next].value != value else { return points[next].score }
    let (a, b) = (points[next - 1], points[next])
    return a.score + (b.score - a.score) * ((value - a.value) / (b.value - a.value))
  }

  /// The least and the greatest score of all values of a range.
  package func scores(of values: ClosedRange<Double>) -> ClosedRange<Double> {
    let inner = points.filter { values.contains($0.value) }.map(\.score)
    let all = inner + [score(of: values.lowerBound), score(of: values.upperBound)]
    return (all.min() ?? 0)...(all.max() ?? 0)
  }

  /// The values at which the curve comes from below a score to that score, or leaves it downwards.
  ///
  /// - Returns: The values, and whether the score rises there as the value does.
  func crossings(of score: Double) -> [(value: Double, isRising: Bool)] {
    zip(points, points.dropFirst()).compactMap { a, b in
      guard min(a.score, b.score) < score, score <= max(a.score, b.score) else { return nil }
      let part = (score - a.score) / (b.score - a.score)
      return (a.value + (b.value - a.value) * part, b.score > a.score)
    }
  }
}
