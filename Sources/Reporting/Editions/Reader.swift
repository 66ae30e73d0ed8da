/// For whom a report is ordered.
package enum Reader: String, Hashable, Sendable, CaseIterable {
  case investors, team, audit

  /// The heading of the guide that opens a page.
  var heading: String {
    switch self {
    case .investors: "For investors"
    case .team: "For the team"
    case .audit: "For auditors"
    }
  }

  /// What the reader comes for, in the order of reading.
  var steps: [Step] {
    switch self {
    case .investors: Self.investorSteps
    case .team: Self.teamSteps
    case .audit: Self.auditSteps
    }
  }

  /// One step of reading: a question, and what answers it.
  struct Step: Sendable {
    let title: String
    let question: String
    /// Parts of `report.md`.
    var sector: [SectorPart] = []
    /// Parts of a network's page.
    var network: [NetworkPart] = []
    /// Files beside these pages.
    var files: [ReportFile] = []
    /// Whether the command that prints the rows behind a figure is told.
    var namesTrace = false
  }

  private static let investorSteps = [
    Step(
      title: "Verdict", question: "What do the figures say?", sector: [.findings, .league],
      network: [.verdict]),
    Step(
      title: "Sustainability", question: "Does usage pay for what is emitted?", sector: [.totals],
      network: [.topic(.income), .evidence, .topic(.burning), .topic(.schedule), .topic(.supply)]),
    Step(
      title: "Valuation", question: "What is paid for it, beside peers and its own past?",
      sector: [.peers], network: [.topic(.valuation), .topic(.fundamentals)]),
    Step(
      title: "Risk", question: "What may be lost, and how far can the data be relied on?",
      network: [.topic(.risk), .topic(.holders), .topic(.treasury)],
      files: [.opinion, .scorecard, .screens]),
    Step(
      title: "Scenarios", question: "What if prices, growth or choices are others?",
      sector: [.sensitivity], network: [.topic(.breakEven)], files: [.sheet("Scenarios")]),
  ]

  private static let teamSteps = [
    Step(
      title: "Demand and supply", question: "Is what is offered used, and at which price?",
      sector: [.league], network: [.topic(.demand), .topic(.cost)]),
    Step(
      title: "Provider economics", question: "Does it pay to supply, and who pays?",
      network: [.topic(.suppliers), .topic(.income)]),
    Step(
      title: "Customers", question: "Who pays, do they stay, on how many does it rest?",
      network: [.topic(.customers)]),
    Step(
      title: "Reliability", question: "Is the service there when it is needed?",
      network: [.topic(.reliability)]),
    Step(
      title: "Recommendations", question: "What follows from the figures by rule?",
      sector: [.recommendations, .toGetNext], network: [.recommendations]),
  ]

  private static let auditSteps = [
    Step(
      title: "Basis", question: "By which rules, from which rows and sources?",
      sector: [.basis, .sources], network: [.quality]),
    Step(
      title: "Checks", question: "What do the checks find, and what is missing?",
      sector: [.dataQuality, .toGetNext], network: [.topic(.assurance), .limits],
      files: [.opinion, .sheet("Checks")]),
    Step(
      title: "Reconciliation", question: "Do sources and publications agree?",
      sector: [.claims], network: [.evidence, .claims],
      files: [.reconciliation, .tieOut, .claims, .changes]),
    Step(
      title: "Trace", question: "On which rows does a figure rest?", sector: [.glossary],
      files: [.sheet("Trace"), .facts], namesTrace: true),
  ]
}

/// A part of `report.md`, in the order without an edition.
enum SectorPart: CaseIterable {
  case findings, league, totals, peers, sensitivity, dataQuality, toGetNext, recommendations
  case claims, basis, glossary, sources
}

/// A part of a network's page.
enum NetworkPart: Hashable {
  case verdict, evidence
  case topic(Topic)
  case recommendations, claims, quality, limits
}

/// A file of a report beside `report.md` and the networks' pages.
enum ReportFile: Hashable, Sendable {
  case opinion, scorecard, screens, reconciliation, tieOut, claims, changes, facts
  /// A sheet of the workbook.
  case sheet(String)
}
