import Quantities

extension Lexer {
  /// A day, `2025-12-31`, where the next bytes look like one.
  mutating func day() throws(LanguageError) -> Day? {
    let range = position..<min(position + 10, bytes.count)
    let digits = bytes[range].map(\.isDigit)
    let pattern = [true, true, true, true, false, true, true, false, true, true]
    guard digits == pattern, bytes[position + 4] == 45, bytes[position + 7] == 45,
      bytes.dropFirst(position + 10).first?.isOfName != true
    else { return nil }
    guard let day = Day(text(range)) else {
      throw error(.period, "the calendar has no \(text(range))", "write an ISO day", at: range)
    }
    _ = take { $0.isDigit || $0 == UInt8(ascii: "-") }
    return day
  }

  /// A number with what stands directly behind it: `500k`, `10%`, `1.5e-7`, `24mo`.
  mutating func number(_ form: NumberForm) throws(LanguageError) -> Token.Kind {
    let start = position
    let mantissa = try self.mantissa()
    let exponent = try self.exponent(start)
    let suffix = take { $0.isOfName || $0 == UInt8(ascii: "%") }
    let range = start..<position
    guard let (power, unit) = NumberSuffix.meaning(of: text(suffix), isMoney: form == .dollars)
    else {
      throw error(
        .number, "'\(text(suffix).clipped)' is no ending of a number",
        NumberSuffix.remedy(for: text(suffix), after: text(mantissa)), at: suffix)
    }
    let value = try value(mantissa, exponent + power, range)
    return .number(value, unit.map(NumberForm.unit) ?? form)
  }

  private mutating func mantissa() throws(LanguageError) -> Range<Int> {
    let whole = take(while: \.isDigit)
    guard take(".") else { return whole }
    let fraction = take(while: \.isDigit)
    guard !fraction.isEmpty else {
      throw error(
        .number, "a number ends with its point", "write a digit after it, or remove it",
        at: whole.lowerBound..<position)
    }
    return whole.lowerBound..<position
  }

  /// The power of ten behind `e`; 0 where there is none.
  private mutating func exponent(_ start: Int) throws(LanguageError) -> Int {
    let rest = bytes.dropFirst(position).prefix(3)
    guard let sign = rest.first, sign == UInt8(ascii: "e") || sign == UInt8(ascii: "E") else {
      return 0
    }
    let digits = rest.dropFirst().drop { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "+") }
    guard digits.first?.isDigit == true, digits.count >= rest.count - 2 else { return 0 }
    skipByte()
    let isNegative = take("-")
    if !isNegative { _ = take("+") }
    let text = text(take(while: \.isDigit))
    guard let power = Int(text), power < 100_000 else {
      throw error(
        .number, "the exponent of this number is out of range", "write a smaller one",
        at: start..<position)
    }
    return isNegative ? -power : power
  }

  private func value(
    _ mantissa: Range<Int>, _ power: Int, _ range: Range<Int>
  )
    throws(LanguageError) -> Double
  {
    // The digits and the power are read together: 10% is the double nearest to 0.1.
    guard let value = Double("\(text(mantissa))e\(power)"), value.isFinite else {
      throw error(
        .number, "this number is beyond the range of doubles", "write one below 1.8e308",
        at: range)
    }
    let isZero = bytes[mantissa].allSatisfy { $0 == UInt8(ascii: "0") || !$0.isDigit }
    guard value != 0 || isZero else {
      throw error(
        .number, "this number is too near 0 for a double", "write 0, or a number above 1e-307",
        at: range)
    }
    return value
  }
}

/// What may stand directly behind a number.
enum NumberSuffix {
  /// Powers of ten, and the suffix for each.
  static let scales: [(suffix: String, power: Int)] = [("k", 3), ("M", 6), ("B", 9), ("T", 12)]
  /// Units with a sign, and the power of ten that the sign takes away.
  static let units: [(suffix: String, unit: Unit, power: Int)] = [
    ("%", .percent, -2), ("pp", .points, -2), ("x", .multiple, 0), ("mo", .months, 0),
    ("d", .days, 0),
  ]

  /// The power of ten and the unit; `nil` where the suffix means nothing.
  static func meaning(of suffix: String, isMoney: Bool) -> (power: Int, unit: Unit?)? {
    if suffix.isEmpty { return (0, nil) }
    if let scale = scales.first(where: { $0.suffix == suffix }) { return (scale.power, nil) }
    guard !isMoney, let unit = units.first(where: { $0.suffix == suffix }) else { return nil }
    return (unit.power, unit.unit)
  }

  static func remedy(for suffix: String, after digits: String) -> String {
    let digits = digits.clipped
    switch suffix.lowercased() {
    case "k": return "write \(digits)k"
    case "m": return "write \(digits)M for millions or \(digits)mo for months"
    case "mn", "mm", "mio": return "write \(digits)M"
    case "b", "bn": return "write \(digits)B"
    case "t", "tn": return "write \(digits)T"
    case "days", "day": return "write \(digits)d"
    case "months", "month", "mon": return "write \(digits)mo"
    case "x", "pp", "%", "d", "mo": return "write \(digits)\(suffix.lowercased()) without '$'"
    case "q1", "q2", "q3", "q4", "q": return "write a period after a name: revenue@2025Q4"
    default: return "the endings are k M B T % pp x mo d"
    }
  }
}

extension String {
  /// The text, cut where it would make a message unreadable.
  var clipped: String { utf8.count <= 40 ? self : prefix(39) + "…" }
}
