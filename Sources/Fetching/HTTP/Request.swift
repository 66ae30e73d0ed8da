/// One question to a host.
package struct Request: Sendable {
  /// Where it goes, without the key.
  package var address: WebAddress
  /// Names and values of headers, none of them secret.
  package var headers: [(name: String, value: String)]
  /// What is sent with it; with a body the request is a POST.
  package var body: [UInt8]?
  /// The key that goes with it, and where it stands.
  package var key: SentKey?
  /// Whether the answer is of the moment: then one a day is asked for, since a day has one row.
  package var isReading = false

  package init(
    _ address: WebAddress, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil,
    key: SentKey? = nil
  ) {
    (self.address, self.headers, self.body, self.key) = (address, headers, body, key)
  }

  /// The address as people and files may see it: `(key)` where the key stands.
  package var shown: String { key?.place.joined("(key)", to: address) ?? "\(address)" }

  /// What tells one question from another: the address as shown, and the body.
  var identity: String {
    body.map { shown + "\n" + String(decoding: $0, as: UTF8.self) } ?? shown + "\n"
  }

  /// The address as it is sent.
  var sent: String {
    guard let key else { return "\(address)" }
    return key.place.joined(WebAddress.encoded(key.key.secret), to: address)
  }

  /// The header that carries the key, where one does.
  var secretHeader: String? {
    guard let key, case .header(let name, let scheme) = key.place else { return nil }
    return "\(name): \(scheme)\(key.key.secret)"
  }
}

/// A key, and where the vendor wants it.
package struct SentKey: Sendable {
  package enum Place: Hashable, Sendable {
    /// In a header, after a word such as `Bearer `.
    case header(String, scheme: String = "")
    /// In the query, under a name.
    case query(String)
    /// As the first segment of the path.
    case path
    /// Where the address has its mark.
    case mark

    /// An address with a text in the key's place.
    fileprivate func joined(_ text: String, to address: WebAddress) -> String {
      let query = address.query.isEmpty ? "" : "?" + address.query
      switch self {
      case .header: return "\(address)"
      case .query(let name):
        return "\(address)" + (query.isEmpty ? "?" : "&") + "\(name)=\(text)"
      case .path: return "\(address.origin)/\(text)\(address.path)\(query)"
      case .mark: return "\(address)".replacing(WebAddress.keyMark, with: text)
      }
    }
  }

  package let key: APIKey
  package let place: Place

  package init(_ key: APIKey, _ place: Place) { (self.key, self.place) = (key, place) }
}

/// What a host answered.
package struct Response: Sendable {
  package var status: Int
  /// Names in lower case; of one that stands twice, the last.
  package var headers: [String: String]
  /// As received, its compression taken off.
  package var body: [UInt8]

  package init(status: Int, headers: [String: String] = [:], body: [UInt8] = []) {
    (self.status, self.headers, self.body) = (status, headers, body)
  }
}

/// Sends one request and takes one answer, without a second try.
package protocol Transport {
  func exchange(_ request: Request) throws(TransportFault) -> Response
}

/// Why no whole answer came.
package enum TransportFault: Error, Hashable, Sendable {
  /// No connection, or one that broke; in the library's words.
  case connection(String)
  /// The host's certificate does not hold.
  case certificate(String)
  /// It took too long.
  case tooSlow(String)
  /// The answer ended before it was complete.
  case cutShort
  /// The answer is larger than the limit, in bytes.
  case tooLarge(Int)
  /// The compression cannot be undone.
  case encoding
  /// The bundle of certificates cannot be used.
  case bundle(String)

  /// Whether the next try may go better.
  var isTransient: Bool {
    switch self {
    case .connection, .tooSlow, .cutShort: true
    case .certificate, .tooLarge, .encoding, .bundle: false
    }
  }
}
