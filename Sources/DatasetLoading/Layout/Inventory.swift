import Foundation

/// What lies in the dataset directories, by the names of files and folders alone.
struct Inventory {
  /// A network or benchmark: its profile and the tables of its series, over all directories.
  struct Folder {
    let id: String
    let isBenchmark: Bool
    /// The folder's path in the first directory that has it.
    let path: String
    /// The last profile found: a later directory replaces it.
    var profile: String?
    /// Series by name with the path of the file, in the order of the directories.
    var tables: [(series: String, path: String)] = []
  }

  private(set) var folders: [Folder] = []
  /// Every `sources.csv`.
  private(set) var sourceFiles: [String] = []
  /// Top-level tables of many networks.
  private(set) var bulkFiles: [String] = []
  /// Every `policy.yaml`, in the order of the directories.
  private(set) var policyFiles: [String] = []
  /// Every `claims.yaml`, in the order of the directories.
  private(set) var claimFiles: [String] = []
  /// Every `screens.yaml`, in the order of the directories.
  private(set) var screenFiles: [String] = []
  /// Every `metrics.yaml`, in the order of the directories.
  private(set) var metricFiles: [String] = []
  /// Every `scorecard.yaml`, in the order of the directories.
  private(set) var scorecardFiles: [String] = []
  /// Every `checks.yaml`, in the order of the directories.
  private(set) var checkFiles: [String] = []
  /// Every `tieouts.yaml`, in the order of the directories.
  private(set) var tieOutFiles: [String] = []
  private(set) var log = DiagnosticLog()

  /// Lists directories, the later ones being overlays of the first.
  init(directories: [String]) throws(LoadingError) {
    for (index, directory) in directories.enumerated() {
      let root =
        directory.count > 1 && directory.hasSuffix("/")
        ? String(directory.dropLast()) : directory
      try addDirectory(root, isOverlay: index > 0)
    }
    for folder in folders where folder.profile == nil { reportMissingProfile(folder) }
    folders.sort { ($0.isBenchmark ? 1 : 0, $0.id) < ($1.isBenchmark ? 1 : 0, $1.id) }
  }

  private mutating func addDirectory(_ root: String, isOverlay: Bool) throws(LoadingError) {
    let names = try Inventory.list(directory: root)
    if names.contains("sources.csv") {
      sourceFiles.append(root + "/sources.csv")
    } else if !isOverlay {
      log.report(
        Fault(.noSources, "the directory has no sources.csv", "add one that lists the sources"),
        file: root, line: 0)
    }
    for name in names where name != "sources.csv" {
      let path = root + "/" + name
      if name == "policy.yaml" {
        policyFiles.append(path)
      } else if name == "claims.yaml" {
        claimFiles.append(path)
      } else if name == "screens.yaml" {
        screenFiles.append(path)
      } else if name == "metrics.yaml" {
        metricFiles.append(path)
      } else if name == "scorecard.yaml" {
        scorecardFiles.append(path)
      } else if name == "checks.yaml" {
        checkFiles.append(path)
      } else if name == "tieouts.yaml" {
        tieOutFiles.append(path)
      } else if name.lowercased().hasSuffix(".csv") {
        bulkFiles.append(path)
      } else if name == "benchmarks", isFolder(path) {
        for id in entries(of: path) where isFolder(path + "/" + id) {
          addFolder(id, path: path + "/" + id, isBenchmark: true)
        }
      } else if name != "schemas", isFolder(path) {
        addFolder(name, path: path, isBenchmark: false)
      }
    }
  }

  private mutating func addFolder(_ id: String, path: String, isBenchmark: Bool) {
    guard PlainName.isFolder(id) else {
      log.report(
        Fault(
          .folderName, "the folder's name is not that of a network",
          "write lower-case letters, digits and single dashes, or move the folder elsewhere"),
        file: path, line: 0)
      return
    }
    let index: Int
    if let known = folders.firstIndex(where: { $0.id == id && $0.isBenchmark == isBenchmark }) {
      index = known
    } else {
      index = folders.count
      folders.append(Folder(id: id, isBenchmark: isBenchmark, path: path))
    }
    let profile = isBenchmark ? "benchmark.yaml" : "network.yaml"
    for name in entries(of: path) {
      if name == profile {
        folders[index].profile = path + "/" + name
      } else if name == "sources.csv" {
        sourceFiles.append(path + "/" + name)
      } else if name.lowercased().hasSuffix(".csv") {
        folders[index].tables.append((String(name.dropLast(4)), path + "/" + name))
      }
    }
  }

  private mutating func reportMissingProfile(_ folder: Folder) {
    let name = folder.isBenchmark ? "benchmark.yaml" : "network.yaml"
    let other = entries(of: folder.path).first { $0.hasSuffix(".yml") || $0.hasSuffix(".yaml") }
    log.report(
      Fault(
        .noProfile, "the folder has no \(name)",
        other.map { "rename \(escaped($0)) to \(name)" } ?? "add one, or move the folder elsewhere"),
      file: folder.path, line: 0)
  }

  /// The names in a folder, sorted, without hidden ones; a folder that cannot be read is reported.
  private mutating func entries(of path: String) -> [String] {
    do {
      return try Inventory.names(in: path)
    } catch {
      log.report(
        Fault(
          .unreadableFile, "the folder cannot be read: \(FileContents.reason(error))",
          "check that it may be read"),
        file: path, line: 0)
      return []
    }
  }

  private static func list(directory: String) throws(LoadingError) -> [String] {
    do {
      return try names(in: directory)
    } catch {
      let reason = FileContents.reason(error)
      throw LoadingError(path: directory, problem: "no directory that can be read: \(reason)")
    }
  }

  private static func names(in folder: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder)
      .filter { !$0.hasPrefix(".") }.sorted()
  }

  private func isFolder(_ path: String) -> Bool {
    (try? URL(fileURLWithPath: path).resolvingSymlinksInPath()
      .resourceValues(forKeys: [.isDirectoryKey]).isDirectory) ?? false
  }
}
