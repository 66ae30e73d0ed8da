import Quantities
import SeriesStore

/// Makes networks and their series from everything that was read.
struct DatasetAssembly {
  private let catalog: Catalog
  private let paths: [String]
  private(set) var log = DiagnosticLog()
  private(set) var networks: [Network] = []
  private(set) var benchmarks: [Network] = []
  private(set) var observationCount = 0

  /// Brings the rows of all tables together, in the order of the files, and adds the ledgers of
  /// each network.
  init(
    _ catalog: Catalog, _ readings: [TableReading<RowBlock>],
    _ ledgers: [Int: [Ledger.Kind: Ledger]], paths: [String]
  ) {
    (self.catalog, self.paths) = (catalog, paths)
    for reading in readings { log.merge(reading.log) }
    let (keys, parts) = DatasetAssembly.index(readings)
    let tracks = inParallel(keys.count) { index in
      var log = DiagnosticLog()
      let rows = TrackRows(parts[index])
      return (track: rows.track(keys[index], paths: paths, into: &log), log: log)
    }
    for track in tracks {
      log.merge(track.log)
      observationCount += track.track.count
    }
    build(keys, tracks.map(\.track), ledgers)
  }

  /// The tracks that occur and where their rows lie.
  private static func index(
    _ readings: [TableReading<RowBlock>]
  ) -> (keys: [TrackKey], parts: [[TrackRows.Part]]) {
    var slots: [TrackKey: Int] = [:]
    var (keys, parts) = ([TrackKey](), [[TrackRows.Part]]())
    func add(_ key: TrackKey) -> Int {
      slots[key] = keys.count
      keys.append(key)
      parts.append([])
      return keys.count - 1
    }
    // Neighbouring chunks mostly have the same tracks in the same slots: that spares the hashing.
    var (before, targets) = ([TrackKey](), [Int]())
    for reading in readings {
      for (block, firstLine) in reading.blocks {
        targets = block.keys.enumerated().map { slot, key in
          slot < before.count && before[slot] == key ? targets[slot] : slots[key] ?? add(key)
        }
        before = block.keys
        for (slot, target) in targets.enumerated() where !block.rows(slot).isEmpty {
          parts[target].append(
            TrackRows.Part(block, slot: slot, firstLine: firstLine, file: reading.file))
        }
      }
    }
    return (keys, parts)
  }

  private mutating func build(
    _ keys: [TrackKey], _ tracks: [Track], _ ledgers: [Int: [Ledger.Kind: Ledger]]
  ) {
    var series = [[SeriesID: [Track]]](repeating: [:], count: catalog.entries.count)
    for (key, track) in zip(keys, tracks) where track.count > 0 {
      let id = SeriesID(key.series, segment: key.segment, basis: key.basis)
      series[key.network][id, default: []].append(track)
    }
    for (index, entry) in catalog.entries.enumerated() {
      guard let profile = entry.profile else { continue }
      var finished: [SeriesID: Series] = [:]
      for (id, tracks) in series[index] {
        finished[id] = self.series(id, tracks, network: index, profile)
      }
      let network = Network(
        id: entry.id, profile: profile, series: finished, ledgers: ledgers[index] ?? [:])
      if entry.isBenchmark { benchmarks.append(network) } else { networks.append(network) }
    }
  }

  private mutating func series(
    _ id: SeriesID, _ tracks: [Track], network: Int, _ profile: Profile
  ) -> Series? {
    guard let schema = try? catalog.schema(of: id.name, network: network) else { return nil }
    let ranks = profile.sources(ranking: id)
    let rank = { (track: Track) in ranks.firstIndex(of: track.source) ?? ranks.count }
    for track in tracks where !ranks.contains(track.source) { reportUnranked(track, id, schema) }
    let sorted = tracks.sorted { (rank($0), $0.source) < (rank($1), $1.source) }
    return Series(id: id, kind: schema.kind, unit: schema.unit, gaps: schema.gaps, tracks: sorted)
  }

  private mutating func reportUnranked(_ track: Track, _ id: SeriesID, _ schema: SeriesSchema) {
    guard let row = (0..<track.count).min(by: { place(track, $0) < place(track, $1) }) else {
      return
    }
    let basis = id.basis.isEmpty ? "" : " of basis '\(escaped(id.basis))'"
    let fault = Fault(
      .unrankedSource, field: "source", cell: track.source,
      "not ranked for '\(id.name)'\(basis), so it comes last",
      "add it under 'sources:' in \(escaped(schema.profilePath))")
    let (file, line) = place(track, row)
    log.report(fault, file: paths[Int(file)], line: Int(line))
  }

  private func place(_ track: Track, _ row: Int) -> (UInt16, UInt32) {
    (track.file[row], track.lines[row])
  }
}
