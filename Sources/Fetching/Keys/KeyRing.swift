import Quantities

/// The keys of vendors, from the environment and from a file that nobody else may read.
package struct KeyRing: Sendable {
  /// What is wrong with a key or a file of keys; no key stands in it.
  package struct Fault: Error, Hashable, Sendable, CustomStringConvertible {
    package let description: String
  }

  private var keys: [String: APIKey] = [:]

  package init() {}

  /// The names that keys go by: vendors, plans of vendors with hosts of their own, and nodes.
  package static let names = [
    "artemis", "coin-metrics", "coingecko", "coingecko-pro", "defillama", "dune", "evm", "messari",
    "solana", "token-terminal",
  ]

  /// The key of a name.
  package subscript(name: String) -> APIKey? { keys[name] }

  /// A text in which none of the keys stands.
  package func redacted(_ text: String) -> String {
    keys.values.reduce(text) { $1.redacted($0) }
  }

  /// The variable that holds a key: `DEPIN_AUDIT_COINGECKO_PRO_KEY`.
  package static func variable(_ name: String) -> String {
    "DEPIN_AUDIT_\(name.uppercased().replacing("-", with: "_"))_KEY"
  }

  /// Takes the keys of the environment; they go before those of a file.
  package mutating func take(environment: [String: String]) throws(Fault) {
    for name in KeyRing.names {
      guard let text = environment[KeyRing.variable(name)], !text.isEmpty else { continue }
      try take(text, name, from: KeyRing.variable(name))
    }
  }

  /// Takes the keys of a file: lines `name: key`, empty ones and comments.
  ///
  /// A parser of YAML would repeat the line that it cannot read, and a key with it.
  package mutating func take(file bytes: [UInt8], path: String) throws(Fault) {
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw Fault(description: "\(path): is no UTF-8; write one 'vendor: key' a line [key-file]")
    }
    let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }
    for (index, line) in lines.enumerated() {
      let line = line.trimmingSpace
      if line.isEmpty || line.hasPrefix("#") || line == "---" { continue }
      let place = "\(path):\(index + 1)"
      guard let colon = line.firstIndex(of: ":") else {
        throw Fault(
          description: "\(place): holds no 'vendor: key'; write one a line [key-file]")
      }
      let name = String(line[..<colon].trimmingSpace)
      guard KeyRing.names.contains(name) else {
        throw Fault(
          description: "\(place): names no vendor that takes a key; use "
            + KeyRing.names.joined(separator: ", ") + " [key-file]")
      }
      try take(KeyRing.unquoted(line[line.index(after: colon)...]), name, from: place)
    }
  }

  /// The value of a line, its quotes or its comment taken off.
  private static func unquoted(_ text: Substring) -> String {
    let text = text.trimmingSpace
    if let quote = text.first, quote == "\"" || quote == "'",
      let end = text.dropFirst().firstIndex(of: quote)
    {
      return String(text[text.index(after: text.startIndex)..<end])
    }
    guard let comment = text.firstRange(of: " #") else { return String(text) }
    return String(text[..<comment.lowerBound].trimmingSpace)
  }

  /// Keeps a key that can stand in a header; one with a line break could add a header of its own.
  private mutating func take(_ text: String, _ name: String, from place: String) throws(Fault) {
    guard (8...512).contains(text.utf8.count),
      text.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
    else {
      throw Fault(
        description: "\(place): holds no key: a key has 8 to 512 letters, digits and signs, "
          + "without spaces; copy it again from the vendor's page [key-form]")
    }
    if keys[name] == nil { keys[name] = APIKey(text) }
  }
}

extension Substring {
  /// The text without spaces and tabs around it.
  fileprivate var trimmingSpace: Substring {
    let isSpace: (Character) -> Bool = { $0 == " " || $0 == "\t" || $0 == "\r" }
    let front = drop(while: isSpace)
    return front.lastIndex { !isSpace($0) }.map { front[...$0] } ?? front
  }
}
