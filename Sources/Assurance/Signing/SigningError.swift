/// Why a key or a signature is not taken; the reader of the file says which file it was.
package struct SigningError: Error, Hashable, Sendable, CustomStringConvertible {
  /// What kind of fault it is, a stable name.
  package enum Rule: String, Sendable {
    /// The file is not laid out as minisign's are.
    case form = "signature.form"
    /// The signature was made with another key.
    case otherKey = "signature.other-key"
    /// The content is not what was signed.
    case content = "signature.content"
    /// The trusted comment is not what was signed.
    case comment = "signature.comment"
    /// The file holds no key of this kind.
    case keyForm = "key.form"
    /// The password is wrong or missing.
    case password = "key.password"
    /// The parts of a secret key do not belong together.
    case damagedKey = "key.damaged"
    /// The machine cannot do what the key file asks for.
    case memory = "key.memory"
  }

  /// What kind of fault it is.
  package let rule: Rule
  /// What is wrong.
  package let problem: String
  /// What to do about it.
  package let remedy: String

  init(_ rule: Rule, _ problem: String, _ remedy: String) {
    (self.rule, self.problem, self.remedy) = (rule, problem, remedy)
  }

  /// What is wrong, and what to do about it.
  package var description: String { "\(problem); \(remedy) [\(rule.rawValue)]" }
}
