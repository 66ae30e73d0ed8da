public import SeriesStore

/// What came of loading.
public struct LoadedDataset: Sendable {
  /// Everything that is good.
  public let dataset: Dataset
  /// Every fault, by file and line.
  public let diagnostics: [Diagnostic]
  /// The files that were read; tracks and profiles refer to them by index.
  public let files: [LoadedFile]
  /// How many rows of figures and of parties were read, absent values among them.
  public let observationCount: Int

  /// Whether a fault forbids going on.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A file that was read.
public struct LoadedFile: Hashable, Sendable {
  /// The path, as found from the directory that was given.
  public let path: String
  /// The size in bytes.
  public let byteCount: Int
}
