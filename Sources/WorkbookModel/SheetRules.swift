package import Quantities

/// What the cells of a block accept, and what a reader is told there.
package struct SheetValidation: Sendable {
  package enum Rule: Sendable {
    /// One of some texts; together they have at most 255 characters, commas counted.
    case list([String])
    /// One of the texts of a row or column: `Lists!$A$2:$A$9`.
    case listFrom(String)
    case number(ClosedRange<Double>)
    case integer(ClosedRange<Int>)
    case day(ClosedRange<Day>)
  }

  package var range: SheetRange
  package var rule: Rule
  /// Shown beside the cell when it is chosen; at most 32 and 255 characters.
  package var title: String
  package var message: String
  /// Shown when something else is typed; at most 255 characters.
  package var error: String

  package init(
    _ rule: Rule, on range: SheetRange, title: String, message: String, error: String
  ) {
    (self.range, self.rule) = (range, rule)
    (self.title, self.message, self.error) = (title, message, error)
  }
}

/// A mark that depends on the values of the cells it is drawn in.
package struct SheetCondition: Sendable {
  package enum Verdict: Hashable, Sendable, CaseIterable { case good, warning, bad }

  package enum Test: Sendable {
    case beginsWith(String)
    /// A number beside a threshold; texts pass none of these.
    case atLeast(Double)
    case above(Double)
    case atMost(Double)
    case below(Double)
    case equals(Double)
    /// A formula for the first cell of the range, without `=`; references move as in a copy.
    case formula(String)
  }

  package enum Rule: Sendable {
    /// A fill, bold print and a sign, so that colour is never alone.
    case verdict(Verdict, Test)
    /// A bar in the cell of a figure that is not negative; an end without a number follows the values,
    /// so bars mostly begin at 0.
    case bar(from: Double?, to: Double?)
    /// Three signs by two thresholds: a figure at `good` or beyond is good, one that does not
    /// reach `warning` is bad; less is better where `good` is below `warning`.
    case lights(good: Double, warning: Double)
    /// Italics on a fill, with the number format of the cell itself: a figure that covers its days in
    /// part only.
    case partial(Test)
  }

  package var range: SheetRange
  package var rule: Rule

  package init(_ rule: Rule, on range: SheetRange) { (self.rule, self.range) = (rule, range) }
}
