import Formulas
import Quantities

/// A change of figures that would turn an answer.
package struct Turn: Hashable, Sendable {
  /// What has to happen, in words.
  package let text: String
  /// The distance as a share of the threshold; `nil` where it has none.
  package let relative: Double?
}

// What would flip a verdict.
extension Verdict {
  /// What would turn the answer: every change that is needed together.
  ///
  /// An answer that fails turns where each part that does not hold comes to hold; one that holds
  /// turns where its nearest part stops to. Empty where only the profile decides.
  package var turns: [Turn] { truth == .pass ? turnsToFail : turnsToPass }

  private var turnsToPass: [Turn] {
    guard truth != .pass else { return [] }
    guard !parts.isEmpty else { return ownTurn(isToPass: true) }
    let options = parts.filter { $0.truth != .pass }.map(\.turnsToPass)
    return isAny ? easiest(options) : together(options)
  }

  private var turnsToFail: [Turn] {
    guard truth == .pass else { return [] }
    guard !parts.isEmpty else { return ownTurn(isToPass: false) }
    let options = parts.filter { $0.truth == .pass }.map(\.turnsToFail)
    return isAny ? together(options) : easiest(options)
  }

  /// All changes; none where one of the parts cannot turn, as a word of the profile does not.
  private func together(_ options: [[Turn]]) -> [Turn] {
    options.contains(where: \.isEmpty) ? [] : options.flatMap(\.self)
  }

  /// The changes that are least in number, then in size.
  private func easiest(_ options: [[Turn]]) -> [Turn] {
    func size(_ turns: [Turn]) -> Double { turns.map { abs($0.relative ?? .infinity) }.max() ?? 0 }
    return options.filter { !$0.isEmpty }.enumerated().min { a, b in
      (a.element.count, size(a.element), a.offset) < (b.element.count, size(b.element), b.offset)
    }?.element ?? []
  }

  private func ownTurn(isToPass: Bool) -> [Turn] {
    guard let first = readings.first else { return [] }
    let name = first.text
    guard let value = first.figure.value, first.figure.isWhole else {
      let wish = readings.dropFirst().map { threshold($0) }.joined(separator: " and ")
      return [
        Turn(text: "\(name) becomes known and is \(sign(isToPass: true)) \(wish)", relative: nil)
      ]
    }
    let limit = nearestLimit(to: value)
    guard let bound = limit.figure.value else {
      return [Turn(text: "\(limit.text) becomes known", relative: nil)]
    }
    let share = value == 0 ? nil : (bound - value) / abs(value)
    let change = share.map { ", \(NumberFormat.change($0))" } ?? ""
    let now = NumberFormat.display(value, first.unit)
    let wish = sign(isToPass: isToPass, against: limit)
    return [
      Turn(
        text: "\(name) is \(wish) \(threshold(limit)) (now \(now)\(change))",
        relative: margin?.relative)
    ]
  }

  /// Of two bounds the one that the value is nearer to turning at.
  private func nearestLimit(to value: Double) -> Reading {
    guard readings.count > 2, let low = readings[1].figure.value,
      let high = readings[2].figure.value
    else { return readings[readings.count - 1] }
    return abs(value - low) <= abs(value - high) ? readings[1] : readings[2]
  }

  private func threshold(_ reading: Reading) -> String {
    guard !reading.isConstant else { return reading.text }
    let value = reading.figure.value.map { NumberFormat.display($0, reading.unit) }
    return reading.text + (value.map { " (\($0))" } ?? "")
  }

  /// The order that has to hold, or that must not.
  private func sign(isToPass: Bool, against limit: Reading? = nil) -> String {
    let comparison: Condition.Comparison
    switch condition {
    case .compare(_, let own, _): comparison = own
    default:
      let isUpper = limit.map { $0.text == readings.last?.text } ?? false
      comparison = isUpper ? .atMost : .atLeast
    }
    return (isToPass ? comparison : comparison.negated).rawValue
  }
}
