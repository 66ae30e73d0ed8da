import EconomicMetrics
import Quantities
import ReportModel
import Screening
import SeriesStore
import Testing

@testable import Reporting

@Suite struct EditionTests {
  /// Every page with sections, of two networks with much and with little data.
  private static func pages(_ audit: Audit, _ reader: Reader?) -> [Report] {
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let edition = reader.map {
      Edition(for: $0, hasChanges: true, hasWorkbook: true, facts: "facts.csv")
    }
    return [SectorReport(audit, cover: cover, hasChanges: true, edition: edition).report]
      + audit.networks.map { NetworkReport(audit, $0, cover: cover, edition: edition).report }
  }

  private static func sample() throws -> Audit {
    let audit = try audit("2025Q4")
    var dataset = audit.dataset
    dataset.networks = dataset.networks.filter { ["helium", "peaq"].contains($0.id) }
    return Audit(dataset, audit.scope)
  }

  @Test(arguments: Reader.allCases)
  func `an edition has every section as it is, a guide and nothing else`(reader: Reader) throws {
    let audit = try Self.sample()
    for (usual, ordered) in zip(Self.pages(audit, nil), Self.pages(audit, reader)) {
      #expect((ordered.path, ordered.title) == (usual.path, usual.title))
      #expect(ordered.preamble == usual.preamble)
      let guide = try #require(ordered.sections.first)
      #expect(guide.title == reader.heading)
      let more = ordered.sections.dropFirst().filter { !usual.sections.contains($0) }
      #expect(more.map(\.title) == (reader == .team ? ["Recommendations"] : []))
      #expect(ordered.sections.count == usual.sections.count + 1 + more.count)
      #expect(Set(usual.sections).isSubset(of: ordered.sections))
      #expect(ordered.charts.count == usual.charts.count)
    }
  }

  /// The order that each reader asked for; what no step names follows as it stood.
  @Test(arguments: [
    (
      Reader.investors, ["Key findings", "League table", "Sector totals", "Peers"],
      ["Verdict in numbers", "Income and emission", "Evidence of revenue", "Burn and mint"]
    ),
    (
      .team, ["League table", "Recommendations", "What to get next", "Key findings"],
      ["Demand against supply", "Cost against the incumbent", "Suppliers", "Income and emission"]
    ),
    (
      .audit, ["Basis of preparation", "Sources", "Data quality", "What to get next"],
      [
        "Data quality and sources", "What the figures are worth", "What this report cannot say",
        "Evidence of revenue",
      ]
    ),
  ])
  func `the steps of a reader come first, in their order`(
    reader: Reader, sector: [String], network: [String]
  ) throws {
    let pages = Self.pages(try Self.sample(), reader)
    #expect(pages[0].sections.dropFirst().prefix(4).map(\.title) == sector)
    #expect(pages[1].sections.dropFirst().prefix(4).map(\.title) == network)
  }

  @Test(arguments: Reader.allCases)
  func `steps name a part of a page once`(reader: Reader) {
    let (sector, network) = (
      reader.steps.flatMap(\.sector), reader.steps.flatMap(\.network)
    )
    #expect(Set(sector).count == sector.count && Set(network).count == network.count)
    #expect(reader.steps.allSatisfy { !$0.title.isEmpty && $0.question.hasSuffix("?") })
  }

  /// A link of the guide leads to one heading of its page, or to a file of the report.
  @Test(arguments: Reader.allCases)
  func `links of the guide lead somewhere`(reader: Reader) throws {
    let audit = try Self.sample()
    let files: Set = [
      "opinion.md", "scorecard.md", "screens.md", "reconciliation.md", "tie-out.md", "claims.md",
      "changes.md", "facts.csv", "depin-audit.xlsx",
    ]
    for page in Self.pages(audit, reader) {
      let headings = page.sections.flatMap { section in
        [section.title]
          + section.blocks.compactMap { if case .heading(let title) = $0 { title } else { nil } }
      }.map(OpinionReport.anchor)
      let links = try #require(page.sections.first).blocks.flatMap(\.links)
      #expect(links.count >= 3)
      for link in links {
        if link.hasPrefix("#") {
          #expect(headings.count { "#\($0)" == link } == 1, "\(page.path): \(link)")
        } else {
          let isOfNetwork = page.path.hasPrefix("networks/")
          #expect(link.hasPrefix("../") == isOfNetwork)
          let file = link.replacing("../", with: "").prefix { $0 != "#" }
          #expect(files.contains(String(file)), "\(page.path): \(link)")
        }
      }
    }
  }

  @Test func `a file that is not there is not linked to`() throws {
    let audit = try Self.sample()
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let page = SectorReport(audit, cover: cover, edition: Edition(for: .audit)).report
    let links = try #require(page.sections.first).blocks.flatMap(\.links)
    #expect(links.contains("opinion.md"))
    for file in ["changes.md", "facts.csv", "depin-audit.xlsx"] {
      #expect(!links.contains(file))
    }
  }

  /// Helium's quarter: revenue is 0.54 of emission, 55.8 % of burns were decided, use outgrew supply.
  @Test func `what follows from Helium's quarter, and what cannot be judged`() throws {
    let audit = try Self.sample()
    let report = RecommendationReport(audit)
    let outcomes = report.outcomes(for: try #require(audit.networks.first { $0.id == "helium" }))
    #expect(outcomes.map(\.rule.id) == RecommendationRules.all.map(\.id))
    func ids(_ standing: RecommendationReport.Outcome.Standing) -> [String] {
      outcomes.filter { $0.standing == standing }.map(\.rule.id)
    }
    #expect(ids(.recommended) == ["emission.above-revenue", "burns.discretionary"])
    #expect(ids(.notNeeded) == ["demand.behind-supply", "revenue.evidence"])
    let emission = try #require(outcomes.first { $0.rule.id == "emission.above-revenue" })
    #expect(
      emission.words == "Cut emission or tie it to revenue: revenue was 0.54x the value of the "
        + "tokens emitted; each dollar earned came with 1.84x its worth in new tokens.")
    #expect(
      emission.facts.map(\.id) == [
        "helium/revenue_to_emission@2025Q4", "helium/emission_per_revenue@2025Q4",
      ])
    let subsidy = try #require(outcomes.first { $0.rule.id == "provider.subsidy" })
    #expect(
      subsidy.standing
        == .notJudged(["'subsidy_share' rests on bounds that pull to different sides"]))
  }

  /// A recommendation has every figure whole; what is not judged says why; nothing is left out.
  @Test(arguments: ["2025Q4", "2025Q2"])
  func `no figure is made up in any network`(_ period: String) throws {
    let audit = try audit(period)
    let report = RecommendationReport(audit)
    var due = 0
    for outcome in audit.networks.flatMap(report.outcomes) {
      switch outcome.standing {
      case .recommended:
        due += 1
        #expect(outcome.facts.allSatisfy { $0.whole != nil }, "\(outcome.rule.id)")
        #expect(!outcome.words.contains("n/a") && !outcome.words.contains("{"))
      case .notJudged(let reasons): #expect(!reasons.isEmpty, "\(outcome.rule.id)")
      case .notNeeded: #expect(outcome.facts.contains { $0.whole != nil })
      }
    }
    #expect(due > 0)
  }
}

extension Block {
  /// Where its texts link to.
  fileprivate var links: [String] {
    let texts: [Text] =
      switch self {
      case .paragraph(let text): [text]
      case .bullets(let texts): texts
      default: []
      }
    return texts.flatMap(\.runs).compactMap {
      if case .link(_, to: let to) = $0 { to } else { nil }
    }
  }
}
