import Foundation

/// The texts of numbers: the same on every machine, whatever its locale.
public enum NumberFormat {
  /// The shortest decimal that reads back as the same double: `0.1`, `2681354`, `1e-07`.
  public static func shortest(_ value: Double) -> String {
    precondition(value.isFinite, "only finite numbers are printed")
    let text = "\(value == 0 ? 0 : value)"
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }

  /// A fixed count of decimals with a comma between thousands: `2,681,354.0`.
  public static func fixed(_ value: Double, decimals: Int) -> String {
    precondition(value.isFinite, "only finite numbers are printed")
    let digits = String(format: "%.\(decimals)f", locale: nil, abs(value))
    let point = digits.firstIndex(of: ".") ?? digits.endIndex
    var whole = String(digits[..<point])
    var index = whole.count - 3
    while index > 0 {
      whole.insert(",", at: whole.index(whole.startIndex, offsetBy: index))
      index -= 3
    }
    let text = whole + digits[point...]
    return value < 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "−" + text : text
  }

  /// A reader's form of a number: `$4.23M`, `0.54x`, `−12.3 %`, `1,204 HNT`.
  public static func display(_ value: Double, _ unit: Unit) -> String {
    guard unit.isDimensionless else { return quantity(value, unit) }
    switch unit.display {
    case .percent: return fixed(value * 100, decimals: 1) + " %"
    case .points: return signed(value * 100, decimals: 1) + " pp"
    case .multiple: return fixed(value, decimals: multipleDecimals(value)) + "x"
    case .index: return fixed(value, decimals: 1)
    case .logPoints: return signed(value, decimals: 2)
    case .plain: return compact(value)
    }
  }

  /// A change in percent with its sign: `+12.3 %`.
  public static func change(_ value: Double) -> String { signed(value * 100, decimals: 1) + " %" }

  /// Two to four significant digits and a suffix: `4.23M`, `950.3k`, `1,204`, `0.54`, `0.00374`.
  public static func compact(_ value: Double) -> String {
    let size = abs(value)
    // Each limit lies where rounding would reach the next form: 999,960 is 1.00M.
    for (limit, suffix) in [(1e12, "T"), (1e9, "B"), (1e6, "M"), (1e5, "k")]
    where size >= limit * 0.999_95 {
      return fixed(value / (limit == 1e5 ? 1e3 : limit), decimals: 2 - (limit == 1e5 ? 1 : 0))
        + suffix
    }
    if size >= 999.95 || value == value.rounded() { return fixed(value, decimals: 0) }
    if size >= 99.995 { return fixed(value, decimals: 1) }
    if size >= 0.099_95 { return fixed(value, decimals: 2) }
    let exponent = decimalExponent(size)
    guard exponent < -10 else { return fixed(value, decimals: 2 - exponent) }
    return (value < 0 ? "−" : "") + String(format: "%.2e", locale: nil, size)
  }

  /// The power of ten of the first of three rounded digits; `log10` may differ between processors.
  private static func decimalExponent(_ size: Double) -> Int {
    let text = String(format: "%.2e", locale: nil, size)
    return text.split(separator: "e").last.flatMap { Int($0) } ?? 0
  }

  /// The value cut to twelve significant digits, where `log`, `exp` or `pow` made it: their last
  /// bits differ between processors, and a report may not.
  public static func portable(_ value: Double) -> Double {
    // The C functions round as `String(format:)` does, without its detour over objects.
    guard value.isFinite, value != 0 else { return value }
    return unsafe withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { text in
      _ = unsafe withVaList([value]) { unsafe vsnprintf(text.baseAddress, text.count, "%.11e", $0) }
      guard let start = text.baseAddress else { return value }
      return unsafe strtod(start, nil)
    }
  }

  /// The value cut to some significant digits.
  public static func rounded(_ value: Double, digits: Int) -> Double {
    guard value.isFinite, value != 0 else { return value }
    return Double(String(format: "%.\(max(0, digits - 1))e", locale: nil, value)) ?? value
  }

  private static func quantity(_ value: Double, _ unit: Unit) -> String {
    if unit == .date { return Day(number: Int32(value)).description }
    if unit == .usd {
      let text = compact(abs(value))
      return (value < 0 ? "−$" : "$") + text
    }
    if unit.powers["USD"] == 1, unit.powers.count == 2, unit.powers.contains(where: { $1 < 0 }) {
      return quantity(value, .usd) + "/" + (unit / .usd).description.dropFirst(2)
    }
    return unit == .count ? compact(value) : compact(value) + " \(unit)"
  }

  private static func signed(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals: decimals)
    return value > 0 && text.contains(where: { ("1"..."9").contains($0) }) ? "+" + text : text
  }

  private static func multipleDecimals(_ value: Double) -> Int {
    switch abs(value) {
    case 100...: 0
    case 10...: 1
    case 0.01...: 2
    // Two digits: a ratio that is not 0 should not read 0.
    default: value == 0 ? 2 : min(12, 1 - decimalExponent(abs(value)))
    }
  }
}
