public import Quantities

/// A public statement about networks and how the data is to test it.
///
/// What is written in the formula language stays text here; whoever evaluates it parses it.
public struct Claim: Hashable, Sendable {
  /// The id by which reports name it.
  public var id: String
  /// The statement in one sentence, its figures exact.
  public var statement: String
  /// Who makes it: as stated, else the publisher of the source.
  public var saidBy: String
  /// An id of `sources.csv`: where it can be read.
  public var source: String
  /// The day of which it speaks.
  public var asOf: Day
  /// What it speaks of.
  public var scope: Scope
  /// What decides it.
  public var test: Test
  /// How the statement became the test; empty where there is none.
  public var why: String
  /// Index of the claim's file in the dataset.
  public var file: UInt16
  /// The claim's first line in that file.
  public var line: UInt32

  /// Creates a claim from its parts.
  public init(
    id: String, statement: String, saidBy: String, source: String, asOf: Day, scope: Scope,
    test: Test, why: String = "", file: UInt16 = 0, line: UInt32 = 0
  ) {
    (self.id, self.statement, self.saidBy, self.source) = (id, statement, saidBy, source)
    (self.asOf, self.scope, self.test, self.why) = (asOf, scope, test, why)
    (self.file, self.line) = (file, line)
  }
}

extension Claim {
  /// A text in the formula language and where it stands.
  public struct Expression: Hashable, Sendable {
    /// What is written.
    public var text: String
    /// Its line in the claim's file.
    public var line: UInt32

    /// Creates an expression.
    public init(_ text: String, line: UInt32 = 0) { (self.text, self.line) = (text, line) }
  }

  /// The networks or benchmarks that a claim speaks of.
  public enum Scope: Hashable, Sendable {
    /// These, by the names of their folders; `sector` is a benchmark.
    case named([String])
    /// Every network, no benchmark.
    case all
    /// The networks that meet a condition, `launched before 2023-01-01`.
    case matching(Expression)
  }

  /// What decides a claim.
  public enum Test: Hashable, Sendable {
    /// Each network meets the condition.
    case all(Expression)
    /// One network at least meets it.
    case any(Expression)
    /// One number made of all networks, called `value` in the condition.
    case combined(Combination, of: Expression, condition: Expression)
    /// Nothing in the data can; the text says what it would take.
    case needs(String)
  }

  /// How the networks' answers become one number.
  public enum Combination: String, Hashable, Sendable, CaseIterable {
    /// The sum and the median of a figure.
    case sum, median
    /// How many networks meet a condition, and which share of them.
    case count, share
  }
}
