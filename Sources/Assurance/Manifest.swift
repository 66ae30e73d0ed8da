/// What a run was made from and what it made: enough to check that it can be made again.
package struct Manifest: Sendable {
  /// The release that made it.
  package let release: String
  /// The quarter, the as-of day, the vintage.
  package let period: String
  package let asOf: String
  package let knownBy: String?
  /// Policies by name.
  package let policies: [(name: String, value: String)]
  /// Every file read.
  package let inputs: [HashedFile]
  /// Every file written, but for the manifest itself.
  package let outputs: [HashedFile]

  /// Creates the manifest of a run.
  package init(
    release: String, period: String, asOf: String, knownBy: String?,
    policies: [(name: String, value: String)], inputs: [HashedFile], outputs: [HashedFile]
  ) {
    (self.release, self.period, self.asOf, self.knownBy) = (release, period, asOf, knownBy)
    self.policies = policies
    self.inputs = inputs.sorted { $0.path < $1.path }
    self.outputs = outputs.sorted { $0.path < $1.path }
  }
}
