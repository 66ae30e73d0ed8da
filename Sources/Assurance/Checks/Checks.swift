/// Every check, in the order in which findings are told.
///
/// A new one is a file beside this one and a line here.
package enum Checks {
  /// Every check.
  package static let all: [Check] = [
    // What cannot be.
    .utilizationAboveOne, .uptimeAboveOne, .nodeUptimeAboveOne, .serviceLevelAboveOne,
    .negativeFlow, .burnAboveSupply, .circulatingAboveMaximum, .totalAboveMaximum,
    .circulatingAboveTotal, .implausibleValue,
    // What must agree.
    .supplyUnexplained, .feesNotTheirParts, .protocolRevenueNotItsParts, .marketCapIdentity,
    .marketCapAboveDiluted, .yearBelowQuarters, .offSchedule, .emissionBeforeLaunch,
    .sourcesDisagree,
    // What rows look like.
    .runningTotal, .fallingTotal, .outlier, .flatLine, .suddenZero,
    // What there is.
    .flowGap, .staleSeries, .staleBenchmark,
  ]

  /// The check of an id.
  package static func check(_ id: String) -> Check? { all.first { $0.id == id } }
}
