/// What a number counts: a product of powers of named units, and how a reader expects to see it.
///
/// `%`, `pp` and `x` are three ways to show one dimensionless unit.
public struct Unit: Hashable, Sendable, CustomStringConvertible {
  /// How a dimensionless number is shown.
  public enum Display: String, Hashable, Sendable {
    case plain, percent, points, multiple, index, logPoints
  }

  /// The exponent of each named unit, never 0: USD/token is `["USD": 1, "token": -1]`.
  public let powers: [String: Int]
  /// How the number is shown where `powers` is empty.
  public let display: Display

  private init(powers: [String: Int], display: Display = .plain) {
    self.powers = powers.filter { $0.value != 0 }
    self.display = self.powers.isEmpty ? display : .plain
  }

  /// A plain unit of a name: `USD`, `token`, `hotspot`.
  public static func named(_ name: String) -> Unit { Unit(powers: [name: 1]) }

  /// US dollars.
  public static let usd = named("USD")
  /// The network's own token.
  public static let token = named("token")
  /// Dollars for a token.
  public static let usdPerToken = usd / token
  /// Things counted.
  public static let count = named("count")
  /// Days elapsed.
  public static let days = named("d")
  /// Months.
  public static let months = named("mo")
  /// Hours.
  public static let hours = named("h")
  /// A calendar day, as its number since 1970.
  public static let date = named("date")
  /// The unit of the capacity series, whatever a profile calls it.
  public static let capacity = named("capacity")
  /// The unit of the usage series, whatever a profile calls it.
  public static let usage = named("usage")
  /// A ratio shown as `0.54x`.
  public static let multiple = Unit(powers: [:], display: .multiple)
  /// A ratio shown as `54 %`.
  public static let percent = Unit(powers: [:], display: .percent)
  /// A difference of ratios shown as `+3.1 pp`.
  public static let points = Unit(powers: [:], display: .points)
  /// An index whose base is 100.
  public static let index = Unit(powers: [:], display: .index)
  /// A difference of natural logarithms.
  public static let logPoints = Unit(powers: [:], display: .logPoints)
  /// A bare number.
  public static let one = Unit(powers: [:])

  /// Reads the form of data files: `USD`, `USD/token`, `fraction`.
  ///
  /// - Returns: `nil` for an empty text, an empty part or more than one `/`.
  public init?(_ text: String) {
    if text == "fraction" {
      self = .percent
      return
    }
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    guard (1...2).contains(parts.count), !parts.contains("") else { return nil }
    self = parts.count == 1 ? .named(parts[0]) : .named(parts[0]) / .named(parts[1])
  }

  /// Reads the form in which units are shown, that of `description`: `USD`, `%`, `pp`, `x`, `ln`,
  /// `index`, `1/d`, `USD/capacity·d`; `fraction` stands for `%`.
  ///
  /// - Returns: `nil` for a text with spaces, an empty part or more than one `/`.
  public static func shown(as text: String) -> Unit? {
    let numbers: [String: Unit] = [
      "%": .percent, "fraction": .percent, "pp": .points, "x": .multiple, "index": .index,
      "ln": .logPoints, "1": .one,
    ]
    if let unit = numbers[text] { return unit }
    let sides = text.split(separator: "/", omittingEmptySubsequences: false)
    guard (1...2).contains(sides.count), !text.contains(where: \.isWhitespace) else { return nil }
    var unit = Unit.one
    for (side, sign) in zip(sides, [1, -1]) where sides.count == 1 || sign < 0 || side != "1" {
      for factor in side.split(separator: "·", omittingEmptySubsequences: false) {
        guard let powers = Unit.powers(of: factor, sign: sign) else { return nil }
        unit = unit * Unit(powers: powers)
      }
    }
    return unit
  }

  /// `d^2` as the name and the power.
  private static func powers(of factor: Substring, sign: Int) -> [String: Int]? {
    let parts = factor.split(separator: "^", omittingEmptySubsequences: false)
    guard (1...2).contains(parts.count), let name = parts.first, !name.isEmpty else { return nil }
    guard parts.count == 2 else { return [String(name): sign] }
    guard let power = Int(parts[1]), (2...9).contains(power) else { return nil }
    return [String(name): sign * power]
  }

  /// Whether the unit is a pure number.
  public var isDimensionless: Bool { powers.isEmpty }

  /// Whether two numbers of these units can be added or compared.
  public func isCommensurable(with other: Unit) -> Bool { powers == other.powers }

  /// The unit of a product.
  public static func * (left: Unit, right: Unit) -> Unit {
    Unit(powers: left.powers.merging(right.powers, uniquingKeysWith: +), display: .multiple)
  }

  /// The unit of a quotient.
  public static func / (left: Unit, right: Unit) -> Unit {
    left * Unit(powers: right.powers.mapValues { -$0 })
  }

  /// The same unit with its names replaced: `capacity` by `hotspot`, `token` by `HNT`.
  public func renamed(_ names: [String: String]) -> Unit {
    Unit(
      powers: Dictionary(
        powers.map { (names[$0.key] ?? $0.key, $0.value) }, uniquingKeysWith: +),
      display: display)
  }

  /// `USD`, `USD/token`, `%`, `pp`, `x`, `index`, `ln` or an empty text.
  public var description: String {
    guard powers.isEmpty else {
      let sorted = powers.sorted { $0.key < $1.key }
      let over = sorted.filter { $0.value > 0 }.map(Unit.power).joined(separator: "·")
      let under = sorted.filter { $0.value < 0 }.map(Unit.power).joined(separator: "·")
      return under.isEmpty ? over : "\(over.isEmpty ? "1" : over)/\(under)"
    }
    switch display {
    case .plain: return ""
    case .percent: return "%"
    case .points: return "pp"
    case .multiple: return "x"
    case .index: return "index"
    case .logPoints: return "ln"
    }
  }

  private static func power(of name: String, _ exponent: Int) -> String {
    abs(exponent) == 1 ? name : "\(name)^\(abs(exponent))"
  }
}
