package import Quantities

/// What a cell holds and how it looks.
package struct SheetCell: Sendable {
  package enum Content: Sendable {
    case blank
    case number(Double)
    case text(String)
    case day(Day)
    /// A formula in A1 form without `=`, and the value shown until someone recalculates.
    case formula(String, CellValue)
    /// A text that leads to a cell (`internal:'Data'!A1`) or to an address (`https://…`).
    case link(String, target: String)
  }

  package enum Look: Hashable, Sendable {
    case plain, title, subtitle, heading, label, note, wrapped
    /// A typed figure: blue, the only cells meant to be changed.
    case input(NumberLook)
    /// A typed text or choice, blue as well.
    case inputText
    /// A computed figure.
    case computed(NumberLook)
    /// A computed headline figure.
    case headline(NumberLook)
  }

  /// Number formats by unit.
  ///
  /// A text in the place of a figure is the reason why there is none, and grey; a `word` is an answer.
  package enum NumberLook: Int, Hashable, Sendable, CaseIterable {
    case general, integer, amount, usd, price, percent, change, multiple, index, log, day, word
    /// A bare number: two decimals, none where it is whole.
    case bare
    /// A difference of two percentages.
    case points
  }

  /// On which side of the number that a cell shows the true one lies.
  package enum Bound: Int, Hashable, Sendable, CaseIterable { case atLeast, atMost }

  package var content: Content
  package var look: Look
  /// Set where the number is a bound; it is shown as such, and calculated with as it is.
  package var bound: Bound?
  /// Where a click on the cell leads, as in `Content.link`; any content may have it.
  package var target: String?

  package init(
    _ content: Content = .blank, _ look: Look = .plain, target: String? = nil,
    bound: Bound? = nil
  ) {
    (self.content, self.look, self.target, self.bound) = (content, look, target, bound)
  }
}

extension SheetCell.Content {
  /// What a cell shows before anyone recalculates; `nil` for an empty one.
  package var shown: CellValue? {
    switch self {
    case .blank: nil
    case .number(let number): .number(number)
    case .day(let day): .number(day.serial)
    case .text(let text), .link(let text, _): .text(text)
    case .formula(_, let value): value
    }
  }
}

extension SheetCell.NumberLook {
  /// How numbers of a unit are shown.
  package static func of(_ unit: Unit) -> SheetCell.NumberLook {
    if let look = SheetCell.NumberLook(whateverTheSizeIn: unit) { return look }
    if unit == .usd { return .usd }
    if unit == .one { return .bare }
    return unit.powers["USD"] == 1 ? .price : .amount
  }

  /// How numbers of a unit are shown, be they large or small; `nil` for amounts and prices.
  package init?(whateverTheSizeIn unit: Unit) {
    switch unit.display {
    case .percent: self = .percent
    case .points: self = .points
    case .multiple where unit.isDimensionless: self = .multiple
    case .index: self = .index
    case .logPoints: self = .log
    default:
      guard unit == .date else { return nil }
      self = .day
    }
  }
}

/// What a cell shows.
package enum CellValue: Hashable, Sendable {
  case number(Double)
  case text(String)
}
