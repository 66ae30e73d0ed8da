import Assurance
import Quantities
import Reporting
import SeriesStore

/// An earlier state that a report is compared with, on its page of changes.
struct PreviousState {
  private enum Content {
    case datasets(Inputs, ComparedFolder)
    case facts(FactsFile)
  }

  private let content: Content
  /// What the manifest says of it.
  let mark: Manifest.Previous

  /// Reads a folder of datasets, a report or a file of facts.
  init(_ path: String) throws {
    switch try ComparedState(path) {
    case .facts(let facts, let sha256):
      content = .facts(facts)
      mark = Manifest.Previous(.facts, sha256: sha256)
    case .datasets:
      var options = FolderOptions()
      options.directories = [path]
      let inputs = try options.load()
      guard let folder = inputs.compared(as: "Previous") else {
        throw Failure("\(path): is not one folder; name one")
      }
      content = .datasets(inputs, folder)
      mark = Manifest.Previous(.datasets, sha256: digest(of: try inputs.hashed()))
    }
  }

  /// What changed up to a report that is made now: its page and its sheet.
  ///
  /// The earlier data is seen by its own `policy.yaml`, from the day of the report: what options of the
  /// report change is a matter of policy.
  func changes(
    to audit: Audit, _ inputs: Inputs, _ request: Manifest.Request, _ identity: [String: String]
  ) throws -> RestatementReport {
    switch content {
    case .datasets(let earlier, let folder):
      guard let now = inputs.compared(as: "Datasets") else {
        throw Failure(
          "--previous: a folder of datasets is compared with one --datasets; give the folder of "
            + "the earlier report instead")
      }
      let comparison = FolderComparison(folder, now).restricted(to: Set(request.networks))
      return try RestatementReport(
        restatement(of: audit, earlier, comparison, request), comparison, limit: 200,
        remedy: "see depin-audit diff")
    case .facts(let facts):
      return RestatementReport(
        restatement(of: audit, facts, request, identity), nil,
        notes: StateDifference.notes(
          of: facts.identity.map { ReportIdentity.changes($0, identity) }), limit: 200,
        remedy: "see depin-audit diff")
    }
  }

  /// The title of the page.
  static let title = "Changes since the last report"

  private func restatement(
    of audit: Audit, _ earlier: Inputs, _ comparison: FolderComparison,
    _ request: Manifest.Request
  ) throws -> Restatement {
    let scope = audit.scope
    var now = audit.dataset
    now.policies = scope.policies
    var causes = Set(comparison.causes).subtracting([.policy])
    if earlier.dataset.policies != now.policies { causes.insert(.policy) }
    return Restatement(
      from: (earlier.dataset, earlier.catalogue), to: (now, audit.catalogue),
      causes: causes.sorted(), networks: Set(request.networks), periods: scope.periods
    ) { dataset in
      var view = scope
      view.policies = dataset.policies
      return view
    }
  }

  private func restatement(
    of audit: Audit, _ earlier: FactsFile, _ request: Manifest.Request,
    _ identity: [String: String]
  ) -> Restatement {
    let figures = audit.allFacts().map(\.stated)
    let periods = Set(figures.map(\.period)).intersection(earlier.figures.map(\.period))
    let networks = Set(request.networks)
    func wanted(_ figures: [StatedFigure]) -> [StatedFigure] {
      figures.filter {
        periods.contains($0.period) && (networks.isEmpty || networks.contains($0.network))
      }
    }
    let changes = earlier.identity.map { ReportIdentity.changes($0, identity) }
    return Restatement(
      from: wanted(earlier.figures), to: wanted(figures),
      cause: changes.flatMap(ReportIdentity.cause))
  }
}
