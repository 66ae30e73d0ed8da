import Quantities
import SeriesStore

extension Check {
  /// Two sources that say different things of one day.
  static let sourcesDisagree = Check(
    "series.sources-disagree", "Sources that say different things of one day", .warning,
    rationale: "Two sources of one definition that state other values for the same days count "
      + "different things, or one of them is wrong. Figures take the better-ranked one.",
    source: "https://github.com/DefiLlama/dimension-adapters/issues/9384; house tolerance",
    remedy: "find what each counts; give the one that counts otherwise a basis of its own",
    thresholds: [.init("tolerance", 0.1, .percent, "difference over the mean of both")], of: .all
  ) { subject in
    subject.measured().flatMap { measured in
      measured.tracks.indices.flatMap { first in
        measured.tracks[(first + 1)...].compactMap { other in
          subject.disagreement(of: measured.tracks[first], and: other, measured.id)
        }
      }
    }
  }
}

extension CheckSubject {
  /// One finding for the rows that two sources have for the same days, with the worst of them.
  fileprivate func disagreement(of one: Track, and other: Track, _ id: SeriesID) -> Finding? {
    let pairs = commonRows(one, other)
    let apart = pairs.filter { abs(distance($0)) > self["tolerance"] }
    guard let worst = apart.max(by: { abs(distance($0)) < abs(distance($1)) }) else { return nil }
    return finding(
      "\(id) by \(one.source) and \(other.source) differs on \(apart.count) of \(pairs.count) "
        + "common rows, most from \(worst.0.start): \(NumberFormat.compact(worst.0.amount)) against "
        + NumberFormat.compact(worst.1.amount), of: id, at: [worst.0, worst.1])
  }

  private func distance(_ pair: (Row, Row)) -> Double {
    let sum = abs(pair.0.amount) + abs(pair.1.amount)
    return sum > 0 ? 2 * (pair.0.amount - pair.1.amount) / sum : 0
  }

  /// Rows of the same days; both tracks are in order.
  private func commonRows(_ one: Track, _ other: Track) -> [(Row, Row)] {
    var (pairs, rest) = ([(Row, Row)](), other.present[...])
    for row in one.present {
      rest = rest.drop { $0.start < row.start }
      if let match = rest.first, match.start == row.start, match.end == row.end {
        pairs.append((row, match))
      }
    }
    return pairs
  }
}
