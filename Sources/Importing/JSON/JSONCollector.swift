/// Builds pieces of a JSON text from their tokens, one after the other.
///
/// What is open lies on stacks that stay from piece to piece, so that a row costs one allocation for
/// each of its brackets.
struct JSONCollector {
  private struct Open {
    let offset: Int
    let isArray: Bool
    /// Where its values and its names begin on the stacks.
    let values: Int
    let names: Int
  }

  private var open: [Open] = []
  private var values: [JSONNode] = []
  private var names: [String] = []
  private var count = 0
  private var text = 0

  /// Takes a token; the piece, where it is complete.
  mutating func take(
    _ token: JSONToken, _ bytes: Span<UInt8>, _ offset: Int
  ) throws(ImportFault) -> JSONNode? {
    try count(bytes.count, at: offset)
    switch token {
    case .beginObject, .beginArray:
      open.append(
        Open(
          offset: offset, isArray: token == .beginArray, values: values.count, names: names.count))
      return nil
    case .name:
      names.append(JSONNode.text(bytes))
      return nil
    case .endObject, .endArray: return close()
    case .null: return add(.null, offset)
    case .true: return add(.bool(true), offset)
    case .false: return add(.bool(false), offset)
    case .number: return add(.number(JSONNode.text(bytes)), offset)
    case .string: return add(.string(JSONNode.text(bytes)), offset)
    }
  }

  private mutating func close() -> JSONNode? {
    guard let last = open.popLast() else { return nil }
    let content: JSONNode.Content
    if last.isArray {
      content = .array(Array(values[last.values...]))
    } else {
      content = .object(
        zip(names[last.names...], values[last.values...]).map { .init(name: $0, node: $1) })
      names.removeLast(names.count - last.names)
    }
    values.removeLast(values.count - last.values)
    return add(content, last.offset)
  }

  private mutating func add(_ content: JSONNode.Content, _ offset: Int) -> JSONNode? {
    let node = JSONNode(content, at: offset)
    guard open.isEmpty else {
      values.append(node)
      return nil
    }
    (count, text) = (0, 0)
    return node
  }

  private mutating func count(_ bytes: Int, at offset: Int) throws(ImportFault) {
    count += 1
    text += bytes
    guard count <= JSONSelection.mostValues, text <= JSONSelection.mostText else {
      throw ImportFault.tooLarge(
        "one row of more than \(JSONSelection.mostValues) values", at: offset)
    }
  }
}
