import Foundation

/// A host that is spoken to, by HTTPS alone.
package struct Origin: Hashable, Sendable, CustomStringConvertible {
  /// The name or number, lower case; an IPv6 number in brackets.
  package let host: String
  package let port: Int

  package init(host: String, port: Int = 443) { (self.host, self.port) = (host, port) }

  /// Reads `https://host` or `https://host:port`, and nothing that says more.
  package init?(_ text: String) {
    let prefix = "https://"
    guard text.lowercased().hasPrefix(prefix) else { return nil }
    var rest = text.dropFirst(prefix.count).lowercased()[...]
    if rest.hasSuffix("/") { rest = rest.dropLast() }
    guard let (host, port) = Origin.split(rest), Origin.isHost(host) else { return nil }
    self.init(host: String(host), port: port)
  }

  /// `https://host`, with the port where it is another than HTTPS has.
  package var description: String { "https://" + host + (port == 443 ? "" : ":\(port)") }

  private static func split(_ text: Substring) -> (host: Substring, port: Int)? {
    guard let colon = text.lastIndex(of: ":"), !text.hasSuffix("]") else { return (text, 443) }
    let digits = text[text.index(after: colon)...]
    guard let port = Int(digits), (1...65_535).contains(port),
      digits.utf8.allSatisfy({ (0x30...0x39).contains($0) })
    else { return nil }
    return (text[..<colon], port)
  }

  private static func isHost(_ text: Substring) -> Bool {
    if text.hasPrefix("["), text.hasSuffix("]") {
      let inner = text.dropFirst().dropLast()
      return !inner.isEmpty && inner.allSatisfy { $0.isHexDigit || $0 == ":" || $0 == "." }
    }
    return !text.isEmpty
      && text.utf8.allSatisfy {
        (0x61...0x7A).contains($0) || (0x30...0x39).contains($0) || $0 == 0x2D || $0 == 0x2E
      }
  }
}

/// What is asked of a host.
///
/// A key never stands in it: it joins the request on its way out.
package struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  package let origin: Origin
  /// Percent-encoded, from its slash on.
  package let path: String
  /// Percent-encoded, without its question mark; may be empty.
  package let query: String

  /// Builds an address from texts as people write them.
  ///
  /// - Parameters:
  ///   - origin: The host.
  ///   - segments: What stands between slashes.
  ///   - query: Names and values, in their order.
  package init(_ origin: Origin, _ segments: [String], query: [(String, String)] = []) {
    self.origin = origin
    path = segments.map { "/" + WebAddress.encoded($0) }.joined()
    self.query = query.map { WebAddress.encoded($0) + "=" + WebAddress.encoded($1) }
      .joined(separator: "&")
  }

  private init(_ origin: Origin, path: String, query: String) {
    (self.origin, self.path, self.query) = (origin, path, query)
  }

  /// Stands in the address of a node where its key belongs.
  static let keyMark = "{key}"

  /// Whether a key belongs into it.
  var wantsKey: Bool { "\(self)".contains(WebAddress.keyMark) }

  /// Reads an address as a user gives it: `https://host:port/path?name=value`, `{key}` once at most.
  package init?(_ text: String) {
    let scheme = text.firstRange(of: "://")?.upperBound ?? text.startIndex
    let end = text[scheme...].firstIndex { $0 == "/" || $0 == "?" } ?? text.endIndex
    guard let origin = Origin(String(text[..<end])) else { return nil }
    let parts = text[end...].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    let rest = text[end...].replacing(WebAddress.keyMark, with: "", maxReplacements: 1)
    let isPlain = rest.utf8.allSatisfy { WebAddress.isPlain($0) || "/?=&".utf8.contains($0) }
    guard isPlain, !rest.contains("//"), !rest.contains("..") else { return nil }
    self.init(
      origin, path: parts == ["/"] ? "" : String(parts[0]),
      query: parts.count > 1 ? String(parts[1]) : "")
  }

  /// Whether it says no more than a host.
  package var isHostAlone: Bool { path.isEmpty && query.isEmpty }

  /// Whether a part of it is as long as keys are, so that it may be one in the wrong place.
  package var mayHoldKey: Bool {
    (path + "&" + query).split { "/=&".contains($0) }.contains { $0.utf8.count >= 20 }
  }

  package var description: String { "\(origin)\(path)" + (query.isEmpty ? "" : "?" + query) }

  /// The address with one more part of the query, which replaces an earlier one of its name.
  func with(_ name: String, _ value: String) -> WebAddress {
    let name = WebAddress.encoded(name) + "="
    let parts = query.split(separator: "&").map(String.init).filter { !$0.hasPrefix(name) }
    return WebAddress(
      origin, path: path, query: (parts + [name + WebAddress.encoded(value)]).joined(separator: "&")
    )
  }

  /// Where a redirect leads.
  ///
  /// Only path and query are taken from it, so that two readings of one address cannot differ in
  /// the host.
  ///
  /// - Returns: `nil` where it leads to another host, or away from HTTPS.
  func redirected(to location: String) -> WebAddress? {
    guard let base = URL(string: description),
      let target = URL(string: location, relativeTo: base)?.absoluteURL,
      target.scheme?.lowercased() == "https", target.user == nil, target.password == nil,
      let host = target.host(percentEncoded: true)?.lowercased(),
      (target.port ?? 443) == origin.port,
      host == origin.host || "[\(host)]" == origin.host
    else { return nil }
    let path = target.path(percentEncoded: true)
    return WebAddress(
      origin, path: path.isEmpty ? "/" : path, query: target.query(percentEncoded: true) ?? "")
  }

  /// A text as one part of an address: all but letters, digits and `-._~,:` is percent-encoded.
  ///
  /// Comma and colon separate what vendors list, and are allowed where they stand.
  static func encoded(_ text: String) -> String {
    var result = ""
    for byte in text.utf8 {
      switch byte {
      case _ where isPlain(byte): result.unicodeScalars.append(.init(byte))
      default:
        let digits = String(byte, radix: 16, uppercase: true)
        result += digits.count == 1 ? "%0" + digits : "%" + digits
      }
    }
    // A segment of dots alone would climb.
    return result == "." || result == ".." ? result.replacing(".", with: "%2E") : result
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0x61...0x7A, 0x41...0x5A, 0x30...0x39, 0x2D, 0x2E, 0x5F, 0x7E, 0x2C, 0x3A: true
    default: false
    }
  }
}
