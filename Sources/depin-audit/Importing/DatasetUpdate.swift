import DatasetLoading
import Foundation
import Importing
import SeriesStore

/// Joins what vendors gave to a folder of datasets: checked as a whole first, then written as a whole.
///
/// Nobody else who goes this way can change the folder meanwhile.
struct DatasetUpdate {
  private let folders: [String]
  private let before: LoadedDataset
  private let lock: FolderLock?
  private(set) var merge: DatasetMerge

  /// Reads the folders; the last one is written to.
  ///
  /// - Parameters:
  ///   - options: The folders.
  ///   - isTrial: Whether nothing will be written, so that nobody has to wait.
  /// - Throws: A `Failure` where a folder cannot be read.
  init(_ options: FolderOptions, isTrial: Bool) throws {
    folders = options.folders
    lock = isTrial ? nil : FolderLock(options.folders[options.folders.count - 1])
    before = try options.read().loaded
    merge = DatasetMerge(root: options.folders[options.folders.count - 1], before.dataset)
  }

  /// Lets the next one in.
  func release() { lock?.release() }

  /// The folder that is written to.
  var root: String { folders[folders.count - 1].withoutSlash }

  /// The network of an id, or a suggestion.
  func target(_ id: String) throws -> DatasetMerge.Target {
    if let target = merge.target(id, in: before.dataset) { return target }
    let folder = "\(root)/\(id)"
    let faults = before.diagnostics.filter {
      $0.severity == .error && ($0.file == folder || $0.file == folder + "/network.yaml")
    }
    guard faults.isEmpty else {
      for fault in faults.prefix(20) { say("\(fault)") }
      throw Failure("'\(escaped(id))' has no profile that can be read; mend what is said above")
    }
    let ids = (before.dataset.networks + before.dataset.benchmarks).map(\.id)
    throw Failure(
      unknown(
        "network", id, ids, else: "begin one with depin-audit init \(escaped(id))"))
  }

  /// Joins what a file gave to a network, in memory.
  mutating func join(
    _ harvest: Harvest, to target: DatasetMerge.Target, source: SourceStatement
  ) throws(ImportFault) {
    try merge.join(harvest, to: target, source: source)
  }

  /// Reads the datasets as they would be, and refuses what would break them.
  mutating func check() throws {
    guard !merge.changes.isEmpty else { return }
    var after = try trial()
    if !isRankedAsMeant(after.dataset) {
      // The text was not what it seemed to be; the user can do better.
      merge.leaveProfiles()
      after = try trial()
    }
    let faults = newErrors(in: after)
    guard faults.isEmpty else {
      for fault in faults.prefix(20) { say("\(fault)") }
      throw Failure(
        "nothing was written: the datasets would have \(counted(faults.count, "error")) more; "
          + "mend the lines above")
    }
  }

  /// Writes all changes, after keeping what was there.
  ///
  /// - Returns: The folder of the vintage; `nil` where nothing changes.
  func write(keeping place: String?) throws -> String? {
    let changes = merge.changes
    guard !changes.isEmpty else { return nil }
    return try Interruption.deferred {
      var staged = StagedFiles()
      for change in changes {
        try staged.add(
          URL(fileURLWithPath: change.path).resolvingSymlinksInPath().path, change.after)
        try Interruption.check()
      }
      let vintage = try Vintage(of: root, at: place)
      try Interruption.check()
      try staged.publish(isLocked: true)
      return vintage.folder
    }
  }

  /// Whether the profiles that were edited say what they said and the new ranks.
  private func isRankedAsMeant(_ after: Dataset) -> Bool {
    merge.rankings.allSatisfy { network, rankings in
      let find = { (dataset: Dataset) in
        (dataset.networks + dataset.benchmarks).first { $0.id == network }?.profile.ranking
      }
      guard var expected = find(before.dataset) else { return false }
      for (series, entry) in rankings { expected[series, default: []].append(entry) }
      return find(after) == expected
    }
  }

  private func trial() throws -> LoadedDataset {
    let copy = try TrialFolder(root, changes: merge.changes)
    defer { copy.remove() }
    do {
      return try DatasetLoader(directories: folders.dropLast() + [copy.path]).load()
    } catch {
      throw Failure("\(error)")
    }
  }

  /// The errors that files have more of than before, worded with the paths of the user.
  private func newErrors(in after: LoadedDataset) -> [String] {
    func errors(_ loaded: LoadedDataset) -> [String: [Diagnostic]] {
      Dictionary(grouping: loaded.diagnostics.filter { $0.severity == .error }) {
        // Lines move when rows are added, so that a file and a rule are all that can be compared.
        "\(TrialFolder.original($0.file, root)) \($0.rule)"
      }
    }
    let (old, new) = (errors(before), errors(after))
    return new.sorted { $0.key < $1.key }.flatMap { key, faults in
      faults.count > old[key]?.count ?? 0
        ? faults.map { TrialFolder.original("\($0)", root) } : []
    }
  }
}
