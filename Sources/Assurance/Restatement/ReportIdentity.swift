package import TextRendering

/// What tells one report from another: release, period, policies, digest of the inputs.
package enum ReportIdentity {
  private static let names = ["release", "period", "as_of", "known_by", "inputs_digest"]

  /// A member in which two reports differ.
  package struct Change: Hashable, Sendable {
    /// `release`, `policies.valuation`.
    package let name: String
    /// What the old one has; empty for nothing.
    package let old: String
    /// What the new one has; empty for nothing.
    package let new: String

    /// The cause that it is for figures, where it can be one alone.
    var cause: Cause? {
      name == "release" ? .method : name.hasPrefix("policies.") ? .policy : nil
    }
  }

  /// The members of a `facts.json`, or of a manifest.
  package static func members(of document: JSONValue) -> [String: String] {
    var members: [String: String] = [:]
    for name in names { members[name] = document[name]?.text }
    guard case .object(let policies)? = document["policies"] else { return members }
    for policy in policies { members["policies.\(policy.name)"] = policy.value.text }
    return members
  }

  /// Every member that differs, by name.
  package static func changes(_ old: [String: String], _ new: [String: String]) -> [Change] {
    Set(old.keys).union(new.keys).sorted().filter { old[$0] != new[$0] }.map {
      Change(name: $0, old: old[$0] ?? "", new: new[$0] ?? "")
    }
  }

  /// The one cause that can have moved figures; `nil` where there may be several.
  package static func cause(of changes: [Change]) -> Cause? {
    let causes = Set(changes.map(\.cause))
    return causes.count == 1 ? causes.first ?? nil : nil
  }
}
