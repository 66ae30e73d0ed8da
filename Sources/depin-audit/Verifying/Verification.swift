import Assurance
import DatasetLoading
import Quantities
import Reporting
import SeriesStore
import SpreadsheetRendering

/// What came of verifying a report.
struct Verification {
  /// The folder as the user named it.
  let folder: String
  /// What the report says it is; `nil` where its manifest cannot be read.
  private(set) var manifest: Manifest?
  /// What the signature says, where it holds.
  private(set) var signed: (key: KeyID, comment: String)?
  /// The files of the folder beside the manifest.
  private(set) var outputs: FileComparison?
  /// The files of the datasets beside the manifest.
  private(set) var inputs: FileComparison?
  /// How many files were made again, and how many of these have the same bytes.
  private(set) var recomputed: (files: Int, same: Int)?
  /// Everything that is not as it should be, in the order of the steps.
  private(set) var differences: [Difference] = []

  private let report: ReportFolder
  private let manifestFile: [UInt8]

  /// Begins with the manifest of a folder.
  ///
  /// - Throws: A `Failure` where there is none.
  init(_ report: ReportFolder) throws {
    (self.report, folder) = (report, report.path)
    manifestFile = try report.bytes(of: Manifest.fileName, atMost: Manifest.largestFile)
  }

  /// Checks who signed the manifest, and what it says of that.
  mutating func checkSignature(with key: PublicKey) throws {
    do {
      let signature = try Signature(
        report.bytes(of: Manifest.signatureName, atMost: Signature.largestFile))
      try signature.check(manifestFile, with: key)
      signed = (key.id, signature.comment)
    } catch let error as SigningError {
      differences.append(
        Difference(
          .signature, Manifest.signatureName, "\(error.problem); \(error.remedy)"))
    } catch let failure as Failure {
      differences.append(Difference(.signature, Manifest.signatureName, "\(failure)"))
    }
  }

  /// Compares the files of the folder with the manifest.
  ///
  /// - Returns: Whether the manifest could be read.
  mutating func checkFiles() -> Bool {
    let manifest: Manifest
    do throws(ManifestFault) {
      manifest = try Manifest(file: manifestFile)
    } catch {
      let place = Manifest.fileName + (error.line.map { ":\($0)" } ?? "")
      differences.append(Difference(.manifest, place, error.description))
      return false
    }
    self.manifest = manifest
    if let (line, own, other) = TextComparison.firstDifference(manifestFile, manifest.file) {
      differences.append(
        Difference(
          .manifest, "\(Manifest.fileName):\(line)", "is \(own), written as \(other)"))
    }
    let listed = Dictionary(manifest.outputs.map { ($0.path, $0) }, uniquingKeysWith: { $1 })
    var (files, unreadable) = ([HashedFile](), [Difference]())
    for name in report.names {
      do {
        // What is not listed is named unread.
        let content = try listed[name].map { try report.bytes(of: $0) } ?? []
        files.append(HashedFile(path: name, content: content))
      } catch {
        unreadable.append(Difference(.outputChanged, name, "\(error)"))
      }
    }
    let comparison = FileComparison(files, with: manifest.outputs, .outputs)
    let named = Set(unreadable.map(\.place))
    differences += unreadable + comparison.differences.filter { !named.contains($0.place) }
    outputs = comparison
    return true
  }

  /// Compares the datasets with the manifest, makes the report again from them, and compares it with
  /// the files of the folder.
  mutating func recompute(from folders: FolderOptions, previous path: String? = nil) throws {
    guard let manifest else { return }
    let previous = try previous(path, manifest)
    guard folders.folders.count == manifest.request.datasets.count else {
      let count = manifest.request.datasets.count
      throw Failure(
        "\(folder): was made from \(counted(count, "folder")) of datasets; give each of them "
          + "with --datasets, in the same order")
    }
    let inputs = try folders.read()
    let comparison = FileComparison(try inputs.hashed(), with: manifest.inputs, .inputs)
    self.inputs = comparison
    checkProgram(manifest)
    differences += comparison.differences
    do {
      try compare(try files(of: manifest, inputs, previous))
    } catch let cannot as Difference {
      differences.append(cannot)
    }
  }

  /// What the report was compared with: without it, its page of changes cannot be made again.
  private mutating func previous(
    _ path: String?, _ manifest: Manifest
  ) throws -> PreviousState? {
    guard let wanted = manifest.request.previous else {
      guard path == nil else {
        throw Failure("\(folder): was made without --previous; leave it out")
      }
      return nil
    }
    guard let path else {
      throw Failure(
        "\(folder): was made with --previous; give the \(wanted.kind.phrase) of the time with "
          + "--previous, or --files-only")
    }
    let state = try PreviousState(path)
    if state.mark != wanted {
      differences.append(
        Difference(
          .inputChanged, path,
          "changed: SHA-256 of the \(state.mark.kind.rawValue) is \(state.mark.sha256), in the "
            + "manifest \(wanted.sha256) of the \(wanted.kind.rawValue)"))
    }
    return state
  }

  /// Whether this program and its libraries are those that made the report.
  private mutating func checkProgram(_ manifest: Manifest) {
    if manifest.release != releaseNumber {
      differences.append(
        Difference(
          .release, Manifest.fileName,
          "the report was made by release "
            + "\(manifest.release), this is \(releaseNumber); figures and bytes may differ, so "
            + "verify with the release that made it"))
    }
    let here = Dictionary(
      SpreadsheetRenderer.libraries.map { ($0.name, $0.version) }, uniquingKeysWith: { $1 })
    for library in manifest.libraries where here[library.name] != library.version {
      differences.append(
        Difference(
          .library, Manifest.fileName,
          "the report was made with \(library.name) "
            + "\(library.version), here it is \(here[library.name] ?? "unknown"); the bytes of "
            + "the workbook may differ, figures and pages may not"))
    }
  }

  /// The report as it is made today, by the name of the release and from the files that it says.
  private func files(
    of manifest: Manifest, _ inputs: Inputs, _ previous: PreviousState?
  ) throws -> [ReportRun.File] {
    func cannot(_ place: String, _ problem: String) -> Difference {
      Difference(.notRecomputed, place, problem)
    }
    guard let scope = manifest.scope else {
      throw cannot(
        Manifest.fileName, "states a period, a day or a policy that this release does not know")
    }
    let errors = inputs.loaded.diagnostics.filter { $0.severity == .error }
    if let first = errors.first {
      throw cannot(folder, "\(counted(errors.count, "error")) in the data; the first is \(first)")
    }
    // Some figures take time for each year, so that a forged date must not make it endless.
    guard inputs.isNear(scope) else {
      throw cannot(Manifest.fileName, "states a period or a day that no row lies near")
    }
    do {
      try inputs.refuseBadMetrics()
      let run = try ReportRun(
        inputs, scope, manifest.request, from: manifest.inputs, release: manifest.release,
        previous: previous)
      // A library that differs is told once, and not again as a difference of the manifest.
      let isOfThese = run.libraries.map(\.name) == manifest.libraries.map(\.name)
      return try run.files(libraries: isOfThese ? manifest.libraries : nil)
    } catch {
      throw cannot(folder, "\(error)")
    }
  }

  /// Compares the report made again with the files of the folder.
  private mutating func compare(_ files: [ReportRun.File]) throws {
    var same = 0
    for file in files where report.names.contains(file.path) || file.path == Manifest.fileName {
      guard let own = try? report.bytes(of: HashedFile(path: file.path, content: file.content))
      else { continue }
      if own == file.content {
        same += 1
      } else {
        differences.append(ReportComparison.difference(of: file.path, own, file.content))
      }
    }
    recomputed = (files.count, same)
    let made = Set(files.map(\.path))
    let listed = Set((manifest?.outputs ?? []).map(\.path) + [Manifest.fileName])
    differences += listed.subtracting(made).sorted().map {
      Difference(.recomputedSet, $0, "is in the manifest, but not recomputed")
    }
    differences += made.subtracting(listed).sorted().map {
      Difference(.recomputedSet, $0, "is recomputed, but not in the manifest")
    }
    if let facts = files.first(where: { $0.path == "facts.json" }),
      let own = try? report.bytes(of: HashedFile(path: facts.path, content: facts.content)),
      own != facts.content
    {
      differences += FactComparison.differences(own, facts.content)
    }
  }
}

/// Where a file of a report and the same file made again part.
enum ReportComparison {
  /// The difference of two files that have other bytes.
  static func difference(of path: String, _ own: [UInt8], _ other: [UInt8]) -> Difference {
    if path.hasSuffix(".xlsx") {
      let place = PackageComparison.firstDifference(own, other) ?? "how its parts are packed"
      return Difference(.recomputed, path, "differs from the one recomputed: \(place)")
    }
    guard let (line, mine, made) = TextComparison.firstDifference(own, other) else {
      return Difference(.recomputed, path, "differs from the one recomputed")
    }
    return Difference(.recomputed, "\(path):\(line)", "is \(mine), recomputed \(made)")
  }
}

extension Manifest.Previous.Kind {
  fileprivate var phrase: String {
    switch self {
    case .datasets: "folder of datasets"
    case .facts: "report"
    }
  }
}

extension Manifest {
  /// How the figures of the report are seen; `nil` where it is not as this release writes it.
  fileprivate var scope: Audit.Scope? {
    guard let period = try? Period.parse(period).first, period.kind == .quarter,
      let asOf = Day(asOf)
    else { return nil }
    var policies = Policies()
    for policy in self.policies {
      do throws(Policies.StatementError) {
        try policies.state(policy.name, as: policy.value)
      } catch {
        return nil
      }
    }
    let known = knownBy.map { Day($0) }
    guard known != .some(nil) else { return nil }
    return Audit.Scope(
      period: period, asOf: asOf, knownBy: known ?? nil, policies: policies)
  }
}
