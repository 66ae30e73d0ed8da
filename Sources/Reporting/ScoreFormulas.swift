import Screening
import WorkbookModel

/// The formulas of one metric's score.
struct ScoreFormulas {
  let value: CellFormula
  let countsAs: CellFormula
  let reads: CellFormula
  /// The cell of the value's own score.
  let score: CellFormula
  let points: [(value: CellFormula, score: CellFormula)]
  let best: CellFormula

  /// Straight lines between points: each adds its rise by the part of it that the value has passed.
  var scoreOfValue: CellFormula {
    let rises = zip(points, points.dropFirst()).map { a, b in
      (b.score - a.score)
        * .maximum(0, .minimum(1, (value - a.value) / (b.value - a.value)))
    }
    let sum = rises.reduce(points[0].score, +)
    return .of(value, .ifError(sum, .text("n/a: two points have one value")))
  }

  private func counts(as standing: ScoreStanding) -> CellFormula {
    .compare(countsAs, .equal, .text(standing.rawValue))
  }

  var dropsOut: CellFormula { counts(as: .notApplicable) }

  /// Whether the value's text is the typed reason, of the kind that is typed.
  private func reads(_ standing: ScoreStanding) -> CellFormula {
    .both(counts(as: standing), .compare(value, .equal, reads))
  }

  private var last: CellFormula { points[points.count - 1].score }

  var least: CellFormula {
    end(unknown: 0, without: .when(reads(.beyond), last, 0)) { .minimum($0, $1) }
  }

  var most: CellFormula {
    end(
      unknown: best, without: .when(reads(.beyond), last, .when(reads(.loss), 0, best))
    ) { .maximum($0, $1) }
  }

  /// One end of the range: of a number, of a bound, of what is unknown.
  private func end(
    unknown: CellFormula, without: CellFormula,
    _ pick: (CellFormula, CellFormula) -> CellFormula
  ) -> CellFormula {
    func beyond(_ side: CellFormula.Comparison) -> CellFormula {
      points.reduce(score) { found, point in
        pick(found, .when(.compare(point.value, side, value), point.score, score))
      }
    }
    return .when(
      dropsOut, .text("n/a: does not apply"),
      .when(
        .isNumber(score),
        .when(
          counts(as: .unknown), unknown,
          .when(
            counts(as: .atLeast), beyond(.atLeast),
            .when(counts(as: .atMost), beyond(.atMost), score))), without))
  }
}
