package import Formulas

/// The numbers that a figure may be, as far as a rule may rely on it.
enum Reach {
  /// Any of these: one number, or all on one side of a bound.
  case numbers(ClosedRange<Double>)
  /// Nobody knows: the figure is missing, covers its days in part or does not apply.
  case unknown
  /// There is no such number: every comparison with it fails.
  case none

  /// What a figure allows.
  ///
  /// - Parameters:
  ///   - figure: The figure.
  ///   - isBeyond: Whether a figure that is not meaningful stands for more than any number.
  init(_ figure: Figure, isBeyond: Bool) {
    switch figure.state {
    case .value where figure.marks.contains(.opposedBounds): self = .unknown
    case .value: self = .numbers(Reach.numbers(figure))
    case .notMeaningful: self = isBeyond ? .numbers(.infinity ... .infinity) : .none
    case .partial, .missing, .notApplicable: self = .unknown
    }
  }

  private static func numbers(_ figure: Figure) -> ClosedRange<Double> {
    let value = figure.value ?? 0
    return switch figure.bound {
    case nil: value...value
    case .atLeast: value ... .infinity
    case .atMost: -.infinity...value
    }
  }
}

extension Condition.Comparison {
  /// The order that holds exactly where this one does not.
  var negated: Condition.Comparison {
    switch self {
    case .less: .atLeast
    case .atMost: .greater
    case .greater: .atMost
    case .atLeast: .less
    case .equal: .unequal
    case .unequal: .equal
    }
  }

  /// Whether numbers out of two ranges stand in this order: all of them, none, or some.
  package func holds(_ left: ClosedRange<Double>, _ right: ClosedRange<Double>) -> Truth {
    switch self {
    case .less: order(left.upperBound < right.lowerBound, left.lowerBound >= right.upperBound)
    case .atMost: order(left.upperBound <= right.lowerBound, left.lowerBound > right.upperBound)
    case .greater: Condition.Comparison.less.holds(right, left)
    case .atLeast: Condition.Comparison.atMost.holds(right, left)
    case .equal:
      order(
        left == right && left.lowerBound == left.upperBound,
        left.upperBound < right.lowerBound || left.lowerBound > right.upperBound)
    case .unequal: Condition.Comparison.equal.holds(left, right).negated
    }
  }

  private func order(_ always: Bool, _ never: Bool) -> Truth {
    always ? .pass : never ? .fail : .unknown
  }
}
