/// What is wrong with a text that a dataset states and that its form allows: it names what does not
/// exist, or is no formula.
///
/// Loading keeps such texts as they are written, with their lines. Whoever knows the names reads them
/// and collects every fault, so that all can be mended at once.
public struct WrittenFault: Error, Hashable, Sendable, CustomStringConvertible {
  /// The file, as diagnostics print it.
  public let path: String
  /// The line of the text in the file, from 1.
  public let line: Int
  /// What the text belongs to, what is wrong with it, the remedy and the rule in brackets; lines below
  /// the first show the place in the text.
  public let problem: String

  /// Creates a fault.
  public init(path: String, line: UInt32, _ problem: String) {
    (self.path, self.line, self.problem) = (path, Int(line), problem)
  }

  /// `Datasets/claims.yaml:31: error: 'test' of claim 'a': … [unknown-name]` and the place.
  public var description: String { "\(path):\(line): error: \(problem)" }
}

/// Why a screen or a scorecard cannot be computed: every fault of its texts.
public struct WrittenFaults: Error, Hashable, Sendable, CustomStringConvertible {
  /// The faults, in the order of the texts.
  public let faults: [WrittenFault]

  /// Creates the error.
  public init(_ faults: [WrittenFault]) { self.faults = faults }

  /// The faults, one after the other.
  public var description: String { faults.map(\.description).joined(separator: "\n") }
}
