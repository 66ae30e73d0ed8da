package import Quantities

/// A rule of the field that rows are held against: what it finds, why that matters and how far it
/// lets rows go.
package struct Check: Sendable {
  /// The stable key, `<what>.<what is wrong>`.
  package let id: String
  /// What it looks for, in a few words.
  package let title: String
  /// How much a finding matters, unless `checks.yaml` says otherwise.
  package let severity: Finding.Severity
  /// Why a reader should care, in a sentence or two.
  package let rationale: String
  /// Where the rule or its threshold comes from.
  package let source: String
  /// What to do about a finding.
  package let remedy: String
  /// How far rows may go.
  package let thresholds: [Threshold]
  /// Whose rows it looks through.
  package let subjects: Subjects

  let find: @Sendable (CheckSubject) -> [Finding]

  /// Whose rows a check looks through.
  package enum Subjects: Hashable, Sendable { case networks, benchmarks, all }

  /// A number that says how far rows may go, by the name that `checks.yaml` uses.
  package struct Threshold: Hashable, Sendable {
    /// The name in snake case.
    package let name: String
    /// The value unless `checks.yaml` says otherwise.
    package let value: Double
    /// What it counts.
    package let unit: Unit
    /// What it decides.
    package let meaning: String

    /// The values that make sense.
    package var range: ClosedRange<Double> {
      switch unit {
      case .percent: 0...10
      case .count: 1...1000
      case .days: 0...36_600
      case .usd: 0...1e18
      default: 0...1e6
      }
    }

    package init(_ name: String, _ value: Double, _ unit: Unit, _ meaning: String) {
      (self.name, self.value, self.unit, self.meaning) = (name, value, unit, meaning)
    }
  }

  /// Creates a check; `find` gives the findings of one network and reads nothing but its subject.
  init(
    _ id: String, _ title: String, _ severity: Finding.Severity, rationale: String,
    source: String = Check.house, remedy: String, thresholds: [Threshold] = [],
    of subjects: Subjects = .networks, find: @escaping @Sendable (CheckSubject) -> [Finding]
  ) {
    (self.id, self.title, self.severity) = (id, title, severity)
    (self.rationale, self.source, self.remedy) = (rationale, source, remedy)
    (self.thresholds, self.subjects, self.find) = (thresholds, subjects, find)
  }

  /// The source of a rule that nobody else has written down.
  static let house = "house rule"
}
