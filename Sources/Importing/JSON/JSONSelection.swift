/// A piece of a JSON text that lies on a path.
package struct JSONMatch: Sendable {
  /// The path, by its place among those that were asked for.
  package let path: Int
  /// The names that stand for each `*` of the path.
  package let names: [String]
  /// Its place in the array that holds it, from 0.
  package let index: Int
  package let node: JSONNode
}

/// Picks the pieces on some paths out of a JSON text, each whole; the rest is passed over.
///
/// So that memory is bounded, a piece has at most 100,000 values and 16 MB of text.
package struct JSONSelection {
  static let mostValues = 100_000
  static let mostText = 16 << 20

  /// An object or array that is open and on the way to a piece.
  private struct Frame {
    let isArray: Bool
    let bits: UInt64
    let names: [String]
    /// How many elements came before.
    var count = 0
    /// The name before the value that comes next.
    var name: String?
  }

  private let paths: JSONPathSet
  private var frames: [Frame] = []
  /// Brackets that are open inside what lies on no path.
  private var passedOver = 0
  private var collector = JSONCollector()
  /// The piece that is being collected.
  private var pending: (path: Int, names: [String], index: Int)?

  private init(_ paths: [JSONPath]) { self.paths = JSONPathSet(paths) }

  /// Hands over the pieces of a file, in the order of its bytes.
  ///
  /// - Throws: A fault of the text, or what `receive` threw.
  package static func read(
    _ paths: [JSONPath], of file: ImportFile,
    _ receive: (JSONMatch) throws(ImportFault) -> Void
  ) throws(ImportFault) {
    var selection = JSONSelection(paths)
    try JSONStream.read(file) { token, text, offset throws(ImportFault) in
      if let match = try selection.take(token, text, offset) { try receive(match) }
    }
  }

  /// Takes a token; the piece that it completes, where it does.
  private mutating func take(
    _ token: JSONToken, _ text: Span<UInt8>, _ offset: Int
  ) throws(ImportFault) -> JSONMatch? {
    if pending != nil { return try collect(token, text, offset) }
    guard passedOver == 0 else {
      passOver(token)
      return nil
    }
    switch token {
    case .name:
      frames[frames.count - 1].name = JSONNode.text(text)
      return nil
    case .endObject, .endArray:
      frames.removeLast()
      return nil
    default:
      return try value(token, text, offset)
    }
  }

  private mutating func passOver(_ token: JSONToken) {
    switch token {
    case .beginObject, .beginArray: passedOver += 1
    case .endObject, .endArray: passedOver -= 1
    default: break
    }
  }

  /// Takes a value, or the bracket that opens one.
  private mutating func value(
    _ token: JSONToken, _ text: Span<UInt8>, _ offset: Int
  ) throws(ImportFault) -> JSONMatch? {
    let (bits, names, index) = step()
    let opens = token == .beginObject || token == .beginArray
    if let path = paths.complete(bits, depth: frames.count) {
      pending = (path, names, index)
      return try collect(token, text, offset)
    }
    if opens, bits == 0 {
      passedOver = 1
    } else if opens {
      frames.append(Frame(isArray: token == .beginArray, bits: bits, names: names))
    }
    return nil
  }

  /// Moves on to the next child of the innermost frame.
  private mutating func step() -> (bits: UInt64, names: [String], index: Int) {
    guard let frame = frames.last else { return (paths.all, [], 0) }
    frames[frames.count - 1].count += 1
    let name = frame.isArray ? nil : frame.name
    let bits = paths.narrowed(frame.bits, depth: frames.count - 1, name: name)
    let isAny = bits != 0 && name != nil && paths.isAnyName(bits, depth: frames.count - 1)
    return (bits, isAny ? frame.names + [name ?? ""] : frame.names, frame.count)
  }

  private mutating func collect(
    _ token: JSONToken, _ text: Span<UInt8>, _ offset: Int
  ) throws(ImportFault) -> JSONMatch? {
    guard let node = try collector.take(token, text, offset), let piece = pending else {
      return nil
    }
    pending = nil
    return JSONMatch(path: piece.path, names: piece.names, index: piece.index, node: node)
  }
}

extension JSONPathSet {
  /// Whether one of some paths has `*` at a depth.
  func isAnyName(_ bits: UInt64, depth: Int) -> Bool {
    paths.indices.contains { bits & 1 << UInt64($0) != 0 && paths[$0][depth] == .anyName }
  }
}
