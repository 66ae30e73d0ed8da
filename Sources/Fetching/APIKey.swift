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

  /// A text in which the key stands nowhere.
  package func redacted(_ text: String) -> String {
    secret.isEmpty
      ? text
      : text.split(separator: secret, omittingEmptySubsequences: false).joined(
        separator: description)
  }
}
