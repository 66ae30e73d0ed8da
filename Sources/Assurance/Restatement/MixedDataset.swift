package import SeriesStore

extension Dataset {
  /// The old data with some of what is new: what the figures were if only that had changed.
  ///
  /// Networks that only one of the two has are left out: their figures are new or gone, not
  /// restated.
  ///
  /// - Parameters:
  ///   - old: As it was.
  ///   - new: As it is.
  ///   - causes: What is taken from the new one.
  /// - Returns: A dataset that no folder holds.
  package static func mixed(_ old: Dataset, _ new: Dataset, new causes: Set<Cause>) -> Dataset {
    func side(_ cause: Cause) -> Dataset { causes.contains(cause) ? new : old }
    let (data, price, method) = (side(.data), side(.price), side(.method))
    let sources = data.sources.merging(price.sources) { mine, _ in mine }
      .merging(method.sources) { mine, _ in mine }
    var mixed = Dataset(
      networks: mix(data.networks, price.networks, method.networks),
      benchmarks: mix(data.benchmarks, price.benchmarks, method.benchmarks), sources: sources,
      policies: side(.policy).policies, metrics: method.metrics)
    (mixed.scorecard, mixed.checks) = (method.scorecard, method.checks)
    return mixed
  }

  private static func mix(
    _ data: [Network], _ price: [Network], _ method: [Network]
  ) -> [Network] {
    let prices = Dictionary(uniqueKeysWithValues: price.map { ($0.id, $0) })
    let methods = Dictionary(uniqueKeysWithValues: method.map { ($0.id, $0) })
    return data.compactMap { network in
      guard let priced = prices[network.id], let stated = methods[network.id] else { return nil }
      let rows =
        network.series.filter { $0.key.name != "price" }.map(\.value)
        + priced.series.filter { $0.key.name == "price" }.map(\.value)
      let series = rows.map { $0.read(as: stated) }
      return Network(
        id: network.id, profile: stated.profile,
        series: Dictionary(uniqueKeysWithValues: series.map { ($0.id, $0) }),
        ledgers: network.ledgers)
    }
  }
}

extension Series {
  /// The same rows, taken and ranked as a network's profile wants them.
  fileprivate func read(as network: Network) -> Series {
    let ranks = network.profile.sources(ranking: id)
    let rank = { (track: Track) in ranks.firstIndex(of: track.source) ?? ranks.count }
    let same = network.series[id]
    let gaps =
      same?.gaps ?? network.profile.series[id.name]?.gaps
      ?? SeriesDefinition.standard.first { $0.name == id.name }?.gaps ?? gaps
    return Series(
      id: id, kind: same?.kind ?? kind, unit: unit, gaps: gaps,
      tracks: tracks.sorted { (rank($0), $0.source) < (rank($1), $1.source) })
  }
}
