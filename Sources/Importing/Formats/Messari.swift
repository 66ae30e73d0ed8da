import SeriesStore

extension Vendor {
  /// Messari.
  package static let messari = Vendor(
    id: "messari", title: "Messari", url: "https://messari.io",
    licence: "Messari terms of service; no redistribution without agreement")
}

/// What Messari's time series answer: rows without names, and the names of their columns apart.
struct MessariAnswer: VendorFormat {
  let id = "messari-json"
  let vendor = Vendor.messari
  let title = "time series of an asset (JSON)"
  let measures = [
    Measure(
      "close", series: "price", unit: "USD/token", .measured, .closeOfDay, mayEndPartial: true),
    Measure("volume", series: "volume", unit: "USD", .measured, .wholeDay, mayEndPartial: true),
  ]

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json, json.has("data.points") else { return nil }
    return "it has rows 'data.points'"
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let words = try words(of: file)
    try JSONSelection.read(["data.points[*]"], of: file) { match throws(ImportFault) in
      let cells = try match.node.cells(words.count, of: "points")
      let day = try cells[0].moment(orEpoch: [.seconds, .milliseconds])
      for (word, cell) in zip(words, cells).dropFirst() {
        try intake.take(Observation(word, day, try cell.number(word), at: match.node.place))
      }
    }
  }

  /// The names of the columns, in small letters; the first is that of the time.
  private func words(of file: ImportFile) throws(ImportFault) -> [String] {
    let head = try file.first([
      "error", "metadata.granularity", "data.metadata.granularity", "metadata.pointSchemas",
      "data.metadata.pointSchemas", "data.pointSchemas",
    ])
    if let error = head[0]?.string, !error.isEmpty {
      throw VendorRefusal(vendor.title, message: error).fault
    }
    if let granularity = (head[1] ?? head[2])?.string, granularity != "1d" {
      throw ImportFault(
        .wrongShape, at: .file, field: "granularity", cell: granularity, "not days",
        "ask for the granularity 1d")
    }
    let schemas = (head[3] ?? head[4] ?? head[5])?.elements ?? []
    let words = schemas.compactMap { ($0["name"] ?? $0["slug"] ?? $0["id"])?.string?.lowercased() }
    guard words.count == schemas.count, let first = words.first,
      first.hasPrefix("time") || first == "date"
    else {
      throw ImportFault(
        .wrongShape, at: .file, field: "pointSchemas",
        words.isEmpty ? "is missing, so that columns have no names" : "does not begin with a time",
        "save the whole answer, with its metadata")
    }
    return words
  }
}
