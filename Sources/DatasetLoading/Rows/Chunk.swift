/// A run of lines that is read on its own.
struct Chunk: Sendable {
  /// Index into the tables.
  let table: Int
  /// Rows that begin here belong to the chunk.
  let range: Range<Int>

  /// Cuts a table at line ends.
  ///
  /// The cuts depend on the bytes alone, never on the count of processors. A line end inside quotes
  /// is cut at too; `ChunkReading.nextPosition` tells, and the rest is then read again.
  static func cut(_ table: Int, _ bytes: Span<UInt8>, from start: Int, size: Int) -> [Chunk] {
    var chunks: [Chunk] = []
    var lower = start
    while lower < bytes.count {
      var upper = bytes.count
      if lower + size < bytes.count,
        let end = firstIndex(of: .lineFeed, in: bytes, from: lower + size)
      {
        upper = end + 1
      }
      chunks.append(Chunk(table: table, range: lower..<upper))
      lower = upper
    }
    return chunks
  }
}

/// What was read of a chunk; lines are counted from its first, which is 0.
struct ChunkReading<Block: Sendable>: Sendable {
  let block: Block
  let log: DiagnosticLog
  /// Where the first row after the chunk begins.
  let nextPosition: Int
  /// The lines of the chunk.
  let lineCount: Int
  /// Rows, faulty ones included.
  let recordCount: Int
  /// Whether a quote without an end makes the rest of the file unreadable.
  let isStopped: Bool
}

extension ChunkReading {
  /// Reads a chunk of a file row by row.
  init<Reader: RowReader>(
    _ chunk: Chunk, path: String, header: [String], _ rowReader: consuming Reader,
    _ rows: consuming Reader.Rows, _ bytes: Span<UInt8>, finish: (consuming Reader.Rows) -> Block
  ) {
    var (log, recordCount) = (DiagnosticLog(), 0)
    // Lines count from 0 here, and a line of 0 means a whole file in a diagnostic: one is added.
    var reader = CSVReader(position: chunk.range.lowerBound, line: 0)
    while true {
      while reader.position < chunk.range.upperBound,
        rowReader.scan(bytes, at: &reader.position, line: reader.line, into: &rows)
      {
        reader.line += 1
        recordCount += 1
      }
      do throws(CSVFault) {
        guard try reader.next(in: bytes, before: chunk.range.upperBound) else { break }
        let line = reader.recordLine
        do throws(Fault) {
          try rowReader.read(reader.fields, in: bytes, line: line, into: &rows)
        } catch {
          log.report(error.rule, file: path, line: line + 1) { error }
        }
      } catch {
        log.report(error.rule, file: path, line: error.line + 1) {
          error.worded(in: bytes, columns: header)
        }
      }
      recordCount += 1
    }
    self.init(
      block: finish(rows), log: log, nextPosition: reader.position, lineCount: reader.line,
      recordCount: recordCount, isStopped: reader.isStopped)
  }
}
