import Quantities
import SeriesStore

extension Vendor {
  /// Tokenomist.
  package static let tokenomist = Vendor(
    id: "tokenomist", title: "Tokenomist", url: "https://tokenomist.ai",
    licence: "Tokenomist terms of service")
}

/// Unlocks as Tokenomist models them: of each day, or of each event.
struct TokenomistAnswer: VendorFormat {
  let id = "tokenomist-json"
  let vendor = Vendor.tokenomist
  let title = "unlock schedule (JSON)"
  let measures = [
    Measure(
      "unlockAmount", series: "tokens_unlocked", unit: "token", .schedule, .wholeDay,
      mayLieAhead: true, note: "modelled"),
    Measure(
      "cliffAmount", series: "tokens_unlocked", unit: "token", .schedule, .event,
      mayLieAhead: true, note: "modelled; cliffs only"),
    // A by-product of the schedule, of 00:00 UTC: no source of prices, unless the user says so.
    Measure("referencePrice", series: nil, unit: "USD/token", .measured, .openingOfDay),
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json else { return nil }
    if json.has("metadata.queryDate"), json.has("status", .bool) {
      return "it has metadata.queryDate and a status"
    }
    let isOwn = json.has("data[*].unlockAmount") || json.has("data[*].cliffUnlocks")
    return isOwn ? "the rows of 'data' are unlocks" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let head = try file.first(["status", "message"])
    if head[0]?.content == .bool(false) {
      throw VendorRefusal(vendor.title, message: head[1]?.string ?? "status false").fault
    }
    var isCovered = false
    try JSONSelection.read(["data[*]"], of: file) { match throws(ImportFault) in
      isCovered = true
      try take(match.node, into: &intake)
    }
    guard isCovered else {
      throw ImportFault(
        .noValues, at: .file, "the vendor does not cover this token: status true and no data",
        "take the schedule from another vendor, or from the project")
    }
  }

  private func take(_ row: JSONNode, into intake: inout Intake) throws(ImportFault) {
    let subject = (row["tokenSymbol"] ?? row["tokenName"])?.string ?? ""
    if let date = row["unlockDate"] {
      let amount = row["cliffUnlocks"]?["cliffAmount"]
      return try intake.take(
        Observation(
          "cliffAmount", of: subject, .day(try date.moment().day),
          try amount?.number("cliffAmount"), at: row.place))
    }
    let start = try row.required("startDate").moment().day
    // The end is the first moment after the row.
    let end = try row["endDate"].map { node throws(ImportFault) in try node.moment().day - 1 }
    let days = Moment.days(start, max(start, end ?? start))
    for word in ["unlockAmount", "referencePrice"] {
      guard let value = row[word] else { continue }
      try intake.take(
        Observation(
          word, of: subject, word == "unlockAmount" ? days : .day(start),
          try value.number(word), at: value.place))
    }
  }
}
