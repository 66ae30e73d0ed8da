public import Formulas
public import Quantities
public import SeriesStore

/// The figures of one network: every metric over any period, under any definition it has rows for.
///
/// Figures are computed when asked for and remembered; one task uses an analysis at a time.
public final class NetworkAnalysis {
  /// What is read.
  public let network: NetworkSeries
  /// The metrics that it knows.
  public let catalogue: Catalogue
  private let evaluator: Evaluator
  /// Series that the profile declares to exist only as complete parts.
  private let partedSeries: Set<String>
  /// What the network calls the units of the catalogue.
  private let ownWords: [String: String]

  /// Creates an analysis.
  public init(
    _ network: NetworkSeries, policies: Policies = Policies(), catalogue: Catalogue = .standard
  ) {
    (self.network, self.catalogue) = (network, catalogue)
    partedSeries = network.partedSeries
    ownWords = network.profile.unitWords
    evaluator = Evaluator(network: network, policies: policies) { id in
      NetworkAnalysis.definition(id, in: network, catalogue)?.formula.spelledOut(in: network)
    }
  }

  /// The network's folder.
  public var id: String { network.id }
  /// The network's name.
  public var name: String { network.profile.name }

  /// The metric of an id, or one that reads the series of that name; `nil` where neither the
  /// catalogue, the standard series nor the profile knows it.
  public func definition(_ id: String) -> MetricDefinition? {
    NetworkAnalysis.definition(id, in: network, catalogue)
  }

  /// The formula of a metric, with series that exist only as parts written out; `nil` where
  /// `definition(_:)` finds none.
  public func formula(of id: String) -> Formula? {
    definition(id)?.formula.spelledOut(in: network)
  }

  private static func definition(
    _ id: String, in network: NetworkSeries, _ catalogue: Catalogue
  ) -> MetricDefinition? {
    if let metric = catalogue.metric(id) { return metric }
    if let standard = SeriesDefinition.standard.first(where: { $0.name == id }) {
      return Catalogue.metric(reading: standard)
    }
    guard let own = network.profile.series[id], let kind = own.kind, let unit = own.unit,
      let parsed = Unit(unit)
    else { return nil }
    return Catalogue.metric(
      reading: SeriesDefinition(id, kind, parsed, own.meaning ?? id, gaps: own.gaps ?? .missing))
  }

  /// The figure of a metric.
  ///
  /// - Parameters:
  ///   - metric: What to compute; one whose id the catalogue knows is the catalogue's.
  ///   - period: Over which days.
  ///   - basis: The definition of the series that the metric rests on; empty for the profile's.
  /// - Returns: A number, or why there is none.
  public func figure(_ metric: MetricDefinition, _ period: Period, basis: String = "") -> Figure {
    figure(question(metric), context(metric, period, basis: basis))
  }

  /// A metric made ready to be asked of over many periods.
  package struct Question: Sendable {
    /// Why the metric does not apply to the network.
    fileprivate let objection: String?
    fileprivate let formula: Formula
    fileprivate let restsOnParts: Bool
  }

  /// What to ask of a metric, whatever the period.
  package func question(_ metric: MetricDefinition) -> Question {
    Question(
      objection: metric.applies.objection(for: network), formula: asked(metric),
      restsOnParts: restsOnParts(metric))
  }

  /// What to ask of a formula that is no metric.
  package func question(_ formula: Formula) -> Question {
    Question(objection: nil, formula: formula.spelledOut(in: network), restsOnParts: false)
  }

  /// The answer to a question over a period, by the profile's definitions.
  package func figure(_ question: Question, _ period: Period) -> Figure {
    figure(question, Evaluator.Context(period))
  }

  private func figure(_ question: Question, _ context: Evaluator.Context) -> Figure {
    if let objection = question.objection { return Figure(.notApplicable(objection)) }
    var figure = evaluator.figure(question.formula, context)
    if question.restsOnParts, figure.value != nil { figure.marks.insert(.parts) }
    return figure
  }

  /// The formula to ask the evaluator for: what it remembers is found by a word, not by a tree, and
  /// one reading of a series is not worth remembering.
  private func asked(_ metric: MetricDefinition) -> Formula {
    if partedSeries.isEmpty, case .series = metric.formula { return metric.formula }
    return catalogue.knows(metric.id) || definition(metric.id) != nil
      ? .metric(metric.id) : metric.formula.spelledOut(in: network)
  }

  /// Whether a series of the metric exists only as parts, whose sum stands for the whole.
  private func restsOnParts(_ metric: MetricDefinition) -> Bool {
    guard !partedSeries.isEmpty else { return false }
    return metric.formula.references { definition($0)?.formula }.contains {
      partedSeries.contains($0.name)
    }
  }

  /// The figure of a formula that is no metric.
  public func figure(
    of formula: Formula, _ period: Period, bases: [String: String] = [:]
  )
    -> Figure
  {
    evaluator.figure(formula.spelledOut(in: network), Evaluator.Context(period, bases: bases))
  }

  /// What a table beside the metrics may read over a period.
  package func reading(_ period: Period, bases: [String: String] = [:]) -> MeasureReading {
    evaluator.reading(Evaluator.Context(period, bases: bases))
  }

  /// The rows that a metric's figure rests on.
  public func rows(
    behind metric: MetricDefinition, _ period: Period, basis: String = ""
  )
    -> [TracedRow]
  {
    evaluator.rows(
      behind: metric.formula.spelledOut(in: network), context(metric, period, basis: basis))
  }

  private func context(
    _ metric: MetricDefinition, _ period: Period, basis: String
  )
    -> Evaluator.Context
  {
    let bases = basis.isEmpty ? [:] : [choosingSeries(of: metric) ?? "": basis]
    return Evaluator.Context(period, bases: bases)
  }

  /// The series whose definition a reader may choose for a metric: `revenue` where it rests on
  /// revenue, else the one series that it reads.
  public func choosingSeries(of metric: MetricDefinition) -> String? {
    let names = metric.formula.references { definition($0)?.formula }
      .filter { $0.basis == nil }.map(\.name)
    // Fees and their parts follow the profile's revenue, so such a metric has no other definition.
    let fixed: Set = ["fees", "supply_side_revenue"]
    if names.contains("revenue") { return fixed.isDisjoint(with: names) ? "revenue" : nil }
    return Set(names).count == 1 ? names[0] : nil
  }

  /// The definitions under which a metric can be computed, the profile's own first.
  public func bases(of metric: MetricDefinition) -> [String] {
    guard let series = choosingSeries(of: metric), series != "price" else { return [""] }
    return [""] + network.bases(of: series).filter { !$0.isEmpty }
  }

  /// The unit of a metric in the network's own words.
  public func unit(of metric: MetricDefinition) -> Unit { ownWords(for: metric.unit) }

  /// A unit of the catalogue in the network's own words: its token, what it counts.
  public func ownWords(for unit: Unit) -> Unit {
    unit.renamed(ownWords)
  }
}

extension Formula {
  /// The formula with series that exist only as complete parts written as the sum of the parts.
  func spelledOut(in network: NetworkSeries) -> Formula {
    let wholes = network.partedSeries
    guard !wholes.isEmpty else { return self }
    return rewritten { leaf in
      guard case .series(let reference, let aggregate, let window) = leaf,
        reference.segment.isEmpty, wholes.contains(reference.name)
      else { return leaf }
      let parts = network.series.keys.filter {
        $0.name == reference.name && $0.basis.isEmpty && !$0.segment.isEmpty
      }.sorted().map {
        Formula.series(
          SeriesReference($0.name, segment: $0.segment, basis: "", source: reference.source),
          aggregate, window)
      }
      return parts.dropFirst().reduce(parts.first ?? leaf, +)
    }
  }
}

extension NetworkSeries {
  /// Series without rows of the whole, whose complete parts add up to it.
  fileprivate var partedSeries: Set<String> {
    // Asked for each metric; few profiles have any.
    guard profile.series.contains(where: \.value.hasCompleteParts) else { return [] }
    return Set(profile.series.filter(\.value.hasCompleteParts).map(\.key)).filter {
      series[SeriesID($0)] == nil
    }
  }
}
