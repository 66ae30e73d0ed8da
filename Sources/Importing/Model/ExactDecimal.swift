/// A decimal number as it was written, however many digits it has; it never passes through a double.
package struct ExactDecimal: Sendable, CustomStringConvertible {
  /// The digits as one integer, where they fit: as good as always.
  private let small: UInt128?
  /// The digits from the first on, where they do not.
  private let large: [UInt8]
  /// How many of the digits stand behind the point; below 0 where zeros follow.
  private let decimals: Int
  /// Whether the number is below 0.
  package let isNegative: Bool

  /// Exponents beyond this are no figure of anybody's.
  private static let widestExponent = 400

  /// Reads `-?digits(.digits)?([eE][+-]?digits)?` from a file.
  ///
  /// - Returns: `nil` for anything else, and for exponents beyond 400.
  package init?(_ bytes: Span<UInt8>, _ range: Range<Int>) {
    var (index, end) = (range.lowerBound, range.upperBound)
    isNegative = index < end && bytes[index] == UInt8(ascii: "-")
    if isNegative { index += 1 }
    let first = index
    // Most numbers have less than 20 digits, which one word holds.
    var (word, value, count, point) = (UInt64(0), UInt128(0), 0, -1)
    while index < end {
      let digit = bytes[index] &- UInt8(ascii: "0")
      if digit < 10 {
        // Leading zeros do not count; 38 digits cannot overflow.
        if count > 0 || digit > 0 { count += 1 }
        if count <= 19 {
          word = word &* 10 &+ UInt64(digit)
          if count == 19 { value = UInt128(word) }
        } else if count <= 38 {
          value = value &* 10 &+ UInt128(digit)
        }
      } else if bytes[index] == UInt8(ascii: "."), point < 0, index > first {
        point = index
      } else {
        break
      }
      index += 1
    }
    guard index > first, point != index - 1 else { return nil }
    let stop = index
    var exponent = 0
    if index < end {
      guard let read = ExactDecimal.exponent(bytes, index..<end) else { return nil }
      exponent = read
      end = index
    }
    decimals = (point < 0 ? 0 : stop - point - 1) - exponent
    small = count <= 38 ? (count < 19 ? UInt128(word) : value) : nil
    var digits: [UInt8] = []
    if count > 38 {
      for place in first..<stop where place != point {
        digits.append(bytes[place] - UInt8(ascii: "0"))
      }
    }
    large = digits
  }

  /// Reads a whole text where it lies.
  package init?(_ text: String) {
    let bytes = text.utf8Span.span
    self.init(bytes, 0..<bytes.count)
  }

  /// Reads a whole text.
  package init?(_ text: some StringProtocol) {
    let bytes = Array(text.utf8)
    self.init(bytes.span, 0..<bytes.count)
  }

  /// An integer.
  package init(_ value: Int) {
    (small, large, decimals) = (UInt128(value.magnitude), [], 0)
    isNegative = value < 0
  }

  /// An integer in base 16, `0x0de0b6b3a7640000`, of any length.
  package init?(hexadecimal text: some StringProtocol) {
    guard text.hasPrefix("0x") || text.hasPrefix("0X") else { return nil }
    var digits: [UInt8] = []
    let letters = text.utf8.dropFirst(2)
    guard !letters.isEmpty, letters.count <= 512 else { return nil }
    for letter in letters {
      guard let value = Character(UnicodeScalar(letter)).hexDigitValue else { return nil }
      var carry = value
      for index in digits.indices.reversed() {
        carry += Int(digits[index]) * 16
        digits[index] = UInt8(carry % 10)
        carry /= 10
      }
      while carry > 0 {
        digits.insert(UInt8(carry % 10), at: 0)
        carry /= 10
      }
    }
    self.init(digits: digits, decimals: 0, isNegative: false)
  }

  private init(digits: [UInt8], decimals: Int, isNegative: Bool) {
    let digits = Array(digits.drop { $0 == 0 })
    let fits = digits.count <= 38
    small = fits ? digits.reduce(UInt128(0)) { $0 * 10 + UInt128($1) } : nil
    large = fits ? [] : digits
    (self.decimals, self.isNegative) = (decimals, isNegative)
  }

  private init(small: UInt128, decimals: Int, isNegative: Bool) {
    (self.small, large, self.decimals, self.isNegative) = (small, [], decimals, isNegative)
  }

  private static func exponent(_ bytes: Span<UInt8>, _ range: Range<Int>) -> Int? {
    var index = range.lowerBound
    guard bytes[index] | 0x20 == UInt8(ascii: "e") else { return nil }
    index += 1
    var isNegative = false
    if index < range.upperBound, [UInt8(ascii: "-"), UInt8(ascii: "+")].contains(bytes[index]) {
      isNegative = bytes[index] == UInt8(ascii: "-")
      index += 1
    }
    guard index < range.upperBound else { return nil }
    var value = 0
    while index < range.upperBound {
      let digit = bytes[index] &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
      guard value <= widestExponent else { return nil }
      index += 1
    }
    return isNegative ? -value : value
  }

  /// Whether the number is 0.
  package var isZero: Bool { small == 0 }

  /// The number with the point moved: `moved(by: -8)` turns raw units of 8 decimals into tokens.
  package func moved(by places: Int) -> ExactDecimal {
    guard let small else {
      return ExactDecimal(digits: large, decimals: decimals - places, isNegative: isNegative)
    }
    return ExactDecimal(small: small, decimals: decimals - places, isNegative: isNegative)
  }

  /// The number without zeros at the end of its decimals.
  package var trimmed: ExactDecimal {
    var (digits, decimals) = (self.digits, self.decimals)
    guard !digits.isEmpty else { return ExactDecimal(0) }
    while decimals > 0, digits.last == 0 {
      digits.removeLast()
      decimals -= 1
    }
    return ExactDecimal(digits: digits, decimals: decimals, isNegative: isNegative)
  }

  /// The digits, from the first that is not 0 on.
  private var digits: [UInt8] {
    guard let small else { return Array(large.drop { $0 == 0 }) }
    return small == 0 ? [] : String(small).utf8.map { $0 - UInt8(ascii: "0") }
  }

  /// The number with digits and a point alone, as many decimals as were written.
  package var description: String {
    var text = digits.map { $0 + UInt8(ascii: "0") }
    if decimals < 0, !text.isEmpty {
      text += Array(repeating: UInt8(ascii: "0"), count: -decimals)
    }
    let behind = max(0, decimals)
    if text.count <= behind {
      text = Array(repeating: UInt8(ascii: "0"), count: behind + 1 - text.count) + text
    }
    if behind > 0 { text.insert(UInt8(ascii: "."), at: text.count - behind) }
    return (isNegative && !isZero ? "-" : "") + String(decoding: text, as: UTF8.self)
  }
}

extension ExactDecimal: Equatable {
  /// Whether two numbers are the same: 1.5 and 1.50 are.
  package static func == (left: ExactDecimal, right: ExactDecimal) -> Bool {
    if left.decimals == right.decimals, let small = left.small, let other = right.small {
      return small == other && (left.isNegative == right.isNegative || small == 0)
    }
    let (first, second) = aligned(left, right)
    return first == second && (left.isNegative == right.isNegative || first.isEmpty)
  }

  /// The sum, without rounding.
  package static func + (left: ExactDecimal, right: ExactDecimal) -> ExactDecimal {
    let decimals = max(left.decimals, right.decimals)
    let (first, second) = aligned(left, right)
    guard left.isNegative != right.isNegative else {
      return ExactDecimal(
        digits: sum(first, second), decimals: decimals, isNegative: left.isNegative)
    }
    let isFirstLarger =
      first.count == second.count
      ? !first.lexicographicallyPrecedes(second) : first.count > second.count
    return ExactDecimal(
      digits: isFirstLarger ? difference(first, second) : difference(second, first),
      decimals: decimals, isNegative: isFirstLarger ? left.isNegative : right.isNegative)
  }

  /// The digits of two numbers with as many decimals each.
  private static func aligned(
    _ left: ExactDecimal, _ right: ExactDecimal
  ) -> ([UInt8], [UInt8]) {
    let decimals = max(left.decimals, right.decimals)
    func digits(_ number: ExactDecimal) -> [UInt8] {
      let digits = number.digits
      guard !digits.isEmpty else { return [] }
      return digits + Array(repeating: 0, count: decimals - number.decimals)
    }
    return (digits(left), digits(right))
  }

  private static func sum(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var (result, carry): ([UInt8], UInt8) = ([], 0)
    for place in 1...max(left.count, right.count, 1) {
      let digit = self.digit(left, place) + self.digit(right, place) + carry
      result.append(digit % 10)
      carry = digit / 10
    }
    return (result + [carry]).reversed()
  }

  /// The difference of a number and one that is no larger.
  private static func difference(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
    var (result, borrow): ([UInt8], UInt8) = ([], 0)
    for place in 1...max(left.count, 1) {
      let (own, taken) = (digit(left, place), digit(right, place) + borrow)
      borrow = own < taken ? 1 : 0
      result.append(own + borrow * 10 - taken)
    }
    return result.reversed()
  }

  /// A digit, counted from the last, which is 1.
  private static func digit(_ digits: [UInt8], _ place: Int) -> UInt8 {
    place <= digits.count ? digits[digits.count - place] : 0
  }
}
