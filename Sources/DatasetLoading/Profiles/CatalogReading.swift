import SeriesStore

/// One folder's profile as read, with its faults.
struct CatalogReading: Sendable {
  let entry: Catalog.Entry
  let log: DiagnosticLog

  /// Reads the profile of a folder; `file` is `nil` where it has none that can be opened.
  init(
    _ file: (contents: FileContents, index: Int)?, _ folder: Inventory.Folder,
    _ sources: SourceTable
  ) {
    let path = folder.profile ?? folder.path
    var reader = ProfileReader(path: path, sources: sources)
    var profile = file.flatMap { file in
      file.contents.withBytes { reader.read($0, isBenchmark: folder.isBenchmark) }
    }
    profile?.file = UInt16(truncatingIfNeeded: file?.index ?? 0)
    entry = Catalog.Entry(
      id: folder.id, isBenchmark: folder.isBenchmark, profile: profile, profilePath: path,
      seriesNames: reader.seriesNames, faultySeries: reader.faultySeries)
    log = reader.log
  }
}
