import Quantities
import SeriesStore

/// Reads dataset directories: a folder for each network, its profile and its tables.
///
/// Every fault of the data becomes a diagnostic; whatever is good is loaded. Files are read on all
/// processors, and the outcome depends on the files alone.
public struct DatasetLoader: Sendable {
  private let directories: [String]
  private let chunkSize: Int

  /// Creates a loader; later directories are overlays that add to the first one.
  public init(directories: [String]) {
    self.init(directories: directories, chunkSize: 4 << 20)
  }

  /// Creates a loader that cuts large tables into chunks of some bytes.
  init(directories: [String], chunkSize: Int) {
    (self.directories, self.chunkSize) = (directories, chunkSize)
  }

  /// Loads everything.
  ///
  /// - Throws: `LoadingError` where a directory cannot be read.
  public func load() throws(LoadingError) -> LoadedDataset {
    let inventory = try Inventory(directories: directories)
    var files = FileRegister()
    files.log.merge(inventory.log)
    let catalog = readCatalog(inventory, &files)
    let policies = readPolicies(inventory, &files)
    let claims = readClaims(inventory, catalog, &files)
    let screens = readScreens(inventory, &files)
    let metrics = readMetrics(inventory, &files)
    let scorecard = readScorecard(inventory, &files)
    let checks = readChecks(inventory, &files)
    let tieOuts = readTieOuts(inventory, catalog, &files)
    let tables = openTables(inventory, catalog, &files)
    guard files.paths.count <= Int(UInt16.max) else {
      throw LoadingError(path: directories[0], problem: "more than 65,535 files")
    }
    let ledgers = LedgerAssembly(
      catalog, tables.ledgers, read(tables.ledgers), paths: files.paths)
    files.log.merge(ledgers.log)
    let assembly = DatasetAssembly(
      catalog, read(tables.series), ledgers.ledgers, paths: files.paths)
    files.log.merge(assembly.log)
    var dataset = Dataset(
      networks: assembly.networks, benchmarks: assembly.benchmarks,
      sources: catalog.sources.sources, files: files.paths, policies: policies,
      claims: claims, screens: screens, metrics: metrics, scorecard: scorecard,
      checks: checks)
    dataset.tieOuts = tieOuts
    return LoadedDataset(
      dataset: dataset, diagnostics: files.log.sorted(), files: files.loaded,
      observationCount: assembly.observationCount + ledgers.rowCount)
  }

  private func readCatalog(_ inventory: Inventory, _ files: inout FileRegister) -> Catalog {
    let sourceFiles = inventory.sourceFiles.map { files.open($0)?.contents }
    let sources = SourceTable(
      sourceFiles.compactMap { $0 },
      isIncomplete: sourceFiles.contains { $0 == nil } || sourceFiles.isEmpty)
    files.log.merge(sources.log)
    let profiles = inventory.folders.map { $0.profile.flatMap { files.open($0) } }
    let read = inParallel(profiles.count) { index in
      CatalogReading(profiles[index], inventory.folders[index], sources)
    }
    for reading in read { files.log.merge(reading.log) }
    return Catalog(entries: read.map(\.entry), sources: sources)
  }

  /// The policies that the directories state; a later one overrides an earlier one.
  private func readPolicies(_ inventory: Inventory, _ files: inout FileRegister) -> Policies {
    var reader = PolicyReader()
    for path in inventory.policyFiles {
      files.open(path)?.contents.withBytes { reader.read($0, path: path) }
    }
    files.log.merge(reader.log)
    return reader.policies
  }

  /// The claims that the directories state, in the order in which they stand.
  private func readClaims(
    _ inventory: Inventory, _ catalog: Catalog, _ files: inout FileRegister
  ) -> [Claim] {
    var table = ClaimTable()
    for path in inventory.claimFiles {
      guard let (contents, index) = files.open(path) else { continue }
      var reader = ClaimReader(path: path, file: index, catalog: catalog)
      contents.withBytes { reader.read($0) }
      table.add(reader)
    }
    files.log.merge(table.log)
    return table.claims
  }

  /// Reads files of one kind, each with a reader of its own; what they say is wrong is kept.
  private func read<Reader: YAMLFileReader>(
    _ paths: [String], _ files: inout FileRegister, with make: (String, Int) -> Reader
  ) -> [Reader] {
    paths.compactMap { path in
      guard let (contents, index) = files.open(path) else { return nil }
      var reader = make(path, index)
      contents.withBytes { reader.read($0) }
      files.log.merge(reader.log)
      return reader
    }
  }

  /// The screens that the directories state; one of a later directory replaces one of the same id.
  private func readScreens(
    _ inventory: Inventory, _ files: inout FileRegister
  ) -> [WrittenScreen] {
    read(inventory.screenFiles, &files) { path, _ in ScreenReader(path: path) }
      .reduce([]) { $0.replaced(by: $1.screens) }
  }

  /// The metrics that the directories state; one of a later directory replaces one of the same id.
  private func readMetrics(
    _ inventory: Inventory, _ files: inout FileRegister
  ) -> [WrittenMetric] {
    read(inventory.metricFiles, &files) { path, _ in MetricReader(path: path) }
      .reduce([]) { $0.replaced(by: $1.metrics) }
  }

  /// The scorecard of the last directory that has one.
  private func readScorecard(
    _ inventory: Inventory, _ files: inout FileRegister
  ) -> WrittenScorecard? {
    read(inventory.scorecardFiles, &files) { path, _ in ScorecardReader(path: path) }
      .compactMap(\.scorecard).last
  }

  /// What the directories state of checks: a later one sets a check anew and adds waivers.
  private func readChecks(_ inventory: Inventory, _ files: inout FileRegister) -> WrittenChecks {
    read(inventory.checkFiles, &files) { path, _ in CheckReader(path: path) }
      .reduce(WrittenChecks()) { $0.overlaid(by: $1.checks) }
  }

  /// The published tables of all directories; one of a later directory replaces one of the same id.
  private func readTieOuts(
    _ inventory: Inventory, _ catalog: Catalog, _ files: inout FileRegister
  ) -> [TieOut] {
    read(inventory.tieOutFiles, &files) { path, file in
      TieOutReader(path: path, file: file, catalog: catalog)
    }.reduce([]) { known, reader in
      let ids = Set(reader.tieOuts.map(\.id))
      return known.filter { !ids.contains($0.id) } + reader.tieOuts
    }
  }

  /// Files of rows whose header is sound.
  private struct Tables {
    var series: [Table] = []
    var ledgers: [LedgerTable] = []
  }

  /// Opens the tables whose network is known and whose header is sound.
  private func openTables(
    _ inventory: Inventory, _ catalog: Catalog, _ files: inout FileRegister
  ) -> Tables {
    var tables = Tables()
    for (index, folder) in inventory.folders.enumerated() {
      guard catalog.entries[index].profile != nil else { continue }
      for (name, path) in folder.tables {
        let isSeries = catalog.entries[index].seriesNames.contains(name)
        if let form = LedgerForm(file: name, at: path, isSeries: isSeries) {
          open(path, &files) { contents, file, bytes throws(Fault) in
            try LedgerTable(contents, file: file, network: index, form, catalog.sources, bytes)
          }.map { tables.ledgers.append($0) }
          continue
        }
        do throws(Fault) {
          guard let schema = try catalog.schema(of: name, network: index) else { continue }
          openSeries(path, schema, catalog, &files, into: &tables)
        } catch {
          files.log.report(error, file: path, line: 0)
        }
      }
    }
    for path in inventory.bulkFiles { openSeries(path, nil, catalog, &files, into: &tables) }
    return tables
  }

  private func openSeries(
    _ path: String, _ schema: SeriesSchema?, _ catalog: Catalog, _ files: inout FileRegister,
    into tables: inout Tables
  ) {
    open(path, &files) { contents, file, bytes throws(Fault) in
      try Table(contents, file: file, schema: schema, catalog, bytes)
    }.map { tables.series.append($0) }
  }

  private func open<Opened>(
    _ path: String, _ files: inout FileRegister,
    _ read: (FileContents, Int, Span<UInt8>) throws(Fault) -> Opened
  ) -> Opened? {
    guard let (contents, index) = files.open(path) else { return nil }
    let table = contents.withBytes { bytes in
      Result { () throws(Fault) in try read(contents, index, bytes) }
    }
    switch table {
    case .success(let table): return table
    case .failure(let fault):
      files.log.report(fault, file: path, line: 1)
      return nil
    }
  }

  private func read<Table: ChunkedTable>(_ tables: [Table]) -> [TableReading<Table.Block>] {
    let chunks = tables.enumerated().map { index, table in
      table.contents.withBytes { Chunk.cut(index, $0, from: table.start, size: chunkSize) }
    }
    let all = chunks.flatMap { $0 }
    var readings = inParallel(all.count) { index in
      let table = tables[all[index].table]
      return table.contents.withBytes { table.read(all[index], $0) }
    }[...]
    return zip(tables, chunks).map { table, chunks in
      let own = Array(readings.prefix(chunks.count))
      readings = readings.dropFirst(chunks.count)
      return TableReading(table, chunks, own)
    }
  }
}
