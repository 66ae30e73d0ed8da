public import Formulas
public import Quantities
public import SeriesStore

/// What a metric is: its formula, its unit, and all that a reader needs to trust the number.
public struct MetricDefinition: Hashable, Sendable {
  /// The place in the metric canon: a letter for the family, a number.
  public let code: String
  /// The stable key, in spelled-out snake case.
  public let id: String
  /// The name in a table.
  public let title: String
  /// What its figures count and how they are shown.
  public let unit: Unit
  /// The definition.
  public let formula: Formula
  /// The formula in signs, where the tree only names a computation of its own; else empty.
  public let method: String
  /// One sentence: what the number says.
  public let meaning: String
  /// How to read a level: which direction is good, what is usual.
  public let reading: String
  /// What others call it.
  public let aliases: [String]
  /// What happens where the inputs are thin or odd.
  public let edges: String
  /// The reason of a quotient without a number that rules take for more than any number, where the
  /// dividend is above 0; empty where there is none.
  public let limit: String
  /// Where the definition or its convention stands.
  public let source: String
  /// Which networks it applies to.
  public let applies: Applicability
  /// Hand-worked cases; each is run as a test.
  public let examples: [Example]

  /// Creates a definition that applies to every network.
  public init(
    _ code: String, _ id: String, _ title: String, _ unit: Unit, _ formula: Formula,
    method: String = "", meaning: String, reading: String = "", aliases: [String] = [],
    edges: String = "", limit: String = "", source: String, applies: Applicability = .always,
    examples: [Example]
  ) {
    self.limit = limit
    (self.code, self.id, self.title, self.unit) = (code, id, title, unit)
    (self.formula, self.meaning, self.edges) = (formula, meaning, edges)
    self.method = method
    (self.reading, self.aliases) = (reading, aliases)
    (self.source, self.applies, self.examples) = (source, applies, examples)
  }

  /// The formula as a reader meets it.
  public var formulaText: String { method.isEmpty ? formula.prose : method }

  /// Which networks a metric applies to.
  public enum Applicability: Hashable, Sendable {
    case always
    /// Networks that destroy tokens for service.
    case burning
    /// A whole report, no network.
    case report

    /// Why the metric does not apply to a network, or `nil` where it does.
    public func objection(for network: NetworkSeries) -> String? {
      switch self {
      case .always: return nil
      case .burning:
        return network.isBurning ? nil : "tokens are not burned for service here"
      case .report:
        return "says something of a report as a whole: compare the manifests of two runs"
      }
    }
  }

  /// A hand-worked case: rows that end with 2025Q4, and the answer.
  public struct Example: Hashable, Sendable {
    /// What is expected.
    public enum Answer: Hashable, Sendable {
      case value(Double)
      case partial(Double)
      case missing, notMeaningful, notApplicable
    }

    /// Values by series, oldest first.
    ///
    /// `nil` stands for no row. `revenue` has a row a quarter,
    /// `revenue@month`, `@week` or `@day`
    /// a row a month, week or day; `price@average` holds averages, `price@month` closes.
    /// `revenue[iot]` is a segment, `bitcoin/price` the price of a benchmark. Rows of `scheduled_emission`, `scheduled_unlocks`
    /// and `tokens_emitted@schedule` follow from a schedule, those of `@next` are the months ahead.
    public let inputs: [String: [Double?]]
    /// Rows that name a party, a line for each period: `2025Q4: acme 130, sister 40 related`.
    ///
    /// A name is one word; the word behind the amount is the kind or region. Balances are those of
    /// the period's last day. Periods are quarters or months.
    public let parties: [Ledger.Kind: [String]]
    /// What is expected for 2025Q4.
    public let answer: Answer

    /// Creates a case.
    public init(_ inputs: [String: [Double?]], _ answer: Answer) {
      (self.inputs, parties, self.answer) = (inputs, [:], answer)
    }

    /// Creates a case with rows that name a party.
    public init(
      _ kind: Ledger.Kind, _ parties: [String], with inputs: [String: [Double?]] = [:],
      _ answer: Answer
    ) {
      (self.inputs, self.parties, self.answer) = (inputs, [kind: parties], answer)
    }

    /// Creates a case with rows that name a party, and with a value.
    public init(_ kind: Ledger.Kind, _ parties: [String], gives value: Double) {
      self.init(kind, parties, .value(value))
    }

    /// Creates a case that has a value.
    public init(_ inputs: [String: [Double?]], gives value: Double) {
      self.init(inputs, .value(value))
    }
  }
}

extension MetricDefinition: CustomStringConvertible {
  /// The id: a log names a metric, not all that is known of it.
  public var description: String { id }
}
