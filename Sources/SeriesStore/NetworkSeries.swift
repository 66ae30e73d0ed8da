public import Quantities

/// The series of one network as known on a day: what every figure is read from.
public struct NetworkSeries: Sendable {
  /// The folder's name.
  public let id: String
  /// What the profile states.
  public let profile: Profile
  /// The last day whose observations count.
  public let asOf: Day
  /// Series by identity, cut at the as-of day.
  public let series: [SeriesID: Series]
  /// Readings of stocks and levels.
  public let points: [SeriesID: Points]
  /// Prices for valuing token flows.
  public let prices: PriceBook

  /// When the sources of the rows were published, where that is known.
  public let published: [String: Day]
  /// Rows that name a holder, customer or supplier, cut at the as-of day.
  public let ledgers: [Ledger.Kind: Ledger]

  /// What is no network, by id: the prices that this one is set against.
  public var benchmarks: [String: NetworkSeries] = [:]

  /// Rows of files left out because their source was published too late or has no date.
  public let excluded: Excluded

  /// Counts of rows that a vintage leaves out: rows of files that would count as of the day.
  public struct Excluded: Hashable, Sendable {
    /// Rows of sources without a publication date.
    public var undated = 0
    /// Rows of sources published after the day.
    public var later = 0
  }

  /// Cuts a network's rows at a day, and at what had been published by another.
  ///
  /// - Parameters:
  ///   - network: All rows, with those that rules and schedules derive.
  ///   - sources: Publication dates.
  ///   - asOf: Flows count up to that day, also of a row that reaches beyond it; readings count if
  ///     their row has ended by then. Schedules are rules and reach as far as they were written out.
  ///   - knownBy: Only sources published by then count; `nil` for all.
  public init(_ network: Network, sources: [String: Source], asOf: Day, knownBy: Day? = nil) {
    (id, profile, self.asOf) = (network.id, network.profile, asOf)
    var (kept, points) = ([SeriesID: Series](), [SeriesID: Points]())
    var vintage = Vintage(sources: sources, knownBy: knownBy)
    for (id, series) in network.series {
      var series = series
      series.tracks = series.tracks.map { track in
        // What a schedule says of later days is known on this one.
        if track.isSchedule { return track }
        return series.kind == .flow ? track.begun(by: asOf) : track.ended(by: asOf)
      }.filter { track in
        // Rows that a rule derives are rows of another series, where they are counted.
        vintage.knows(track.source, rows: track.origin == .rows ? track.count : 0)
          && track.count > 0
      }
      guard !series.tracks.isEmpty else { continue }
      kept[id] = series
      if series.kind != .flow { points[id] = Points(of: series) }
    }
    let names = Set(kept.values.flatMap { $0.tracks.map(\.source) })
    published = sources.filter { names.contains($0.key) }.compactMapValues(\.published)
    var ledgers: [Ledger.Kind: Ledger] = [:]
    for (kind, ledger) in network.ledgers {
      let known = ledger.filtered {
        $0.days.upperBound <= asOf && vintage.knows($0.source, rows: $0.rows.count)
      }
      if !known.statements.isEmpty { ledgers[kind] = known }
    }
    self.ledgers = ledgers
    (self.series, self.points, excluded) = (kept, points, vintage.excluded)
    let price = SeriesID("price")
    prices = PriceBook(
      closes: points[price] ?? Points(of: Series(id: price, kind: .level, unit: .one, tracks: [])),
      averages: kept[SeriesID("price", basis: "average")])
  }

  /// The definitions that a series has rows for, the profile's own first.
  public func bases(of name: String) -> [String] {
    series.keys.filter { $0.name == name && $0.segment.isEmpty }.map(\.basis).sorted()
  }

  /// The highest price that a row states as an average and that ends by a day; `nil` without such
  /// a row.
  public func highestAverage(through day: Day) -> Double? {
    prices.averages?.tracks.flatMap { track in
      (0..<track.count).filter { track.isPresent($0) && track.end($0) <= day }.map(track.amount)
    }.max()
  }

  /// The row that a place points to, as `file:line`, given the dataset's files.
  public func reference(_ track: Track, _ row: Int, files: [String]) -> String {
    "\(files[Int(track.file[row])]):\(track.lines[row])"
  }
}

/// Which sources had been published by a day, and how many rows of the others there are.
private struct Vintage {
  let sources: [String: Source]
  let knownBy: Day?
  private(set) var excluded = NetworkSeries.Excluded()

  init(sources: [String: Source], knownBy: Day?) {
    (self.sources, self.knownBy) = (sources, knownBy)
  }

  /// Whether rows of a source count; those that do not are counted.
  mutating func knows(_ source: String, rows: Int) -> Bool {
    guard let knownBy else { return true }
    guard let published = sources[source]?.published else {
      excluded.undated += rows
      return false
    }
    if published > knownBy { excluded.later += rows }
    return published <= knownBy
  }
}

extension NetworkSeries {
  /// Whether tokens are burned for service: by its rows, or by its design.
  public var isBurning: Bool {
    series.keys.contains { $0.name == "tokens_burned" } || profile.mechanism == "burn-and-mint"
  }

  /// The first day of a row of income or emission: where the network's books begin.
  ///
  /// The as-of day where there is none.
  public var booksBegin: Day {
    let names: Set = ["revenue", "tokens_emitted"]
    let starts = series.values.filter {
      names.contains($0.id.name) && $0.id.basis.isEmpty && $0.id.segment.isEmpty
    }.flatMap { $0.tracks.compactMap(\.starts.first) }
    return starts.min() ?? asOf
  }
}
