import DatasetLoading
import Quantities

/// A vendor's CSV file: columns are found by their names, rows are read one at a time.
package struct VendorTable {
  /// The names of the columns, in the file's order.
  package let header: [String]
  private let file: ImportFile
  private let delimiter: UInt8
  private let start: (position: Int, line: Int)

  /// Opens a table and reads its header.
  ///
  /// - Throws: Where a name stands twice in it, unless names may repeat.
  package init(
    _ file: ImportFile, delimiter: UInt8 = UInt8(ascii: ","), mayRepeatNames: Bool = false
  ) throws(ImportFault) {
    (self.file, self.delimiter) = (file, delimiter)
    (header, start) = try file.withBytes { bytes throws(ImportFault) in
      var reader = CSVReader(position: byteOrderMark(bytes), line: 1, delimiter: delimiter)
      do throws(CSVFault) {
        guard try reader.next(in: bytes, before: bytes.count) else {
          return ([], (bytes.count, 1))
        }
      } catch {
        throw ImportFault(error, [])
      }
      return (reader.fields.map { $0.text(in: bytes) }, (reader.position, reader.line))
    }
    guard !mayRepeatNames else { return }
    var names: Set<String> = []
    for name in header where !name.isEmpty && !names.insert(name).inserted {
      throw ImportFault(
        .duplicateKey, at: .line(1), field: name,
        "stands twice in the header, so that rows can be read in two ways",
        "delete the wrong column, or get the file from the vendor again")
    }
  }

  /// Opens a table that has no header, with names for its columns.
  package init(_ file: ImportFile, columns: [String]) {
    (self.file, header, delimiter) = (file, columns, UInt8(ascii: ","))
    start = (file.withBytes { byteOrderMark($0) }, 1)
  }

  /// The place of a column in a row.
  package func place(of name: String) throws(ImportFault) -> Int {
    if let place = header.firstIndex(of: name) { return place }
    throw ImportFault(
      .missingColumn, at: .line(1), field: name, "is missing from the header",
      Suggestion.remedy(
        for: name, among: header, else: "export the table with all its columns"))
  }

  /// Reads the rows in the file's order.
  package func rows(
    _ body: (_ row: VendorRow, _ bytes: Span<UInt8>) throws(ImportFault) -> Void
  ) throws(ImportFault) {
    try file.withBytes { bytes throws(ImportFault) in
      var reader = CSVReader(position: start.position, line: start.line, delimiter: delimiter)
      var released = 0
      while try next(&reader, bytes) {
        // Spreadsheets leave rows of separators alone behind the last one.
        guard reader.fields.contains(where: { !$0.isEmpty }) else { continue }
        guard reader.fields.count == header.count else {
          throw fieldCount(reader.fields.count, at: reader.recordLine)
        }
        try body(VendorRow(fields: reader.fields, header: header, line: reader.recordLine), bytes)
        if reader.position - released > 16 << 20 {
          released = reader.position
          file.release(before: released)
        }
      }
    }
  }

  private func next(
    _ reader: inout CSVReader, _ bytes: Span<UInt8>
  ) throws(ImportFault) -> Bool {
    do throws(CSVFault) {
      return try reader.next(in: bytes, before: bytes.count)
    } catch {
      throw ImportFault(error, header)
    }
  }

  private func fieldCount(_ count: Int, at line: Int) -> ImportFault {
    ImportFault(
      .fieldCount, at: .line(line),
      "the row has \(count) field\(count == 1 ? "" : "s") and the header \(header.count)",
      count < header.count
        ? "the file may be cut off; get it from the vendor again"
        : "the file may have been edited; get it from the vendor again")
  }
}

/// A row of a vendor's table; columns go by their place in the header.
package struct VendorRow {
  private let fields: [CSVField]
  private let header: [String]
  /// The line on which it begins.
  package let line: Int

  init(fields: [CSVField], header: [String], line: Int) {
    (self.fields, self.header, self.line) = (fields, header, line)
  }

  /// Where the row stands.
  package var place: Place { .line(line) }

  /// The bytes of a cell, without quotes around it.
  package func range(_ column: Int) -> Range<Int> { fields[column].start..<fields[column].end }

  /// Whether nothing stands in a cell.
  package func isEmpty(_ column: Int) -> Bool { fields[column].isEmpty }

  /// The text of a cell.
  package func text(_ column: Int, in bytes: Span<UInt8>) -> String {
    fields[column].text(in: bytes)
  }

  /// Whether a cell holds a text, byte for byte; for columns that repeat one for many rows.
  package func holds(_ text: String, _ column: Int, in bytes: Span<UInt8>) -> Bool {
    let range = range(column)
    guard range.count == text.utf8.count else { return false }
    var index = range.lowerBound
    for byte in text.utf8 {
      guard bytes[index] == byte else { return false }
      index += 1
    }
    return true
  }

  /// The number in a cell; `nil` where it is empty or says `null`.
  package func number(_ column: Int, in bytes: Span<UInt8>) throws(ImportFault) -> ExactDecimal? {
    let range = range(column)
    if range.isEmpty || holds("null", column, in: bytes) { return nil }
    if let number = ExactDecimal(bytes, range) { return number }
    throw ImportFault(
      .notANumber, at: place, field: header[column], cell: text(column, in: bytes),
      "not a number", "export digits with '.' as the decimal point and no separators")
  }

  /// The written time in a cell.
  package func moment(_ column: Int, in bytes: Span<UInt8>) throws(ImportFault) -> Moment {
    if let moment = Moment(bytes, range(column)) { return moment }
    throw notATime(column, in: bytes)
  }

  /// The written time in a cell by the clock of its own zone, so that a day stays the exchange's day.
  package func localMoment(
    _ column: Int, in bytes: Span<UInt8>
  ) throws(ImportFault) -> Moment {
    let moment = try moment(column, in: bytes)
    // What stands behind `2024-07-01 00:00:00` is the zone.
    return Moment(bytes, range(column).prefix(19)) ?? moment
  }

  /// The count since 1970 in a cell.
  package func moment(
    _ column: Int, epoch units: [Moment.EpochUnit], in bytes: Span<UInt8>
  ) throws(ImportFault) -> Moment {
    guard let count = Int64(text(column, in: bytes)) else { throw notATime(column, in: bytes) }
    return try Moment(epoch: count, units, at: place)
  }

  private func notATime(_ column: Int, in bytes: Span<UInt8>) -> ImportFault {
    ImportFault(
      .notATime, at: place, field: header[column], cell: text(column, in: bytes),
      "not a time of this vendor",
      "the file may be of another vendor, or saved again by a spreadsheet; import it as it came")
  }
}

extension ImportFault {
  /// A fault of the text of a table.
  init(_ fault: CSVFault, _ header: [String]) {
    self.init(
      fault.rule == .notUTF8 ? .notUTF8 : .syntax, at: .line(fault.line),
      field: fault.column < header.count ? header[fault.column] : nil, "is \(fault.problem)",
      fault.remedy)
  }
}
