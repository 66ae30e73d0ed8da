import DatasetLoading
import Quantities
import SeriesStore

extension Vendor {
  /// Dune.
  package static let dune = Vendor(
    id: "dune", title: "Dune", url: "https://dune.com", licence: "Dune terms of service")
}

/// The times of a query's rows; what is in the other columns only the user knows.
private struct DuneTimes {
  let column: String

  /// Finds the one column of times.
  init(among columns: [String]) throws(ImportFault) {
    guard let only = columns.first, columns.count == 1 else {
      let list = columns.prefix(5).map { "'\(excerpt($0))'" }.joined(separator: " and ")
      throw ImportFault(
        .wrongShape, at: .file,
        columns.isEmpty ? "no column holds times" : "\(list) hold times",
        "let the query select one column of days, and columns of figures")
    }
    column = only
  }

  /// The days of a row: a column that is called `week` or `month` holds the first of them.
  func days(_ moment: Moment, at place: Place) throws(ImportFault) -> Moment {
    let day = moment.day
    switch column.lowercased() {
    case "week":
      guard isMonday(day) else { throw noStart(day, "a Monday", place) }
      return .days(day, day + 6)
    case "month":
      guard day == day.startOfMonth else { throw noStart(day, "the first of a month", place) }
      return .days(day, day.endOfMonth)
    default: return moment
    }
  }

  private func noStart(_ day: Day, _ words: String, _ place: Place) -> ImportFault {
    ImportFault(
      .wrongShape, at: place, field: column, cell: "\(day)", "not \(words)",
      "let the query truncate its times to a \(column.lowercased()), or call the column 'day'")
  }

  /// 1970-01-01 was a Thursday.
  private func isMonday(_ day: Day) -> Bool { (Int(day.number) + 3) % 7 == 0 }

  var note: String? {
    switch column.lowercased() {
    case "week": "rows are weeks from Monday to Sunday, as the column '\(column)' says"
    case "month": "rows are months, as the column '\(column)' says"
    default: nil
    }
  }
}

/// The results of a query.
struct DuneAnswer: VendorFormat {
  let id = "dune-json"
  let vendor = Vendor.dune
  let title = "results of a query (JSON); --map names the series of its columns"
  let measures: [Measure] = []
  let hasParts = true

  func recognise(_ opening: Opening) -> String? {
    guard let json = opening.json else { return nil }
    let isDune = json.has("execution_id") || json.text("state")?.hasPrefix("QUERY_STATE_") == true
    return isDune ? "it has an execution_id or the state of a query" : nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let times = try times(of: file, &intake)
    try JSONSelection.read(["result.rows[*]"], of: file) { match throws(ImportFault) in
      let time = try times.days(
        try match.node.required(times.column).moment(), at: match.node.place)
      let values = (match.node.members ?? []).filter { $0.name != times.column }
      try intake.take(values, of: "", time)
    }
    if let note = times.note { intake.note(note) }
  }

  /// Reads what stands around the rows.
  private func times(of file: ImportFile, _ intake: inout Intake) throws(ImportFault) -> DuneTimes {
    let head = try file.first([
      "state", "error", "next_uri", "result.metadata.column_names",
      "result.metadata.column_types", "result.rows[*]",
    ])
    if let state = head[0]?.string, state != "QUERY_STATE_COMPLETED" {
      let reason = head[1]?["message"]?.string ?? head[1]?.string
      throw VendorRefusal(vendor.title, message: reason ?? "the query is not done", code: state)
        .fault
    }
    guard let row = head[5] else {
      throw ImportFault(
        .noValues, at: .file, "the query gave no rows", "widen its filters, or its time")
    }
    if head[2]?.string != nil {
      intake.note("this is one page of several; import the others as well")
    }
    return try DuneTimes(among: columns(row, names: head[3], types: head[4]))
  }

  /// The columns of times: by their types where the file states them, else by the first row.
  private func columns(_ row: JSONNode, names: JSONNode?, types: JSONNode?) -> [String] {
    if let names = names?.elements, let types = types?.elements, names.count == types.count {
      return zip(names, types).filter {
        $1.string.map { $0.hasPrefix("timestamp") || $0 == "date" } ?? false
      }.compactMap { $0.0.string }
    }
    return (row.members ?? []).filter { $0.node.string.flatMap { Moment($0) } != nil }.map(\.name)
  }
}

/// The same as CSV, as the interface gives it.
struct DuneTable: VendorFormat {
  let id = "dune-csv"
  let vendor = Vendor.dune
  let title = "results of a query (CSV); --map names the series of its columns"
  let measures: [Measure] = []
  let hasParts = true

  func recognise(_ opening: Opening) -> String? {
    // Columns have any names; the times alone are written as nobody else does.
    guard let row = opening.row(1), row.contains(where: DuneTable.isOwnTime) else { return nil }
    return "its times are written as in 2024-01-01 00:00:00.000 UTC"
  }

  /// A table that was saved again may have its times in another form.
  func accept(_ opening: Opening) -> String? {
    opening.row(1)?.contains { Moment($0) != nil } == true ? "it has a column of times" : nil
  }

  /// Whether a text is a time with milliseconds and the letters UTC.
  private static func isOwnTime(_ text: String) -> Bool {
    let letters = Array(text.utf8)
    return letters.count >= 25 && text.hasSuffix(" UTC") && letters[19] == UInt8(ascii: ".")
      && Moment(text) != nil
  }

  func read(_ file: ImportFile, into intake: inout Intake) throws(ImportFault) {
    let table = try VendorTable(file)
    let row = Opening(file).row(1) ?? []
    let times = try DuneTimes(
      among: zip(table.header, row).filter { Moment($0.1) != nil }.map(\.0))
    let time = try table.place(of: times.column)
    let columns = table.header.enumerated().filter { $0.offset != time }
    try table.rows { row, bytes throws(ImportFault) in
      let days = try times.days(try row.moment(time, in: bytes), at: row.place)
      for (column, word) in columns { try intake.take(word, of: "", days, row, column, bytes) }
    }
    if let note = times.note { intake.note(note) }
  }
}

extension Opening {
  /// The fields of a line, the header being line 0; `nil` where there is none.
  func row(_ number: Int) -> [String]? {
    var reader = CSVReader(position: 0, line: 1, delimiter: UInt8(ascii: ","))
    for line in 0...number {
      guard (try? reader.next(in: bytes.span, before: bytes.count)) == true else { return nil }
      if line == number { return reader.fields.map { $0.text(in: bytes.span) } }
    }
    return nil
  }
}
