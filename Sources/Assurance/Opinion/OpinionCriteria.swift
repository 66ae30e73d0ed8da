/// Every criterion, in the order in which an opinion tells them.
///
/// A new one is a definition beside these and a line here.
package enum OpinionCriteria {
  /// Every criterion under a materiality.
  package static func all(_ materiality: OpinionMateriality = .standard) -> [OpinionCriterion] {
    [
      .headlinesKnown, .revenueCoverage, .revenueDefinition, .revenueEvidence,
      .revenueReconciliation(materiality), .emissionCoverage, .emissionMeasured(materiality),
      .priceClose,
      .supplyReading, .freshness, .otherReconciliation(materiality),
      .incomeIdentity(materiality), .supplyIdentity(materiality), .findings, .findingsInHeadlines,
    ]
  }
}
