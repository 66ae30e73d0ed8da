/// The answer of a rule: known to hold, known not to hold, or not known.
///
/// Rules are joined as in Kleene's strong logic of three values: a conjunction fails as soon as one
/// part fails, and is unknown only where what is unknown could still decide it.
///
/// Source: S. C. Kleene, Introduction to Metamathematics (1952), § 64.
package enum Truth: String, Hashable, Sendable, CaseIterable {
  case pass, fail, unknown

  /// Whether all of some answers hold; true of none.
  package static func all(_ answers: some Sequence<Truth>) -> Truth {
    var result = Truth.pass
    for answer in answers {
      if answer == .fail { return .fail }
      if answer == .unknown { result = .unknown }
    }
    return result
  }

  /// Whether any of some answers holds; false of none.
  package static func any(_ answers: some Sequence<Truth>) -> Truth {
    var result = Truth.fail
    for answer in answers {
      if answer == .pass { return .pass }
      if answer == .unknown { result = .unknown }
    }
    return result
  }

  /// Whether at least so many of some answers hold.
  package static func atLeast(_ count: Int, of answers: some Collection<Truth>) -> Truth {
    let passed = answers.count { $0 == .pass }
    if passed >= count { return .pass }
    return passed + answers.count(where: { $0 == .unknown }) < count ? .fail : .unknown
  }

  /// The opposite answer; what is unknown stays so.
  package var negated: Truth {
    switch self {
    case .pass: .fail
    case .fail: .pass
    case .unknown: .unknown
    }
  }

  init(_ holds: Bool) { self = holds ? .pass : .fail }
}
