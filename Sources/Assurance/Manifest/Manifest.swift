/// What a run was made from and what it made: enough to make it again and to check that it is the same.
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
  /// What was asked for beyond the period.
  package let request: Request
  /// Libraries on whose release the bytes of an output depend.
  package let libraries: [Library]

  /// What a report was asked for, as far as its bytes depend on it.
  package struct Request: Hashable, Sendable {
    /// Folders of datasets by their public names, the first one first.
    package let datasets: [String]
    /// Networks by id; none for all.
    package let networks: [String]
    /// Kinds of files: `md`, `xlsx`, `csv`, `json`.
    package let formats: [String]
    /// What the page of changes compares with; `nil` without such a page.
    package let previous: Previous?
    /// For whom pages are ordered, as `--for` has it; `nil` for the usual order.
    package let edition: String?

    /// Creates a request; the order of networks and formats does not matter.
    package init(
      folders: Int, networks: [String], formats: [String], previous: Previous? = nil,
      edition: String? = nil
    ) {
      (self.previous, self.edition) = (previous, edition)
      datasets = (0..<folders).map(Request.folder)
      (self.networks, self.formats) = (Set(networks).sorted(), Set(formats).sorted())
    }

    /// The public name of a folder of datasets, wherever it lies.
    package static func folder(_ index: Int) -> String {
      index == 0 ? "Datasets" : index == 1 ? "Overlay" : "Overlay\(index)"
    }
  }

  /// An earlier state that a report is compared with.
  package struct Previous: Hashable, Sendable {
    /// Whether datasets were compared or only figures.
    package enum Kind: String, Sendable { case datasets, facts }

    /// What was compared.
    package let kind: Kind
    /// The digest of its files, or the SHA-256 of its file of facts.
    package let sha256: String

    /// Names a state.
    package init(_ kind: Kind, sha256: String) { (self.kind, self.sha256) = (kind, sha256) }
  }

  /// A library by name and release.
  package struct Library: Hashable, Sendable {
    /// As its makers call it.
    package let name: String
    /// The release that is in use.
    package let version: String

    /// Creates a library.
    package init(name: String, version: String) { (self.name, self.version) = (name, version) }
  }

  /// Creates the manifest of a run.
  package init(
    release: String, period: String, asOf: String, knownBy: String?,
    policies: [(name: String, value: String)], inputs: [HashedFile], outputs: [HashedFile],
    request: Request, libraries: [Library]
  ) {
    (self.release, self.period, self.asOf, self.knownBy) = (release, period, asOf, knownBy)
    self.policies = policies
    self.inputs = inputs.sorted { $0.path < $1.path }
    self.outputs = outputs.sorted { $0.path < $1.path }
    (self.request, self.libraries) = (request, libraries.sorted { $0.name < $1.name })
  }

  /// The name of its file in a report's folder.
  package static let fileName = "manifest.json"
  /// The name of its signature.
  package static let signatureName = fileName + ".minisig"
}
