extension Intake {
  /// Hands over the number in a cell; a text in a column that nobody gives a meaning is counted.
  mutating func take(
    _ word: String, of subject: String, _ time: Moment, _ row: VendorRow, _ column: Int,
    _ bytes: Span<UInt8>
  ) throws(ImportFault) {
    let isNothing = row.isEmpty(column) || row.holds("null", column, in: bytes)
    let value = isNothing ? nil : ExactDecimal(bytes, row.range(column))
    if !isNothing, value == nil {
      guard knows(word) else { return skip(.noNumber) }
      // This says what stands there.
      _ = try row.number(column, in: bytes)
    }
    try take(Observation(word, of: subject, time, value, at: row.place))
  }
}
