/// What a matter does to an opinion, the least grave first.
package enum OpinionEffect: String, Hashable, Comparable, Sendable, CaseIterable {
  /// Nothing: the opinion stays unqualified.
  case none
  /// Material, but confined: "except for".
  case qualification
  /// Figures contradict each other so far that the whole cannot be relied on.
  case adverse
  /// So much is missing that nothing can be said.
  case disclaimer

  /// Whether one is less grave than another.
  package static func < (left: OpinionEffect, right: OpinionEffect) -> Bool {
    left.rank < right.rank
  }

  private var rank: Int { OpinionEffect.allCases.firstIndex(of: self) ?? 0 }

  /// The opinion that has this as its gravest effect: `qualified`.
  package var opinion: String {
    switch self {
    case .none: "unqualified"
    case .qualification: "qualified"
    case .adverse: "adverse"
    case .disclaimer: "disclaimer"
    }
  }
}
