import EconomicMetrics
package import Formulas
import SeriesStore

/// What a team may do, and the figures from which that follows.
package struct RecommendationRule: Sendable {
  /// The stable key, `<subject>.<what is wrong>`.
  package let id: String
  /// When it holds, in the formula language: metrics beside numbers.
  package let when: String
  /// What to do then; ids of metrics in braces stand for their figures.
  package let advice: String
  /// Why that follows, and why the limit is where it is.
  package let rationale: String
  /// Who draws the limit; `house` for this program.
  package let source: String

  init(_ id: String, when: String, _ advice: String, because rationale: String, source: String) {
    (self.id, self.when, self.advice) = (id, when, advice)
    (self.rationale, self.source) = (rationale, source)
  }

  /// A piece of the advice.
  package enum Piece: Hashable, Sendable {
    case words(String)
    /// The figure of a metric.
    case figure(String)
  }

  /// The advice, cut where figures stand.
  package var pieces: [Piece] {
    advice.split(separator: "{", omittingEmptySubsequences: false).enumerated()
      .flatMap { index, part -> [Piece] in
        guard index > 0, let end = part.firstIndex(of: "}") else { return [.words(String(part))] }
        let rest = part[part.index(after: end)...]
        return [.figure(String(part[..<end])), .words(String(rest))]
      }.filter { $0 != .words("") }
  }

  /// The condition as it is judged; its names are those of the standard catalogue.
  package var condition: Condition {
    do throws(LanguageError) {
      return try Condition(parsing: when, names: .catalogue())
    } catch {
      preconditionFailure("'\(when)' of \(id) is no condition: \(error)")
    }
  }

  /// The metrics that it rests on: those of the condition, then those that only its words name.
  package var metrics: [String] {
    let decisive = condition.formulas.compactMap { formula -> String? in
      if case .metric(let id) = formula { id } else { nil }
    }
    let told = pieces.compactMap { if case .figure(let id) = $0 { id } else { nil } }
    return (decisive + told).reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
  }
}
