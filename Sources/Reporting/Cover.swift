import Quantities
package import ReportModel
package import SeriesStore

/// What stands on every page: the day, the vintage, the policies, the inputs, the notice.
package struct Cover: Sendable {
  /// The release that wrote the page.
  package let release: String
  /// The digest of every input.
  package let digest: String
  let scope: Audit.Scope

  /// Creates the cover of a run.
  package init(release: String, digest: String, scope: Audit.Scope) {
    (self.release, self.digest, self.scope) = (release, digest, scope)
  }

  /// The lines under the title.
  package var lines: [Text] {
    let vintage = scope.knownBy.map { ", known by \($0)" } ?? ""
    return [
      Text(
        "As of \(scope.asOf)\(vintage). Token flows are valued at \(scope.policies.phrase). "
          + "depin-audit \(release), inputs ")
        + .code(String(digest.prefix(16))) + ".",
      .strong("Disclosure, not investment advice.")
        + " Every figure is computed from cited rows; n/a carries its reason.",
    ]
  }
}

extension Policies {
  /// The valuation in words.
  package var phrase: String {
    switch valuation {
    case .then: "the average price of their own days"
    case .end: "the close of the period"
    }
  }
}
