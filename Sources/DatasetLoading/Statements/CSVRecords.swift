/// The records of a small file of CSV that is no table of a dataset.
package enum CSVRecords {
  /// A record and the line on which it begins.
  package struct Record: Hashable, Sendable {
    package let line: Int
    package let cells: [String]
  }

  /// Why a file cannot be read.
  package struct ReadingFault: Error, Hashable, Sendable {
    package let line: Int
    /// What is wrong and what to do.
    package let problem: String
  }

  /// Every record, the header first.
  package static func all(of bytes: [UInt8]) throws(ReadingFault) -> [Record] {
    let span = bytes.span
    var reader = CSVReader(position: byteOrderMark(span), line: 1)
    var records: [Record] = []
    do throws(CSVFault) {
      while try reader.next(in: span, before: span.count) {
        let cells = reader.fields.map { $0.text(in: span) }
        records.append(Record(line: reader.recordLine, cells: cells))
      }
    } catch {
      let fault = error.worded(in: span, columns: records.first?.cells ?? [])
      throw ReadingFault(line: error.line, problem: "\(fault.problem); \(fault.remedy)")
    }
    return records
  }
}
