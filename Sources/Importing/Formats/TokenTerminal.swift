import SeriesStore

extension Vendor {
  /// Token Terminal.
  package static let tokenTerminal = Vendor(
    id: "token-terminal", title: "Token Terminal", url: "https://tokenterminal.com",
    licence: "Token Terminal terms of service")
}

/// What the interface answers: a row for each project and day.
struct TokenTerminalAnswer: VendorFormat {
  let id = "token-terminal-json"
  let vendor = Vendor.tokenTerminal
  let title = "metrics of projects (JSON)"
  /// A project may have a row for each of its chains.
  let hasParts = true
  /// The vendor does not say whether prices and market values are of a day's start or end, so they
  /// need a name from the user.
  let measures = [
    Measure("fees", series: "fees", unit: "USD", .measured, .wholeDay, mayEndPartial: true),
    Measure(
      "revenue", series: "revenue", unit: "USD", .measured, .wholeDay, mayEndPartial: true,
      note: "fees less the supply side's part"),
    Measure(
      "supply_side_fees", series: "supply_side_revenue", unit: "USD", .measured, .wholeDay,
      mayEndPartial: true),
    Measure(
      "token_incentives", series: nil, unit: "USD", .measured, .wholeDay, mayEndPartial: true),
    Measure("price", series: nil, unit: "USD/token", .measured, .closeOfDay, mayEndPartial: true),
    Measure(
      "market_cap_circulating", series: nil, unit: "USD", .measured, .closeOfDay,
      mayEndPartial: true),
    Measure(
      "market_cap_fully_diluted", series: nil, unit: "USD", .measured, .closeOfDay,
      mayEndPartial: true),
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.has("data[*].timestamp", .string) else { return nil }
    // Others have rows with timestamps as well.
    let own = ["project_id", "project_name", "metric_id"] + measures.map(\.word)
    return json.names("data[*]").first(where: own.contains)
      .map { "the rows of 'data' have timestamp and \($0)" }
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    try JSONSelection.read(["data[*]"], of: file) { match throws(ImportFault) in
      let row = match.node
      let day = try row.required("timestamp").moment()
      let subject = (row["project_id"] ?? row["project_name"])?.string ?? ""
      // The long form has one metric a row.
      guard let word = row["metric_id"]?.string, let value = row["value"] else {
        return try intake.take(values(of: row), of: subject, day)
      }
      try intake.take([JSONNode.Member(name: word, node: value)], of: subject, day)
    }
  }

  private func values(of row: JSONNode) -> [JSONNode.Member] {
    let others: Set = ["timestamp", "project_id", "project_name"]
    return (row.members ?? []).filter { !others.contains($0.name) }
  }
}

/// The table of the first interface: all projects and figures, newest day first.
struct TokenTerminalDump: VendorFormat {
  let id = "token-terminal-csv"
  let vendor = Vendor.tokenTerminal
  let title = "table of all projects, first interface (CSV)"
  /// There are columns for the chain and the component.
  let hasParts = true
  /// Here `revenue` is all that users paid, and `revenue_protocol` the protocol's part.
  let measures = [
    Measure("revenue", series: "fees", unit: "USD", .measured, .wholeDay, note: "all fees paid"),
    Measure(
      "revenue_protocol", series: "revenue", unit: "USD", .measured, .wholeDay,
      note: "fees less the supply side's part"),
    Measure(
      "revenue_supply_side", series: "supply_side_revenue", unit: "USD", .measured, .wholeDay),
    Measure("token_incentives", series: nil, unit: "USD", .measured, .wholeDay),
    Measure("price", series: nil, unit: "USD/token", .measured, .closeOfDay),
    Measure("market_cap_circulating", series: nil, unit: "USD", .measured, .closeOfDay),
    Measure("market_cap_fully_diluted", series: nil, unit: "USD", .measured, .closeOfDay),
  ]

  func recognise(_ opening: Opening) -> String? {
    let header = opening.header()
    return ["datetime", "project", "revenue_protocol"].allSatisfy(header.contains)
      ? "its header has datetime, project and revenue_protocol" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let table = try VendorTable(file)
    let (time, project) = (try table.place(of: "datetime"), try table.place(of: "project"))
    let texts: Set = [
      "", "datetime", "project", "business_type", "business_line", "version", "chain", "component",
    ]
    let columns = table.header.enumerated().filter { !texts.contains($0.element) }
    try table.rows { row, bytes throws(ImportFault) in
      let subject = row.text(project, in: bytes)
      guard try intake.admits(subject, values: columns.count, at: row.place) else { return }
      let day = try row.moment(time, in: bytes)
      for (column, word) in columns {
        try intake.take(word, of: subject, day, row, column, bytes)
      }
    }
  }
}
