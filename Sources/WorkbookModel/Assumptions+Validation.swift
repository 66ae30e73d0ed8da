import Quantities
import SeriesStore

extension WorkbookBuilder {
  /// Lets a named cell hold one of some words only.
  package func accept(_ words: [String], in name: String, message: String) {
    validate(.list(words), name, message: message)
  }

  /// Lets a named cell hold a number of a range only.
  package func accept(_ range: ClosedRange<Double>, in name: String) {
    let (low, high) = (
      NumberFormat.shortest(range.lowerBound), NumberFormat.shortest(range.upperBound)
    )
    validate(.number(range), name, message: "A number from \(low) to \(high).")
  }

  /// Lets the cells of policies hold what makes sense only.
  package func acceptPolicies() {
    accept(
      Policies.Valuation.allCases.map(\.rawValue), in: "valuation",
      message: "then: at the price of the days on which tokens moved; end: at the period's close.")
    for policy in Policies.Number.allCases { accept(policy.range, in: policy.rawValue) }
  }

  private func validate(_ rule: SheetValidation.Rule, _ name: String, message: String) {
    guard case .cell(let address, _, _) = cell(named: name) else { return }
    grids[address.sheet].sheet.validations.append(
      SheetValidation(
        rule, on: SheetRange(row: address.row, column: address.column),
        title: String(name.prefix(32)), message: message, error: message))
  }
}
