import Quantities

/// Reads and checks the first line of a table.
enum TableHeader {
  static let noRows = Fault(
    .noRows, "the table has a header and no rows", "add rows, or delete the file")

  /// Reads the names of the columns.
  static func read(_ reader: inout CSVReader, _ bytes: Span<UInt8>) throws(Fault) -> [String] {
    do throws(CSVFault) {
      guard try reader.next(in: bytes, before: bytes.count) else {
        throw CSVFault(.emptyFile, 0, 0..<0, 1)
      }
    } catch {
      guard error.rule != .emptyFile else {
        throw Fault(.emptyFile, "the file is empty", "write its contents or delete it")
      }
      throw error.worded(in: bytes, columns: [])
    }
    return reader.fields.map { $0.text(in: bytes) }
  }

  /// Checks that a header has every required column and none that its form does not know.
  static func check(
    _ header: [String], required: [String], optional: [String] = [], form: String
  ) throws(Fault) {
    for (index, name) in header.enumerated() {
      guard (required + optional).contains(name) else {
        throw unknown(name, among: required + optional, header, form)
      }
      guard !header[..<index].contains(name) else {
        throw Fault(
          .duplicateColumn, field: name, "stands twice in the header", "delete one of the columns")
      }
    }
    for name in required where !header.contains(name) {
      throw Fault(
        .missingColumn, field: name, "is missing from the header",
        "\(form) has the columns \(required.joined(separator: ","))")
    }
  }

  /// A row with too many fields or too few.
  static func fieldCount(_ count: Int, expected: Int) -> Fault {
    Fault(
      .fieldCount, "the row has \(count) field\(count == 1 ? "" : "s") and the header \(expected)",
      count > expected
        ? "put quotes around a field that contains a comma" : "write a comma for each empty field")
  }

  private static func unknown(
    _ name: String, among names: [String], _ header: [String], _ form: String
  ) -> Fault {
    let remedy: String
    if header.count == 1, name.contains(";") || name.contains("\t") {
      remedy = "separate the columns with commas"
    } else if let number = name.utf8.first, number &- .zero < 10 {
      remedy = "write a header line: \(names.joined(separator: ","))"
    } else {
      remedy = Suggestion.remedy(
        for: name, among: names, else: "use \(names.joined(separator: ","))")
    }
    return Fault(.unknownColumn, field: name, "is no column of \(form)", remedy)
  }
}

/// The length of the UTF-8 byte order mark that begins a file, or 0.
package func byteOrderMark(_ bytes: Span<UInt8>) -> Int {
  bytes.count >= 3 && bytes[0] == 0xEF && bytes[1] == 0xBB && bytes[2] == 0xBF ? 3 : 0
}
