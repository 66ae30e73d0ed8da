package import Assurance
import Formulas
import Quantities
import Screening
import SeriesStore

extension ClaimOutcome.Standing {
  /// The word of texts.
  package var word: String { self == .notTestable ? "not testable" : rawValue }

  /// The word with a sign before it, for tables.
  package var signed: String {
    switch self {
    case .supported: "✓ \(word)"
    case .contradicted: "✗ \(word)"
    case .notTestable: "? \(word)"
    }
  }
}

extension ClaimOutcome {
  /// What was computed, for a cell: `$72.0M`, `Helium 27.9x`, `at least $6.80M (4 of 15)`.
  package var found: String {
    if let value { return value.phrase }
    guard let first = answers.first else { return "n/a" }
    guard answers.count > 1 else { return phrase(of: first) }
    if let decisive = answers.first(where: { $0.id == decidedBy }) {
      return "\(decisive.name) \(phrase(of: decisive))"
    }
    return "\(answers.count { $0.truth != .unknown }) of \(answers.count) known"
  }

  /// The figure that an answer hangs on, with its name where others stand beside it.
  package func phrase(of answer: Answer) -> String {
    guard let binding = answer.binding else { return "" }
    let limits = bound?.limits.compactMap(\.text) ?? []
    let others = answer.figures.filter { $0.text != binding.text && !limits.contains($0.text) }
    return others.isEmpty ? binding.phrase : "\(binding.text) \(binding.phrase)"
  }

  /// What it was held against, where the claim has numbers.
  package var claimed: String { bound?.phrase ?? "" }

  /// Evidence, and whether it is the source's own word.
  package var standingOfEvidence: String {
    let own = isByOwnSource ? "own source" : ""
    return [evidence?.description ?? "", own].filter { !$0.isEmpty }.joined(separator: ", ")
  }

  /// Whom the claim is about, in words.
  package var scope: String {
    switch claim.scope {
    case .named(let ids):
      list(ids.map { id in answers.first { $0.id == id }?.name ?? id })
    case .all: "every network"
    case .matching:
      switch test.membership {
      case .launched(let launch): "networks launched \(launch)"
      case let condition: "networks with \(condition.map { "\($0)" } ?? "")"
      }
    }
  }

  /// How networks make the answer, in words; empty where it is about one.
  package var way: String {
    let isOne = answers.count < 2
    switch test.rule {
    case .needs: return ""
    case .each(_, let isAny):
      if case .named(let ids) = claim.scope, ids.count == 1 { return "" }
      if isOne { return "" }
      return isAny ? "one of them has to meet it" : "each of them has to meet it"
    case .figures(.sum, of: _, _): return "value is the sum of"
    case .figures(_, of: _, _): return "value is the median of"
    case .answers(.count, of: _, _): return "value is the number of networks with"
    case .answers(_, of: _, _): return "value is the share of networks with"
    }
  }
}

extension ClaimFigure {
  /// The number as a reader sees it, with its bound and whether it is partial; else `n/a`.
  package var phrase: String {
    guard let value = figure.value else { return "n/a" }
    let number = NumberFormat.display(value, unit)
    let bound = figure.bound.map { "\($0.phrase) " } ?? ""
    return bound + number + (figure.isWhole ? "" : " (partial)")
  }
}

extension CombinedValue {
  /// The number, or what it is known to be, and of how many networks.
  package var phrase: String {
    let (least, most) = (range.lowerBound, range.upperBound)
    let text: String
    switch (least.isFinite, most.isFinite) {
    case (true, true) where least == most: text = NumberFormat.display(least, unit)
    case (true, true):
      text = "\(NumberFormat.display(least, unit)) to \(NumberFormat.display(most, unit))"
    case (true, false): text = "at least \(NumberFormat.display(least, unit))"
    case (false, true): text = "at most \(NumberFormat.display(most, unit))"
    case (false, false): text = "n/a"
    }
    return "\(text) (\(known) of \(total) known)"
  }
}

extension ClaimBound {
  /// `at least $68.0M`, `2.8x to 3.2x`.
  package var phrase: String {
    let numbers = limits.map(\.phrase)
    guard let order else { return numbers.joined(separator: " to ") }
    let word =
      switch order {
      case .less: "less than"
      case .atMost: "at most"
      case .greater: "more than"
      case .atLeast: "at least"
      case .equal: "exactly"
      case .unequal: "other than"
      }
    return "\(word) \(numbers.joined(separator: " to "))"
  }
}

extension ClaimBound.Limit {
  /// The number; a figure in its place is named.
  fileprivate var phrase: String {
    let number = value.map { NumberFormat.display($0, unit) } ?? "n/a"
    return text.map { "\($0) (\(number))" } ?? number
  }
}

extension ClaimGap {
  /// `−$436.0M (−87.2 %)`: with a sign, below 0 where the claim does not hold.
  package var phrase: String {
    let isShare = unit.isDimensionless && unit.display == .percent
    let number = NumberFormat.display(amount, isShare ? .points : unit)
    let signed = amount > 0 && !number.hasPrefix("+") ? "+\(number)" : number
    // Of a share, the share of a share would only confuse.
    guard !isShare, let relative else { return signed }
    return "\(signed) (\(NumberFormat.change(relative)))"
  }
}
