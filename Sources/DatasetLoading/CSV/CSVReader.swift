/// A field of a record: where its text lies in the file, without the quotes around it.
package struct CSVField: Sendable {
  /// The first byte.
  package var start = 0
  /// The byte behind the last.
  package var end = 0
  /// Whether doubled quotes stand for single ones.
  var hasDoubledQuotes = false

  /// Whether nothing stands there.
  package var isEmpty: Bool { start == end }
}

/// Reads records of RFC 4180, one at a time, from mapped bytes.
///
/// After a fault the reader goes on with the next line, except after a quote without an end.
/// <https://www.rfc-editor.org/rfc/rfc4180>
package struct CSVReader {
  /// The most bytes of a line, and of a record whose quoted fields span lines.
  static let longestLine = 1_048_576

  /// Where the next record begins.
  package var position: Int
  /// The physical line of the next record.
  package var line: Int
  /// The fields of the last record.
  package private(set) var fields: [CSVField] = []
  /// The line on which the last record begins.
  package private(set) var recordLine = 0
  /// Whether a quote without an end makes the rest of the file unreadable.
  private(set) var isStopped = false

  /// What stands between two fields; datasets have commas, vendors also semicolons.
  private let delimiter: UInt8

  /// Creates a reader that starts on a line.
  package init(position: Int, line: Int, delimiter: UInt8 = UInt8(ascii: ",")) {
    (self.position, self.line, self.delimiter) = (position, line, delimiter)
  }

  /// Reads the next record that begins before a limit.
  ///
  /// - Returns: `false` where there is none.
  /// - Throws: The record's first fault; its `field` is the number of the column.
  package mutating func next(in bytes: Span<UInt8>, before limit: Int) throws(CSVFault) -> Bool {
    guard !isStopped else { return false }
    skipBlankLines(in: bytes, before: limit)
    guard position < limit else { return false }
    fields.removeAll(keepingCapacity: true)
    recordLine = line
    let start = position
    var hasHighBytes = false
    do throws(CSVFault) {
      while try field(in: bytes, recordStart: start, &hasHighBytes) {}
    } catch {
      skipLine(in: bytes)
      throw error
    }
    if hasHighBytes { try validate(in: bytes) }
    return true
  }

  /// Moves behind the end of the line.
  private mutating func skipLine(in bytes: Span<UInt8>) {
    position = firstIndex(of: .lineFeed, in: bytes, from: position).map { $0 + 1 } ?? bytes.count
    line += 1
  }

  private mutating func skipBlankLines(in bytes: Span<UInt8>, before limit: Int) {
    while position < limit {
      if bytes[position] == .lineFeed {
        position += 1
      } else if bytes[position] == .carriageReturn, position + 1 < limit,
        bytes[position + 1] == .lineFeed
      {
        position += 2
      } else {
        return
      }
      line += 1
    }
  }

  /// Reads one field and what ends it.
  ///
  /// - Returns: Whether a comma ended it, so that another field follows.
  private mutating func field(
    in bytes: Span<UInt8>, recordStart: Int, _ hasHighBytes: inout Bool
  ) throws(CSVFault) -> Bool {
    guard position < bytes.count, bytes[position] == .quote else {
      return try plainField(in: bytes, recordStart: recordStart, &hasHighBytes)
    }
    try quotedField(in: bytes, recordStart: recordStart, &hasHighBytes)
    guard position < bytes.count else { return false }
    return try delimiter(in: bytes)
  }

  private mutating func plainField(
    in bytes: Span<UInt8>, recordStart: Int, _ hasHighBytes: inout Bool
  ) throws(CSVFault) -> Bool {
    let start = position
    let limit = min(bytes.count, recordStart + Self.longestLine)
    while position < limit {
      let byte = bytes[position]
      // Letters, digits, '-' and '.' lie above the comma: the common case leaves at once.
      if byte > .comma, byte < 0x80, byte != delimiter {
        position += 1
        continue
      }
      switch byte {
      case delimiter, .lineFeed, .carriageReturn:
        fields.append(CSVField(start: start, end: position))
        return try delimiter(in: bytes)
      case .quote: throw CSVFault(.strayQuote, fields.count, start..<position + 1, line)
      case 0: throw CSVFault(.nulByte, fields.count, start..<position + 1, line)
      case 0x80...: hasHighBytes = true
      default: break
      }
      position += 1
    }
    guard limit == bytes.count else {
      throw CSVFault(.lineTooLong, fields.count, start..<start, line)
    }
    fields.append(CSVField(start: start, end: position))
    return false
  }

  private mutating func quotedField(
    in bytes: Span<UInt8>, recordStart: Int, _ hasHighBytes: inout Bool
  ) throws(CSVFault) {
    let (open, openLine) = (position, line)
    var field = CSVField(start: open + 1, end: open + 1)
    let limit = min(bytes.count, recordStart + Self.longestLine)
    position += 1
    while position < limit {
      let byte = bytes[position]
      position += 1
      switch byte {
      case .quote:
        guard position < bytes.count, bytes[position] == .quote else {
          field.end = position - 1
          fields.append(field)
          return
        }
        field.hasDoubledQuotes = true
        position += 1
      case .lineFeed: line += 1
      case 0: throw CSVFault(.nulByte, fields.count, open..<position, line)
      case 0x80...: hasHighBytes = true
      default: break
      }
    }
    guard limit == bytes.count || line > openLine else {
      throw CSVFault(.lineTooLong, fields.count, open..<open, line)
    }
    isStopped = true
    throw CSVFault(.unterminatedQuote, fields.count, open..<position, openLine)
  }

  /// Reads a comma or the end of a line.
  private mutating func delimiter(in bytes: Span<UInt8>) throws(CSVFault) -> Bool {
    let start = fields.last?.start ?? position
    let byte = bytes[position]
    let followed = position + 1 < bytes.count && bytes[position + 1] == .lineFeed
    switch byte {
    case delimiter:
      position += 1
      return true
    case .lineFeed:
      position += 1
    case .carriageReturn where followed:
      position += 2
    case .carriageReturn:
      throw CSVFault(.loneCR, max(0, fields.count - 1), start..<position + 1, line)
    default:
      throw CSVFault(.strayQuote, max(0, fields.count - 1), start - 1..<position + 1, line)
    }
    line += 1
    return false
  }

  private func validate(in bytes: Span<UInt8>) throws(CSVFault) {
    for (index, field) in fields.enumerated() {
      do {
        _ = try UTF8Span(validating: bytes.extracting(field.start..<field.end))
      } catch {
        throw CSVFault(.notUTF8, index, field.start..<field.end, recordLine)
      }
    }
  }
}

extension CSVField {
  /// The field's text; its bytes are known to be UTF-8.
  package func text(in bytes: Span<UInt8>) -> String {
    guard !isEmpty else { return "" }
    var content = [UInt8](copying: bytes, start..<end)
    if hasDoubledQuotes {
      var isSecond = false
      content.removeAll { byte in
        isSecond = byte == .quote && !isSecond
        return byte == .quote && !isSecond
      }
    }
    return String(decoding: content, as: UTF8.self)
  }
}
