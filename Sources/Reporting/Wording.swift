import Formulas
import Quantities
import ReportModel

/// Phrases made of figures; a figure without a number makes none.
extension Fact {
  /// The number as a table shows it: `$2.30M`, `at least 0.54x`.
  var phrase: String? {
    guard figure.value != nil else { return nil }
    let cell = figureCell
    guard figure.state == .partial else { return cell.text }
    let share = NumberFormat.fixed((figure.coverage ?? 0) * 100, decimals: 0)
    return "\(cell.text) (partial: \(share) % of the days)"
  }

  /// The number, where it is whole.
  var whole: Double? { figure.isWhole ? figure.value : nil }
}

/// `a`, `a and b`, `a, b and c`.
func list(_ words: [String]) -> String {
  guard let last = words.last else { return "none" }
  return words.count == 1 ? last : words.dropLast().joined(separator: ", ") + " and " + last
}

/// `1 network`, `3 networks`.
func counted(_ count: Int, _ singular: String, _ plural: String? = nil) -> String {
  "\(count) \(count == 1 ? singular : plural ?? singular + "s")"
}
