public import Quantities
public import SeriesStore

extension Network {
  /// The network with the rows that its profile's rules add: schedules and splits.
  ///
  /// - Parameter end: The last day for which schedules are written out.
  /// - Returns: The same profile and rows, with derived tracks behind the measured ones.
  public func withMechanisms(through end: Day) -> Network {
    var network = self
    let profile = network.profile
    for (name, rules) in [
      ("tokens_emitted", profile.emissionSchedule), ("tokens_unlocked", profile.unlockSchedule),
    ] {
      guard let track = scheduleTrack(rules, file: profile.file, through: end) else { continue }
      network.add([track], to: name)
    }
    // Rules on fees come before those on parts of fees, whatever their order in the profile.
    for rule in profile.splits.filter({ $0.base == "revenue" })
      + profile.splits.filter({ $0.base != "revenue" })
    {
      let tracks = network.series[SeriesID(rule.base)]?.tracks.compactMap { $0.derived(by: rule) }
      network.add(tracks ?? [], to: rule.series)
    }
    return network
  }

  /// Adds tracks behind those that a series has.
  private mutating func add(_ tracks: [Track], to name: String) {
    guard !tracks.isEmpty,
      let definition = SeriesDefinition.standard.first(where: { $0.name == name })
    else { return }
    let id = SeriesID(name)
    var whole =
      series[id] ?? Series(id: id, kind: definition.kind, unit: definition.unit, tracks: [])
    whole.tracks += tracks
    series[id] = whole
  }
}
