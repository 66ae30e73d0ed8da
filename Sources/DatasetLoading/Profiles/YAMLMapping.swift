import Yams

/// A mapping of a profile with the lines of its keys.
struct YAMLMapping {
  /// The key under which it stands, `token`; empty for the document.
  let name: String
  /// Its first line.
  let line: Int
  let entries: [(key: String, line: Int, value: Node)]

  /// Reads a node; `nil` where it is no mapping.
  init?(_ node: Node, name: String) {
    guard case .mapping(let mapping) = node else { return nil }
    self.name = name
    line = node.line
    entries = mapping.map { ($0.key.string ?? "", $0.key.line, $0.value) }
  }

  /// The value of a key and its line.
  subscript(key: String) -> (line: Int, value: Node)? {
    entries.first { $0.key == key }.map { ($0.line, $0.value) }
  }

  /// Whether a key is there.
  func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

  /// A key as diagnostics name it, `token.launched`.
  func path(_ key: String) -> String { name.isEmpty ? key : "\(name).\(key)" }
}

extension Node {
  /// The line on which the node begins, from 1.
  var line: Int { mark?.line ?? 1 }
}
