import Foundation

@testable import DatasetLoading

/// A directory of dataset files that lives as long as the test.
final class TemporaryDataset {
  let root: URL

  /// Creates a directory with files, by path.
  init(_ files: [String: String] = [:]) throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
    try FileManager.default.createDirectory(at: root, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, Data(text.utf8)) }
  }

  deinit { try? FileManager.default.removeItem(at: root) }

  func write(_ path: String, _ data: Data) throws {
    let url = root.appendingPathComponent(path)
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  func load(
    chunkSize: Int = 4 << 20, with overlays: [TemporaryDataset] = []
  ) throws
    -> LoadedDataset
  {
    try DatasetLoader(
      directories: [root.path] + overlays.map(\.root.path), chunkSize: chunkSize
    ).load()
  }

  /// The diagnostics, the directory being called `Datasets`.
  func diagnostics(
    chunkSize: Int = 4 << 20, with overlays: [TemporaryDataset] = []
  ) throws
    -> [String]
  {
    try load(chunkSize: chunkSize, with: overlays).diagnostics.map { diagnostic in
      overlays.enumerated().reduce(
        diagnostic.description.replacingOccurrences(of: root.path, with: "Datasets")
      ) { $0.replacingOccurrences(of: $1.element.root.path, with: "Overlay") }
    }
  }

  static let sources = """
    id,title,publisher,url,published,retrieved,licence
    alpha,Alpha,A,,2025-01-31,2025-02-01,CC0
    beta,Beta,B,,,2025-02-01,CC0

    """

  static let profile = """
    name: Helium
    token: {symbol: HNT}
    category: wireless
    mechanism: burn-and-mint
    capacity: {unit: hotspot}
    sources:
      revenue: [beta, alpha]
      credits: [alpha, beta]
      price: [alpha]
    bases: {all-burns: every burn}
    series:
      revenue: {source: alpha, evidence: burn}
      credits: {kind: flow, unit: USD, source: alpha}
      price: {source: alpha, evidence: measured}

    """

  static let header = "period_start,period_end,value,unit,source,evidence,segment,basis,note\n"

  /// A dataset of one network with the files given.
  static func helium(_ files: [String: String]) throws -> TemporaryDataset {
    let base = ["sources.csv": sources, "helium/network.yaml": profile]
    return try TemporaryDataset(base.merging(files) { $1 })
  }
}

/// A random generator whose sequence is the same everywhere: SplitMix64.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
