/// A file of rows that is read in chunks.
protocol ChunkedTable: Sendable {
  /// What is made of a chunk.
  associatedtype Block: Sendable

  var contents: FileContents { get }
  /// Index of the file among all files.
  var file: Int { get }
  /// Where the first row begins.
  var start: Int { get }
  /// The line of the first row.
  var startLine: Int { get }

  /// Reads the rows that begin in a chunk.
  func read(_ chunk: Chunk, _ bytes: Span<UInt8>) -> ChunkReading<Block>
}

/// What was read of one file: its chunks in order, with the line on which each begins.
struct TableReading<Block: Sendable>: Sendable {
  /// Index of the file.
  let file: UInt16
  private(set) var blocks: [(block: Block, firstLine: Int)] = []
  private(set) var log = DiagnosticLog()
  private var recordCount = 0

  /// Puts the readings of a table's chunks together.
  ///
  /// A chunk that began where no row begins, inside quotes, is read again from the right place.
  init<Table: ChunkedTable>(
    _ table: Table, _ chunks: [Chunk], _ readings: [ChunkReading<Block>]
  ) where Table.Block == Block {
    file = UInt16(truncatingIfNeeded: table.file)
    var (position, line) = (table.start, table.startLine)
    for (chunk, speculative) in zip(chunks, readings) {
      guard position < chunk.range.upperBound else { continue }
      var reading = speculative
      if position != chunk.range.lowerBound {
        let rest = Chunk(table: chunk.table, range: position..<chunk.range.upperBound)
        reading = table.contents.withBytes { table.read(rest, $0) }
      }
      blocks.append((reading.block, line))
      // Lines inside a chunk are counted from 1 in its log, from 0 in its rows.
      log.merge(reading.log, addingLines: line - 1)
      recordCount += reading.recordCount
      (position, line) = (reading.nextPosition, line + reading.lineCount)
      if reading.isStopped { break }
    }
    if recordCount == 0 { log.report(TableHeader.noRows, file: table.contents.path, line: 0) }
  }
}
