import Quantities

/// A word, number, day or sign of a text.
struct Token {
  enum Kind: Equatable {
    case number(Double, NumberForm)
    case day(Day)
    case word(String)
    case sign(Sign)
    case end
  }

  let kind: Kind
  /// Its bytes.
  let range: Range<Int>

  func isWord(_ word: String) -> Bool { kind == .word(word) }
  func isSign(_ sign: Sign) -> Bool { kind == .sign(sign) }

  /// The order that the token stands for.
  var comparison: Condition.Comparison? {
    if case .sign(let sign) = kind { Condition.Comparison(rawValue: sign.rawValue) } else { nil }
  }
}

/// What the writing of a number says of its unit.
enum NumberForm: Equatable {
  /// Nothing: it takes the unit of what it stands beside.
  case bare
  /// It is money, or money for a unit of something where it stands beside a price.
  case dollars
  /// It ends with a unit's sign.
  case unit(Unit)

  var unit: Unit {
    switch self {
    case .bare: .one
    case .dollars: .usd
    case .unit(let unit): unit
    }
  }
}

/// The signs of the language; those that have two characters come first.
enum Sign: String, CaseIterable {
  case atMost = "<="
  case atLeast = ">="
  case unequal = "!="
  case less = "<"
  case greater = ">"
  case equal = "="
  case open = "("
  case close = ")"
  case openBracket = "["
  case closeBracket = "]"
  case comma = ","
  case colon = ":"
  case at = "@"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case over = "/"
  case power = "^"
}
