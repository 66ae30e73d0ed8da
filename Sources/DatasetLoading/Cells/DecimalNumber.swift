import Quantities

/// Reads decimal numbers from bytes, rounded to the nearest double.
enum DecimalNumber {
  /// The powers of ten that are doubles exactly.
  static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// Reads `-?digits(.digits)?` off the front where one operation rounds it correctly.
  ///
  /// An integer below 2⁵³ and a power of ten up to 10²² are doubles exactly, so their quotient
  /// is the nearest double: Clinger, "How to Read Floating Point Numbers Accurately", 1990.
  ///
  /// - Returns: `nil` for anything else, `position` then being of no use.
  @inline(__always)
  static func scan(_ bytes: Span<UInt8>, at position: inout Int, powers: [Double]) -> Double? {
    var index = position
    // Sign, digits, point, digits and what ends them, each run being read as eight bytes.
    guard index + 24 <= bytes.count else {
      return scanDigits(bytes, at: &position, powers: powers)
    }
    let isNegative = bytes[index] == .minus
    if isNegative { index += 1 }
    guard let whole = DigitRun(bytes, at: index) else {
      return scanDigits(bytes, at: &position, powers: powers)
    }
    index += whole.count
    var value = Double(whole.value)
    if bytes[index] == .point {
      guard let decimals = DigitRun(bytes, at: index + 1) else {
        return scanDigits(bytes, at: &position, powers: powers)
      }
      let power = powers[decimals.count]
      // Two runs of seven digits stay below 2⁵³, so this sum and product are exact.
      value = (value * power + Double(decimals.value)) / power
      index += 1 + decimals.count
    }
    position = index
    return isNegative ? 0 - value : value
  }

  /// The same, digit by digit.
  static func scanDigits(_ bytes: Span<UInt8>, at position: inout Int, powers: [Double]) -> Double?
  {
    var index = position
    let end = min(bytes.count, index + 20)
    var isNegative = false
    if index < end, bytes[index] == .minus {
      isNegative = true
      index += 1
    }
    let first = index
    var mantissa: UInt64 = 0
    while index < end {
      let digit = bytes[index] &- .zero
      guard digit < 10 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      index += 1
    }
    guard index > first else { return nil }
    var decimals = 0
    if index < end, bytes[index] == .point {
      index += 1
      let point = index
      while index < end {
        let digit = bytes[index] &- .zero
        guard digit < 10 else { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        index += 1
      }
      decimals = index - point
      guard decimals > 0 else { return nil }
    }
    // 19 digits cannot overflow; a number cut at `end` has more.
    guard index < end || end == bytes.count, index - first <= 19, mantissa < 1 << 53 else {
      return nil
    }
    position = index
    let value = decimals == 0 ? Double(mantissa) : Double(mantissa) / powers[decimals]
    return isNegative ? 0 - value : value
  }

  /// Reads a whole cell.
  ///
  /// - Throws: A fault without field and cell.
  static func parse(_ bytes: Span<UInt8>, _ range: Range<Int>) throws(Fault) -> Double {
    var position = range.lowerBound
    if let value = scan(bytes, at: &position, powers: powersOfTen), position == range.upperBound {
      return value
    }
    let text = Array(copying: bytes, range)
    guard isDecimal(text) else { throw fault(String(decoding: text, as: UTF8.self)) }
    // The standard library hands it to strtod, which rounds to nearest for any count of digits.
    guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else {
      throw Fault(.numberOutOfRange, "beyond the largest double", "write at most 1.79e308")
    }
    if value == 0 {
      guard isZero(text) else {
        throw Fault(.numberOutOfRange, "too near to zero for a double", "write 0")
      }
      return 0
    }
    return value
  }

  /// Reads a number or a percentage: `0.0102` or `1.02%`.
  static func parseShare(_ text: String) throws(Fault) -> Double {
    guard text.hasSuffix("%") else { return try parse(text) }
    let number = String(text.dropLast())
    // Moving the exponent keeps the rounding exact; dividing by 100 would round twice.
    guard !number.lowercased().contains("e"), isDecimal(Array(number.utf8)) else {
      throw Fault(.notANumber, "not a percentage", "write it as 1.02% or 0.0102")
    }
    return try parse(number + "e-2")
  }

  /// Reads a whole text.
  static func parse(_ text: String) throws(Fault) -> Double {
    let bytes = Array(text.utf8)
    return try parse(bytes.span, 0..<bytes.count)
  }

  /// Whether a text is `-?digits(.digits)?([eE][+-]?digits)?`.
  private static func isDecimal(_ text: [UInt8]) -> Bool {
    var rest = text[...]
    if rest.first == .minus { rest.removeFirst() }
    guard dropDigits(&rest) else { return false }
    if rest.first == .point {
      rest.removeFirst()
      guard dropDigits(&rest) else { return false }
    }
    guard let letter = rest.first else { return true }
    guard letter == UInt8(ascii: "e") || letter == UInt8(ascii: "E") else { return false }
    rest.removeFirst()
    if rest.first == .minus || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    return dropDigits(&rest) && rest.isEmpty
  }

  private static func dropDigits(_ text: inout ArraySlice<UInt8>) -> Bool {
    let digits = text.prefix { $0 &- .zero < 10 }
    text = text.dropFirst(digits.count)
    return !digits.isEmpty
  }

  private static func isZero(_ text: [UInt8]) -> Bool {
    text.prefix { $0 | 0x20 != UInt8(ascii: "e") }.allSatisfy {
      $0 == .zero || $0 == .minus || $0 == .point
    }
  }

  /// What is wrong with a text that is no number, and how to write it.
  private static func fault(_ text: String) -> Fault {
    Fault(.notANumber, "not a number", remedy(text))
  }

  private static let missingWords = [
    "nan", "na", "n/a", "null", "none", "inf", "-inf", "infinity", "-", "?", "tbd",
  ]

  private static func remedy(_ text: String) -> String {
    let trimmed = text.filter { !$0.isWhitespace }
    if trimmed.isEmpty { return "write digits, or nothing where the value is known to be missing" }
    if trimmed != text { return readable(trimmed) ?? "remove the space" }
    if text.hasSuffix("%"), let share = try? parseShare(text) {
      return "write \(NumberFormat.shortest(share))"
    }
    if let first = text.first, "$€£¥+".contains(first) { return "remove the '\(first)'" }
    if text.hasPrefix("."), readable("0" + text) != nil { return "write 0\(text)" }
    if text.hasPrefix("-."), readable("-0" + text.dropFirst()) != nil {
      return "write -0\(text.dropFirst())"
    }
    if text.hasSuffix("."), readable(String(text.dropLast())) != nil {
      return "write \(text.dropLast())"
    }
    if text.contains(","), readable(text.filter { $0 != "," }) != nil {
      let groups = text.split(separator: ",", omittingEmptySubsequences: false).dropFirst()
      let isGrouped = groups.allSatisfy { $0.prefix { $0 != "." }.count == 3 }
      return isGrouped ? "remove the thousands separator" : "write the decimal point as '.'"
    }
    if missingWords.contains(text.lowercased()) {
      return "leave the cell empty where the value is known to be missing"
    }
    return "write digits with '.' as the decimal point"
  }

  private static func readable(_ text: String) -> String? {
    isDecimal(Array(text.utf8)) ? "write \(text)" : nil
  }
}
