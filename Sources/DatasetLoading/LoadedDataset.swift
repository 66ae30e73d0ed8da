package import SeriesStore

/// What came of loading.
package struct LoadedDataset: Sendable {
  /// Everything that is good.
  package let dataset: Dataset
  /// Every fault, by file and line.
  package let diagnostics: [Diagnostic]
  /// The files that were read; tracks and profiles refer to them by index.
  package let files: [LoadedFile]
  /// The rows of all tracks.
  package let observationCount: Int

  /// Whether a fault forbids going on.
  package var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }
}

/// A file that was read.
package struct LoadedFile: Hashable, Sendable {
  /// The path, as found from the directory that was given.
  package let path: String
  /// The size.
  package let byteCount: Int
}
