import Quantities

/// The vertical axis: round numbers around the values, and the words for them.
///
/// It counts in what a reader sees: percent, not fractions.
struct ValueAxis {
  /// The tick at the bottom, the one at the top, and those between.
  let ticks: [Double]
  /// The power of ten of the last digit in which ticks differ.
  private let lastDigit: Int
  private let unit: Unit

  /// Most spaces between ticks.
  private static let mostSpaces = 6

  /// The axis that holds all values; one value alone stands on an axis from 0.
  init(covering values: [Double], unit: Unit) {
    self.unit = unit
    let shown = values.map { $0 * Self.factor(of: unit) }
    var (low, high) = (shown.min() ?? 0, shown.max() ?? 0)
    if low == high { (low, high) = (min(low, 0), max(high, 0)) }
    if low == high { high = 1 }
    let step = RoundStep(over: high - low, atMost: Self.mostSpaces, from: low)
    let first = (low / step.size).rounded(.down)
    let last = (high / step.size).rounded(.up)
    ticks = stride(from: first, through: max(last, first + 1), by: 1).map(step.multiple)
    lastDigit = step.lastDigit
  }

  /// What one of the unit is on the axis.
  static func factor(of unit: Unit) -> Double {
    unit.isDimensionless && [.percent, .points].contains(unit.display) ? 100 : 1
  }

  private var low: Double { ticks.first ?? 0 }
  private var high: Double { ticks.last ?? 1 }

  /// Whether 0 is one of the ticks.
  var includesZero: Bool { low <= 0 && high >= 0 }

  /// The height of a value, as a share of the axis from its bottom.
  func share(of value: Double) -> Double {
    (value * Self.factor(of: unit) - low) / (high - low)
  }

  /// The height of a tick.
  func share(ofTick tick: Double) -> Double { (tick - low) / (high - low) }

  /// A tick in a reader's form, with as many decimals as the step needs: `$4M`, `0.5x`, `40 %`.
  func label(_ tick: Double) -> String {
    let size = max(abs(low), abs(high))
    let scales: [(Double, Int, String)] = [
      (1e12, 12, "T"), (1e9, 9, "B"), (1e6, 6, "M"), (1e4, 3, "k"),
    ]
    let (_, exponent, suffix) = scales.first { size >= $0.0 } ?? (1, 0, "")
    let decimals = tick == 0 ? 0 : max(0, exponent - lastDigit)
    let scaled = abs(tick) / decimalPower(exponent)
    let number =
      decimals > 7 ? NumberFormat.shortest(scaled) : NumberFormat.fixed(scaled, decimals: decimals)
    return (tick < 0 ? "−" : "") + affixed(number + (tick == 0 ? "" : suffix))
  }

  private func affixed(_ number: String) -> String {
    guard unit.isDimensionless else { return (unit.powers["USD"] == 1 ? "$" : "") + number }
    switch unit.display {
    case .percent: return number + "\u{A0}%"
    case .multiple: return number + "x"
    default: return number
    }
  }
}

/// A round distance between ticks: 1, 2, 2.5 or 5 times a power of ten.
private struct RoundStep {
  /// The step is `digits` times ten to the power of `exponent`.
  private let digits: Double
  private let exponent: Int

  /// The smallest round step that covers a range in few spaces, from a multiple of it.
  init(over range: Double, atMost most: Int, from low: Double) {
    var exponent = Int((Double(range.exponent) * 0.301).rounded(.down)) - 4
    while true {
      for digits in [10.0, 20, 25, 50] {
        let step = Self.value(digits, exponent)
        let spaces =
          ((low + range) / step).rounded(.up) - (low / step).rounded(.down)
        guard spaces <= Double(most) else { continue }
        (self.digits, self.exponent) = (digits, exponent)
        return
      }
      exponent += 1
    }
  }

  var size: Double { Self.value(digits, exponent) }

  func multiple(_ count: Double) -> Double { Self.value(count * digits, exponent) }

  /// 10, 20 and 50 end in a zero, 25 does not.
  var lastDigit: Int { digits == 25 ? exponent : exponent + 1 }

  /// Divides by powers of ten rather than multiply by fractions: 3 ÷ 10 is 0.3, 3 × 0.1 is not.
  private static func value(_ count: Double, _ exponent: Int) -> Double {
    exponent >= 0 ? count * decimalPower(exponent) : count / decimalPower(-exponent)
  }
}

/// Ten to a power, correctly rounded; `pow` differs between processors.
private func decimalPower(_ exponent: Int) -> Double { Double("1e\(exponent)") ?? 1 }
