/// A key to a vendor's interface, which no text of the program ever shows.
package struct APIKey: Sendable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  /// The key itself, for the one place that sends it.
  let secret: String

  package init(_ secret: String) { self.secret = secret }

  package var description: String { "(key)" }
  package var debugDescription: String { description }
  package var customMirror: Mirror { Mirror(self, children: []) }

  /// A text in which the key stands nowhere, percent-encoded or not.
  package func redacted(_ text: String) -> String {
    var result = text
    for form in forms { result = result.replacing(form, with: description) }
    return result
  }

  /// Bytes in which the key stands nowhere; `nil` where it stood nowhere before.
  func redacted(_ bytes: [UInt8]) -> [UInt8]? {
    var result = bytes
    for form in forms { result = result.replacing(Array(form.utf8), with: Array(description.utf8)) }
    return result == bytes ? nil : result
  }

  /// The ways in which a host may repeat the key.
  private var forms: [String] {
    guard !secret.isEmpty else { return [] }
    let encoded = WebAddress.encoded(secret)
    return encoded == secret ? [secret] : [secret, encoded]
  }
}
