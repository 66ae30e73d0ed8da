/// Why nothing could be loaded: the surroundings, not the data.
package struct LoadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The directory or file.
  package let path: String
  /// What is wrong with it.
  package let problem: String

  init(path: String, problem: String) { (self.path, self.problem) = (path, problem) }

  /// `Datasets: no directory that can be read: it does not exist`.
  package var description: String { "\(escaped(path)): \(problem)" }
}
