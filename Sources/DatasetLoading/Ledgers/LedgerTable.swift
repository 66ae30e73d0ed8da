/// A file of rows that name a party, whose header has been understood.
struct LedgerTable: ChunkedTable {
  let contents: FileContents
  let file: Int
  /// Index of the network in the catalogue.
  let network: Int
  let form: LedgerForm
  let start: Int
  let startLine: Int
  private let header: [String]
  private let reader: LedgerRows

  /// Reads the header of a file.
  ///
  /// - Throws: The first fault, which stops the file.
  init(
    _ contents: FileContents, file: Int, network: Int, _ form: LedgerForm,
    _ sources: SourceTable, _ bytes: Span<UInt8>
  ) throws(Fault) {
    var reader = CSVReader(position: byteOrderMark(bytes), line: 1)
    header = try TableHeader.read(&reader, bytes)
    (self.contents, self.file, self.network, self.form) = (contents, file, network, form)
    (start, startLine) = (reader.position, reader.line)
    self.reader = LedgerRows(form, columns: try form.columns(of: header), sources: sources)
  }

  func read(_ chunk: Chunk, _ bytes: Span<UInt8>) -> ChunkReading<LedgerBuffer> {
    var rows = LedgerBuffer()
    rows.reserve(chunk.range.count / 60)
    return ChunkReading(chunk, path: contents.path, header: header, reader, rows, bytes) {
      $0.finished()
    }
  }
}
