/// Builds one piece of a JSON text from its tokens.
struct JSONCollector {
  private struct Open {
    let offset: Int
    let isArray: Bool
    var elements: [JSONNode] = []
    var members: [JSONNode.Member] = []
    var name = ""

    var node: JSONNode { JSONNode(isArray ? .array(elements) : .object(members), at: offset) }

    mutating func add(_ node: JSONNode) {
      if isArray { elements.append(node) } else { members.append(.init(name: name, node: node)) }
    }
  }

  private var open: [Open] = []
  private var values = 0
  private var text = 0

  /// Takes a token; the piece, where it is complete.
  mutating func take(
    _ token: JSONToken, _ bytes: Span<UInt8>, _ offset: Int
  ) throws(ImportFault) -> JSONNode? {
    try count(bytes.count, at: offset)
    switch token {
    case .beginObject, .beginArray:
      open.append(Open(offset: offset, isArray: token == .beginArray))
      return nil
    case .endObject, .endArray:
      guard let last = open.popLast() else { return nil }
      return add(last.node)
    case .name:
      open[open.count - 1].name = JSONNode.text(bytes)
      return nil
    case .null: return add(JSONNode(.null, at: offset))
    case .true: return add(JSONNode(.bool(true), at: offset))
    case .false: return add(JSONNode(.bool(false), at: offset))
    case .number: return add(JSONNode(.number(JSONNode.text(bytes)), at: offset))
    case .string: return add(JSONNode(.string(JSONNode.text(bytes)), at: offset))
    }
  }

  private mutating func add(_ node: JSONNode) -> JSONNode? {
    guard !open.isEmpty else { return node }
    open[open.count - 1].add(node)
    return nil
  }

  private mutating func count(_ bytes: Int, at offset: Int) throws(ImportFault) {
    values += 1
    text += bytes
    guard values <= JSONSelection.mostValues, text <= JSONSelection.mostText else {
      throw ImportFault.tooLarge(
        "one row of more than \(JSONSelection.mostValues) values", at: offset)
    }
  }
}
