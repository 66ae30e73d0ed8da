import ArgumentParser
import Assurance
import DatasetLoading
import EconomicMetrics
import Quantities
import Reporting
import SeriesStore
import TextRendering

/// Two states that were read and compared: folders of datasets, or files of facts.
struct StateDifference {
  let restatement: Restatement
  /// What differs in the datasets; `nil` where figures alone were compared.
  let comparison: FolderComparison?
  /// What was compared, for programs.
  let identity: [(name: String, value: JSONValue)]
  /// What a reader has to know beside the tables.
  let notes: [String]

  /// Which figures are asked for.
  struct Wish {
    let networks: [String]
    let period: String?
    /// Folders that are laid over the old one and over the new one.
    var overlays: (old: [String], new: [String]) = ([], [])
    let view: ViewOptions
  }

  /// Reads and compares what two paths name.
  init(_ old: String, _ new: String, _ wish: Wish) throws {
    switch (try ComparedState(old), try ComparedState(new)) {
    case (.datasets, .datasets): try self.init(datasets: (old, new), wish)
    case (.facts(let before, _), .facts(let after, _)):
      try self.init(facts: (before, after), (old, new), wish)
    default:
      throw ValidationError(
        "one is a folder of datasets, the other a report; compare two of a kind")
    }
  }

  private static func members(
    _ paths: (old: String, new: String), _ kind: String
  ) -> [(name: String, value: JSONValue)] {
    [
      ("schema", "depin-audit/changes/1"), ("of", .string(kind)), ("old", .string(paths.old)),
      ("new", .string(paths.new)),
    ]
  }

  // MARK: Datasets

  private init(datasets paths: (old: String, new: String), _ wish: Wish) throws {
    let all = [[paths.old] + wish.overlays.old, [paths.new] + wish.overlays.new]
    let sides = try all.map { paths in
      var folders = FolderOptions()
      folders.directories = paths
      return try folders.load()
    }
    let folders = zip(sides, all).map { inputs, paths in
      ComparedFolder(inputs.loaded, roots: paths.map { ($0, $0.withoutSlash) })
    }
    let periods = try Self.periods(wish, sides[1])
    guard let last = periods.last else { throw ValidationError("name a period with -p") }
    try Self.check(wish.networks, in: sides.flatMap { $0.dataset.networks.map(\.id) })
    let comparison = FolderComparison(folders[0], folders[1])
    // Both are seen from the same day, or every stock would differ.
    restatement = try Restatement(
      from: (sides[0].dataset, sides[0].catalogue), to: (sides[1].dataset, sides[1].catalogue),
      causes: comparison.causes, networks: Set(wish.networks), periods: periods
    ) { try wish.view.scope(last, $0) }
    self.comparison = comparison
    identity =
      Self.members(paths, "datasets") + [("periods", .array(periods.map { .string($0.key) }))]
      + [("old_overlays", wish.overlays.old), ("new_overlays", wish.overlays.new)].compactMap {
        $1.isEmpty ? nil : ($0, .array($1.map { .string($0) }))
      }
    notes = []
  }

  /// The wish, or the newest quarter and its twelve months.
  private static func periods(_ wish: Wish, _ inputs: Inputs) throws -> [Period] {
    let periods = PeriodWish(text: wish.period, view: wish.view)
    guard wish.period == nil else { return try periods.all(of: inputs) }
    let quarter = try periods.one(of: inputs)
    return [Period.trailingYear(asOf: quarter.end), quarter]
  }

  /// Refuses a network that neither side has.
  private static func check(_ wanted: [String], in known: [String]) throws {
    let ids = Set(known).sorted()
    for id in wanted where !ids.contains(id) {
      throw ValidationError(
        unknown("network", id, ids, else: "there is " + ids.joined(separator: ", ")))
    }
  }

  // MARK: Facts

  private init(
    facts files: (old: FactsFile, new: FactsFile), _ paths: (old: String, new: String),
    _ wish: Wish
  ) throws {
    guard wish.overlays.old.isEmpty, wish.overlays.new.isEmpty else {
      throw ValidationError(
        "a report has its overlays in it; --old-overlay and --new-overlay are for folders of datasets"
      )
    }
    guard wish.view.isPlain else {
      throw ValidationError(
        "figures of a report are as they were made; --as-of, --known-by, --valuation and --policy "
          + "are for folders of datasets")
    }
    let all = files.old.figures + files.new.figures
    try Self.check(wish.networks, in: all.map(\.network))
    let periods = try Self.keys(wish, files)
    func wanted(_ figures: [StatedFigure]) -> [StatedFigure] {
      figures.filter {
        periods.contains($0.period)
          && (wish.networks.isEmpty || wish.networks.contains($0.network))
      }
    }
    let changes = files.old.identity.flatMap { old in
      files.new.identity.map { ReportIdentity.changes(old, $0) }
    }
    restatement = Restatement(
      from: wanted(files.old.figures), to: wanted(files.new.figures),
      cause: changes.flatMap(ReportIdentity.cause))
    comparison = nil
    identity =
      Self.members(paths, "facts") + [("periods", .array(periods.sorted().map { .string($0) }))]
    let left = all.count { !periods.contains($0.period) }
    notes =
      (left == 0
        ? []
        : [
          "\(counted(left, "figure")) of periods that only one of them has or that were not "
            + "asked for: not compared."
        ]) + Self.notes(of: changes)
  }

  /// The periods of both: one that a later report has dropped or added is no change of a figure.
  private static func keys(
    _ wish: Wish, _ files: (old: FactsFile, new: FactsFile)
  ) throws -> Set<String> {
    let shared = Set(files.old.figures.map(\.period)).intersection(files.new.figures.map(\.period))
    guard let text = wish.period else { return shared }
    do {
      return shared.intersection(try Period.parse(text).map(\.key))
    } catch {
      throw ValidationError("\(error)")
    }
  }

  /// What of the reports themselves differs, and what that says of causes.
  static func notes(of changes: [ReportIdentity.Change]?) -> [String] {
    guard let changes else {
      return ["Nothing tells how the reports were made, so that no cause is known."]
    }
    guard !changes.isEmpty else { return [] }
    let list = changes.map { change in
      change.name == "inputs_digest"
        ? "inputs" : "\(change.name) (\(shown(change.old)) to \(shown(change.new)))"
    }
    let differ = "The reports differ in " + list.joined(separator: ", ") + "."
    return ReportIdentity.cause(of: changes) == nil
      ? [differ, "Figures alone do not tell causes: compare the folders of datasets."] : [differ]
  }

  private static func shown(_ text: String) -> String { text.isEmpty ? "none" : escaped(text) }
}
