extension Intake {
  /// Hands over the number in a cell; a text in a column that nobody gives a meaning is counted.
  mutating func take(
    _ word: String, of subject: String, _ time: Moment, _ row: VendorRow, _ column: Int,
    _ bytes: Span<UInt8>
  ) throws(ImportFault) {
    let isNumber =
      row.isEmpty(column) || row.holds("null", column, in: bytes)
      || ExactDecimal(bytes, row.range(column)) != nil
    guard isNumber || knows(word) else { return skip(.noNumber) }
    try take(
      Observation(word, of: subject, time, row.number(column, in: bytes), at: row.place))
  }
}
