/// A figure that is another one than it was, and why.
package struct FigureChange: Hashable, Sendable {
  /// What became of it, the gravest first.
  package enum Kind: String, Hashable, Comparable, Sendable, CaseIterable {
    /// A number was known and is another one.
    case restated
    /// A number was known and is none any more.
    case withdrawn
    /// The number covered a part of the period and covers all of it now.
    case completed
    /// A number is known where none was.
    case new
    /// The number is the same; its state, unit, evidence or sources are others. Or there is no
    /// number, for another reason.
    case grounds

    package static func < (left: Kind, right: Kind) -> Bool { left.rank < right.rank }

    private var rank: Int { Kind.allCases.firstIndex(of: self) ?? 0 }

    /// Whether a reader of the old figure was told something that no longer holds.
    package var isRestatement: Bool { self == .restated || self == .withdrawn }
  }

  /// How far one cause moved it.
  package struct Step: Hashable, Sendable {
    /// The cause; several where the figure has no number between them.
    package let causes: [Cause]
    /// By how much; `nil` where the number is the same or there is none on one side.
    package let amount: Double?
  }

  /// What it was; `nil` where nobody asked for it.
  package let old: StatedFigure?
  /// What it is; `nil` where nobody asks for it any more.
  package let new: StatedFigure?
  /// What became of it.
  package let kind: Kind
  /// The steps from the one to the other in the order of causes; they add up to the difference.
  ///
  /// None where causes are not known.
  package let steps: [Step]

  /// Finds out what became of a figure; `nil` where nothing changed, or where there is a number on
  /// neither side of a figure that only one side has.
  ///
  /// - Parameters:
  ///   - old: What it was.
  ///   - new: What it is.
  ///   - path: What it was after each cause, in their order, up to the new one.
  package init?(
    _ old: StatedFigure?, _ new: StatedFigure?, path: [(cause: Cause, figure: StatedFigure?)] = []
  ) {
    guard let kind = FigureChange.kind(old, new) else { return nil }
    (self.old, self.new, self.kind) = (old, new, kind)
    steps =
      kind == .grounds || old?.value == nil || new?.value == nil
      ? FigureChange.turns(old, path) : FigureChange.steps(old, path)
  }

  /// Either of the two, for what both say.
  package var any: StatedFigure? { new ?? old }

  /// The whole change; `nil` without a number on both sides.
  package var difference: Double? {
    guard let old = old?.value, let new = new?.value else { return nil }
    return new - old
  }

  /// The change as a share of the old number; `nil` where that is 0, a date or not there.
  package var share: Double? {
    guard let difference, let old = old?.value, old != 0, any?.unit != "date" else { return nil }
    let share = difference / abs(old)
    return share.isFinite ? share : nil
  }

  private static func kind(_ old: StatedFigure?, _ new: StatedFigure?) -> Kind? {
    switch (old?.value, new?.value) {
    case (nil, nil):
      guard let old, let new else { return nil }
      return old.says(what: new) ? nil : .grounds
    case (nil, _): return .new
    case (_, nil): return .withdrawn
    default:
      guard let old, let new else { return nil }
      guard old.hasNumber(of: new) else {
        return old.state == "partial" && new.state == "value" ? .completed : .restated
      }
      return old.says(what: new) ? nil : .grounds
    }
  }

  /// The steps between numbers; a cause that leaves no number is taken together with the next.
  private static func steps(
    _ old: StatedFigure?, _ path: [(cause: Cause, figure: StatedFigure?)]
  ) -> [Step] {
    var (last, before, open) = (old, old, [Cause]())
    var steps: [Step] = []
    for (cause, figure) in path {
      if figure?.says(what: before) != true { open.append(cause) }
      before = figure
      guard let value = figure?.value, let from = last?.value else { continue }
      if figure?.hasNumber(of: last) == false {
        steps.append(Step(causes: open, amount: value - from))
      }
      (last, open) = (figure, [])
    }
    return steps
  }

  /// The causes that made a number appear or vanish, or changed what is said beside it.
  private static func turns(
    _ old: StatedFigure?, _ path: [(cause: Cause, figure: StatedFigure?)]
  ) -> [Step] {
    var before = old
    var steps: [Step] = []
    for (cause, figure) in path {
      if figure != before, figure?.says(what: before) != true {
        steps.append(Step(causes: [cause], amount: nil))
      }
      before = figure
    }
    return steps
  }
}
