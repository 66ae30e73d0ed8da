import ArgumentParser
import Quantities
import Reporting

/// The period or periods that a command was asked for.
struct PeriodWish {
  let text: String?
  let view: ViewOptions

  /// One period; a sequence is refused.
  func one(of inputs: Inputs) throws -> Period {
    let periods = try all(of: inputs)
    guard let last = periods.last, periods.count == 1 else {
      throw ValidationError("one period, not a sequence: try -p \(periods.last?.key ?? "2025Q4")")
    }
    return last
  }

  /// Every period, oldest first; without a wish the newest quarter of the data.
  func all(of inputs: Inputs) throws -> [Period] {
    let newest = Audit.newestQuarter(of: inputs.dataset)
    if let text { return try parsed(text, asOf: view.asOf ?? newest?.end) }
    if let asOf = view.asOf {
      let quarter = Period.quarter(of: asOf)
      return [quarter.end <= asOf ? quarter : quarter.previous]
    }
    guard let newest else {
      throw Failure("no network has a price that tells the newest quarter; name one with -p")
    }
    return [newest]
  }

  private func parsed(_ text: String, asOf: Day?) throws -> [Period] {
    do {
      return try Period.parse(text, asOf: asOf)
    } catch {
      throw ValidationError("\(error)")
    }
  }
}
