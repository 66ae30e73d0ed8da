import Formulas
import Quantities

extension Measure {
  /// A difference that is 0 where it vanishes beside another amount.
  ///
  /// Numbers are equal when twelve digits are: what is left of millions in the last bits is no gap,
  /// and a spreadsheet that rounds such a rest to 0 must find the same.
  static func remainder(of difference: Formula, beside whole: Formula) -> Measure {
    Measure(difference.prose, reads: [difference], unit: .usd, form: .remainder(beside: whole)) {
      reading in
      let figure = reading.figure(difference)
      guard let rest = figure.value, let whole = reading.figure(whole).value,
        abs(rest) <= 1e-12 * abs(whole)
      else { return figure }
      return figure.combined(with: figure, into: 0, bound: figure.bound)
    }
  }
}
