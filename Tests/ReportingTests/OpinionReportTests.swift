import Assurance
import EconomicMetrics
import Formulas
import Quantities
import ReportModel
import SeriesStore
import Testing

@testable import Reporting

@Suite struct OpinionReportTests {
  /// In every quarter and twelve months of every network, under every definition of revenue.
  @Test(arguments: ["2025Q4", "2023Q1"])
  func `revenue by evidence adds up to the figure`(_ period: String) throws {
    let audit = try audit(period)
    var compared = 0
    for network in audit.networks {
      let revenue = try #require(network.definition("revenue"))
      let share = try #require(network.definition("evidence_share"))
      for period in audit.scope.periods {
        for basis in network.bases(of: revenue) {
          let figure = network.figure(revenue, period, basis: basis)
          guard let value = figure.value else { continue }
          let tiers = try #require(
            EvidenceTiers(of: "revenue", in: network, over: period, basis: basis))
          let sum = tiers.tiers.reduce(0) { $0 + $1.amount }
          #expect(
            abs(tiers.total - value) <= 1e-12 * abs(value), "\(network.id) \(period) \(basis)")
          #expect(abs(sum - value) <= 1e-12 * abs(value), "\(network.id) \(period) \(basis)")
          #expect(Set(tiers.tiers.flatMap(\.sources)) == Set(figure.sources))
          #expect(tiers.tiers.last?.evidence == figure.evidence)
          if let evidenced = network.figure(share, period, basis: basis).value {
            let own = try #require(tiers.share(of: [.settled, .burn]))
            #expect(abs(own - evidenced) <= 1e-12, "\(network.id) \(period) \(basis)")
          }
          compared += 1
        }
      }
    }
    #expect(compared > 20)
  }

  /// Helium's whole quarter, worked out by hand: usage burns 2,299,540 USD, discretionary 2.9M.
  @Test func `Helium's revenue stands with and without discretionary burns`() throws {
    let audit = try audit("2025Q4")
    let helium = try #require(audit.networks.first { $0.id == "helium" })
    let table = EvidenceTable(audit, helium)
    let tiers = try #require(table.tiers)
    #expect(abs(tiers.total - 2_299_540) < 1)
    #expect(tiers.tiers.map(\.evidence) == [.burn] && tiers.tiers[0].rows == 1)
    guard case .bullets(let lines) = table.blocks.first else { return #expect(Bool(false)) }
    #expect(lines.map(\.plain).contains { $0.contains("burns of $2.90M it would be $5.20M") })
  }

  @Test func `opinions on the shipped data are told alike on every page`() throws {
    let audit = try audit("2025Q4")
    let cover = Cover(release: "test", digest: "0", scope: audit.scope)
    let page = OpinionReport(audit, cover: cover).report
    #expect(page.sections.count == audit.networks.count + 3)
    for network in audit.networks {
      let opinion = try #require(audit.opinions[network.id])
      let line = NetworkReport(audit, network, cover: cover).report.preamble.last
      #expect(line?.plain.hasPrefix(opinion.heading) == true)
      #expect(page.sections.contains { $0.title == network.name })
      // What is missing is no pass: an unqualified opinion has every headline figure.
      let known = opinion.lines.first { $0.criterion.id == "headlines.known" }?.number
      #expect(opinion.effect != .none || known == 4)
      for reason in opinion.reasons { #expect(!reason.lift.isEmpty && !reason.statement.isEmpty) }
    }
  }
}
