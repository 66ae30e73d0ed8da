/// Why nothing could be loaded: the surroundings, not the data.
public struct LoadingError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The directory or file.
  public let path: String
  /// What is wrong with it.
  public let problem: String

  init(path: String, problem: String) { (self.path, self.problem) = (path, problem) }

  /// `Datasets: no directory that can be read: it does not exist`.
  public var description: String { "\(escaped(path)): \(problem)" }
}
