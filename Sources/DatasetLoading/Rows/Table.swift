import SeriesStore

/// A file of rows whose header has been understood.
struct Table: ChunkedTable {
  /// The form of its rows: a reader, and a buffer with the tracks that the reader knows.
  enum Form: Sendable {
    case full(FullRows)
    case plain(PlainRows, RowBuffer)
  }

  /// How much of a bulk file is read beforehand, so that its chunks know most names at once.
  private static let sampleSize = 1 << 18

  let contents: FileContents
  /// Index of the file among all files.
  let file: Int
  let form: Form
  /// The names of the columns.
  let header: [String]
  /// Where the first row begins, and on which line.
  let start: Int
  let startLine: Int

  /// Reads the header of a file.
  ///
  /// A bulk file is named after no series and has no schema.
  ///
  /// - Throws: The first fault, which stops the file.
  init(
    _ contents: FileContents, file: Int, schema: SeriesSchema?, _ catalog: Catalog,
    _ bytes: Span<UInt8>
  ) throws(Fault) {
    var reader = CSVReader(position: byteOrderMark(bytes), line: 1)
    header = try TableHeader.read(&reader, bytes)
    (self.contents, self.file) = (contents, file)
    (start, startLine) = (reader.position, reader.line)
    form =
      if let schema {
        try Table.form(header, schema, catalog)
      } else {
        try Table.bulkForm(header, start, catalog, bytes)
      }
  }

  func read(_ chunk: Chunk, _ bytes: Span<UInt8>) -> ChunkReading<RowBlock> {
    switch form {
    case .full(let reader): read(chunk, reader, RowBuffer(), bytes)
    case .plain(let reader, let rows): read(chunk, reader, rows, bytes)
    }
  }

  private func read(
    _ chunk: Chunk, _ reader: consuming some RowReader<RowBuffer>, _ rows: consuming RowBuffer,
    _ bytes: Span<UInt8>
  ) -> ChunkReading<RowBlock> {
    rows.reserve(chunk.range.count / 40)
    return ChunkReading(chunk, path: contents.path, header: header, reader, rows, bytes) {
      $0.grouped()
    }
  }

  private static func bulkForm(
    _ header: [String], _ start: Int, _ catalog: Catalog, _ bytes: Span<UInt8>
  ) throws(Fault) -> Form {
    let columns = PlainRows.Column.allCases.map(\.rawValue)
    try TableHeader.check(header, required: columns, form: "a bulk file")
    var reader = PlainRows(
      columns: header.compactMap(PlainRows.Column.init(rawValue:)), catalog: catalog)
    var rows = RowBuffer()
    reader.learn(bytes, start..<min(start + sampleSize, bytes.count), into: &rows)
    return .plain(reader, rows)
  }

  private static func form(
    _ header: [String], _ schema: SeriesSchema, _ catalog: Catalog
  ) throws(Fault) -> Form {
    if header.contains("date") {
      try TableHeader.check(header, required: ["date", "value"], form: "a file of two columns")
      for (key, isStated) in [
        ("source", schema.properties.source != nil),
        ("evidence", schema.properties.evidence != nil),
      ] where !isStated {
        throw missingProperty(key, schema)
      }
      var rows = RowBuffer()
      let columns = header.compactMap(PlainRows.Column.init(rawValue:))
      let reader = PlainRows(columns: columns, catalog: catalog, schema: schema, into: &rows)
      return .plain(reader, rows)
    }
    let optional = optionalColumns(schema)
    let required = FullRows.Column.names.filter { !optional.contains($0) }
    try TableHeader.check(header, required: required, optional: optional, form: "a series file")
    let columns = header.compactMap(FullRows.Column.init(name:))
    return .full(FullRows(columns: columns, schema: schema, sources: catalog.sources))
  }

  /// The columns that may be left out, because they may be empty or the profile states them.
  private static func optionalColumns(_ schema: SeriesSchema) -> [String] {
    var columns = ["segment", "basis", "note"]
    if schema.properties.unit != nil { columns.append("unit") }
    if schema.properties.source != nil { columns.append("source") }
    if schema.properties.evidence != nil { columns.append("evidence") }
    return columns
  }

  private static func missingProperty(_ key: String, _ schema: SeriesSchema) -> Fault {
    Fault(
      .missingProperty, field: key, "is neither a column nor stated in the profile",
      "add 'series: {\(schema.name): {\(key): …}}' to \(escaped(schema.profilePath))")
  }
}
