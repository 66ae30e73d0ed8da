import Assurance
import EconomicMetrics
import Quantities
import SeriesStore
import WorkbookModel

/// The first page: what this is, whether it holds, where things stand, how to change them.
extension AuditWorkbook {
  func writeCover(lights: CheckLight) {
    let page = builder.page("Cover")
    page.row(["Token networks — economic audit"], .title)
    page.row(["\(period)"], .subtitle)
    page.space()
    writeIdentity(lights, to: page)
    page.space()
    page.row(["Contents", "", ""], .heading)
    for (name, meaning) in contents where builder.sheet(name) != nil {
      page.beginRow()
      page.link(name, to: WorkbookBuilder.target(name))
      page.text(meaning)
    }
    page.space()
    writeLegend(to: page)
    page.space()
    page.row(["To change something", "", ""], .heading)
    for sentence in [
      "Type over a blue cell in Assumptions, Scenarios or Data: every figure that rests on it follows.",
      "A row of Data that is changed or deleted shows in Checks; a figure whose input is gone says why.",
      "To see what a figure rests on, click it in Summary, then click a row of its trace.",
    ] { page.row([sentence]) }
    page.space()
    page.row(["Disclosure, not investment advice.", "", ""], .heading)
    page.row([
      "Computed cells are formulas over the rows in Data; the few that are typed values say so."
    ])
    page.finish(widths: [24, 22, 62], printsOnOnePage: true, isLandscape: false)
  }

  private func writeIdentity(_ lights: CheckLight, to page: PageWriter) {
    page.beginRow()
    page.text("arithmetic checks", .label)
    markLight(page, row: page.row, column: 1)
    page.formula(lights.state, .headline(.word), target: WorkbookBuilder.target("Checks"))
    page.text("formulas agree with each other and with Data: no verdict on it")
    writeJudgements(to: page)
    page.beginRow()
    page.text("as of", .label)
    page.day(audit.scope.asOf)
    for (name, value) in [
      ("known by", audit.scope.knownBy.map { "\($0)" } ?? "everything published"),
      ("token flows valued at", audit.scope.policies.phrase),
      ("written by", "depin-audit \(cover.release)"), ("digest of the inputs", cover.digest),
    ] {
      page.beginRow()
      page.text(name, .label)
      page.text(value)
    }
  }

  /// What the report finds against the data: as it was written, save what a sheet counts.
  private func writeJudgements(to page: PageWriter) {
    let findings = audit.networks.flatMap(audit.findings(in:)).count { !$0.isWaived }
    page.beginRow()
    page.text("findings", .label)
    page.number(Double(findings), .headline(.integer))
    page.text("rules that the data breaks; the networks' pages list them")
    if let count = unexplainedDifferences {
      page.beginRow()
      page.text("unexplained differences", .label)
      page.formula(
        count, .headline(.integer), target: WorkbookBuilder.target(Self.reconciliationSheet))
      page.text("pairs of sources whose gap neither rows nor dates explain")
    }
    let disclaimed = audit.networks.count { audit.opinions[$0.id]?.effect == .disclaimer }
    page.beginRow()
    page.text("disclaimers of opinion", .label)
    page.number(Double(disclaimed), .headline(.integer))
    page.text("of \(audit.networks.count) opinions; the report's page of opinions says why")
  }

  private func writeLegend(to page: PageWriter) {
    page.row(["Legend", "", ""], .heading)
    for (look, meaning) in [
      (
        SheetCell.Look.input(.amount),
        "typed: a row of Data, a policy, a choice; may be changed"
      ),
      (.computed(.amount), "computed by a formula of its sheet"),
      (.headline(.amount), "a figure of the report, computed"),
    ] {
      page.beginRow()
      page.number(1234, look)
      page.text(meaning)
    }
    for (bound, meaning) in [
      (SheetCell.Bound.atLeast, "at least: the true figure may be greater"),
      (.atMost, "at most: the true figure may be less"),
    ] {
      page.beginRow()
      page.number(1234, .computed(.amount), bound: bound)
      page.text(meaning)
    }
    page.beginRow()
    page.text("italics on a fill", .label)
    page.text("the rows cover only a part of the figure's days; partial: the same on Summary")
    page.beginRow()
    page.link("link", to: WorkbookBuilder.target("Cover"))
    page.text("leads to another sheet, to a row of Data or to a page of the web")
    page.beginRow()
    page.text("n/a: …", .note)
    page.text("a figure without a value says why; it never reads 0")
    page.beginRow()
    page.text("n/a …", .note)
    page.text("says why in the last column of its sheet, for the period that is chosen above there")
    page.beginRow()
    page.text("tabs", .label)
    page.text("a colour each for sheets that explain, results, calculations and typed data")
  }

  private var contents: [(String, String)] {
    [
      ("Summary", "headline figures of all networks with lights and charts, on one page"),
      ("Assumptions", "policies, constants, thresholds and the scenario: what may be changed"),
    ]
      + audit.networks.map {
        (sheetNames[$0.id] ?? "", "\($0.name): every metric, eight quarters and twelve months")
      }
      + [
        ("Peers", "networks beside each other: multiples, medians by category, ranks"),
        (Self.screensSheet, "which networks meet which rules, every answer live"),
        (Self.scorecardSheet, "scores from 0 to 100 with grades, every step live"),
        ("Risk", "prices day by day: running peak, distance from it, returns"),
        ("Scenarios", "the next eight quarters of revenue and emission, live"),
        (Self.reconciliationSheet, "sources of one series set against each other, live"),
        (Self.changesSheet, "figures that changed since an earlier report, and why"),
        ("Checks", "what must hold, and what a reader has changed"),
        ("Definitions", "formula, meaning and source of each metric"),
        ("Trace", "each headline figure down to the rows it rests on"),
        ("Charts", "figures that the charts draw; n/a is left empty"),
        ("Quarters", "lines of the past, by quarter, that metrics look back on"),
        ("Months", "the same by month"), ("Weeks", "the same by week"),
        (DaySheet.name, "burns and emission of single days"),
        ("Pieces", "each row of a flow by calendar month, with the price that values it"),
        ("Points", "each reading of a stock"),
        ("Data", "every observation: value, source, evidence, file and line"),
        ("Sources", "who published what, where and when"),
      ]
  }
}
