import DatasetLoading

/// What formats read from the small pieces of a JSON text.
extension JSONNode {
  /// Where it stands.
  var place: Place { .byte(offset) }

  /// The number, exactly, of what the vendor calls by a word; `nil` for null.
  func number(_ word: String) throws(ImportFault) -> ExactDecimal? {
    if isNull { return nil }
    if let number = digits.flatMap({ ExactDecimal($0) }) { return number }
    throw ImportFault(
      .notANumber, at: place, field: word, cell: bare, "not a number",
      "the vendor writes digits with '.' as the decimal point; get the file again, unedited")
  }

  /// A count since 1970.
  func moment(epoch units: [Moment.EpochUnit]) throws(ImportFault) -> Moment {
    guard let count = digits.flatMap(JSONNode.count) else { throw notATime }
    return try Moment(epoch: count, units, at: place)
  }

  /// A written time, or a count where the vendor may write either.
  func moment(orEpoch units: [Moment.EpochUnit] = []) throws(ImportFault) -> Moment {
    if let text = string, let moment = Moment(text) { return moment }
    guard !units.isEmpty else { throw notATime }
    return try moment(epoch: units)
  }

  /// The elements of a row that has at least some.
  func cells(_ count: Int, of row: String) throws(ImportFault) -> [JSONNode] {
    if let elements, elements.count >= count { return elements }
    throw ImportFault(
      .wrongShape, at: place, field: row, cell: shown,
      elements.map { "a row of \($0.count) values, not of \(count)" } ?? "not a row of values",
      "the file may be of another vendor, or edited")
  }

  /// A member that each row has to have, by the first of its names that is there.
  func required(_ name: String, or other: String = "") throws(ImportFault) -> JSONNode {
    if let member = self[name] ?? self[other] { return member }
    throw ImportFault(
      .wrongShape, at: place, field: name, "is missing from a row",
      "the file may be of another vendor, or edited")
  }

  /// Digits without a fraction, though some tools write times as `1704067200000.0`.
  private static func count(_ text: String) -> Int64? {
    if let count = Int64(text) { return count }
    guard let exact = ExactDecimal(text)?.description else { return nil }
    let parts = exact.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count < 3, parts.dropFirst().allSatisfy({ $0.allSatisfy { $0 == "0" } }) else {
      return nil
    }
    return Int64(parts[0])
  }

  /// The text without quotes, to be quoted by a message.
  private var bare: String { digits ?? shown }

  private var notATime: ImportFault {
    ImportFault(
      .notATime, at: place, cell: bare, "not a time of this vendor",
      "the file may be of another vendor, or edited")
  }
}

extension ImportFile {
  /// The first piece on each of some paths, by the path's place among them.
  func first(_ paths: [JSONPath]) throws(ImportFault) -> [Int: JSONNode] {
    var found: [Int: JSONNode] = [:]
    try JSONSelection.read(paths, of: self) { match throws(ImportFault) in
      if found[match.path] == nil { found[match.path] = match.node }
    }
    return found
  }
}

extension ImportTally.Skip {
  /// Values that are texts: a name, a chain, a link.
  static let noNumber = ImportTally.Skip.other("that are no numbers")
}

extension Intake {
  /// Hands over every number of a row of named values, and counts what is none.
  mutating func take(
    _ members: [JSONNode.Member], of subject: String, _ time: Moment
  ) throws(ImportFault) {
    for member in members {
      let isNumber = member.node.isNull || member.node.digits.flatMap { ExactDecimal($0) } != nil
      // A word that the format knows has to be a number; of others, some are texts.
      guard isNumber || knows(member.name) else {
        skip(.noNumber)
        continue
      }
      try take(
        Observation(
          member.name, of: subject, time, try member.node.number(member.name),
          at: member.node.place))
    }
  }
}
