import EconomicMetrics
import Formulas
import Quantities
import SeriesStore

/// Whether figures contradict each other.
extension OpinionCriterion {
  /// What no row explains between two sources of revenue.
  static func revenueReconciliation(_ materiality: OpinionMateriality) -> OpinionCriterion {
    OpinionCriterion(
      "revenue.reconciliation",
      "greatest unexplained residual between two sources of revenue, as a share of the better-ranked",
      .percent, materialAndPervasive(materiality), unknown: .qualification,
      rationale:
        "Two sources of the same days must tell the same, or rows must say what lies between. "
        + "One source alone is nobody else's word, so that what cannot be tested is no pass."
    ) { subject in
      let lift = "find rows that explain the residual, or correct the source that is wrong"
      guard subject.revenue.value != nil else {
        return .notApplicable("there is no figure; see revenue.coverage")
      }
      guard let worst = subject.worst(of: "revenue") else {
        return .untested(
          "no second source speaks of the same days of revenue",
          lift: "get a second source of revenue for the period")
      }
      return .number(
        worst.share, subject.words(worst),
        sources: [worst.pair.first.source, worst.pair.second.source],
        lift: lift)
    }
  }

  /// Sources of emission, price and supply that contradict each other.
  static func otherReconciliation(_ materiality: OpinionMateriality) -> OpinionCriterion {
    let share = NumberFormat.shortest(materiality.flows * 100)
    return OpinionCriterion(
      "headlines.reconciliation",
      "figures among emission, price and supply whose sources differ by more than \(share) % unexplained",
      .count,
      [
        .init(bound: .atMost(0), effect: .qualification),
        .init(bound: .atMost(1), effect: .adverse),
      ], unknown: .none,
      rationale:
        "One of them is confined to what rests on it; with two of the four headline figures in "
        + "doubt the whole is. A single source is no contradiction; it is told, and held against nothing."
    ) { subject in
      let series = ["tokens_emitted", "price", "circulating_supply", "total_supply"]
      let worst = series.compactMap { subject.worst(of: $0) }
      guard !worst.isEmpty else {
        return .untested(
          "no second source speaks of the same days of emission, price or supply",
          lift: "get a second source of each")
      }
      let apart = worst.filter { NumberFormat.portable($0.share) > materiality.flows }
      let figures = Set(apart.map { $0.name.hasSuffix("_supply") ? "supply" : $0.name })
      return .number(
        Double(figures.count),
        apart.isEmpty
          ? "sources agree on \(worst.map(\.name).joined(separator: ", ")) as far as they overlap"
          : apart.map(subject.words).joined(separator: "; "),
        sources: worst.flatMap { [$0.pair.first.source, $0.pair.second.source] },
        lift: "find rows that explain the residual, or correct the source that is wrong")
    }
  }

  /// What the published parts of fees and protocol revenue leave.
  static func incomeIdentity(_ materiality: OpinionMateriality) -> OpinionCriterion {
    OpinionCriterion(
      "identity.income",
      "what the published parts of fees or protocol revenue leave, as a share of the whole",
      .percent,
      materialAndPervasive(materiality), unknown: .none,
      rationale:
        "Fees are what suppliers get and what the protocol keeps; that goes to holders and the "
        + "treasury. It applies where all parts are published."
    ) { subject in
      guard let worst = subject.incomeGaps.max(by: { $0.share < $1.share }) else {
        return .notApplicable("the parts of income are not all published")
      }
      return .number(
        worst.share,
        "\(worst.words) leave \(NumberFormat.display(worst.share, .percent)) of the whole",
        lift: "get the part that is missing, or take all parts from one source")
    }
  }

  /// What the roll-forward of supply leaves.
  static func supplyIdentity(_ materiality: OpinionMateriality) -> OpinionCriterion {
    OpinionCriterion(
      "identity.supply", "what the roll-forward leaves, as a share of the opening supply", .percent,
      [
        .init(bound: .atMost(materiality.balances), effect: .qualification),
        .init(bound: .atMost(10 * materiality.balances), effect: .adverse),
      ], unknown: .qualification,
      rationale:
        "Opening supply and what moved it must make the closing supply. Ten times materiality "
        + "is a supply that nobody accounts for, on which every multiple and dilution rests."
    ) { subject in
      let lift = "get two readings of supply around the period, and every flow between them"
      guard let roll = SupplyRollForward(subject.analysis.reading(subject.period)) else {
        return .untested("supply has no two readings near the period's ends", lift: lift)
      }
      guard let residual = roll.residual.value, let opening = roll.opening.value, opening > 0 else {
        return .untested(
          "\(roll.supply) cannot be rolled forward: \(roll.residual.state.reason)", lift: lift)
      }
      let share = abs(residual) / opening
      return .number(
        share,
        "the roll-forward of \(roll.supply) from \(roll.days.start) to \(roll.days.end) leaves "
          + "\(percent(share)) of the opening supply",
        sources: roll.opening.sources.union(roll.closing.sources),
        lift: "get the flow that is missing, or supplies and flows of one source")
    }
  }

  /// Rows that cannot be.
  static let findings = OpinionCriterion(
    "findings.errors", "findings of severity error that nobody waived", .count,
    [.init(bound: .atMost(0), effect: .qualification)], unknown: .none,
    rationale:
      "An error cannot be: at least one row is wrong. Findings look at all rows up to the as-of "
      + "day, not at the period's alone."
  ) { subject in
    let errors = subject.errors
    let waived = subject.findings.count { $0.severity == .error && $0.isWaived }
    let ids = Set(errors.map(\.id)).sorted().joined(separator: ", ")
    return .number(
      Double(errors.count),
      "the checks found \(counted(errors.count, "error"))" + (ids.isEmpty ? "" : " (\(ids))")
        + (waived == 0 ? "" : "; \(waived) more \(waived == 1 ? "is" : "are") waived"),
      lift: "correct the rows that depin-audit check names")
  }

  /// Headline figures with rows that cannot be.
  static let findingsInHeadlines = OpinionCriterion(
    "findings.headlines", "headline figures in whose series there is such an error", .count,
    [.init(bound: .atMost(1), effect: .adverse)], unknown: .none,
    rationale: "Errors in two of the four headline figures are not confined."
  ) { subject in
    let names = subject.errors.map { $0.series.prefix { $0 != "[" } }
    let hit = OpinionSubject.headlines.filter { headline in
      names.contains { headline.series.contains(String($0)) }
    }.map(\.name)
    return .number(
      Double(hit.count),
      hit.isEmpty
        ? "no error is in a headline figure" : "errors are in \(hit.joined(separator: ", "))",
      lift: "correct the rows that depin-audit check names")
  }

  private static func materialAndPervasive(_ materiality: OpinionMateriality) -> [Limit] {
    [
      .init(bound: .atMost(materiality.flows), effect: .qualification),
      .init(bound: .atMost(OpinionMateriality.pervasive), effect: .adverse),
    ]
  }
}

/// The comparison of a series that leaves most.
private struct WorstComparison {
  let name: String
  let pair: BridgePair
  let bridge: Bridge
  let share: Double
}

extension OpinionSubject {
  fileprivate func worst(of name: String) -> WorstComparison? {
    comparisons(of: name).map { pair, bridge in
      WorstComparison(
        name: name, pair: pair, bridge: bridge, share: OpinionSubject.unexplainedShare(bridge))
    }.max { $0.share < $1.share }
  }

  fileprivate func words(_ worst: WorstComparison) -> String {
    let days = worst.bridge.period
    let when = days.days == 1 ? "on \(days.start)" : "in \(days)"
    let pair = "\(worst.pair.first.name) and \(worst.pair.second.name)"
    return worst.share == 0
      ? "\(pair) agree or are explained \(when)"
      : "\(pair) differ \(when) by \(percent(worst.share)) that no row explains"
  }

  /// The rest of each identity of income that can be tested, as a share of its whole.
  fileprivate var incomeGaps: [(share: Double, words: String)] {
    let own = ["fees", "supply_side_revenue", "protocol_revenue"].allSatisfy {
      network.series[SeriesID($0)] != nil
    }
    let fees =
      own
      ? gap(
        .sum("fees") - .sum("supply_side_revenue") - .sum("protocol_revenue"), .sum("fees"),
        "supply-side and protocol revenue beside fees") : nil
    let kept = gap(
      .metric("identity_gap"), .metric("protocol_revenue"),
      "the parts of holders and treasury beside protocol revenue")
    return [fees, kept].compactMap(\.self)
  }

  private func gap(
    _ rest: Formula, _ whole: Formula, _ words: String
  ) -> (share: Double, words: String)? {
    let (rest, whole) = (analysis.figure(of: rest, period), analysis.figure(of: whole, period))
    guard rest.isWhole, let gap = rest.value, let base = whole.value, base != 0 else { return nil }
    return (abs(gap / base), words)
  }

  fileprivate var errors: [Finding] { findings.filter { $0.severity == .error && !$0.isWaived } }
}

/// A share with the digits that a threshold of one per cent needs: `0.46 %`.
private func percent(_ share: Double) -> String {
  NumberFormat.fixed(min(share, 1e9) * 100, decimals: share < 0.01 ? 2 : 1) + " %"
}
