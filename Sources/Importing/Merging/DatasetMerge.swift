import DatasetLoading
import Foundation
package import SeriesStore

/// Joins imports to a folder of datasets, in memory: what it gives is to be checked and written.
package struct DatasetMerge: Sendable {
  /// The network that rows are joined to.
  package struct Target: Sendable {
    /// Its id.
    package let network: String
    /// Its profile.
    package let profile: Profile
    /// The folder that its files lie in, or will.
    package let folder: String
    /// The file of its profile.
    package let profilePath: String
  }

  /// A file as it is to be.
  package struct File: Sendable {
    /// Where it lies.
    package let path: String
    /// Its bytes; `nil` where there is no file yet.
    package let before: [UInt8]?
    /// Its bytes to be.
    package let after: [UInt8]
  }

  /// The folder of datasets that is written to.
  private let root: String
  private let known: Set<String>
  /// Files by path, in the order in which they were first needed.
  private var files: [String: File] = [:]
  private var order: [String] = []
  /// The entries that rankings get, by network.
  package private(set) var rankings: [String: [(series: String, entry: Profile.RankedSource)]] = [:]
  /// Those that the user has to write.
  private var unranked: [(series: String, entry: Profile.RankedSource)] = []
  /// What was done, one for each series of each import.
  package private(set) var outcomes: [MergeOutcome] = []
  /// The sources that were added.
  package private(set) var newSources: [String] = []
  /// What the user has to do or know.
  package private(set) var remarks: [String] = []

  /// Prepares changes of a folder.
  ///
  /// - Parameters:
  ///   - root: The folder that is written to: of several the last one, which lies over the others.
  ///   - dataset: What all folders hold.
  package init(root: String, _ dataset: Dataset) {
    self.root = root.count > 1 && root.hasSuffix("/") ? String(root.dropLast()) : root
    known = Set(dataset.sources.keys)
  }

  /// The files that change, in an order in which the folder can be read after each of them.
  package var changes: [File] {
    let changed = order.compactMap { files[$0] }.filter { ($0.before ?? []) != $0.after }
    // A source is listed before rows name it, and ranked before they are read.
    return changed.filter { $0.path.hasSuffix("/sources.csv") }
      + changed.filter { $0.path.hasSuffix(".yaml") }
      + changed.filter { !$0.path.hasSuffix("/sources.csv") && !$0.path.hasSuffix(".yaml") }
  }

  /// The network of an id, or `nil`.
  package func target(_ id: String, in dataset: Dataset) -> Target? {
    let isNetwork = dataset.networks.contains { $0.id == id }
    guard let network = (dataset.networks + dataset.benchmarks).first(where: { $0.id == id })
    else { return nil }
    return Target(
      network: id, profile: network.profile,
      folder: isNetwork ? "\(root)/\(id)" : "\(root)/benchmarks/\(id)",
      profilePath: dataset.files[Int(network.profile.file)])
  }

  /// Joins what a file gave, all of it or, where a fault is thrown, nothing.
  package mutating func join(
    _ harvest: Harvest, to target: Target, source: SourceStatement
  ) throws(ImportFault) {
    var merge = self
    try merge.add(harvest, target, source)
    self = merge
  }

  private mutating func add(
    _ harvest: Harvest, _ target: Target, _ source: SourceStatement
  ) throws(ImportFault) {
    for series in harvest.series {
      let terms = try RowTerms(series, source: source.id, target.profile)
      let path = "\(target.folder)/\(terms.series).csv"
      let before = try content(path)
      var merge = try SeriesMerge(
        SeriesFile(path: path, before, terms), terms, network: target.network)
      set(path, try merge.join(series.rows))
      outcomes.append(merge.outcome)
      if before == nil, isDescribed { remarks.append("\(path) is new: run make datapackage") }
      try rank(terms, target)
    }
    try list(source, target)
  }

  /// Adds a source that no `sources.csv` has.
  private mutating func list(
    _ source: SourceStatement, _ target: Target
  ) throws(ImportFault) {
    guard !known.contains(source.id), !newSources.contains(source.id) else { return }
    // A network's own list goes before the one that networks share.
    let own = "\(target.folder)/sources.csv"
    let path = try content(own) == nil ? "\(root)/sources.csv" : own
    set(path, try SourceList.adding(source, to: content(path), path: path))
    newSources.append(source.id)
  }

  /// Ranks a source behind the others, where its rows come anyway.
  private mutating func rank(_ terms: RowTerms, _ target: Target) throws(ImportFault) {
    let id = SeriesID(terms.series, segment: terms.segment, basis: terms.basis)
    guard !target.profile.sources(ranking: id).contains(terms.source) else { return }
    let entry = Profile.RankedSource(source: terms.source, basis: terms.basis)
    let isKnown = (unranked + (rankings[target.network] ?? [])).contains {
      $0.series == terms.series && $0.entry == entry
    }
    guard !isKnown else { return }
    if target.profilePath.hasPrefix(target.folder + "/"),
      let text = try content(target.profilePath),
      let added = ProfileRanking.adding(entry, for: terms.series, to: text)
    {
      set(target.profilePath, added)
      rankings[target.network, default: []].append((terms.series, entry))
    } else {
      unranked.append((terms.series, entry))
      remark(terms.series, entry, target.profilePath)
    }
  }

  /// Takes the changes of profiles back, and says what the user has to write there.
  package mutating func leaveProfiles() {
    for path in order where path.hasSuffix(".yaml") {
      guard let file = files[path], let before = file.before else { continue }
      set(path, before)
      for (series, entry) in rankings.values.flatMap({ $0 }) { remark(series, entry, path) }
    }
    rankings = [:]
  }

  private mutating func remark(
    _ series: String, _ entry: Profile.RankedSource, _ path: String
  ) {
    remarks.append(
      "'\(entry.source)' comes last for '\(series)' until 'sources:' in \(path) ranks it")
  }

  /// Whether a descriptor lists the tables of the folder.
  private var isDescribed: Bool {
    FileManager.default.fileExists(atPath: "\(root)/datapackage.json")
  }

  private mutating func set(_ path: String, _ bytes: [UInt8]) {
    files[path] = File(path: path, before: files[path]?.before, after: bytes)
  }

  /// The bytes of a file, with the changes so far; `nil` where there is none.
  private mutating func content(_ path: String) throws(ImportFault) -> [UInt8]? {
    if let file = files[path] { return file.after.isEmpty && file.before == nil ? nil : file.after }
    guard FileManager.default.fileExists(atPath: path) else {
      note(File(path: path, before: nil, after: []))
      return nil
    }
    let bytes = Array(try ImportFile.data(of: path))
    note(File(path: path, before: bytes, after: bytes))
    return bytes
  }

  private mutating func note(_ file: File) {
    files[file.path] = file
    order.append(file.path)
  }
}

extension ImportFile {
  /// The bytes of a file of the datasets.
  fileprivate static func data(of path: String) throws(ImportFault) -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw ImportFault(
        .unreadableFile, at: .file, "cannot be read", "check that it may be read"
      ).in(path)
    }
  }
}
