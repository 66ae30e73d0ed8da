import Quantities

/// The choices behind the figures that reasonable people make differently, each with its default in
/// one place.
public struct Policies: Hashable, Sendable {
  /// At which price tokens of a flow are valued.
  public enum Valuation: String, Hashable, Sendable, CaseIterable {
    /// At the average price of the days on which they moved.
    case then
    /// At the close of the period.
    case end
  }

  /// At which price tokens of a flow are valued.
  public var valuation = Valuation.then
  private var stated: [Number: Double] = [:]

  /// Creates the default policies.
  public init() {}

  /// A policy that is a number: the one stated, else its default.
  public subscript(number: Number) -> Double {
    get { stated[number] ?? number.standard }
    set { stated[number] = newValue == number.standard ? nil : newValue }
  }

  /// Days by which flows are annualized.
  public var daysInYear: Double { self[.daysInYear] }
  /// How far back risk measures look.
  public var windows: WindowLengths {
    WindowLengths(
      days: Int(self[.riskWindowDays]), weeks: Int(self[.riskWindowWeeks]),
      months: Int(self[.riskWindowMonths]))
  }
  /// The base, in USD, below which growth is not meaningful.
  public var materialityFloor: Double { self[.materialityFloor] }
}

extension Policies {
  /// Why a policy cannot be what somebody wrote.
  public enum StatementError: Error, Hashable, Sendable {
    /// No policy has the name.
    case unknownName
    /// The text is none of these words.
    case unknownWord([String])
    /// The text is no number.
    case notANumber
    /// The number makes no sense.
    case outOfRange(ClosedRange<Double>)
  }

  /// The names that users write, in the order in which policies are printed.
  public static let names = ["valuation"] + Number.allCases.map(\.rawValue)

  /// Every policy with its value as users write it and what it decides.
  public var listed: [(name: String, value: String, meaning: String)] {
    let meaning = "price at which token flows are valued: then, of their own days, or end"
    return [("valuation", valuation.rawValue, meaning)]
      + Number.allCases.map { ($0.rawValue, NumberFormat.shortest(self[$0]), $0.meaning) }
  }

  /// Takes a policy as a user wrote it: `valuation`, `end`; `risk_free_rate`, `4%`.
  ///
  /// - Parameters:
  ///   - name: The policy.
  ///   - text: A word, or a number; one that ends with `%` is a share.
  /// - Throws: `StatementError` where there is no such policy, or the text is not one of its words,
  ///   no number, or outside the range that makes sense; nothing is changed then.
  public mutating func state(_ name: String, as text: String) throws(StatementError) {
    if name == "valuation" {
      guard let word = Valuation(rawValue: text) else {
        throw .unknownWord(Valuation.allCases.map(\.rawValue))
      }
      valuation = word
      return
    }
    guard let policy = Number(rawValue: name) else { throw .unknownName }
    let isShare = text.hasSuffix("%")
    guard let number = Double(isShare ? String(text.dropLast()) : text), number.isFinite else {
      throw .notANumber
    }
    let value = isShare ? number / 100 : number
    guard policy.range.contains(value) else { throw .outOfRange(policy.range) }
    self[policy] = value
  }
}

extension Policies {
  /// A policy that is a number, by the name that users write.
  public enum Number: String, Hashable, Sendable, CaseIterable {
    case daysInYear = "days_in_year"
    case materialityFloor = "materiality_floor"
    case riskFreeRate = "risk_free_rate"
    case acceptableReturn = "minimum_acceptable_return"
    case valueAtRiskLevel = "value_at_risk_level"
    case riskWindowDays = "risk_window_days"
    case riskWindowWeeks = "risk_window_weeks"
    case riskWindowMonths = "risk_window_months"
    case payingCustomerFloor = "paying_customer_floor"
    case holderDust = "holder_dust"
    case flatPrice = "flat_band"
    case breakEvenYears = "break_even_years"
    case bearGrowth = "break_even_growth_bear"
    case baseGrowth = "break_even_growth_base"
    case bullGrowth = "break_even_growth_bull"
    case bearPrice = "break_even_price_bear"
    case basePrice = "break_even_price_base"
    case bullPrice = "break_even_price_bull"

    /// The value unless another one is stated.
    public var standard: Double { terms.standard }
    /// The values that make sense.
    public var range: ClosedRange<Double> { terms.range }
    /// What it decides, for the basis of preparation.
    public var meaning: String { terms.meaning }

    private var terms: (standard: Double, range: ClosedRange<Double>, meaning: String) {
      switch self {
      case .daysInYear: (365, 360...366, "days of a year, by which flows are annualized")
      case .materialityFloor:
        (1000, 0...1e12, "base in USD below which growth is not meaningful")
      case .riskFreeRate: (0, -0.5...1, "risk-free return a year in the Sharpe ratio")
      case .acceptableReturn:
        (0, -0.5...1, "return a year that downside deviation and Sortino measure against")
      case .valueAtRiskLevel:
        (0.05, 0.001...0.5, "share of days that are worse than the value at risk")
      case .riskWindowDays: (365, 30...3660, "days of daily closes that risk measures look at")
      case .riskWindowWeeks: (52, 26...530, "weeks of weekly closes that risk measures look at")
      case .riskWindowMonths:
        (36, 24...240, "months of monthly closes that risk measures look at")
      case .payingCustomerFloor: (1, 0...1e9, "USD from which a payer is a customer")
      case .holderDust: (0, 0...1e12, "tokens up to which a balance is dust and left out")
      case .flatPrice: (0.1, 0...1, "change up to which price or revenue counts as flat")
      case .breakEvenYears: (5, 1...20, "years ahead that a break-even date is looked for")
      case .bearGrowth: (0.5, 0...10, "share of the revenue trend that goes on, bear path")
      case .baseGrowth: (1, 0...10, "share of the revenue trend that goes on, base path")
      case .bullGrowth: (1.5, 0...10, "share of the revenue trend that goes on, bull path")
      case .bearPrice: (-0.5, -0.99...100, "change of the token price a year, bear path")
      case .basePrice: (0, -0.99...100, "change of the token price a year, base path")
      case .bullPrice: (1, -0.99...100, "change of the token price a year, bull path")
      }
    }
  }
}
