/// Something that turns the records of one form into rows.
protocol RowReader<Rows> {
  /// Where the rows are kept.
  associatedtype Rows

  /// Reads the row that begins at a position where it is of the common kind.
  ///
  /// - Returns: `false`, nothing being changed, for a row that `read` must judge.
  mutating func scan(
    _ bytes: Span<UInt8>, at position: inout Int, line: Int, into rows: inout Rows
  ) -> Bool

  /// Reads the fields of any row.
  ///
  /// - Throws: The first fault of the row.
  mutating func read(
    _ fields: [CSVField], in bytes: Span<UInt8>, line: Int, into rows: inout Rows
  ) throws(Fault)
}
