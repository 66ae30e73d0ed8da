public import Quantities
public import SeriesStore

/// A rule of a token economy, as a profile states it: what it makes of a network's rows.
///
/// A mechanism is the code for one kind of rule; the numbers of the rule stand in the profile.
protocol Mechanism: Sendable {
  /// The rows that the rule adds.
  ///
  /// - Parameters:
  ///   - network: The profile, the measured rows and what earlier mechanisms added.
  ///   - view: Up to when rows are wanted, and whose word counts.
  /// - Returns: Rows series by series; none where the rows that the rule needs are not there.
  func additions(to network: Network, _ view: MechanismView) -> [MechanismAddition]
}

/// Rows that a mechanism adds to a standard series.
struct MechanismAddition {
  /// The series' name.
  let series: String
  /// The rows; they come behind those that the series has.
  let tracks: [Track]
}

/// From where a mechanism looks at a network.
struct MechanismView {
  /// The last day whose observations count.
  let asOf: Day
  /// Whether a source had been published by the day of the vintage.
  let isKnown: @Sendable (String) -> Bool
  /// Whether a rule that begins after the as-of day was public by then.
  let isForeseen: @Sendable (String) -> Bool

  /// Years of a schedule that are written out beyond the as-of day, as many as a break-even date may
  /// lie ahead.
  static let yearsAhead = 20

  /// The last day for which schedules are written out.
  var horizon: Day { asOf.adding(months: 12 * MechanismView.yearsAhead) }
}

extension Profile {
  /// The mechanisms that the profile states, in the order in which they build on each other.
  var mechanisms: [any Mechanism] {
    // Rules on fees come before those on parts of fees, whatever their order in the profile.
    let splits = splits.filter { $0.base == "revenue" } + splits.filter { $0.base != "revenue" }
    return [
      Schedule(of: emissionSchedule, as: "scheduled_emission", standingInFor: "tokens_emitted"),
      Schedule(of: unlockSchedule, as: "scheduled_unlocks", standingInFor: "tokens_unlocked"),
    ] + splits.map(Split.init) + [Reminting(remints)]
  }
}

extension Network {
  /// The network with the rows that its profile's rules add: schedules, splits, re-mint.
  ///
  /// - Parameters:
  ///   - asOf: The last day whose observations count; schedules are also written out beyond it.
  ///   - isKnown: Whether a source had been published by the day from which the network is seen;
  ///     rules of other sources are passed over.
  ///   - isForeseen: Whether a source had been published by the as-of day; rules of other sources
  ///     that begin later are passed over: nobody could count on them.
  /// - Returns: The same profile and rows, with derived tracks behind the measured ones.
  public func withMechanisms(
    asOf: Day, isKnown: @escaping @Sendable (String) -> Bool = { _ in true },
    isForeseen: @escaping @Sendable (String) -> Bool = { _ in true }
  ) -> Network {
    var network = self
    let view = MechanismView(asOf: asOf, isKnown: isKnown, isForeseen: isForeseen)
    for mechanism in profile.mechanisms {
      for addition in mechanism.additions(to: network, view) { network.add(addition) }
    }
    return network
  }

  private mutating func add(_ addition: MechanismAddition) {
    guard !addition.tracks.isEmpty,
      let definition = SeriesDefinition.standard.first(where: { $0.name == addition.series })
    else { return }
    let id = SeriesID(addition.series)
    var whole =
      series[id]
      ?? Series(
        id: id, kind: definition.kind, unit: definition.unit, gaps: definition.gaps, tracks: [])
    whole.tracks += addition.tracks
    series[id] = whole
  }
}
