/// A scorecard as its file states it; whoever computes scores parses the metrics and values.
public struct WrittenScorecard: Hashable, Sendable {
  /// The parts of the score.
  public var pillars: [Pillar]
  /// The grades, the best first.
  public var grades: [Band]
  /// The share of the weight that has to be known for a grade to be given.
  public var leastKnown: Double
  /// The path of its file.
  public var path: String

  /// A part of the score.
  public struct Pillar: Hashable, Sendable {
    /// The key of the pillar, once in a scorecard.
    public var id: String
    /// The name in a report; empty where the id serves.
    public var title: String
    /// What it looks at.
    public var meaning: String
    /// How much it counts beside the other pillars.
    public var weight: Double
    /// What it is made of.
    public var metrics: [Input]

    /// Creates a pillar.
    public init(
      id: String, title: String = "", meaning: String = "", weight: Double, metrics: [Input]
    ) {
      (self.id, self.title, self.meaning) = (id, title, meaning)
      (self.weight, self.metrics) = (weight, metrics)
    }
  }

  /// A metric and the scores of its values.
  public struct Input: Hashable, Sendable {
    /// The metric's id.
    public var metric: WrittenScreen.Text
    /// How much it counts beside the others of its pillar.
    public var weight: Double
    /// Scores at some values, the least value first.
    public var points: [Point]
    /// Where the points come from.
    public var source: String

    /// Creates an input.
    public init(
      metric: WrittenScreen.Text, weight: Double = 1, points: [Point], source: String = ""
    ) {
      (self.metric, self.weight, self.points, self.source) = (metric, weight, points, source)
    }
  }

  /// A value, in the number forms of the formula language, and its score.
  public struct Point: Hashable, Sendable {
    /// The metric's value, as it is written; in the metric's unit.
    public var value: WrittenScreen.Text
    /// The score of that value, from 0 to 100.
    public var score: Double

    /// Creates a point.
    public init(_ value: WrittenScreen.Text, _ score: Double) {
      (self.value, self.score) = (value, score)
    }
  }

  /// A grade and the score from which on it is given.
  public struct Band: Hashable, Sendable {
    /// What the grade is called, such as `A`.
    public var grade: String
    /// The least score that has it.
    public var from: Double

    /// Creates a band.
    public init(_ grade: String, from: Double) { (self.grade, self.from) = (grade, from) }
  }

  /// Creates a scorecard.
  public init(pillars: [Pillar], grades: [Band], leastKnown: Double, path: String = "") {
    (self.pillars, self.grades) = (pillars, grades)
    (self.leastKnown, self.path) = (leastKnown, path)
  }
}
