import DatasetLoading
import Quantities
import SeriesStore

/// A file of a series with the places of its rows, so that rows can be added and nothing else changes.
struct SeriesFile {
  /// The columns of a new file.
  static let columns = [
    "period_start", "period_end", "value", "unit", "source", "evidence", "segment", "basis", "note",
  ]

  /// A row that stands in the file.
  struct Row {
    let start: Day
    let end: Day
    let source: String
    /// Where the value stands.
    let value: Range<Int>
    /// Where the row begins, and what comes after it.
    let place: Range<Int>
    let line: Int
  }

  let path: String
  let bytes: [UInt8]
  let header: [String]
  /// The rows of one segment and basis, in the file's order.
  let block: [Row]

  /// Reads a file; of one that does not exist, what it begins with.
  init(path: String, _ content: [UInt8]?, _ terms: RowTerms) throws(ImportFault) {
    let fresh = SeriesFile.columns.joined(separator: ",") + "\n"
    let bytes = content.flatMap { $0.isEmpty ? nil : $0 } ?? Array(fresh.utf8)
    (self.path, self.bytes) = (path, bytes)
    do throws(CSVFault) {
      (header, block) = try SeriesFile.read(bytes.span, terms) ?? ([], [])
    } catch {
      throw SeriesFile.faulty(path, error.line)
    }
    guard !header.isEmpty else { throw SeriesFile.faulty(path, 1) }
  }

  /// The header and the rows; `nil` where a row cannot be read.
  private static func read(
    _ bytes: Span<UInt8>, _ terms: RowTerms
  ) throws(CSVFault) -> ([String], [Row])? {
    var reader = CSVReader(position: byteOrderMark(bytes), line: 1)
    guard try reader.next(in: bytes, before: bytes.count) else { return nil }
    let header = reader.fields.map { $0.text(in: bytes) }
    let columns = Columns(header)
    var rows: [Row] = []
    while try reader.next(in: bytes, before: bytes.count) {
      guard let row = columns.row(of: reader, in: bytes, terms) else { return nil }
      if row.isOfBlock { rows.append(row.row) }
    }
    return (header, rows)
  }

  static func faulty(_ path: String, _ line: Int) -> ImportFault {
    ImportFault(
      .faultyDatasets, at: .line(line), "cannot be read",
      "mend it first; depin-audit check says what is wrong"
    ).in(path)
  }
}

/// Where the columns of a series file stand.
private struct Columns {
  let count: Int
  let start: Int?
  let end: Int?
  let value: Int?
  let source: Int?
  let segment: Int?
  let basis: Int?

  init(_ header: [String]) {
    count = header.count
    start = header.firstIndex(of: "period_start") ?? header.firstIndex(of: "date")
    end = header.firstIndex(of: "period_end") ?? header.firstIndex(of: "date")
    value = header.firstIndex(of: "value")
    source = header.firstIndex(of: "source")
    segment = header.firstIndex(of: "segment")
    basis = header.firstIndex(of: "basis")
  }

  /// The record that was read last, and whether it is of the segment and basis of some terms.
  func row(
    of reader: CSVReader, in bytes: Span<UInt8>, _ terms: RowTerms
  ) -> (row: SeriesFile.Row, isOfBlock: Bool)? {
    let fields = reader.fields
    guard fields.count == count, let start, let end, let value else { return nil }
    func text(_ column: Int?) -> String { column.map { fields[$0].text(in: bytes) } ?? "" }
    guard let first = Day(text(start)), let last = Day(text(end)) else { return nil }
    let stated = text(source)
    let begin =
      fields[0].start > 0 && bytes[fields[0].start - 1] == 0x22
      ? fields[0].start - 1 : fields[0].start
    let row = SeriesFile.Row(
      start: first, end: last, source: stated.isEmpty ? terms.properties.source ?? "" : stated,
      value: fields[value].start..<fields[value].end, place: begin..<reader.position,
      line: reader.recordLine)
    return (row, text(segment) == terms.segment && text(basis) == terms.basis)
  }
}
